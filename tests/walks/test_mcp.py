"""Programs read along over MCP: with a key, within a business, within its permissions, and nothing else."""

import json
from typing import Any

import pytest
from tests.support.wire import Failed, Web
from tests.walks.conftest import PASSWORD, hello, say
from tests.walks.test_matrix import filled, routes

from yingda.kernel import KEY, MACHINE, PUBLIC, VISITOR
from yingda.rooms.accounts import Accounts
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.search import Indexer

BOTH = ["knowledge.read", "conversation.read"]
OPEN_TO_KEYS = {"POST /mcp", "GET /api/search", "GET /api/conversations/{id:str}/entries"}


class Program:
    """A client with a key."""

    def __init__(self, app: Any, secret: str) -> None:
        self.web = Web(app, "en")
        self.head = {"authorization": f"Bearer {secret}", "content-type": "application/json"}

    async def post(self, body: Any, **more: str) -> tuple[int, Any]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        status, _, data = await self.web.call("POST", "/mcp", headers={**self.head, **more}, raw=raw)
        return status, json.loads(data) if data else None

    async def ask(self, method: str, **params: Any) -> Any:
        status, found = await self.post({"jsonrpc": "2.0", "id": 7, "method": method, "params": params})
        assert (status, found["jsonrpc"], found["id"]) == (200, "2.0", 7), (status, found)
        return found.get("result") or found["error"]

    async def tool(self, name: str, **args: Any) -> Any:
        found = await self.ask("tools/call", name=name, arguments=args)
        assert json.loads(found["content"][0]["text"]) == found.get("structuredContent") or found["isError"]
        return found.get("structuredContent") or json.loads(found["content"][0]["text"])


async def boss(town: Any, email: str = "boss@t.example") -> Web:
    return await town.agent(email)


async def program(town: Any, web: Web, permissions: list[str], **more: Any) -> tuple[Program, str]:
    made = await web.json("POST", "/api/keys", {"name": "助手", "permissions": permissions, **more})
    return Program(town.app, made["secret"]), made["key"]["id"]


async def test_a_program_reads_what_its_key_allows(town, capfd):
    chief = await boss(town)
    reader, id = await program(town, chief, BOTH)
    hi = await reader.ask("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "t"})
    assert hi["protocolVersion"] == "2025-06-18"
    assert hi["capabilities"] == {"tools": {}}
    assert await reader.post({"jsonrpc": "2.0", "method": "notifications/initialized"}) == (202, None)
    names = [one["name"] for one in (await reader.ask("tools/list"))["tools"]]
    assert names == ["search_knowledge", "read_article", "search_messages", "read_conversation"]

    first = (await reader.tool("search_knowledge", query="怎么退货"))["passages"][0]
    assert first["title"] == "七天无理由退货怎么申请"
    assert "/console/#/k/" in first["link"]
    english = (await reader.tool("search_knowledge", query="postage", language="en"))["passages"][0]
    assert english["language"] == "en"
    await chief.json("PATCH", "/api/help", {"open": True})
    public = (await reader.tool("search_knowledge", query="怎么退货"))["passages"][0]
    status, _, page = await Web(town.app).call("GET", "/" + public["link"].split("/", 3)[3])
    assert status == 200
    assert "签收后 7 天内".encode() in page
    assert (await reader.tool("read_article", id=first["article"]))["text"].startswith("签收后")

    async with town.visitor() as visitor:
        await hello(visitor, town)
        talk = (await say(visitor, "我的青花瓷杯子碎了，我要人工"))["conversation"]
    await town.settle()
    await town.node.need(Indexer).catch_up()
    hit = (await reader.tool("search_messages", query="青花瓷 杯子"))["messages"][0]
    assert (hit["conversation"], hit["seq"], hit["from"]) == (talk, 1, "visitor")
    read = await reader.tool("read_conversation", id=talk)
    assert read["entries"][0]["text"] == "我的青花瓷杯子碎了，我要人工"
    assert read["next"] == 0
    listed = await chief.json("GET", "/api/keys")
    assert listed[0]["used_at"] > 0

    await chief.json("DELETE", f"/api/keys/{id}")
    assert (await reader.post({"jsonrpc": "2.0", "id": 1, "method": "ping"}))[0] == 401
    told = capfd.readouterr()
    assert reader.head["authorization"][7:] not in told.out + told.err


async def test_two_businesses_never_see_each_other(town):
    accounts = town.node.need(Accounts)
    await accounts.found("别家", "zh-CN", "Asia/Shanghai", "外人", "other@o.example", PASSWORD, "other")
    await town.node.need(Knowledge).import_files(
        "other", [("zh/a/secret.md", "# 别家的秘密\n\n别家的运费是一万元。\n".encode())]
    )
    mine, _ = await program(town, await boss(town), BOTH)
    theirs, _ = await program(town, await boss(town, "other@o.example"), BOTH)
    async with town.visitor() as visitor:
        await hello(visitor, town)
        talk = (await say(visitor, "青花瓷杯子碎了"))["conversation"]
    await town.settle()
    await town.node.need(Indexer).catch_up()
    assert (await mine.tool("search_messages", query="青花瓷"))["messages"]
    own = (await mine.tool("search_knowledge", query="运费"))["passages"]
    other = (await theirs.tool("search_knowledge", query="运费"))["passages"]
    assert own
    assert other
    assert not {p["article"] for p in own} & {p["article"] for p in other}
    assert (await theirs.tool("read_article", id=own[0]["article"]))["error"]["code"] == "article_not_found"
    assert (await mine.tool("read_article", id=other[0]["article"]))["error"]["code"] == "article_not_found"
    assert (await theirs.tool("read_conversation", id=talk))["error"]["code"] == "conversation_not_found"
    assert (await theirs.tool("search_messages", query="青花瓷"))["messages"] == []
    head = {"authorization": theirs.head["authorization"]}
    status, _, _ = await Web(town.app).call("GET", f"/api/conversations/{talk}/entries", headers=head)
    assert status == 404
    head = {"authorization": mine.head["authorization"]}
    status, _, found = await Web(town.app).call("GET", f"/api/conversations/{talk}/entries", headers=head)
    assert status == 200
    assert "青花瓷".encode() in found


async def test_a_key_opens_nothing_else(town):
    """Every route, with a key that has everything a key can have, beside the cookie of an administrator."""
    chief = await boss(town)
    one, _ = await program(town, chief, BOTH)
    seen = set()
    for row in routes(town.app):
        if row.method in ("SOCKET", "OP") or row.permission in (PUBLIC, VISITOR, MACHINE):
            continue
        body = None if row.method == "GET" else {}
        town.node.need(Accounts).by_key.known.clear()  # all of them at once is more than a key may
        status, _, data = await chief.call(row.method, filled(row.path), body, headers=one.head)
        if status == 403:
            continue
        assert status < 500, (row, data)
        seen.add(f"{row.method} {row.path}")
    assert seen == OPEN_TO_KEYS
    assert {row.path for row in routes(town.app) if row.permission == KEY} == {"/mcp"}
    async with Web(town.app).socket() as nobody:
        assert nobody.closed == 4401


async def test_what_a_key_does_not_allow_is_not_there(town):
    one, _ = await program(town, await boss(town), ["knowledge.read"])
    assert [t["name"] for t in (await one.ask("tools/list"))["tools"]] == ["search_knowledge", "read_article"]
    refused = await one.ask("tools/call", name="search_messages", arguments={"query": "退货"})
    unknown = await one.ask("tools/call", name="no_such_tool", arguments={})
    assert refused == unknown == {"code": -32602, "message": "Unknown tool"}
    status, _, _ = await one.web.call("GET", "/api/search?q=x", headers=one.head)
    assert status == 403
    with pytest.raises(Failed) as found:
        await (await town.agent()).json("POST", "/api/keys", {"name": "x", "permissions": ["knowledge.read"]})
    assert found.value.status == 403


async def test_garbage_in_errors_out(town):
    one, _ = await program(town, await boss(town), BOTH)
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert await one.post(ping) == (200, {"jsonrpc": "2.0", "id": 1, "result": {}})
    for body, code in ((b"{", -32700), (b"\xff", -32700), (b"[]", -32600), (b"[" * 60_000, -32700)):
        status, found = await one.post(body)
        assert (status, found["error"]["code"], found["id"]) == (400, code, None)
    assert (await one.post({**ping, "params": {"x": "y" * 70_000}}))[0] == 413
    assert (await one.post(ping, origin="https://evil.example"))[0] == 403
    assert (await one.post(ping, origin="http://127.0.0.1", host="127.0.0.1"))[0] == 403, "a name led here is not ours"
    assert (await one.post(ping, **{"mcp-protocol-version": "1999-01-01"}))[0] == 400
    assert (await one.post(ping, **{"mcp-protocol-version": "2025-06-18"}))[0] == 200
    assert (await one.post(ping, **{"content-type": "text/plain"}))[0] == 400
    assert (await one.ask("resources/list"))["code"] == -32601
    assert (await one.ask("tools/call", name="read_conversation", arguments={"id": "x", "more": 1}))["isError"] is True
    assert (await one.tool("search_knowledge", query="x" * 201))["error"]["field"] == "query"
    assert (await one.tool("search_messages", query="!"))["error"]["code"] == "nothing_to_search"
    assert (await one.tool("search_messages", query="x", before="y"))["error"]["code"] == "bad_cursor"
    for method in ("GET", "DELETE"):
        status, head, _ = await one.web.call(method, "/mcp", headers=one.head)
        assert status == 405
        assert "POST" in head["allow"]
