"""Files in a folder: whole or not at all, and only under names that were generated."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.blobs_contract import BlobsContract, Everything, chunks

from yingda.engines.files import FileBlobs
from yingda.kernel import BadInput, Unavailable


@pytest.fixture
def blobs(tmp_path: Path) -> FileBlobs:
    return FileBlobs(tmp_path / "files")


@pytest.fixture
def everything(blobs: FileBlobs) -> Everything:
    return lambda: sorted(str(p.relative_to(blobs.root)) for p in blobs.root.rglob("*") if p.is_file())


class TestFiles(BlobsContract):
    """All that is promised, kept."""


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
