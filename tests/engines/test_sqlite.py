"""The SQLite engine: the contract of every database, and what is its own."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import structlog
from tests.engines.database_contract import REACTIONS, TABLES, DatabaseContract, Talk, block, hear, many, opened, these
from tests.support.database import migrated

from yingda.engines.sqlite import Sqlite, connect
from yingda.engines.sqlite.session import Writing
from yingda.kernel import Changes, TooMany, Unavailable

ROOT = Path(__file__).parents[2]


def prepared(folder: Path) -> Path:
    path = migrated(folder)
    with closing(sqlite3.connect(path)) as db:
        for sql in TABLES:
            db.execute(sql)
    return path


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Sqlite]:
    engine = await connect(prepared(tmp_path), REACTIONS)
    yield engine
    await engine.close()


class TestSqlite(DatabaseContract):
    """All that is promised, kept."""


async def test_the_contract_notices_an_engine_without_dedupe(db: Sqlite) -> None:
    class Forgetful(Writing):
        def _earlier(self, row: Any) -> None:
            return None

    db.writer.tx.__class__ = Forgetful
    with pytest.raises(AssertionError):
        await many(db)


async def test_the_contract_notices_an_engine_without_replay(db: Sqlite, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(self: Any, job: Any) -> Any:
        try:
            from yingda.engines.sqlite.session import drive

            return self.tx.write(drive(job.work, self.tx, *job.args)) if job.decides else self._careful(job)
        except Exception as error:
            return error

    monkeypatch.setattr(type(db.writer), "_swift", careless)
    with pytest.raises(AssertionError):
        await many(db)


async def test_durable_by_default(db: Sqlite) -> None:
    writer = db.writer.tx.db
    assert writer.execute("pragma journal_mode").fetchone() == ("wal",)
    assert writer.execute("pragma synchronous").fetchone() == (2,)
    assert db.path.stat().st_mode & 0o077 == 0 or db.path.exists()


async def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    engine = await connect(tmp_path / "deep" / "new.db")
    assert (tmp_path / "deep" / "new.db").stat().st_mode & 0o777 == 0o600
    await engine.close()


async def test_one_commit_for_many(db: Sqlite) -> None:
    await opened(db, "a")
    groups: list[int] = []
    finish = db.writer.finish
    db.writer.finish = lambda group, *rest: (groups.append(len(group)), finish(group, *rest))[1]
    await asyncio.gather(db.decide(block), *(db.decide(hear, "a", f"c{i}", "x") for i in range(600)))
    assert max(groups) == 256
    assert len(groups) <= 6


async def test_more_than_the_queue_holds_is_refused_before_it_is_accepted(tmp_path: Path) -> None:
    db = await connect(prepared(tmp_path), REACTIONS, waiting=50)
    await opened(db, "a")
    calls = [db.decide(block), *(db.decide(hear, "a", f"c{i}", "x") for i in range(80))]
    results = await asyncio.gather(*calls, return_exceptions=True)
    refused = [result for result in results if isinstance(result, TooMany)]
    assert len(refused) == 31
    assert (await db.get(Talk, "t", "a")).seq == 49  # type: ignore[union-attr]
    assert (await db.decide(hear, "a", "later", "x")).seq == 50  # type: ignore[union-attr]
    await db.close()


async def test_a_full_disk_refuses_and_recovers(db: Sqlite) -> None:
    await opened(db, "a")
    kept = await db.decide(hear, "a", "c1", "x")
    await db.tx(_limit, 1)
    big = "x" * 50_000
    results = await asyncio.gather(*(db.decide(hear, "a", f"big{i}", big) for i in range(20)), return_exceptions=True)
    failed = [result for result in results if isinstance(result, Unavailable)]
    assert failed
    assert (await db.get(Talk, "t", "a")).seq == 1 + len(results) - len(failed)  # type: ignore[union-attr]
    assert await db.decide(hear, "a", "c1", "retry") == kept
    await db.tx(_limit, 1_000_000)
    assert (await db.decide(hear, "a", "big0", big)).client == "big0"  # type: ignore[union-attr]
    assert await db.healthy()


async def _limit(tx: Any, pages: int) -> None:
    await tx.rows(f"pragma max_page_count={pages}")


DISK_CHILD = """
import asyncio, resource, sys
from tests.engines.database_contract import REACTIONS, Talk, hear
from yingda.engines.sqlite import connect
from yingda.kernel import Unavailable

async def main(path):
    db = await connect(path, REACTIONS)
    wal = db.path.with_name(db.path.name + "-wal")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    acked, refused = [], 0
    for i in range(400):
        try:
            acked.append((await db.decide(hear, "a", f"c{i}", "x" * 2000)).client)
        except Unavailable:
            refused += 1
            if refused == 3:
                break
    assert refused == 3 and acked
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    assert not await db.healthy()
    assert (await db.get(Talk, "t", "a")).seq == len(acked)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert await db.healthy()
    acked.append((await db.decide(hear, "a", "after", "x")).client)
    assert [c for c, in await db.rows("select client from message order by seq")] == acked
    await db.close()
    print("fine", len(acked))

asyncio.run(main(sys.argv[1]))
"""


def _child(*args: str, **how: Any) -> "subprocess.Popen[str]":
    env = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin"}
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, *args], stdout=pipe, stderr=pipe, text=True, cwd=ROOT, env=env, **how)


def test_when_the_system_refuses_to_write(tmp_path: Path) -> None:
    path = prepared(tmp_path)
    asyncio.run(_open(path))
    child = _child("-c", DISK_CHILD, str(path))
    out, err = child.communicate(timeout=60)
    assert "fine" in out, err


async def _open(path: Path) -> None:
    db = await connect(path, REACTIONS)
    await opened(db, "a", "b", "c")
    await db.close()


def _killed(path: Path, *options: str, after: float) -> tuple[list[list[str]], list[Any]]:
    """What a process acknowledged before it was killed, and what a new one finds."""
    asyncio.run(_open(path))
    child = _child("-m", "tests.engines.crash_child", str(path), *options)
    assert child.stdout is not None
    said = [child.stdout.readline()]
    time.sleep(after)
    child.send_signal(signal.SIGKILL)
    said += child.communicate()[0].splitlines()
    acked = [line.split() for line in said if line.count(" ") == 2 and not line.endswith(" ")]

    async def look() -> list[Any]:
        db = await connect(path, REACTIONS)
        found = await db.rows("select talk, client, seq from message")
        events = await db.rows("select count(*) from event where name='Received'")
        talks = await db.rows("select id, seq from talk")
        await db.close()
        assert events == [(len(found),)]
        for id, last in talks:
            assert sorted(seq for talk, _, seq in found if talk == id) == list(range(1, last + 1))
        return list(found)

    return acked, asyncio.run(look())


@pytest.mark.parametrize("after", [0.3, 0.7])
def test_a_killed_process_loses_nothing_it_acknowledged(tmp_path: Path, after: float) -> None:
    acked, found = _killed(prepared(tmp_path), after=after)
    assert len(acked) > 50
    kept = {(talk, client): seq for talk, client, seq in found}
    for talk, client, seq in acked[:-1]:  # the last line may be cut
        assert kept[talk, client] == int(seq)


def test_the_crash_test_notices_acknowledging_before_the_commit(tmp_path: Path) -> None:
    def lost(attempt: int) -> bool:
        folder = tmp_path / str(attempt)
        folder.mkdir()
        acked, found = _killed(prepared(folder), "broken", after=0.5)
        kept = {(talk, client) for talk, client, _ in found}
        return any((talk, client) not in kept for talk, client, _ in acked[:-1])

    assert any(lost(attempt) for attempt in range(4))  # a kill may hit the moment after a commit


async def test_a_long_report_delays_nobody(db: Sqlite) -> None:
    await opened(db, "a")
    forever = "with recursive n(i) as (select 1 union all select i+1 from n where i < 6000000) select count(*) from n"
    report = asyncio.create_task(db.report(forever))
    await asyncio.sleep(0.02)
    begin = time.perf_counter()
    for i in range(20):
        await db.decide(hear, "a", f"c{i}", "x")
        await db.get(Talk, "t", "a")
    assert not report.done()
    assert time.perf_counter() - begin < 1
    assert await report == [(6_000_000,)]


async def test_reports_cannot_write(db: Sqlite) -> None:
    for verb in (db.report, db.rows):
        with pytest.raises(sqlite3.OperationalError):
            await verb("delete from talk")


async def test_slow_decisions_are_named_in_the_log(db: Sqlite) -> None:
    async def busy(read: Any) -> Changes:
        end = time.thread_time() + 0.02
        while time.thread_time() < end:
            pass
        return Changes()

    with structlog.testing.capture_logs() as said:
        await asyncio.gather(*(db.decide(these, Changes()) for _ in range(50)), db.decide(busy))
    slow = [line for line in said if line["event"] == "slow decision"]
    assert [line["use_case"].rsplit(".", 1)[-1] for line in slow] == ["busy"]
    assert slow[0]["cpu_ms"] >= 20


async def test_a_backup_is_whole_while_work_goes_on(db: Sqlite, tmp_path: Path) -> None:
    await opened(db, "a")
    going = True

    async def send() -> int:
        i = 0
        while going:
            await db.decide(hear, "a", f"c{i}", "x" * 500)
            i += 1
        return i

    sending = asyncio.create_task(send())
    await asyncio.sleep(0.1)
    await db.backup(tmp_path / "copy.db")
    going = False
    sent = await sending
    assert not (tmp_path / "copy.db.part").exists()
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert copy.execute("pragma integrity_check").fetchall() == [("ok",)]
        ((seq,),) = copy.execute("select seq from talk")
        ((count, last),) = copy.execute("select count(*), max(seq) from message")
        assert 0 < seq == count == last <= sent


async def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_bytes(b"this is no database, it only looks like one" * 100)
    with pytest.raises(Unavailable):
        await connect(tmp_path / "no.db")
    with pytest.raises(Unavailable):
        await connect(tmp_path)
