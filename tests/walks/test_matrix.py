"""Who may do what: every route and every socket operation, for every role, in one's own business and in another.

The matrix is generated from the application itself. A route that names no permission is refused by the wall; one whose
permission no role has, or that this test cannot call, fails here.
"""

import contextlib
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from litestar.routes import ASGIRoute, HTTPRoute
from tests.support.wire import Failed, Web
from tests.walks.conftest import PASSWORD, hello, say

from yingda.kernel import KEY, MACHINE, PUBLIC, SELF, VISITOR, new_id
from yingda.rooms.accounts import Accounts, permissions_of

ROLES = ("admin", "supervisor", "agent")
SAFE_TO_REPEAT = ("/api/session",)


class Row(NamedTuple):
    """One route or operation."""

    method: str
    path: str
    permission: str


def routes(app: Any) -> Iterator[Row]:
    """All that the application answers to."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                if handler.handler_name.startswith("options_handler") or "openapi" in handler.handler_name.lower():
                    continue
                for method in handler.http_methods:
                    if method != "OPTIONS":
                        yield Row(str(method), route.path, handler.opt.get("permission", "?"))
        elif isinstance(route, ASGIRoute):
            yield Row("SOCKET", route.path, route.route_handler.opt.get("permission", "?"))
            for name, op in route.route_handler.opt.get("ops").ops.items():
                yield Row("OP", f"{route.path} {name}", op.permission)


def filled(path: str) -> str:
    """A path with identifiers that exist nowhere."""
    return re.sub(r"\{[a-z_]+(:[a-z]+)?\}", "0" * 20, path)


async def staff(town: Any) -> dict[str, Web]:
    """Somebody signed in for each role."""
    accounts = town.node.need(Accounts)
    people = {}
    for role in ROLES:
        await accounts.hire("town", password=PASSWORD, name=role, email=f"{role}@t.example", role=role)
        people[role] = await town.agent(f"{role}@t.example")
    return people


async def test_every_route_for_every_role(town):
    people = await staff(town)
    nobody = Web(town.app)
    rows = [r for r in routes(town.app) if r.method not in ("SOCKET", "OP")]
    assert len(rows) > 40
    for row in rows:
        assert row.permission != "?", f"{row.method} {row.path} names no permission"
        path = filled(row.path)
        if row.permission in (PUBLIC, VISITOR, MACHINE):  # who brings what token: see their own tests
            continue
        status, _, _ = await nobody.call(row.method, path, None if row.method == "GET" else {})
        assert status == 401, f"nobody may {row.method} {row.path}: {status}"
        for role, web in people.items():
            may = row.permission == SELF or row.permission in permissions_of(role)
            if may and (row.path in SAFE_TO_REPEAT or row.method == "DELETE"):
                continue
            status, _, body = await web.call(row.method, path, None if row.method == "GET" else {})
            assert status < 500, f"{role} {row.method} {row.path}: {status} {body[:300]!r}"
            assert (status == 403) == (not may), f"{role} {row.method} {row.path}: {status} {body[:300]!r}"


async def test_every_permission_belongs_to_some_role(town):
    known = {p for role in ROLES for p in permissions_of(role)} | {KEY, MACHINE, PUBLIC, SELF, VISITOR}
    for row in routes(town.app):
        assert row.permission in known, f"{row.method} {row.path} asks for {row.permission}, which no role has"


async def test_without_the_csrf_token_nothing_changes(town):
    chen = await town.agent()
    chen.csrf = ""
    for row in routes(town.app):
        if row.method in ("POST", "PUT", "PATCH", "DELETE") and row.permission not in (PUBLIC, VISITOR):
            status, _, body = await chen.call(row.method, filled(row.path), {})
            assert status == 403, f"{row.method} {row.path} works without a CSRF token: {status}"
            assert json.loads(body)["error"]["code"] in ("csrf", "forbidden")


async def test_another_business_is_as_if_it_were_not_there(town):
    accounts = town.node.need(Accounts)
    await accounts.found("别家", "zh-CN", "Asia/Shanghai", "外人", "other@o.example", PASSWORD, "other")
    other = Web(town.app)
    await other.sign_in("other@o.example", PASSWORD)
    boss = Web(town.app)
    await boss.sign_in("boss@t.example", PASSWORD)
    async with town.visitor() as visitor:
        welcome = await hello(visitor, town)
        talk = (await say(visitor, "我要人工"))["conversation"]
    await town.settle()
    mine = await boss.json("GET", "/api/articles")
    ids = {
        "conversations": talk,
        "contacts": welcome["contact"]["id"],
        "articles": mine["items"][0]["id"],
        "inboxes": town.inbox.id,
        "agents": (await accounts.agents("town"))[0].id,
        "canned": (await boss.json("POST", "/api/canned", {"short": "x", "text": "y", "scope": "team"}))["id"],
    }
    tried = 0
    for row in routes(town.app):
        found = re.match(r"/api/(\w+)/\{", row.path)
        if row.method in ("SOCKET", "OP") or not found or found[1] not in ids or row.path.count("{") > 1:
            continue
        path = re.sub(r"\{[^}]+\}", ids[found[1]], row.path)
        status, _, body = await other.call(row.method, path, None if row.method == "GET" else {})
        leaks = status < 400 and talk.encode() in body
        assert status in (400, 404) or (status < 300 and not leaks and b'"id"' not in body), (
            f"another business may {row.method} {row.path}: {status} {body[:300]!r}"
        )
        tried += 1
    assert tried > 15
    listed = await other.json("GET", "/api/conversations?view=all")
    assert listed["items"] == []


async def test_every_socket_operation_for_those_who_may_not(town):
    async with town.visitor() as stranger:
        for row in routes(town.app):
            if row.method != "OP" or not row.path.startswith("/ws/visitor"):
                continue
            name = row.path.split()[1]
            if row.permission == VISITOR:
                body = {"client_id": "x", "conversation": "x", "seq": 1, "before": 1, "useful": True, "url": "/"}
                with pytest.raises(Failed) as found:
                    await stranger.ask(name, **body)
                assert found.value.code in ("hello_first", "bad_frame"), (name, found.value.error)
    async with Web(town.app).socket() as nobody:
        assert nobody.closed == 4401
    other = await town.agent()
    async with other.socket() as console:
        for row in routes(town.app):
            if row.method == "OP" and row.path.startswith("/ws/agent"):
                name = row.path.split()[1]
                body = {"conversation": "0" * 20, "seq": 1, "client_id": new_id(), "text": "x", "status": "online"}
                with contextlib.suppress(Failed):
                    await console.ask(name, **body)
        codes = {f["error"]["code"] for f in console.frames if f["op"] == "error"}
        assert codes <= {"conversation_not_found", "bad_frame"}, codes


async def test_a_session_that_ended_closes_its_socket(town):
    chen = await town.agent()
    async with chen.socket() as console:
        await console.ask("ping")
        await chen.json("DELETE", "/api/session")
        with pytest.raises(Failed):
            await console.ask("ping")
    assert console.closed == 4401


async def test_a_page_of_another_site_cannot_open_the_agents_socket(town):
    chen = await town.agent()
    console = chen.socket()
    console.headers.append((b"origin", b"https://evil.example"))
    async with console:
        assert console.closed == 4401
