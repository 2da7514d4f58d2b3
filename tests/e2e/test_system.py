"""The page System of the console: parts, figures, what was put aside and its replay, in both languages and themes and on a
phone."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import axe, shot
from tests.e2e.test_console_admin import BOSS, CHEN, go, settled
from tests.support.server import Server

from yingda.main.reactor import TRIES

pytestmark = pytest.mark.e2e
Console = Callable[..., Page]


def park(server: Server) -> None:
    """An event that the bot could not take: put aside."""
    with closing(sqlite3.connect(server.data / "yingda.db", timeout=10)) as db, db:
        tenant, event, about, at = db.execute(
            "select tenant, id, about, at from event where name = 'ArticlePublished' order by id desc limit 1"
        ).fetchone()
        columns = "tenant, event, name, about, at, tries, due, error"
        db.execute(
            f"insert into reaction({columns}) values (?, ?, 'bot.learn', ?, ?, ?, 0, ?)",
            (tenant, event, about, at, TRIES, "OSError: [Errno 28] No space left on device"),
        )


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page(server: Server, console: Console, scheme: str, language: str) -> None:
    desk = console(BOSS, color_scheme=scheme)
    if language == "en":
        desk.locator(".rail-me").click()
        desk.get_by_role("menuitem", name="English").click()
    try:
        go(desk, "#/s/system")
        settled(desk)
        zh = language == "zh-CN"
        expect(desk.get_by_role("heading", name="系统状态" if zh else "System", level=2)).to_be_visible()
        expect(desk.locator("[data-part=database] .chip")).to_have_text("正常" if zh else "Fine")
        expect(desk.get_by_text("没有搁置的处理" if zh else "Nothing was put aside")).to_be_visible()
        desk.wait_for_timeout(200)
        shot(desk, f"console-system-{language}-{scheme}")
        assert axe(desk) == []
    finally:
        session = desk.request.get(f"{server.url}/api/session").json()
        desk.request.patch(f"{server.url}/api/me", headers={"X-CSRF": session["csrf"]}, data={"language": "zh-CN"})


def test_on_a_phone(console: Console) -> None:
    desk = console(BOSS, viewport={"width": 390, "height": 844})
    go(desk, "#/s/system")
    settled(desk)
    expect(desk.locator("[data-part=database]")).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(desk, "console-system-phone")
    assert axe(desk) == []


def test_what_was_put_aside_is_run_again(server: Server, console: Console) -> None:
    park(server)
    desk = console(BOSS)
    go(desk, "#/s/system")
    settled(desk)
    item = desk.locator(".line-item", has_text="bot.learn")
    expect(item).to_contain_text("No space left on device")
    shot(desk, "console-system-parked")
    assert axe(desk) == []
    item.get_by_role("button", name="重新执行").press("Enter")
    expect(desk.get_by_text("没有搁置的处理")).to_be_visible()


def test_a_server_that_does_not_answer(console: Console) -> None:
    desk = console(BOSS)
    go(desk, "#/s/system")
    settled(desk)
    desk.route("**/api/system*", lambda route: route.abort())
    desk.get_by_role("button", name="现在更新").click()
    expect(desk.get_by_text("暂时更新不了")).to_be_visible()
    expect(desk.locator("[data-part=database]")).to_be_visible()


def test_a_database_that_is_down(server: Server, console: Console) -> None:
    desk = console(BOSS)
    told = json.loads(desk.request.get(f"{server.url}/api/system").text())
    told |= {"ok": False, "parts": {**told["parts"], "database": {"state": "down"}, "bus": {"state": "warn"}}}
    told["nodes"] = [
        {"id": "n1", "name": "node-1", "at": 1_700_000_000_000, "me": True, "gone": False},
        {"id": "n2", "name": "node-2", "at": 1_700_000_000_000, "me": False, "gone": True},
    ]
    desk.route("**/api/system", lambda route: route.fulfill(json=told))
    go(desk, "#/s/system")
    settled(desk)
    expect(desk.get_by_role("alert")).to_contain_text("不能正常服务")
    expect(desk.locator("[data-part=database] .chip")).to_have_text("停了")
    expect(desk.get_by_text("没有消息")).to_be_visible()
    shot(desk, "console-system-down")
    assert axe(desk) == []


def test_only_for_those_who_may(server: Server, console: Console) -> None:
    desk = console(CHEN)
    assert desk.request.get(f"{server.url}/api/system").status == 403
    go(desk, "#/s/system")
    settled(desk)
    expect(desk.get_by_role("link", name="系统状态")).to_have_count(0)
