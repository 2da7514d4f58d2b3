"""Files in a folder: whole or not at all, and only under names that were generated."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.engines.files import FileBlobs
from yingda.kernel import BadInput, NotFound, TooLarge, Unavailable, new_id


async def chunks(*parts: bytes, fail: bool = False) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    if fail:
        raise ConnectionError


@pytest.fixture
def blobs(tmp_path: Path) -> FileBlobs:
    return FileBlobs(tmp_path / "files")


def everything(blobs: FileBlobs) -> list[str]:
    return sorted(str(p.relative_to(blobs.root)) for p in blobs.root.rglob("*") if p.is_file())


async def test_put_get_remove(blobs: FileBlobs) -> None:
    name = f"{new_id()}/{new_id()}.png"
    assert await blobs.put(name, chunks(b"ab", b"", b"cd"), 4) == 4
    assert await blobs.get(name) == b"abcd"
    assert everything(blobs) == [name]
    await blobs.remove(name)
    await blobs.remove(name)
    with pytest.raises(NotFound):
        await blobs.get(name)


async def test_too_large_keeps_nothing(blobs: FileBlobs) -> None:
    with pytest.raises(TooLarge):
        await blobs.put("t/a", chunks(b"x" * 5, b"y" * 6), 10)
    assert everything(blobs) == []


async def test_a_sender_who_breaks_off_leaves_the_earlier_file_as_it_was(blobs: FileBlobs) -> None:
    await blobs.put("t/a", chunks(b"first"), 10)
    with pytest.raises(ConnectionError):
        await blobs.put("t/a", chunks(b"sec", fail=True), 10)
    assert await blobs.get("t/a") == b"first"
    assert everything(blobs) == ["t/a"]
    await blobs.put("t/a", chunks(b"second"), 10)
    assert await blobs.get("t/a") == b"second"


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../a", "a/../b", "/etc/passwd", "a//b", "a/", "a\\b", "a\0b", "A", "文件", "a b", ".a", "a/b/c/d/e",
     "a.b.c.d", "-a", "x" * 65, "a\n"],
)  # fmt: skip
async def test_names_that_nobody_generated(blobs: FileBlobs, name: str) -> None:
    for verb in (blobs.get(name), blobs.remove(name), blobs.put(name, chunks(b"x"), 1)):
        with pytest.raises(BadInput):
            await verb
    assert not blobs.root.exists()


@given(st.text(alphabet="abz09./_-\\~", max_size=30))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    blobs = FileBlobs("/srv/files")
    try:
        path = blobs.path(name)
    except BadInput:
        return
    assert path.is_relative_to(blobs.root)
    assert path != blobs.root
    assert ".." not in path.parts


async def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable):
        await FileBlobs(tmp_path / "file").put("t/a", chunks(b"x"), 1)
