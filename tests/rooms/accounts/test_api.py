"""The routes, through the wall, as a browser calls them."""

import pyotp
import pytest

from .conftest import PASSWORD

EMAIL = "lin@qinghe.example"


@pytest.fixture
async def admin(web, shop):
    """The browser, signed in as the administrator."""
    answer = await web.post("/api/session", json={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 201
    web.headers["X-CSRF"] = answer.json()["csrf"]
    return web


@pytest.fixture
async def agent(web, accounts, shop):
    """The browser, signed in as an agent without further rights."""
    await accounts.hire("qinghe", name="陈静", email="chen@x.example", password=PASSWORD)
    answer = await web.post("/api/session", json={"email": "chen@x.example", "password": PASSWORD})
    web.headers["X-CSRF"] = answer.json()["csrf"]
    return web


async def test_signing_in_and_out(web, shop):
    assert (await web.get("/api/session")).json() == {"me": None, "csrf": None}
    answer = await web.post("/api/session", json={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 201
    cookie = answer.headers["set-cookie"].lower()
    for part in ("yingda_session=qinghe.", "httponly", "secure", "samesite=lax", "path=/", "max-age=2592000"):
        assert part in cookie
    me = answer.json()["me"]
    assert set(me) == {
        "id", "tenant", "name", "email", "role", "title", "language", "permissions", "business", "totp", "skills",
        "capacity", "theme", "tone",
    }  # fmt: skip
    assert (me["name"], me["role"], me["business"], me["totp"]) == (
        "林珊",
        "admin",
        {"name": "青禾数码", "names": {}},
        False,
    )
    again = await web.get("/api/session")
    assert again.json() == answer.json()
    assert again.headers["cache-control"] == "no-store"
    csrf = {"X-CSRF": answer.json()["csrf"]}
    out = await web.delete("/api/session", headers=csrf)
    assert out.status_code == 204
    assert "max-age=0" in out.headers["set-cookie"].lower()
    assert (await web.get("/api/session")).json()["me"] is None
    assert (await web.get("/api/agents")).status_code == 401


async def test_without_the_csrf_token_nothing_changes(admin):
    right = admin.headers.pop("X-CSRF")
    for headers in ({}, {"X-CSRF": "wrong"}, {"X-CSRF": right[:-1]}):
        answer = await admin.patch("/api/me", json={"name": "x"}, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "csrf")
    assert (await admin.get("/api/session")).json()["me"]["name"] == "林珊"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"email": EMAIL, "password": "wrong password"}, 401, "bad_login"),
        ({"email": "x@x.example", "password": PASSWORD}, 401, "bad_login"),
        ({"email": EMAIL}, 400, "bad_input"),
        ({"email": 5, "password": []}, 400, "bad_input"),
        ([], 400, "bad_input"),
    ],
)
async def test_signing_in_with_what_is_not_right(web, shop, body, status, code):
    answer = await web.post("/api/session", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert "set-cookie" not in answer.headers


async def test_words_in_the_language_of_the_reader(web, shop):
    body = {"email": EMAIL, "password": "wrong password"}
    zh = await web.post("/api/session", json=body, headers={"Accept-Language": "zh-CN"})
    en = await web.post("/api/session", json=body, headers={"Accept-Language": "en"})
    assert zh.json()["error"]["message"] == "邮箱或密码不对"
    assert en.json()["error"]["message"].startswith("The e-mail")


async def test_another_site_signs_nobody_in(web, shop):
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = await web.post("/api/session", json={"email": EMAIL, "password": PASSWORD}, headers=headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "cross_site")


async def test_too_many_tries(web, shop):
    for _ in range(12):
        answer = await web.post("/api/session", json={"email": EMAIL, "password": "wrong password"})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


async def test_signing_in_again_ends_the_session_before(admin, accounts):
    before = admin.cookies["yingda_session"]
    answer = await admin.post("/api/session", json={"email": EMAIL, "password": PASSWORD}, headers={"X-CSRF": ""})
    assert answer.status_code == 201
    assert await accounts.principal(before) is None
    assert await accounts.principal(admin.cookies["yingda_session"])


async def test_oneself(admin, clock):
    answer = await admin.patch("/api/me", json={"name": "林珊珊", "theme": "dark", "language": "en", "title": "Head"})
    assert answer.status_code == 200
    me = answer.json()
    assert (me["name"], me["theme"], me["language"], me["title"]) == ("林珊珊", "dark", "en", "Head")
    wrong = await admin.patch("/api/me", json={"password": {"old": "no", "new": "another good one"}})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (400, "wrong_password")
    assert (await admin.patch("/api/me", json={"role": "admin", "active": False})).json()["role"] == "admin"
    changed = await admin.patch("/api/me", json={"password": {"old": PASSWORD, "new": "another good one"}})
    assert changed.status_code == 200
    assert (await admin.get("/api/session")).json()["me"]["name"] == "林珊珊"


async def test_the_second_factor(admin, clock):
    begun = (await admin.post("/api/me/totp")).json()
    clock.wait(s=30)
    on = await admin.put("/api/me/totp", json={"code": pyotp.TOTP(begun["secret"]).at(clock.now() // 1000)})
    assert on.status_code == 200
    assert (on.json()["totp"], len(on.json()["recovery"])) == (True, 10)
    assert (await admin.get("/api/session")).json()["me"]["totp"] is True
    body = {"email": EMAIL, "password": PASSWORD}
    answer = await admin.post("/api/session", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "need_code")
    answer = await admin.post("/api/session", json={**body, "code": "000000"})
    assert answer.json()["error"] | {"message": ""} == {"code": "need_code", "message": "", "wrong": True}
    answer = await admin.post("/api/session", json={**body, "code": on.json()["recovery"][3]})
    assert answer.status_code == 201
    admin.headers["X-CSRF"] = answer.json()["csrf"]
    assert (await admin.request("DELETE", "/api/me/totp", json={"password": "no"})).status_code == 400
    assert (await admin.request("DELETE", "/api/me/totp", json={"password": PASSWORD})).json() == {"totp": False}


async def test_ones_sessions(admin, accounts):
    other = await accounts.sign_in(EMAIL, PASSWORD, browser="Telephone")
    found = (await admin.get("/api/me/sessions")).json()
    assert [one["current"] for one in found].count(True) == 1
    assert {one["address"] for one in found} == {"192.0.2.7", ""}
    assert (await admin.delete(f"/api/me/sessions/{other.principal.session}")).status_code == 204
    assert await accounts.principal(other.token) is None
    assert (await admin.delete("/api/me/sessions/nothere")).status_code == 404


async def test_the_business(admin):
    answer = await admin.patch("/api/business", json={"name": "青禾", "languages": ["zh-CN", "en"]})
    want = {"name": "青禾", "timezone": "Asia/Shanghai", "language": "zh-CN", "languages": ["zh-CN", "en"]}
    want |= {"names": {}, "moods": {"handover": 0.7, "priority": 0.6, "empathy": 0.4}, "drafts": False}
    assert answer.json() == want == (await admin.get("/api/business")).json()


async def test_the_team(admin):
    body = {"name": "陈静", "email": "chen@x.example", "role": "agent", "skills": ["aftersales"], "password": PASSWORD}
    made = await admin.post("/api/agents", json=body)
    assert made.status_code == 201
    chen = made.json()
    assert set(chen) == {
        "id", "name", "email", "role", "title", "skills", "languages", "capacity", "active", "last_seen",
    }  # fmt: skip
    assert (await admin.post("/api/agents", json=body)).json()["error"]["code"] == "email_taken"
    assert (await admin.post("/api/agents", json={"name": "x"})).status_code == 400
    assert (await admin.post("/api/agents", json={**body, "email": "z@x.example", "role": "root"})).status_code == 400
    changed = await admin.patch(f"/api/agents/{chen['id']}", json={"capacity": 2, "active": False})
    assert (changed.json()["capacity"], changed.json()["active"]) == (2, False)
    team = (await admin.get("/api/agents")).json()
    assert [(one["name"], one["last_seen"] > 0) for one in team] == [("林珊", True), ("陈静", False)]
    assert (await admin.patch("/api/agents/nothere", json={"name": "x"})).status_code == 404
    last = await admin.patch(f"/api/agents/{team[0]['id']}", json={"role": "agent"})
    assert (last.status_code, last.json()["error"]["code"]) == (409, "last_admin")
    roles = (await admin.get("/api/roles")).json()
    assert (roles[0]["name"], roles[0]["title"]) == ("admin", "管理员")


async def test_inboxes(admin, accounts):
    hours = {
        "timezone": "Asia/Shanghai",
        "days": {"mon": [["09:00", "22:00"]]},
        "holidays": [{"date": "2026-10-01", "spans": []}],
    }
    body = {
        "name": "在线客服",
        "greeting": {"zh": "您好", "en": "Hello"},
        "hours": hours,
        "hue": 30,
        "allowed_hosts": ["shop.example"],
    }
    made = await admin.post("/api/inboxes", json=body)
    assert made.status_code == 201
    inbox = made.json()
    assert set(inbox) == {
        "id", "key", "name", "channel", "hue", "greeting", "away", "languages", "hours", "bot", "questions", "launcher",
        "position", "pack", "identity", "allowed_hosts", "embed",
    }  # fmt: skip
    assert inbox["hours"]["days"] == {"mon": [["09:00", "22:00"]]}
    assert inbox["embed"] == f'<script async src="https://help.example/yingda.js" data-inbox="{inbox["key"]}"></script>'
    changed = await admin.patch(f"/api/inboxes/{inbox['id']}", json={"identity": "optional", "bot": False})
    assert (changed.json()["identity"], changed.json()["bot"], changed.json()["hue"]) == ("optional", False, 30)
    assert (await admin.get(f"/api/inboxes/{inbox['id']}")).json() == changed.json()
    assert (await admin.get("/api/inboxes")).json() == [changed.json()]
    secret = await admin.post(f"/api/inboxes/{inbox['id']}/secret")
    assert secret.json() == {"secret": await accounts.identity_secret("qinghe", inbox["id"])}
    assert secret.json()["secret"] not in (await admin.get("/api/inboxes")).text
    bad = await admin.patch(f"/api/inboxes/{inbox['id']}", json={"hours": {**hours, "timezone": "nowhere"}})
    assert (bad.status_code, bad.json()["error"]["field"]) == (400, "timezone")
    assert (await admin.get("/api/inboxes/nothere")).status_code == 404
    assert (await admin.post("/api/inboxes", json={})).status_code == 400


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PATCH", "/api/business"), ("POST", "/api/agents"), ("PATCH", "/api/agents/x"), ("POST", "/api/inboxes"),
        ("PATCH", "/api/inboxes/x"), ("POST", "/api/inboxes/x/secret"),
    ],
)  # fmt: skip
async def test_what_an_agent_may_not(agent, method, path):
    answer = await agent.request(method, path, json={})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")


async def test_what_an_agent_may(agent):
    for path in ("/api/business", "/api/agents", "/api/inboxes", "/api/roles", "/api/me/sessions"):
        assert (await agent.get(path)).status_code == 200, path


async def test_another_business_is_not_there(admin, accounts):
    await accounts.found("二", "en", "UTC", "Bo", "bo@x.example", PASSWORD, "other")
    bo = await accounts.agent_by_email("bo@x.example")
    inbox = await accounts.open_inbox("other", name="x")
    assert (await admin.patch(f"/api/agents/{bo.id}", json={"name": "x"})).status_code == 404
    assert (await admin.get(f"/api/inboxes/{inbox.id}")).status_code == 404
    assert (await admin.patch(f"/api/inboxes/{inbox.id}", json={"bot": False})).status_code == 404
    assert (await admin.post(f"/api/inboxes/{inbox.id}/secret")).status_code == 404
    assert "Bo" not in (await admin.get("/api/agents")).text


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "x" * 100_000,
    "\x00\x01",
    "'; drop table agent; --",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_kept_as_text_or_refused(admin, text):
    for method, path, body in (
        ("PATCH", "/api/me", {"name": text, "title": text}), ("PATCH", "/api/business", {"name": text}),
        ("POST", "/api/agents", {"name": text, "email": text}),
        ("POST", "/api/inboxes", {"name": text, "greeting": {"zh": text}}),
        ("POST", "/api/session", {"email": text, "password": text, "code": text}),
    ):  # fmt: skip
        answer = await admin.request(method, path, json=body)
        assert answer.status_code in (200, 201, 400, 401, 413), (path, answer.text[:200])
        if answer.status_code < 300:
            assert "\u202e" not in answer.text
            assert "\\u0000" not in answer.text


async def test_bytes_that_are_no_json(admin):
    for content in (b"\xff\xfe", b'{"name": "\xed\xa0\x80"}', b'{"name": "\\ud800"}', b"{", b"null", b"[" * 10_000):
        answer = await admin.patch("/api/me", content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code in (200, 400), (content[:20], answer.text[:200])
