"""The page of tools: a secret, a tool made by hand and tried on a real system on this machine, then kept."""

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import axe, shot
from tests.e2e.test_console_admin import BOSS, CHEN, go, settled
from tests.support import mcp_server
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Console = Callable[..., Page]
SECRET = "sk-live-778899"


class Erp(BaseHTTPRequestHandler):
    """A shop's own system: knows one order, and wants its key."""

    def do_GET(self) -> None:
        known = self.headers["Authorization"] == f"Bearer {SECRET}" and self.path == "/orders/QH-1"
        body = json.dumps({"data": {"status": "已发货", "cost": 30}, "echo": self.headers["Authorization"]}).encode()
        self.send_response(200 if known else 403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def erp() -> Iterator[str]:
    there = HTTPServer(("127.0.0.1", 0), Erp)
    threading.Thread(target=there.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{there.server_port}"
    there.shutdown()


@pytest.fixture(scope="module")
def server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose operator lets it reach this machine."""
    data = tmp_path_factory.mktemp("tools") / "data"
    shutil.copytree(demo_data, data)
    running = Server(data, extra={"YINGDA_PRIVATE_HOSTS": "127.0.0.1"})
    yield running.start()
    running.stop()


def field(desk: Page, name: str, text: str) -> None:
    desk.get_by_label(name, exact=True).fill(text)


def test_a_tool_is_made_tried_and_kept(console: Console, erp: str) -> None:
    desk = console(BOSS)
    go(desk, "#/s/tools")
    settled(desk)
    expect(desk.get_by_text("还没有工具")).to_be_visible()
    shot(desk, "console-tools-empty")
    assert axe(desk) == []

    desk.get_by_role("button", name="添加密钥").click()
    field(desk, "名称", "erp")
    field(desk, "只发给", "127.0.0.1")
    field(desk, "密钥内容", SECRET)
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_text("→ 127.0.0.1")).to_be_visible()

    desk.get_by_role("link", name="新建工具").click()
    field(desk, "标题，中文", "查订单")
    field(desk, "名称", "find_order")
    desk.get_by_role("button", name="加一个参数").click()
    desk.get_by_label("参数名").fill("order_no")
    desk.get_by_label("说明 (order_no)").fill("订单号，例如 QH-1")
    field(desk, "网址", f"{erp}/orders/{{order_no}}")
    desk.get_by_role("button", name="加一个请求头").click()
    desk.locator(".pair-row").nth(1).get_by_role("textbox").nth(0).fill("Authorization")
    desk.locator(".pair-row").nth(1).get_by_role("textbox").nth(1).fill("Bearer {secret.erp}")
    desk.get_by_role("button", name="加一项").click()
    desk.locator(".pair-row").nth(2).get_by_role("textbox").nth(0).fill("status")
    desk.locator(".pair-row").nth(2).get_by_role("textbox").nth(1).fill("data.status")
    desk.get_by_label("order_no，订单号，例如 QH-1").fill("QH-1")
    desk.get_by_role("button", name="发送").click()
    expect(desk.get_by_text('"status": "已发货"').first).to_be_visible()
    expect(desk.get_by_text("Bearer ******").first).to_be_visible()
    assert SECRET not in desk.content()
    shot(desk, "console-tools-edit")
    desk.get_by_text("保留的值").scroll_into_view_if_needed()
    shot(desk, "console-tools-tried")
    assert axe(desk) == []

    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_role("heading", name="查订单", level=2)).to_be_visible()
    desk.goto(desk.url.split("#")[0] + "#/s/tools")
    expect(desk.get_by_role("link", name="查订单")).to_be_visible()
    shot(desk, "console-tools-list")


def test_dark_english_and_on_a_phone(console: Console, server: Server) -> None:
    desk = console(BOSS, color_scheme="dark", viewport={"width": 390, "height": 844})
    session = desk.request.get(f"{server.url}/api/session").json()
    head = {"X-CSRF": session["csrf"]}
    desk.request.patch(f"{server.url}/api/me", headers=head, data={"language": "en"})
    try:
        desk.reload()
        go(desk, "#/s/tools/find_order")
        settled(desk)
        expect(desk.get_by_role("heading", name="Try it")).to_be_visible()
        wide = desk.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390
        shot(desk, "console-tools-phone-dark")
        assert axe(desk) == []
    finally:
        desk.request.patch(f"{server.url}/api/me", headers=head, data={"language": "zh-CN"})


def test_an_agent_does_not_see_it(console: Console, server: Server) -> None:
    desk = console(CHEN)
    assert desk.request.get(f"{server.url}/api/tools").status == 403
    go(desk, "#/s/tools")
    expect(desk.get_by_role("link", name="接口工具")).to_have_count(0)


def test_an_mcp_server_is_looked_at_and_a_tool_allowed(console: Console) -> None:
    there = subprocess.Popen([sys.executable, str(Path(mcp_server.__file__))], stdout=subprocess.PIPE)
    assert there.stdout
    url = f"http://127.0.0.1:{int(there.stdout.readline())}/mcp"
    try:
        desk = console(BOSS)
        go(desk, "#/s/tools")
        settled(desk)
        desk.get_by_role("button", name="添加密钥").click()
        field(desk, "名称", "mcp")
        field(desk, "只发给", "127.0.0.1")
        field(desk, "密钥内容", mcp_server.TOKEN)
        desk.get_by_role("button", name="保存").click()
        desk.get_by_role("button", name="添加服务").click()
        field(desk, "名称", "shop")
        field(desk, "地址", url)
        desk.get_by_label("令牌").select_option("mcp")
        desk.get_by_role("button", name="看看它有什么工具").click()
        expect(desk.get_by_text("它提供 4 个工具")).to_be_visible()
        desk.get_by_role("checkbox", name="cancel_order").check()
        expect(desk.get_by_label("会改动数据，先问客户")).to_be_checked()
        shot(desk, "console-mcp")
        assert axe(desk) == []
        desk.get_by_role("button", name="保存").click()
        expect(desk.get_by_text("允许 1 个工具")).to_be_visible()
        shot(desk, "console-mcp-kept")
    finally:
        there.terminate()
        there.wait()
        there.stdout.close()
