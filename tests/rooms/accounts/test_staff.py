"""Businesses and their staff."""

import asyncio

import pytest

from yingda.kernel import BadInput, Clash, NotFound, NotSignedIn
from yingda.rooms.accounts import AgentChanged, BusinessChanged
from yingda.rooms.accounts.model import Login

from .conftest import PASSWORD


@pytest.fixture
def told(db):
    events = []
    db.told = lambda found: events.extend(event for event, _ in found)
    return events


async def hire(accounts, email="chen@qinghe.example", **more):
    return await accounts.hire("qinghe", **{"name": "陈静", "email": email, "password": PASSWORD, **more})


async def test_a_business_is_founded_once(accounts, shop, db):
    assert await accounts.business("qinghe") == shop
    assert await accounts.tenants() == ["qinghe"]
    for tenant, email, code in (
        ("qinghe", "x@x.example", "business_exists"),
        ("other", "LIN@qinghe.example", "email_taken"),
    ):
        with pytest.raises(Clash) as caught:
            await accounts.found("二", "zh-CN", "Asia/Shanghai", "乙", email, PASSWORD, tenant)
        assert caught.value.code == code
    assert await accounts.tenants() == ["qinghe"]
    assert len(await db.rows("select * from agent")) == 1
    with pytest.raises(NotFound):
        await accounts.business("other")


async def test_without_an_id_of_ones_own_it_gets_one(accounts, shop, clock):
    clock.wait(s=1)
    other = await accounts.found("Zweite", "en", "Europe/Berlin", "Eva", "eva@x.example", PASSWORD)
    assert len(other.tenant) == 20
    assert await accounts.tenants() == ["qinghe", other.tenant]


async def test_two_who_found_at_once(accounts):
    work = [accounts.found("一", "zh-CN", "UTC", "甲", "a@x.example", PASSWORD, "one") for _ in range(4)]
    results = await asyncio.gather(*work, return_exceptions=True)
    assert sum(isinstance(one, Clash) for one in results) == 3
    assert len(await accounts.agents("one")) == 1


async def test_the_facts_are_told(accounts, told):
    await accounts.found("一", "zh-CN", "UTC", "甲", "a@x.example", PASSWORD, "qinghe")
    agent = await hire(accounts, skills=["aftersales"], capacity=3)
    await accounts.change_agent("qinghe", agent.id, {"title": "售后专员"})
    await accounts.change_business("qinghe", {"name": "二"})
    assert [type(event) for event in told] == [
        BusinessChanged,
        AgentChanged,
        AgentChanged,
        AgentChanged,
        BusinessChanged,
    ]
    assert (told[2].agent, told[2].skills, told[2].capacity, told[2].active) == (agent.id, ("aftersales",), 3, True)
    assert told[3].title == "售后专员"
    assert all(PASSWORD not in repr(event) for event in told)


async def test_an_email_is_taken_once_in_all_businesses(accounts, shop):
    await accounts.found("二", "en", "UTC", "Bo", "bo@x.example", PASSWORD, "other")
    agent = await hire(accounts)
    for email in ("BO@x.example", "Chen@Qinghe.Example"):
        with pytest.raises(Clash):
            await hire(accounts, email)
    with pytest.raises(Clash):
        await accounts.change_agent("qinghe", agent.id, {"email": "bo@x.example"})
    results = await asyncio.gather(*(hire(accounts, "same@x.example") for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(one, Clash) for one in results) == 4
    moved = await accounts.change_agent("qinghe", agent.id, {"email": "New@x.example"})
    assert moved.email == "new@x.example"
    await accounts.sign_in("new@x.example", PASSWORD)


async def test_the_last_administrator_stays(accounts, shop):
    (admin,) = await accounts.agents("qinghe")
    for change in ({"role": "agent"}, {"active": False}):
        with pytest.raises(Clash):
            await accounts.change_agent("qinghe", admin.id, change)
    second = await hire(accounts, role="admin")
    results = await asyncio.gather(
        accounts.change_agent("qinghe", admin.id, {"active": False}),
        accounts.change_agent("qinghe", second.id, {"role": "agent"}),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Clash) for one in results) == 1
    assert sum(one.role == "admin" and one.active for one in await accounts.agents("qinghe")) == 1


async def test_another_role_counts_at_once(accounts, shop):
    agent = await hire(accounts)
    signed = await accounts.sign_in(agent.email, PASSWORD)
    assert not (await accounts.principal(signed.token)).may("knowledge.write")
    await accounts.change_agent("qinghe", agent.id, {"role": "supervisor", "name": "静"})
    who = await accounts.principal(signed.token)
    assert who.may("knowledge.write")
    assert who.name == "静"


async def test_who_has_left_is_out(accounts, shop):
    agent = await hire(accounts)
    signed = await accounts.sign_in(agent.email, PASSWORD)
    await accounts.change_agent("qinghe", agent.id, {"active": False})
    assert await accounts.principal(signed.token) is None
    with pytest.raises(NotSignedIn) as caught:
        await accounts.sign_in(agent.email, PASSWORD)
    assert caught.value.code == "bad_login"
    await accounts.change_agent("qinghe", agent.id, {"active": True})
    assert await accounts.principal(signed.token) is None
    await accounts.sign_in(agent.email, PASSWORD)


async def test_a_new_password_ends_the_other_sessions(accounts, shop, db):
    agent = await hire(accounts)
    here, there = [await accounts.sign_in(agent.email, PASSWORD) for _ in range(2)]
    with pytest.raises(BadInput) as caught:
        await accounts.change_password("qinghe", agent.id, "wrong", "another good one", here.principal.session)
    assert caught.value.code == "wrong_password"
    with pytest.raises(BadInput):
        await accounts.change_password("qinghe", agent.id, PASSWORD, "short", here.principal.session)
    await accounts.change_password("qinghe", agent.id, PASSWORD, "another good one", here.principal.session)
    assert await accounts.principal(here.token)
    assert await accounts.principal(there.token) is None
    await accounts.sign_in(agent.email, "another good one")
    assert "another" not in repr(await db.get(Login, "qinghe", agent.id))


async def test_a_password_given_by_an_administrator_ends_them_all(accounts, shop):
    agent = await hire(accounts, password="")
    for guess in ("", "nobody knows this one"):
        with pytest.raises(NotSignedIn):
            await accounts.sign_in(agent.email, guess)
    await accounts.change_agent("qinghe", agent.id, {}, password=PASSWORD)
    signed = await accounts.sign_in(agent.email, PASSWORD)
    await accounts.change_agent("qinghe", agent.id, {}, password="another good one")
    assert await accounts.principal(signed.token) is None


async def test_nobody_reaches_into_another_business(accounts, shop):
    await accounts.found("二", "en", "UTC", "Bo", "bo@x.example", PASSWORD, "other")
    (admin,) = await accounts.agents("qinghe")
    assert await accounts.agent("other", admin.id) is None
    with pytest.raises(NotFound):
        await accounts.change_agent("other", admin.id, {"name": "x"})
    signed = await accounts.sign_in("lin@qinghe.example", PASSWORD)
    with pytest.raises(NotFound):
        await accounts.sign_out("other", admin.id, signed.principal.session)
    bo = await accounts.agent_by_email("bo@x.example")
    with pytest.raises(NotFound):
        await accounts.sign_out("qinghe", bo.id, signed.principal.session)
    assert await accounts.principal(signed.token)


async def test_the_language_of_a_business_is_one_it_serves(accounts, shop):
    changed = await accounts.change_business("qinghe", {"language": "en"})
    assert changed.languages == ("en", "zh-CN")
    with pytest.raises(BadInput):
        await accounts.change_business("qinghe", {"timezone": "nowhere"})
