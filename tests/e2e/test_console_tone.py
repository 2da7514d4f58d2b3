"""What an agent sees before it is said: the customer's draft, a suggestion for it, and a look at his own tone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import axe, shot
from tests.e2e.test_console import Contexts, say, take, visitor
from tests.e2e.test_console_admin import BOSS
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Console = Callable[..., Page]


def test_a_draft_a_suggestion_and_the_tone(console: Console, context: Contexts, server: Server) -> None:
    desk = console(BOSS)
    csrf = desk.request.get(f"{server.url}/api/session").json()["csrf"]
    kept = desk.request.patch(f"{server.url}/api/business", data={"drafts": True}, headers={"X-CSRF": csrf})
    assert kept.ok, kept.text()
    panel = visitor(server, context)
    say(panel, "转人工")
    take(desk, server)
    expect(panel.get_by_text("客服能看到您正在输入的内容")).to_be_visible()
    panel.locator(".say textarea").press_sequentially("支持七天无理由退货吗", delay=40)
    expect(desk.locator(".drafting")).to_contain_text("七天无理由")
    expect(desk.locator(".assist")).to_contain_text("客户还在输入")
    assert axe(desk) == []
    desk.locator(".composer textarea").fill("你怎么不早说！！")
    expect(desk.locator(".tone")).to_contain_text("现在知道了，我来处理")
    shot(desk, "console-tone")
    assert axe(desk) == []
    desk.get_by_role("button", name="换上").click()
    expect(desk.locator(".composer textarea")).to_have_value("现在知道了，我来处理。")
