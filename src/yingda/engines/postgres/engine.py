"""The engine: decisions, transactions, reads and reports on one PostgreSQL, for one node of many."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, TypeVar

import structlog

from yingda.kernel import Changes, Event, Measure, Row, TooMany, Unavailable, counter, gauge
from yingda.kernel.rows import R, Reactions

from .deciding import LONGEST_PAUSE_S, LOSING_S, Decider
from .failures import Conflict, Taken, Undone, clash, gone, meant
from .outbox import Outbox
from .pool import GENERATED, HOLDING, READING, Db, Link, Pool
from .reading import Reader, asked
from .settling import Settling, fence
from .statements import translated
from .transaction import Transaction
from .turns import title
from .writing import Writer

log = structlog.get_logger("postgres")
T = TypeVar("T")

WAITING = 20_000
"""Decisions that may wait; beyond it new ones are refused before they are accepted."""
KEYED, WRITING, FREE, LONG, REPORTS = 2, 4, 4, 2, 2
"""Connections of a node: reads by key, groups of decisions, queries, transactions, reports. Opened when needed."""
PROBE_S = 2.0


class Postgres:
    """`Database` on PostgreSQL. Made on a running event loop; its verbs are called there."""

    shared = True

    def __init__(self, url: str, reactions: Reactions | None = None, *, waiting: int = WAITING) -> None:
        self.link = Link(url)
        self.keyed, self.writers = Pool(self.link, KEYED, GENERATED), Pool(self.link, WRITING, GENERATED)
        self.free, self.long = Pool(self.link, FREE, READING), Pool(self.link, LONG, HOLDING)
        self.reports = Pool(self.link, REPORTS, READING, None)
        self.outbox = Outbox()
        self.reader = Reader(self.link, self.keyed, self.free)
        self.settling = Settling(self.link, self.keyed, self.outbox)
        self.writer = Writer(self.writers, self.outbox, self.settling)
        self.writer.reactions = {} if reactions is None else reactions
        self.decider = Decider(self.reader, self.writer)
        self.limit, self.pending, self.closed = waiting, 0, False
        self.kept = self.failed = self.refused = 0
        self.idle = asyncio.Event()
        self.idle.set()

    @property
    def told(self) -> Callable[[list[tuple[Event, bytes]]], None]:
        """See `kernel.ports.Database`."""
        return self.outbox.told

    @told.setter
    def told(self, told: Callable[[list[tuple[Event, bytes]]], None]) -> None:
        self.outbox.told = told

    @property
    def reactions(self) -> Reactions:
        """What each event calls for. Kept by reference: what is installed later counts from then on."""
        return self.writer.reactions

    @reactions.setter
    def reactions(self, reactions: Reactions) -> None:
        self.writer.reactions = reactions

    async def get(self, kind: type[R], *key: Any) -> R | None:
        """The row with this primary key."""
        return await self.reader.row(kind, kind.key, key)  # type: ignore[no-any-return]

    async def first(self, kind: type[R], *once: Any) -> R | None:
        """The row with this `once` key."""
        return await self.reader.row(kind, kind.once or kind.key, once)  # type: ignore[no-any-return]

    async def find(self, kind: type[R], where: str, *args: Any) -> list[R]:
        """Rows of a kind."""
        return await self.reader.find(kind, where, args)

    async def rows(self, sql: str, *args: Any) -> Sequence[Any]:
        """Plain rows of a query."""
        return await self.reader.rows(sql, args)

    async def turn(self, *name: str) -> None:
        """Nothing: only decisions take turns."""

    async def report(self, sql: str, *args: Any) -> Sequence[Any]:
        """See `kernel.ports.Database`."""
        if self.closed:
            raise Unavailable
        text = translated(sql)
        return list(map(tuple, await asked(self.link, self.reports, lambda db: db.fetch(text, *args))))

    async def decide(self, work: Callable[..., Awaitable[Changes]], *args: Any) -> Row | None:
        """See `kernel.ports.Database`. The answer is the first of the new rows that has a `once` key."""
        return await self._counted(self.decider.decide(work, args))  # type: ignore[no-any-return]

    async def tx(self, work: Callable[..., Awaitable[T]], *args: Any) -> T:
        """See `kernel.ports.Database`."""
        return await self._counted(self._transact(work, args))  # type: ignore[no-any-return]

    async def _counted(self, what: Any) -> Any:
        if self.closed:
            what.close()
            raise Unavailable("closing", "服务正在重启，请稍后重试", "The service is restarting. Please try again")
        if self.pending >= self.limit:
            what.close()
            self.refused += 1
            raise TooMany(1.0)
        self.pending += 1
        self.idle.clear()
        try:
            result = await what
            self.kept += 1
            return result
        except Exception:
            self.failed += 1
            raise
        finally:
            self.pending -= 1
            if not self.pending:
                self.idle.set()

    async def _transact(self, work: Callable[..., Awaitable[T]], args: tuple[Any, ...]) -> T:
        loop = asyncio.get_running_loop()
        ends, before, tries = loop.time() + LOSING_S, None, 0
        while True:
            await self.link.ready()
            try:
                return await self._try(work, args)
            except Undone as error:
                if loop.time() > ends:
                    raise Unavailable from error
                continue
            except Conflict as error:
                tries += 1
                mark = error.mark if isinstance(error, Taken) else None
                if loop.time() > ends or (mark and mark == before):
                    log.warning("a transaction lost for good", use_case=title(work), error=str(error))
                    raise clash() from error
                before = mark
            await asyncio.sleep(random.random() * min(LONGEST_PAUSE_S, 0.001 * 2 ** min(tries, 6)))  # noqa: S311

    async def _try(self, work: Callable[..., Awaitable[T]], args: tuple[Any, ...]) -> T:
        """One transaction. Raises `Conflict` and `Undone` when it is to be tried again."""
        name = xid = ""
        ticket = None
        try:
            async with self.long.use() as db:
                name = db.name
                await db.execute("begin")
                tx = Transaction(db, self.reactions)
                try:
                    result = await work(tx, *args)
                    xid = await db.fetchval("select pg_current_xact_id_if_assigned()::text") or ""
                except BaseException:
                    if not db.is_closed():
                        await db.execute("rollback")
                    raise
                ticket = self.outbox.open()
                await db.execute("commit")
        except Exception as error:
            lost = gone(error)
            if ticket is None:
                raise (Undone() if lost else meant(error)) from error
            self.outbox.close(ticket, [])
            if not lost:
                raise meant(error) from error
            if not await self._committed(name, xid):
                raise Undone from error
            self.outbox.tell(tx.events)
            return result
        self.outbox.close(ticket, tx.events)
        return result

    async def _committed(self, name: str, xid: str) -> bool:
        """Whether a transaction was kept whose connection was lost at its end."""

        async def ask(db: Db) -> bool:
            await fence(db, name)
            return bool(await db.fetchval("select pg_xact_status($1::text::xid8) = 'committed'", xid))

        return not xid or await asked(self.link, self.keyed, ask)

    def measures(self) -> Iterable[Measure]:
        """What was decided, and what waits."""
        yield gauge("yingda_decisions_waiting", "Decisions that wait for their commit", self.pending)
        yield gauge("yingda_decisions_limit", "How many may wait before new ones are refused", self.limit)
        for outcome, count in ("kept", self.kept), ("failed", self.failed), ("refused", self.refused):
            yield counter("yingda_decisions_total", "Decisions by what became of them", count, outcome=outcome)
        yield counter("yingda_decisions_retried_total", "Decisions that were run again", self.decider.retried)
        yield counter("yingda_decisions_chained_total", "Decisions made one upon the other", self.decider.chained)
        yield counter("yingda_decisions_lost_total", "Decisions that lost to others for good", self.decider.lost)
        yield self.writer.sizes.measure("yingda_commit_batch", "Decisions in one commit")
        yield self.writer.times.measure("yingda_commit_seconds", "From sending a group to its durable commit")
        yield gauge("yingda_database_up", "Whether the database answers", float(self.link.up.is_set()))

    async def healthy(self) -> bool:
        """Whether a decision would be kept now: one was kept a moment ago, or a trial write is."""
        if self.closed or not self.link.up.is_set():
            return False
        if time.monotonic() - self.writer.kept_at < PROBE_S:
            return True
        try:
            async with asyncio.timeout(PROBE_S), self.writers.use() as db:
                await db.fetchval("select pg_logical_emit_message(true, 'yingda', 'probe')::text")
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing would be kept
            log.warning("a trial write failed", error=f"{type(error).__name__}: {error}")
            return False
        return True

    async def close(self) -> None:
        """Ends what is queued, refuses what comes later, then closes."""
        if self.closed:
            return
        self.closed = True
        await self.idle.wait()
        await self.writer.rest()
        self.settling.close()
        self.link.close()
        for pool in (self.keyed, self.writers, self.free, self.long, self.reports):
            await pool.close()


async def connect(url: str, reactions: Reactions | None = None, *, waiting: int = WAITING) -> Postgres:
    """Connects to the server that `url` (`postgresql://…`) names. `reactions` is kept by reference, so it may be filled
    later. Migrate first: `main.schema.upgrade`. Raises `Unavailable` when it cannot be reached."""
    db = Postgres(url, reactions, waiting=waiting)
    try:
        async with db.keyed.use():
            pass
    except Exception as error:
        await db.close()
        zh, en = f"无法连接数据库：{error}", f"Cannot reach the database: {error}"
        raise Unavailable("database", zh, en) from error
    return db
