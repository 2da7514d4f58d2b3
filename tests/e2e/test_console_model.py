"""The page of the language model, and the button that polishes a draft: without a model there is none."""

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import axe, shot
from tests.e2e.test_console import Contexts, say, take, visitor
from tests.e2e.test_console_admin import BOSS, go, settled
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Console = Callable[..., Page]


def characters(text: str) -> list[float]:
    """A poor encoder: which characters stand in a text."""
    row = [0.01] * 64
    for char in text:
        row[ord(char) % 64] += 1.0
    return row


class Endpoint(BaseHTTPRequestHandler):
    """Polite to every draft."""

    def do_POST(self) -> None:
        data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path.endswith("/embeddings"):
            rows = [{"index": n, "embedding": characters(text)} for n, text in enumerate(data["input"])]
            self.answer({"data": rows})
            return
        asked = data["messages"][-1]["content"]
        text = f"您好，{json.loads(asked)['draft']}，请放心。" if asked.startswith("{") else "OK"
        choice = {"message": {"content": text}, "finish_reason": "stop"}
        self.answer({"choices": [choice], "usage": {"prompt_tokens": 20, "completion_tokens": 5}})

    def answer(self, data: object) -> None:
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    there = HTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=there.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{there.server_port}/v1"
    there.shutdown()


@pytest.fixture(scope="module")
def server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("model") / "data"
    shutil.copytree(demo_data, data)
    running = Server(data, extra={"YINGDA_PRIVATE_HOSTS": "127.0.0.1"})
    yield running.start()
    running.stop()


def test_set_up_tried_and_used(console: Console, context: Contexts, server: Server, endpoint: str) -> None:
    desk = console(BOSS)
    say(visitor(server, context), "转人工")
    take(desk, server)
    expect(desk.get_by_role("button", name="改一改草稿")).to_have_count(0)

    go(desk, "#/s/model")
    settled(desk)
    shot(desk, "console-model-empty")
    assert axe(desk) == []
    desk.get_by_label("接口地址").fill(endpoint)
    desk.get_by_label("模型名称").fill("small")
    desk.get_by_label("密钥", exact=True).fill("sk-123456")
    desk.get_by_label("帮客服改草稿").check()
    desk.get_by_role("button", name="发送").click()
    expect(desk.get_by_text("模型说：OK")).to_be_visible()
    shot(desk, "console-model-tried")
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_text("已保存，不再显示")).to_be_visible()
    assert "sk-123456" not in desk.content()
    assert axe(desk) == []

    go(desk, "#/c")
    take(desk, server)
    area = desk.locator(".composer textarea")
    area.fill("运费 8 元")
    desk.get_by_role("button", name="改一改草稿").click()
    shot(desk, "console-model-menu")
    desk.get_by_role("menuitem", name="更亲切").click()
    expect(area).to_have_value("您好，运费 8 元，请放心。")
    shot(desk, "console-model-polished")


def test_dark_english_and_on_a_phone(console: Console, server: Server) -> None:
    desk = console(BOSS, color_scheme="dark", viewport={"width": 390, "height": 844})
    session = desk.request.get(f"{server.url}/api/session").json()
    head = {"X-CSRF": session["csrf"]}
    desk.request.patch(f"{server.url}/api/me", headers=head, data={"language": "en"})
    try:
        desk.reload()
        go(desk, "#/s/model")
        settled(desk)
        expect(desk.get_by_label("Word answers")).to_be_visible()
        assert desk.evaluate("document.documentElement.scrollWidth") <= 390
        shot(desk, "console-model-phone-dark")
        assert axe(desk) == []
    finally:
        desk.request.patch(f"{server.url}/api/me", headers=head, data={"language": "zh-CN"})


def test_a_meaning_model_is_tried_compared_and_used(console: Console, server: Server, endpoint: str) -> None:
    desk = console(BOSS)
    go(desk, "#/s/model")
    settled(desk)
    part = desk.locator("form").filter(has=desk.get_by_role("heading", name="语义模型"))
    part.get_by_label("来源").select_option("endpoint")
    part.get_by_label("接口地址").fill(endpoint)
    part.get_by_label("模型名称").fill("characters")
    part.get_by_label("中文").check()
    part.get_by_role("button", name="测试").click()
    expect(part.get_by_text("64 个数字")).to_be_visible()
    part.get_by_role("button", name="用自己的问法比一比").click()
    expect(part.get_by_text("只看字词", exact=True)).to_be_visible(timeout=90_000)
    part.get_by_role("button", name="应用").click()
    expect(part.get_by_text(re.compile("正在(学习|使用)：中文"))).to_be_visible()
    desk.get_by_role("heading", name="语义模型").scroll_into_view_if_needed()
    shot(desk, "console-meaning")
    assert axe(desk) == []
    desk.set_viewport_size({"width": 360, "height": 780})
    part.get_by_text("只看字词", exact=True).scroll_into_view_if_needed()
    assert desk.evaluate("document.documentElement.scrollWidth") <= 360
    shot(desk, "console-meaning-phone")
