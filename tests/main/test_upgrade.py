"""Every released schema, with data, upgrades to this one on both engines and goes on working. `released/` holds a dump of
each, as SQL: made when it was released, never changed."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support import postgres

from yingda.kernel import Database, Inbound, Visitor, new_id
from yingda.main import build, schema
from yingda.main.build import close_house, open_house
from yingda.main.settings import Settings
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversations
from yingda.rooms.conversations.model.rows import Conversation, Counter

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))


@pytest.fixture(params=RELEASED, ids=[file.stem for file in RELEASED])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """The settings of a database as that version left it."""
    text = request.param.read_text("utf-8")
    data = {"YINGDA_DATA": str(tmp_path / "data")}
    (tmp_path / "data").mkdir()
    if ".sqlite" in request.param.name:
        with contextlib.closing(sqlite3.connect(tmp_path / "data" / "yingda.db")) as db:
            db.executescript(text)
        yield Settings.read(data)
        return

    async def load(db: Any) -> None:
        await db.execute(text)

    with postgres.database() as url:
        postgres.run(load, url)
        yield Settings.read({**data, "YINGDA_DATABASE_URL": url})


async def numbers(db: Database, tenant: str) -> list[int]:
    """The numbers of all conversations."""
    return sorted(talk.number for talk in await db.find(Conversation, "tenant = ?1", tenant))


async def test_an_old_business_goes_on(old: Settings) -> None:
    folders = build.migrations(old)
    before = schema.current(old.database)
    assert before
    assert before != schema.heads(folders), "a released schema that is still the newest says nothing"
    node = await open_house(old)
    try:
        assert schema.current(old.database) == schema.heads(folders)
        accounts, talks = node.need(Accounts), node.need(Conversations)
        (tenant,) = await accounts.tenants()
        assert len(await accounts.agents(tenant)) == 7
        resolved = await talks.view(tenant, "resolved", "")
        history = await talks.page(tenant, resolved[0].id, 2**62, staff=True)
        assert [entry.seq for entry in history.entries] == list(range(1, len(history.entries) + 1))
        assert await node.db.get(Counter, tenant) == Counter(tenant, (await numbers(node.db, tenant))[-1])
        inbox = (await accounts.inboxes(tenant))[0]
        contact = resolved[0].contact
        kept = await talks.receive(
            Visitor(tenant, inbox.id, contact, "zh-CN"), Inbound(new_id(), "你好"), name="老客户", bot=False
        )
        assert kept.text == "你好"
        taken = await numbers(node.db, tenant)
        new = Visitor(tenant, inbox.id, "new", "zh-CN")
        await talks.receive(new, Inbound(new_id(), "在吗"), name="新客户", bot=False)
        assert await numbers(node.db, tenant) == [*taken, taken[-1] + 1]
        await node.reactor.settle()
    finally:
        await close_house(node)
