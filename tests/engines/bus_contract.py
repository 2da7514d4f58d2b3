"""What `kernel.ports.Bus` promises, for every engine: a fixture `bus`, and `settled()` after which all have heard."""

import asyncio
from typing import Any


async def settled() -> None:
    """Long enough for a bus on this machine."""
    await asyncio.sleep(0)


class BusContract:
    """The promises, one by one."""

    async def test_all_that_listen_hear_in_order(self, bus: Any) -> None:
        heard: list[tuple[str, int, bytes]] = []
        for who in "ab":
            bus.listen("t/c/1", lambda seq, frame, who=who: heard.append((who, seq, frame)))
        bus.listen("t/c/2", lambda seq, frame: heard.append(("other", seq, frame)))
        for seq in range(3):
            bus.publish("t/c/1", seq, b"frame %d" % seq)
        bus.publish("t/c/9", 1, b"nobody hears this")
        await settled()
        for who in "ab":
            assert [each[1:] for each in heard if each[0] == who] == [(seq, b"frame %d" % seq) for seq in range(3)]
        assert len(heard) == 6

    async def test_one_who_leaves_hears_no_more(self, bus: Any) -> None:
        heard: list[int] = []
        sink = lambda seq, frame: heard.append(seq)  # noqa: E731
        leave, stay = bus.listen("t", sink), bus.listen("t", sink)
        assert bus.listeners("t") == 2
        leave()
        leave()
        assert bus.listeners("t") == 1
        bus.publish("t", 1, b"")
        await settled()
        assert heard == [1]
        stay()
        assert bus.listeners("t") == 0
        bus.publish("t", 2, b"")
        await settled()
        assert heard == [1]

    async def test_one_who_fails_harms_no_other(self, bus: Any) -> None:
        heard: list[int] = []

        def fail(seq: int, frame: bytes) -> None:
            raise ValueError

        bus.listen("t", fail)
        bus.listen("t", lambda seq, frame: heard.append(seq))
        bus.publish("t", 1, b"")
        await settled()
        assert heard == [1]

    async def test_one_may_leave_or_come_while_it_is_told(self, bus: Any) -> None:
        heard: list[str] = []
        leaves: list[Any] = []

        def once(seq: int, frame: bytes) -> None:
            heard.append("once")
            for leave in leaves:
                leave()
            bus.listen("t", lambda seq, frame: heard.append("late"))

        leaves += [bus.listen("t", once)]
        bus.listen("t", lambda seq, frame: heard.append("stays"))
        bus.publish("t", 1, b"")
        await settled()
        bus.publish("t", 2, b"")
        await settled()
        assert heard == ["once", "stays", "stays", "late"]
