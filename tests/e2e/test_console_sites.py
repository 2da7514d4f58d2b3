"""The pages about web sites: a real small site on this machine is read, with its trouble shown, and on a phone."""

import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import axe, shot
from tests.e2e.test_console_admin import BOSS, go, settled
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Console = Callable[..., Page]
TEXT = "在订单详情里点申请售后，选择{0}，填写原因并上传照片，客服会在一个工作日之内审核并给您答复。"
SITE = {
    "/": "<a href=/a>a</a><a href=/b>b</a><a href=/lost>c</a>" + TEXT.format("换货"),
    "/a": TEXT.format("退货退款"),
    "/b": TEXT.format("维修"),
}


class Help(BaseHTTPRequestHandler):
    """A shop's own help pages."""

    def do_GET(self) -> None:
        text = SITE.get(self.path)
        title = {"/": "售后帮助", "/a": "怎么退货", "/b": "怎么维修"}.get(self.path, "")
        body = f"<html><title>{title}</title><article><h1>{title}</h1><p>{text}</p></article></html>".encode()
        self.send_response(200 if text else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    there = HTTPServer(("127.0.0.1", 0), Help)
    threading.Thread(target=there.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{there.server_port}/"
    there.shutdown()


@pytest.fixture(scope="module")
def server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose operator lets it reach this machine."""
    data = tmp_path_factory.mktemp("sites") / "data"
    shutil.copytree(demo_data, data)
    running = Server(data, extra={"YINGDA_PRIVATE_HOSTS": "127.0.0.1"})
    yield running.start()
    running.stop()


def test_a_site_is_added_and_read(console: Console, server: Server, site: str) -> None:
    desk = console(BOSS)
    go(desk, "#/k/sites")
    settled(desk)
    expect(desk.get_by_text("还没有网站")).to_be_visible()
    shot(desk, "console-sites-empty")
    desk.get_by_role("button", name="添加网站").click()
    desk.get_by_label("起始网址").fill(site)
    desk.get_by_label("放进分类").fill("售后")
    shot(desk, "console-sites-add")
    assert axe(desk) == []
    desk.get_by_role("button", name="开始读取").click()
    expect(desk.get_by_text("读完了", exact=True)).to_be_visible(timeout=60_000)
    expect(desk.get_by_role("link", name="怎么维修", exact=True)).to_be_visible()
    expect(desk.get_by_text("对方网站答复 404")).to_be_visible()
    settled(desk)
    shot(desk, "console-sites-one")
    assert axe(desk) == []
    desk.get_by_role("link", name="怎么退货", exact=True).click()
    expect(desk.get_by_label("标题", exact=True)).to_have_value("怎么退货")

    session = desk.request.get(f"{server.url}/api/session").json()
    head = {"X-CSRF": session["csrf"]}
    desk.request.patch(f"{server.url}/api/me", headers=head, data={"language": "en"})
    phone = console(BOSS, color_scheme="dark", viewport={"width": 360, "height": 780})
    go(phone, "#/k/sites")
    settled(phone)
    phone.get_by_role("link", name="127.0.0.1").click()
    expect(phone.get_by_text("Not taken 1")).to_be_visible()
    settled(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    shot(phone, "console-sites-phone-dark")
    assert axe(phone) == []
    go(phone, "#/k/sites")
    settled(phone)
    shot(phone, "console-sites-list-phone-dark")
    desk.request.patch(f"{server.url}/api/me", headers=head, data={"language": "zh-CN"})
