"""No query of people reads all contacts."""

import pytest
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
