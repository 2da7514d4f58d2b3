"""What `kernel.ports.Blobs` promises, for every engine. Fixtures: `blobs`, and `everything`, which names what is kept."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from yingda.kernel import BadInput, NotFound, TooLarge, new_id

Everything = Callable[[], list[str]]
MIB = 1_048_576


async def chunks(*parts: bytes, fail: bool = False) -> AsyncIterator[bytes]:
    """A file on its way; with `fail` its sender breaks off."""
    for part in parts:
        yield part
    if fail:
        raise ConnectionError


class BlobsContract:
    """The promises, one by one."""

    async def test_put_get_remove(self, blobs: Any, everything: Everything) -> None:
        name = f"{new_id()}/{new_id()}.png"
        assert await blobs.put(name, chunks(b"ab", b"", b"cd"), 4) == 4
        assert await blobs.get(name) == b"abcd"
        assert everything() == [name]
        await blobs.remove(name)
        await blobs.remove(name)
        assert everything() == []
        with pytest.raises(NotFound):
            await blobs.get(name)

    async def test_names_all_that_is_kept(self, blobs: Any, everything: Everything) -> None:
        assert [name async for name in blobs.names()] == []
        names = sorted(f"t/{new_id()}.png" for _ in range(12))
        for name in names:
            await blobs.put(name, chunks(b"x"), 1)
        assert sorted([name async for name in blobs.names()]) == names == everything()

    async def test_an_empty_file_is_a_file(self, blobs: Any) -> None:
        assert await blobs.put("t/empty", chunks(), 4) == 0
        assert await blobs.get("t/empty") == b""

    async def test_a_large_file_comes_back_as_it_was(self, blobs: Any) -> None:
        parts = [bytes([i]) * MIB for i in range(13)]
        assert await blobs.put("t/large", chunks(*parts), 13 * MIB) == 13 * MIB
        assert await blobs.get("t/large") == b"".join(parts)

    @pytest.mark.parametrize("mib", [1, 12])
    async def test_too_large_keeps_nothing(self, blobs: Any, everything: Everything, mib: int) -> None:
        with pytest.raises(TooLarge) as found:
            await blobs.put("t/a", chunks(*[b"x" * MIB] * mib, b"y"), mib * MIB)
        assert found.value.facts == {"limit": mib * MIB}
        assert everything() == []

    async def test_the_limit_holds_while_it_streams(self, blobs: Any) -> None:
        asked = 0

        async def endless() -> AsyncIterator[bytes]:
            nonlocal asked
            while True:
                asked += 1
                yield b"x" * MIB

        with pytest.raises(TooLarge):
            await blobs.put("t/a", endless(), 3 * MIB)
        assert asked == 4

    @pytest.mark.parametrize("mib", [1, 12])
    async def test_a_sender_who_breaks_off_changes_nothing(self, blobs: Any, everything: Everything, mib: int) -> None:
        await blobs.put("t/a", chunks(b"first"), 10)
        with pytest.raises(ConnectionError):
            await blobs.put("t/a", chunks(*[b"x" * MIB] * mib, fail=True), 20 * MIB)
        assert await blobs.get("t/a") == b"first"
        assert everything() == ["t/a"]
        await blobs.put("t/a", chunks(b"second"), 10)
        assert await blobs.get("t/a") == b"second"

    @pytest.mark.parametrize(
        "name",
        ["", ".", "..", "../a", "a/../b", "/etc/passwd", "a//b", "a/", "a\\b", "a\0b", "A", "文件", "a b", ".a",
         "a/b/c/d/e", "a.b.c.d", "-a", "x" * 65, "a\n"],
    )  # fmt: skip
    async def test_names_that_nobody_generated(self, blobs: Any, everything: Everything, name: str) -> None:
        for verb in (blobs.get(name), blobs.remove(name), blobs.put(name, chunks(b"x"), 1)):
            with pytest.raises(BadInput):
                await verb
        assert everything() == []
