"""The pages about articles, over HTTP."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest
from litestar import Litestar, Request, Response
from litestar.middleware import ASGIMiddleware
from msgspec import Struct

from yingda.kernel import Principal, YingdaError
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.knowledge.api.articles import routes

ME = Principal("agent", "shop", "lin", "林", "admin", "zh-CN", frozenset({"knowledge.read", "knowledge.write"}))


class Inbox(Struct):
    tenant: str
    questions: tuple[str, ...] = ()


class Wall(ASGIMiddleware):
    async def handle(self, scope: Any, receive: Any, send: Any, next_app: Any) -> None:
        scope["user"] = ME
        await next_app(scope, receive, send)


def told(request: Request[Any, Any, Any], error: YingdaError) -> Response[Any]:
    return Response(error.body("zh-CN"), status_code=error.status)


@pytest.fixture
async def http(knowledge: Knowledge) -> AsyncIterator[httpx2.AsyncClient]:
    async def find(key: str) -> Inbox | None:
        return {"k1": Inbox("shop"), "k2": Inbox("other"), "k3": Inbox("shop", ("delivery",))}.get(key)

    app = Litestar(routes(knowledge, find), middleware=[Wall()], exception_handlers={YingdaError: told})
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_from_a_draft_to_the_visitor(http: httpx2.AsyncClient) -> None:
    draft = {"title": "退货运费", "body": "我们**出**。", "slug": "delivery", "questions": ["邮费谁出"]}
    made = await http.post("/api/articles", json=draft)
    assert made.status_code == 201, made.text
    article = made.json()
    assert (article["status"], article["version"], article["revision"]) == ("draft", 0, 1)
    assert article["draft"]["body"] == "我们**出**。"
    id = article["id"]
    assert (await http.get("/api/web/k1/articles", params={"q": "邮费"})).json() == []
    done = (await http.post(f"/api/articles/{id}/publish")).json()
    assert (done["status"], done["version"], done["draft"]) == ("published", 1, None)
    saved = await http.patch(f"/api/articles/{id}", json={"body": "你们出。", "revision": done["revision"]})
    after = saved.json()
    assert (after["status"], after["body"], after["draft"]["body"]) == ("changed", "我们**出**。", "你们出。")
    clash = await http.patch(f"/api/articles/{id}", json={"body": "x", "revision": done["revision"]})
    assert clash.status_code == 409
    assert clash.json()["error"]["revision"] == saved.json()["revision"]

    found = (await http.get("/api/web/k1/articles", params={"q": "邮费谁出"})).json()
    assert [item["id"] for item in found] == [id]
    assert (await http.get("/api/web/k2/articles", params={"q": "邮费谁出"})).json() == []
    assert (await http.get("/api/web/k3/articles")).json()[0]["id"] == id
    assert (await http.get("/api/web/nobody/articles")).status_code == 404
    page = (await http.get(f"/api/web/k1/articles/{id}")).json()
    assert (page["html"], page["text"], page["version"]) == ("<p>我们<strong>出</strong>。</p>\n", "我们出。", 1)
    assert (await http.get("/api/web/k1/articles/delivery?lang=zh-CN")).json()["id"] == id
    assert (await http.get(f"/api/web/k2/articles/{id}")).status_code == 404

    listed = (await http.get("/api/articles", params={"q": "邮费", "status": "changed"})).json()
    assert [item["slug"] for item in listed["items"]] == ["delivery"]
    assert listed["categories"] == [{"name": "", "count": 1}]
    assert (await http.get("/api/articles", params={"language": "en"})).json()["items"] == []
    old = (await http.get(f"/api/articles/{id}/versions/1")).json()
    assert (old["body"], old["html"]) == ("我们**出**。", "<p>我们<strong>出</strong>。</p>\n")
    assert (await http.delete(f"/api/articles/{id}")).status_code == 400
    assert (await http.post(f"/api/articles/{id}/withdraw")).json()["status"] == "draft"
    assert (await http.get(f"/api/web/k1/articles/{id}")).status_code == 404
    shown = await http.post("/api/articles/preview", json={"body": "[x](javascript:1)"})
    assert "href" not in shown.json()["html"]


async def test_import_over_http(http: httpx2.AsyncClient) -> None:
    files = [("files", ("zh/a.md", "甲\n\n乙".encode())), ("files", ("b.png", b"png"))]
    job = (await http.post("/api/knowledge/import", files=files)).json()["job"]
    until = time.monotonic() + 5
    state = {"done": False}
    while not state["done"] and time.monotonic() < until:
        await asyncio.sleep(0.03)
        state = (await http.get(f"/api/knowledge/import/{job}")).json()
    assert (state["total"], len(state["taken"]), len(state["refused"])) == (2, 1, 1)
    assert "不支持" in state["refused"][0]["reason"]
    assert (await http.get("/api/knowledge/import/nothing")).status_code == 404
    job = (await http.post("/api/knowledge/import", json={"url": "https://nowhere.example/"})).json()["job"]
    assert job
    assert (await http.post("/api/knowledge/import", json={"what": 1})).status_code == 400
    assert (await http.post("/api/knowledge/import", content=b"{")).status_code == 400
