"""The page of keys: made, seen once, used by a program, revoked."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import axe, shot
from tests.e2e.test_console_admin import BOSS, go, settled
from tests.support.server import Server

pytestmark = pytest.mark.e2e


def ping(server: Server, key: str) -> int:
    """What a program with this key is answered."""
    head = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{server.url}/mcp", body, head), timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_key_from_beginning_to_end(server: Server, console: Callable[..., Page]) -> None:
    desk = console(BOSS)
    expect(desk.locator(".rail")).to_be_visible()
    go(desk, "#/s/keys")
    expect(desk.get_by_text("还没有密钥")).to_be_visible()
    shot(desk, "keys-none")
    desk.get_by_role("button", name="新建密钥").click()
    desk.get_by_label("名称").fill("桌面助手")
    desk.get_by_label("读会话").check()
    shot(desk, "keys-new")
    assert axe(desk) == []
    desk.get_by_role("button", name="生成密钥").click()
    key = desk.locator("code.secret").inner_text()
    assert key.startswith("ydk_")
    assert ping(server, key) == 200
    desk.keyboard.press("Escape")
    expect(desk.get_by_role("alert")).to_be_visible()
    expect(desk.locator("code.secret")).to_be_visible()
    shot(desk, "keys-made")
    assert axe(desk) == []
    desk.get_by_role("button", name="我已复制").click()
    expect(desk.get_by_text("桌面助手")).to_be_visible()
    assert key not in desk.content()
    desk.reload()
    expect(desk.get_by_text("最近使用")).to_be_visible()
    settled(desk)
    shot(desk, "keys-list")
    desk.set_viewport_size({"width": 390, "height": 844})
    settled(desk)
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(desk, "keys-phone")
    desk.get_by_role("button", name="撤销").click()
    shot(desk, "keys-revoke")
    desk.get_by_role("dialog").get_by_role("button", name="撤销").click()
    expect(desk.get_by_text("还没有密钥")).to_be_visible()
    assert ping(server, key) == 401
