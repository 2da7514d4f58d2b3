"""The search index in PostgreSQL keeps the contract; every search is answered from the GIN index."""

import asyncpg
import pytest
from tests.engines.search_contract import *  # noqa: F403 - the shared suite
from tests.support import postgres

from yingda.engines.postgres import PostgresSearch
from yingda.engines.postgres.search import FORMAT, ONLY_GIN, finding, numbers


@pytest.fixture
def url():
    with postgres.database("search", lambda url: None) as url:
        yield url


@pytest.fixture
async def index(url):
    engine = PostgresSearch(url)
    yield engine
    await engine.close()


async def test_another_format_begins_anew(url):
    for fresh in (False, True):
        engine = PostgresSearch(url)
        await engine.put([text("c1", 1, NOW, "x")], [("t1", "c1", 1)])  # noqa: F405
        await engine.close()
        if fresh:
            postgres.execute(url, f"update search_format set format = {FORMAT + 1}")
        engine = PostgresSearch(url)
        assert (await engine.ends("t1") is None) == fresh
        await engine.close()


async def test_the_plan(index, url):
    await index.put([text("c1", i, NOW - i, "x", f"y{i}") for i in range(1, 500)], [])  # noqa: F405
    db = await asyncpg.connect(url, server_settings=ONLY_GIN)
    await db.execute("analyze search_line")
    for weeks in (1, 4, 64):
        asked = ("t1", 0, 1 << 62, 50, *(numbers("t1", 2_900 - i, ["x", "y7"]) for i in range(weeks)))
        rows = await db.fetch("explain " + finding(weeks), *asked)
        plan = "\n".join(row[0] for row in rows)
        assert "Bitmap Index Scan on search_terms" in plan, plan
        assert "search_line_pkey" not in plan, plan
        assert "Seq Scan" not in plan, plan
    await db.close()
