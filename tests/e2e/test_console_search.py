"""Searching in a real browser: words, filters, keyboard, opening at the message; phone, dark, English."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import axe, shot
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Console = Callable[..., Page]


def ask(page: Page, text: str) -> None:
    """Types into the search page, and waits for hits."""
    page.locator("#find-all").fill(text)
    expect(page.locator(".finds:not(.is-stale) .hit").first).to_be_visible()


def test_from_two_characters_to_the_message(console: Console) -> None:
    page = console()
    page.locator("nav.rail").wait_for()
    page.keyboard.press("g")
    page.keyboard.press("f")
    expect(page.locator("#find-all")).to_be_focused()
    shot(page, "search-start")
    ask(page, "外箱")
    expect(page.locator(".hit mark").first).to_have_text("外箱")
    shot(page, "search-found")
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    first = page.locator(".hit").first
    expect(first).to_be_focused()
    seq = (first.get_attribute("href") or "").rsplit("/", 1)[-1]
    page.keyboard.press("Enter")
    expect(page.locator(f".msg.sought[data-seq='{seq}']")).to_be_in_viewport()
    shot(page, "search-opened")
    page.go_back()
    expect(page.locator("#find-all")).to_have_value("外箱")
    expect(page.locator(".hit").first).to_be_visible()


def note(page: Page, server: Server, about: str, text: str) -> None:
    """Leaves a note in the conversation where `about` was said, and waits until it is found."""
    found = page.request.get(f"{server.url}/api/search", params={"q": about}).json()["hits"][0]
    body = {"client_id": "note-of-the-test", "kind": "note", "text": text}
    headers = {"X-CSRF": page.request.get(f"{server.url}/api/session").json()["csrf"]}
    at = f"{server.url}/api/conversations/{found['conversation']}/entries"
    assert page.request.post(at, data=body, headers=headers).ok
    for _ in range(50):
        if page.request.get(f"{server.url}/api/search", params={"q": text}).json()["hits"]:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the note was not found within 5 s")


def test_filters_customers_and_nothing(console: Console, server: Server) -> None:
    page = console()
    note(page, server, "快递", "快递已经催过了")
    page.goto(page.url.split("#")[0] + "#/f/%E5%BF%AB%E9%80%92")
    expect(page.locator(".finds .hit").first).to_be_visible()
    every = page.locator(".hit").count()
    page.get_by_label("谁说的").select_option("visitor")
    expect(page.locator(".finds:not(.is-stale)")).to_be_visible()
    expect(page.locator(".hit")).not_to_have_count(every)
    page.get_by_role("button", name="去掉筛选").click()
    expect(page.locator(".hit")).to_have_count(every)
    ask(page, "林晓")
    expect(page.locator(".hit.person", has_text="林晓").first).to_be_visible()
    page.locator("#find-all").fill("子虚乌有先生")
    expect(page.get_by_text("没有找到「子虚乌有先生」")).to_be_visible()
    shot(page, "search-none")
    page.locator("#find-all").fill("，。")
    expect(page.get_by_role("alert")).to_contain_text("请输入要搜索的文字或数字")
    page.route("**/api/search*", lambda route: route.abort())
    page.locator("#find-all").fill("订单")
    expect(page.get_by_role("alert")).to_contain_text("连不上服务器")
    page.unroute("**/api/search*")
    page.get_by_role("alert").get_by_role("button").click()
    expect(page.locator(".hit").first).to_be_visible()


def test_from_the_palette(console: Console) -> None:
    page = console()
    page.locator("nav.rail").wait_for()
    page.keyboard.press("Control+k")
    page.keyboard.type("包装")
    page.get_by_role("option", name="搜索聊过的「包装」").click()
    expect(page.locator("#find-all")).to_have_value("包装")
    expect(page.locator(".hit mark").first).to_have_text("包装")


@pytest.mark.parametrize(
    ("name", "more"),
    [("phone", {"viewport": {"width": 360, "height": 740}}), ("dark", {"color_scheme": "dark"})],
)
def test_everywhere(console: Console, name: str, more: dict[str, Any]) -> None:
    page = console(**more)
    page.goto(page.url.split("#")[0] + "#/f")
    ask(page, "订单")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(page, f"search-{name}")
    assert axe(page) == []


def test_in_english(console: Console, server: Server) -> None:
    page = console("emma@qinghe.example", locale="en-US")
    page.goto(page.url.split("#")[0] + "#/f")
    page.locator("#find-all").wait_for()
    session = page.request.get(f"{server.url}/api/session").json()
    if session["me"]["language"] != "en":
        headers = {"X-CSRF": session["csrf"]}
        assert page.request.patch(f"{server.url}/api/me", data={"language": "en"}, headers=headers).ok
        page.evaluate("localStorage.clear()")
        page.reload()
    ask(page, "charger")
    shot(page, "search-english")
    assert axe(page) == []
