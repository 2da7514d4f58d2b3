"""What `kernel.ports.Bus` promises, for every engine: a fixture `bus`, and `settled()` after which all have heard."""

import asyncio
from typing import Any

import pytest


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

    async def test_wanted_is_what_somebody_listens_to(self, bus: Any) -> None:
        leave = bus.listen("t/c/1", lambda seq, frame: None)
        assert bus.wanted("t/c/1")
        leave()

    async def test_telling_this_node_tells_nobody_else(self, bus: Any) -> None:
        heard: list[int] = []
        bus.listen("t", lambda seq, frame: heard.append(seq))
        bus.tell("t", 7, b"")
        bus.tell("nobody", 8, b"")
        assert heard == [7]


TOPICS = ("t/c/1", "t.>", "t.*.c", "t c\r\nPUB x 0\r\n\r\n", "应答/💬", "x" * 600)
"""Plain ones, and such as a wire protocol would stumble over."""


async def heard_by(found: list[Any], count: int) -> None:
    """Waits until `count` have come, ten seconds at most."""
    for _ in range(1_000):
        if len(found) >= count:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{len(found)} of {count} came: {found[:5]}")


async def up(*buses: Any) -> None:
    """Waits until all are connected, fifteen seconds at most."""
    for _ in range(1_500):
        if all(bus.up for bus in buses):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the bus did not come up")


class NodesContract(BusContract):
    """What is promised between nodes: the fixture `pair` is two buses of one installation that are up."""

    @pytest.fixture
    def bus(self, pair: tuple[Any, Any]) -> Any:
        return pair[0]

    async def test_others_hear_in_order_and_only_their_topics(self, pair: tuple[Any, Any]) -> None:
        here, there = pair
        heard: dict[str, list[tuple[int, bytes]]] = {topic: [] for topic in TOPICS}
        own: list[int] = []
        for topic in TOPICS:
            there.listen(topic, lambda seq, frame, topic=topic: heard[topic].append((seq, frame)))
        here.listen(TOPICS[0], lambda seq, frame: own.append(seq))
        await asyncio.sleep(0.2)
        for seq in range(1, 101):
            for topic in TOPICS:
                here.publish(topic, seq, f"frame {seq} 应答\r\n".encode())
            here.publish("nobody", seq, b"x")
        assert own == list(range(1, 101)), "at once on this node, and not a second time from outside"
        for topic in TOPICS:
            await heard_by(heard[topic], 100)
            assert heard[topic] == [(seq, f"frame {seq} 应答\r\n".encode()) for seq in range(1, 101)]
        await asyncio.sleep(0.05)
        assert own == list(range(1, 101))

    async def test_who_left_costs_nothing_and_may_come_again(self, pair: tuple[Any, Any]) -> None:
        here, there = pair
        for i in range(300):
            there.listen(f"t/c/{i}", lambda seq, frame: None)()
        heard: list[int] = []
        there.listen("t/c/7", lambda seq, frame: heard.append(seq))()
        leave = there.listen("t/c/7", lambda seq, frame: heard.append(seq))
        await asyncio.sleep(0.2)
        here.publish("t/c/7", 1, b"")
        await heard_by(heard, 1)
        leave()
        assert not there.sinks

    async def test_a_frame_that_is_too_large_says_look(self, pair: tuple[Any, Any]) -> None:
        here, there = pair
        arrived: list[tuple[str, int, bytes]] = []
        there.arrived = lambda *what: arrived.append(what)
        there.listen("t/c/1", lambda seq, frame: None)
        await asyncio.sleep(0.2)
        here.publish("t/c/1", 3, b"x" * (1 << 20))
        await heard_by(arrived, 1)
        assert arrived[0] == ("", 0, b"") or arrived[0][1:] == (3, b"x" * (1 << 20))
