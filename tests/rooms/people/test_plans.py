"""No query of people reads all contacts."""

import pytest
from tests.support import plans, postgres
from tests.support.database import fresh

from yingda.rooms.people import store


class Explaining:
    """`Read` that keeps how each query is answered."""

    def __init__(self, db):
        self.db, self.plans = db, []

    async def rows(self, sql, *args):
        self.plans += [row[3] for row in await self.db.rows("explain query plan " + sql, *args)]
        return await self.db.rows(sql, *args)


@pytest.mark.parametrize("name", ["views", "identities", "pointers"])
async def test_it_is_answered_from_an_index(tmp_path, name):
    async with fresh(tmp_path, "people") as db:
        read = Explaining(db)
        await getattr(store, name)(read, "t", "c", *([50] if name == "views" else []))
        assert read.plans
        for step in read.plans:
            assert step.startswith("SEARCH"), step
            assert step.count("=?") >= 2, f"more than the tenant: {step}"


FILLING = (
    """insert into contact select 't', 'c' || n, '', 'zh', '', '', '', false, '{}', '[]', '', false, 0,
    case when n % 4 = 0 then 'c' || n % 1000 else '' end, n, n, 0 from generate_series(1, 8000) n""",
    "insert into identity select 't', 'web', 'v' || n, 'c' || n % 4000, n from generate_series(1, 8000) n",
    """insert into page_view select 't', case when n < 5000 then 'c4' else 'c' || n end, 'v' || n, n, '', '', 1
    from generate_series(1, 12000) n""",
)


async def test_on_postgresql_no_query_reads_what_grows():
    with postgres.database("people plans", lambda url: plans.migrated(url, ("people",), *FILLING)) as url:
        read = await plans.explaining(url)
        await store.views(read, "t", "c4", 50)
        await store.identities(read, "t", "c4")
        await store.pointers(read, "t", "c4")
        read.check(60)
        await read.db.close()
