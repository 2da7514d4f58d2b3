"""No query of the spine costs more as history grows: none reads a whole table, none sorts what an index holds sorted."""

import inspect

import pytest
from tests.support import plans, postgres
from tests.support.database import fresh

from yingda.rooms.conversations import store
from yingda.rooms.conversations.model.rows import Conversation


class Explaining:
    """`Read` that keeps how each query is answered."""

    def __init__(self, db):
        self.db, self.plans = db, []

    async def rows(self, sql, *args):
        self.plans += [row[3] for row in await self.db.rows("explain query plan " + sql, *args)]
        return await self.db.rows(sql, *args)

    async def report(self, sql, *args):
        return await self.rows(sql, *args)

    async def find(self, kind, where, *args):
        sql = f"explain query plan select * from {kind.table} where {where}"
        self.plans += [row[3] for row in await self.db.rows(sql, *args)]
        return await self.db.find(kind, where, *args)


TALK = Conversation("t", "c", "in", "web", "who", "x", "zh", 1, 1, 1, handler="queue", queued_at=5)
CALLS = {
    "current": [("t", "in", "who")],
    "last_number": [("t",)],
    "after": [("t", "c", 3, 50)],
    "before": [("t", "c", 3, 50)],
    "of_contact": [("t", "who", 20)],
    "waiting": [("t", 200)],
    "loads": [("t",)],
    "load": [("t", "a")],
    "page": [("t", view, "a", (2**62, ""), 50) for view in store.VIEWS],
    "search": [("t", ["退货", "50%"], 2_000, 50), ("t", [], 2_000, 50)],
    "counts": [("t", "a", 1_000)],
    "numbered": [("t", 7)],
    "ids": [("t", "c", 500)],
    "ahead": [(TALK,)],
    "lately": [("t", 200)],
    "left_alone": [("t", "a", 99, 50)],
}
SMALL = {"left_alone", "search"}
"""What they sort is bounded: by what one agent holds, by what a search looks through."""


def test_every_query_is_here():
    asked = {name for name, f in vars(store).items() if inspect.iscoroutinefunction(f)}
    assert asked == set(CALLS)


@pytest.mark.parametrize(("name", "args"), [(name, args) for name, every in CALLS.items() for args in every])
async def test_it_is_answered_from_an_index(tmp_path, name, args):
    async with fresh(tmp_path, "conversations") as db:
        read = Explaining(db)
        await getattr(store, name)(read, *args)
        assert read.plans
        for step in read.plans:
            assert not step.startswith("SCAN") or step in ("SCAN seen", "SCAN recent"), step
            assert "TEMP B-TREE" not in step or name in SMALL, step


HEADS = """
insert into conversation select t, id, 'in', 'web', case when n % 10 = 0 then 'who' else 'contact' || n end, 'title', 'zh',
n, n, n, case when n > 11900 then 'open' when n > 11850 then 'snoozed' else 'resolved' end,
case when n % 2 = 0 then 'queue' else 'agent' end, case when n % 3 = 0 then '' else 'a' || n % 3 end, '', '', '', 5, 5,
case when n % 2 = 0 then 0 else 50 end, n, n, 0, 'preview', 'visitor', 0, 0, 0, 0, 0, 0, '', 0, '', n % 3, 0, 0, '[]', 0
from generate_series(1, 12000) n, (values ('t', 'c'), ('u', 'd')) as tenants(t, id_), lateral (select id_ || n) as i(id)
where t = 't' or n < 3000
"""
HEADS = HEADS.replace("case when n % 10 = 0 then 'who'", "case when n % 10 = 0 and n < 11850 then 'who'")
ENTRIES = """
insert into entry select 't', case when n <= 5000 then 'c1' else 'c' || n end, n, 'e' || n, n, 'visitor', '', '', 'text',
'text', 'client' || n, '', '{}' from generate_series(1, 15000) n
"""
MOST = {"search": 4_500, "counts": 300, "ids": 500}
"""Rows that a query may look at; the history is 15,000 conversations and 15,000 entries. A search looks through the newest
2,000 of each status."""


@pytest.fixture
async def read():
    with postgres.database("plans", lambda url: plans.migrated(url, ("conversations",), HEADS, ENTRIES)) as url:
        read = await plans.explaining(url)
        yield read
        await read.db.close()


async def test_on_postgresql_no_query_reads_or_sorts_what_grows(read):
    for name, every in CALLS.items():
        for args in every:
            read.plans = []
            await getattr(store, name)(read, *({"c": "c1", "a": "a1"}.get(str(arg), arg) for arg in args))
            read.check(MOST.get(name, 210))
    read.plans = []
    await read.rows("select count(*) from conversation where tenant = ?1 and title = ?2", "t", "x")
    with pytest.raises(AssertionError):  # control: a query without an index is noticed
        read.check(4_500)
