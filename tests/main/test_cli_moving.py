"""Moving a business between engines, and backups that restore into either."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest
from tests.main.terminal import Terminal
from tests.main.test_cli import NEW
from tests.support import postgres, s3

from yingda.engines.files import FileBlobs
from yingda.engines.postgres.bulk import PostgresBulk, Rows
from yingda.engines.s3 import S3Blobs
from yingda.kernel import Unavailable
from yingda.main import filing
from yingda.main.copying import bulk


@pytest.fixture
def server() -> Iterator[str]:
    """An empty database on a server."""
    with postgres.database() as url:
        yield url


async def contents(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything, as it lies in the columns."""
    found: dict[str, list[tuple[object, ...]]] = {}
    async with bulk(url) as source:
        for table, columns in (await source.tables()).items():
            rows = [row async for piece in source.read(table, columns) for row in piece]
            found[table] = sorted(map(tuple, rows), key=repr)
    return found


def test_there_and_back_again(yingda: Terminal, tmp_path: Path, server: str) -> None:
    assert yingda("demo").code == 0
    file = f"sqlite:///{yingda.data / 'yingda.db'}"
    moved = yingda("move", "--to", server)
    assert moved.code == 0, moved.err
    assert "every row was compared" in moved.out
    first = asyncio.run(contents(file))
    assert len(first["shop_order"]) > 3
    assert asyncio.run(contents(server)) == first
    again = yingda("move", "--to", server)
    assert again.code == 1
    assert "not empty" in again.err
    yingda.set(YINGDA_DATABASE_URL=server)
    assert "linshan@" in yingda("user", "list").out
    postgres.execute(server, "create table if not exists search_line(doc bigint)", "insert into search_line values(1)")
    back = yingda("move", "--to", f"sqlite:///{tmp_path / 'back.db'}")
    assert back.code == 0, back.err
    changed = {table for table, rows in asyncio.run(contents(f"sqlite:///{tmp_path / 'back.db'}")).items()
               if rows != first[table]}  # fmt: skip
    assert changed <= {"node", "presence"}, "what a node notes of itself when it opens"


def test_a_backup_of_one_restores_into_the_other(yingda: Terminal, tmp_path: Path, server: str) -> None:
    yingda.set(YINGDA_DATABASE_URL=server)
    assert yingda(*NEW).code == 0
    (yingda.data / "files" / "t").mkdir(parents=True, exist_ok=True)
    (yingda.data / "files" / "t" / "a.png").write_bytes(b"picture")
    kept = tmp_path / "b.tar.gz"
    made = yingda("backup", str(kept))
    assert made.code == 0, made.err
    there = asyncio.run(contents(server))
    refused = yingda("restore", str(kept), "--force")
    assert "is not empty" in refused.err
    yingda.set(YINGDA_DATABASE_URL="", YINGDA_DATA=str(tmp_path / "embedded"))
    assert yingda("restore", str(kept)).code == 0
    assert (tmp_path / "embedded" / "files" / "t" / "a.png").read_bytes() == b"picture"
    assert asyncio.run(contents(f"sqlite:///{tmp_path / 'embedded' / 'yingda.db'}")) == there
    assert "li@shop.example" in yingda("user", "list").out
    with postgres.database() as other:
        yingda.set(YINGDA_DATABASE_URL=other, YINGDA_DATA=str(tmp_path / "scaled"))
        assert yingda("restore", str(kept)).code == 0
        assert asyncio.run(contents(other)) == there
        assert not (tmp_path / "scaled" / "yingda.db").exists()


def test_migrate(yingda: Terminal, server: str) -> None:
    yingda.set(YINGDA_DATABASE_URL=server)
    assert "was upgraded" in yingda("migrate").out
    assert "is current" in yingda("migrate").out
    yingda.set(YINGDA_DATABASE_URL="")
    assert "was upgraded" in yingda("migrate").out


def test_a_move_that_goes_wrong_keeps_nothing(yingda: Terminal, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: a copy that changes one value is noticed before it is kept."""
    assert yingda(*NEW).code == 0
    write = PostgresBulk.write

    async def careless(self: PostgresBulk, table: str, columns: Sequence[str], rows: Rows) -> None:
        if table == "agent":
            rows = [tuple(v + "!" if c == "name" else v for c, v in zip(columns, row, strict=True)) for row in rows]
        await write(self, table, columns, rows)

    monkeypatch.setattr(PostgresBulk, "write", careless)
    said = yingda("move", "--to", server)
    assert said.code == 1
    assert "The copy of agent is not the same" in said.err
    assert not any(asyncio.run(contents(server)).values())


def put(data: Path, **files: bytes) -> None:
    """Files in the data folder, as uploads lie there."""
    for name, body in files.items():
        path = data / "files" / "t" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def kept(url: str) -> dict[str, bytes]:
    """What is in a bucket."""

    async def look() -> dict[str, bytes]:
        blobs = S3Blobs(url)
        return {name: await blobs.get(name) async for name in blobs.names()}

    return asyncio.run(look())


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty one, as a setting names it."""
    for name, value in s3.KEYS.items():
        monkeypatch.setenv(name, value)
    with s3.s3(tmp_path) as address:
        yield f"s3://{s3.bucket(address)}/here?endpoint={address}"


FILES = {"a": b"picture", "b": b"", "c": bytes(range(256)) * 40_000}
LYING = {f"t/{name}.png": body for name, body in FILES.items()}


def test_files_move_with_the_rows(yingda: Terminal, tmp_path: Path, server: str, bucket: str) -> None:
    """Into a bucket, in two goes since the first is broken off; a backup of it; restored into the bucket and back."""
    assert yingda(*NEW).code == 0
    put(yingda.data, a=FILES["a"])
    first = yingda("move", "--files", bucket)
    assert "1 of them sent now" in first.out, first.err
    put(yingda.data, **FILES)
    moved = yingda("move", "--to", server, "--files", bucket)
    assert "3 files moved" in moved.out, moved.err
    assert "2 of them sent now" in moved.out
    assert "every row was compared" in moved.out
    assert f"YINGDA_BLOBS_URL={bucket}" in moved.out
    assert kept(bucket) == LYING
    yingda.set(YINGDA_DATABASE_URL=server, YINGDA_BLOBS_URL=bucket)
    assert "already" in yingda("move", "--files", bucket).err
    (yingda.data / "files" / "t" / "a.png").unlink()  # what lies in the folder does not count any more
    made = yingda("backup", str(tmp_path / "b.tar.gz"))
    assert made.code == 0, made.err
    restored = tmp_path / "restored"
    yingda.set(YINGDA_DATABASE_URL="", YINGDA_BLOBS_URL="", YINGDA_DATA=str(restored))
    assert yingda("restore", str(tmp_path / "b.tar.gz")).code == 0
    assert {f"t/{f.name}": f.read_bytes() for f in (restored / "files" / "t").iterdir()} == LYING


def test_a_backup_restores_into_a_bucket(yingda: Terminal, tmp_path: Path, bucket: str) -> None:
    assert yingda(*NEW).code == 0
    put(yingda.data, **FILES)
    assert yingda("backup", str(tmp_path / "b.tar.gz")).code == 0
    yingda.set(YINGDA_DATA=str(tmp_path / "other"), YINGDA_BLOBS_URL=bucket)
    found = yingda("restore", str(tmp_path / "b.tar.gz"))
    assert found.code == 0, found.err
    assert kept(bucket) == LYING
    assert not (tmp_path / "other" / "files").exists()
    assert yingda("move", "--files", "data").code == 0
    assert {f"t/{f.name}": f.read_bytes() for f in (tmp_path / "other" / "files" / "t").iterdir()} == LYING


async def test_a_storage_that_changes_a_file_is_noticed(tmp_path: Path) -> None:
    class Careless(FileBlobs):
        async def put(self, name: str, data: AsyncIterator[bytes], limit: int) -> int:
            return await super().put(name, filing.whole(b"other"), 5)

    source = FileBlobs(tmp_path / "a")
    await source.put("t/a.png", filing.whole(b"picture"), 7)
    with pytest.raises(Unavailable, match="not the same"):
        await filing.copy(source, Careless(tmp_path / "b"), lambda done, total: None)
