"""Keys of programs: made, shown once, recognised, taken back; and what they never open."""

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.accounts.conftest import PASSWORD

from yingda.kernel import BadInput, Clash, Forbidden, NotFound, Principal, TooMany, YingdaError
from yingda.rooms.accounts import Accounts, MachineKey
from yingda.rooms.accounts.model import bearer, checked_key, is_secret
from yingda.rooms.accounts.model.keys import MAY, MOST
from yingda.rooms.accounts.service.memory import TTL_MS

BOSS = Principal("agent", "qinghe", "lin", "林珊", "admin", "zh-CN", frozenset(MAY))


async def test_a_key_is_somebody_of_its_business_until_it_is_revoked(accounts, shop, db):
    made = await accounts.make_key(BOSS, " 助手 ", ["knowledge.read"])
    who = await accounts.machine(made.secret)
    assert (who.kind, who.tenant, who.id, who.name) == ("key", "qinghe", made.key.id, "助手")
    assert who.permissions == {"knowledge.read"}
    assert not who.may("self")
    assert not who.may("conversation.read")
    assert who.may("key")
    row = await db.get(MachineKey, "qinghe", made.key.id)
    assert made.secret not in repr(row)
    assert made.secret.startswith(row.shown)
    assert len(made.secret) - len(row.shown) > 30
    await accounts.revoke_key(BOSS, made.key.id)
    assert await accounts.machine(made.secret) is None
    assert await accounts.keys("qinghe") == []
    with pytest.raises(NotFound):
        await accounts.revoke_key(BOSS, made.key.id)


async def test_another_business_cannot_revoke_or_see_it(accounts, shop):
    made = await accounts.make_key(BOSS, "a", ["knowledge.read"])
    other = Principal("agent", "other", "x", "x", "admin", "zh-CN", frozenset(MAY))
    with pytest.raises(NotFound):
        await accounts.revoke_key(other, made.key.id)
    assert await accounts.keys("other") == []
    assert await accounts.machine(made.secret)


async def test_it_runs_out(accounts, shop, clock):
    made = await accounts.make_key(BOSS, "a", ["knowledge.read"], 1)
    clock.wait(h=23.9)
    assert await accounts.machine(made.secret)
    clock.wait(h=0.2)
    assert await accounts.machine(made.secret) is None
    assert [key.holds(clock.now()) for key in await accounts.keys("qinghe")] == [False]


async def test_its_use_is_written_down_once_a_minute(accounts, shop, clock, db):
    made = await accounts.make_key(BOSS, "a", ["knowledge.read"])
    begun = clock.now()
    for _ in range(6):
        assert await accounts.machine(made.secret)
        clock.wait(s=11)
    held = await db.get(MachineKey, "qinghe", made.key.id)
    assert (held.used_at, held.version) == (begun, 2)
    assert await accounts.machine(made.secret)
    assert (await db.get(MachineKey, "qinghe", made.key.id)).used_at == begun + 66_000


async def test_another_node_notices_by_hearing_or_within_seconds(accounts, shop, db, clock):
    other = Accounts(db, clock, "5a" * 32, "https://help.example/")
    made = await accounts.make_key(BOSS, "a", ["knowledge.read"])
    again = await accounts.make_key(BOSS, "b", ["knowledge.read"])
    assert await other.machine(made.secret)
    assert await other.machine(again.secret)
    assert await other.machine(made.secret)
    assert await other.machine(again.secret)
    await accounts.revoke_key(BOSS, made.key.id)
    await accounts.revoke_key(BOSS, again.key.id)
    other.forget_key("qinghe", made.key.id)  # what it does when it hears `KeyRevoked`
    assert await other.machine(made.secret) is None
    assert await other.machine(again.secret), "what it did not hear of is remembered for a moment"
    clock.wait(s=TTL_MS / 1000)
    assert await other.machine(again.secret) is None


async def test_too_many_keys_and_too_many_requests(accounts, shop):
    for n in range(MOST):
        made = await accounts.make_key(BOSS, f"k{n}", ["knowledge.read"])
    with pytest.raises(Clash):
        await accounts.make_key(BOSS, "one more", ["knowledge.read"])
    who = await accounts.machine(made.secret)
    with pytest.raises(TooMany):
        deque((accounts.pace(who) for _ in range(100)), maxlen=0)


@pytest.mark.parametrize("name", ["", "x" * 61, " "])
def test_names(name):
    with pytest.raises(YingdaError) as found:
        checked_key(name, ["knowledge.read"], 0, MAY)
    assert found.value.status in (400, 413)


@given(st.sets(st.sampled_from([*MAY, "agents.write", "system", "self", "key"])), st.sets(st.sampled_from(MAY)))
def test_nobody_gives_what_he_has_not_and_nothing_that_writes(asked, own):
    try:
        _, got = checked_key("a", asked, 0, own)
    except (BadInput, Forbidden):
        assert not asked or not asked <= set(MAY) or not asked <= own
    else:
        assert set(got) == asked <= set(MAY) & own


@given(st.text())
def test_only_what_looks_like_a_key_is_looked_up(text):
    assert bearer(text) == "" or bearer(text).startswith("ydk_")
    assert bearer(f"Bearer {text}") == (text.strip() if text.strip().startswith("ydk_") else "")
    assert not is_secret(text) or text.startswith("ydk_")


async def test_over_http(web, shop, accounts):
    answer = await web.post("/api/session", json={"email": "lin@qinghe.example", "password": PASSWORD})
    web.headers["X-CSRF"] = answer.json()["csrf"]
    assert (await web.get("/api/keys")).json() == []
    body = {"name": "助手", "permissions": ["conversation.read"], "days": 30}
    made = await web.post("/api/keys", json=body)
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    secret = made.json()["secret"]
    listed = await web.get("/api/keys")
    assert secret not in listed.text
    assert listed.json() == [made.json()["key"]]
    assert (await web.post("/api/keys", json={**body, "permissions": ["agents.write"]})).status_code == 400
    key = {"Authorization": f"Bearer {secret}"}
    for method, path in (
        ("GET", "/api/keys"),
        ("POST", "/api/keys"),
        ("GET", "/api/me/sessions"),
        ("GET", "/api/agents"),
    ):
        refused = await web.request(method, path, headers=key)
        assert refused.status_code == 403, "the cookie beside a key counts for nothing"
    gone = {"Authorization": "Bearer ydk_" + "x" * 43}
    wrong = await web.get("/api/keys", headers=gone)
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (401, "key_refused")
    assert wrong.headers["www-authenticate"] == "Bearer"
    assert (await web.delete(f"/api/keys/{made.json()['key']['id']}")).status_code == 204
    assert (await web.get("/api/agents", headers=key)).status_code == 401
