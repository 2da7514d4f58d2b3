"""Inboxes and their keys."""

import pytest

from yingda.kernel import BadInput, Clash, NotFound
from yingda.rooms.accounts import Accounts, Hours, InboxChanged

from .conftest import PASSWORD, SECRET


@pytest.fixture
async def inbox(accounts, shop):
    return await accounts.open_inbox("qinghe", name="在线客服", greeting={"zh": "您好", "en": "Hello"})


async def test_a_new_inbox_follows_the_business(accounts, inbox, shop):
    assert inbox.languages == shop.languages
    assert inbox.hours.timezone == "Asia/Shanghai"
    assert len(inbox.public_key) == 16
    assert inbox.greeting == {"zh": "您好", "en": "Hello"}
    assert inbox.launcher["zh"] == "在线客服"
    assert await accounts.inbox_by_key(inbox.public_key) == inbox
    assert await accounts.inbox("qinghe", inbox.id) == inbox
    assert await accounts.inboxes("qinghe") == [inbox]
    assert (
        accounts.embed(inbox)
        == f'<script async src="https://help.example/yingda.js" data-inbox="{inbox.public_key}"></script>'
    )
    assert accounts.is_open(inbox, 0)


@pytest.mark.parametrize("key", ["", "nothere", "x" * 100, "' or 1=1", "\x00", "\ud800"])
async def test_a_bad_key(accounts, inbox, key):
    assert await accounts.inbox_by_key(key) is None


async def test_a_change_counts_at_once(accounts, inbox, db):
    told = []
    db.told = lambda events: told.extend(event for event, _ in events)
    await accounts.inbox_by_key(inbox.public_key)
    hours = Hours("UTC", {"mon": (("09:00", "10:00"),)})
    changed = await accounts.change_inbox("qinghe", inbox.id, {"bot": False, "hours": hours, "questions": ["怎么退货"]})
    assert changed == await accounts.inbox_by_key(inbox.public_key) == await accounts.inbox("qinghe", inbox.id)
    assert (changed.bot, changed.questions, changed.greeting["zh"]) == (False, ("怎么退货",), "您好")
    assert not accounts.is_open(changed, 0)
    assert [(type(event), event.inbox) for event in told] == [(InboxChanged, inbox.id)]
    with pytest.raises(BadInput):
        await accounts.change_inbox("qinghe", inbox.id, {"hours": Hours("nowhere")})


async def test_what_another_process_changes_is_seen_soon(accounts, inbox, db, clock):
    await accounts.inbox_by_key(inbox.public_key)
    await Accounts(db, clock, SECRET, "").change_inbox("qinghe", inbox.id, {"bot": False})
    clock.wait(s=16)
    assert not (await accounts.inbox_by_key(inbox.public_key)).bot


async def test_a_known_key_is_there_once(accounts, shop):
    await accounts.open_inbox("qinghe", name="演示", public_key="demo")
    with pytest.raises(Clash):
        await accounts.open_inbox("qinghe", name="演示二", public_key="demo")


async def test_the_signing_key_is_shown_once_and_rotates(accounts, inbox, db):
    assert await accounts.identity_secret("qinghe", inbox.id) == ""
    first = await accounts.rotate_secret("qinghe", inbox.id)
    assert await accounts.identity_secret("qinghe", inbox.id) == first
    second = await accounts.rotate_secret("qinghe", inbox.id)
    assert first != second == await accounts.identity_secret("qinghe", inbox.id)
    assert second not in repr(await db.rows("select * from inbox_secret"))


async def test_nobody_reaches_into_another_business(accounts, inbox):
    await accounts.found("二", "en", "UTC", "Bo", "bo@x.example", PASSWORD, "other")
    assert await accounts.inbox("other", inbox.id) is None
    assert await accounts.inboxes("other") == []
    with pytest.raises(NotFound):
        await accounts.change_inbox("other", inbox.id, {"bot": False})
    with pytest.raises(NotFound):
        await accounts.rotate_secret("other", inbox.id)
    with pytest.raises(NotFound):
        await accounts.open_inbox("nobody", name="x")
