"""A business's own words in the browser: entries made, tried, and the warning where one writes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.conftest import axe, shot
from tests.e2e.test_console import say, take, visitor
from tests.e2e.test_console_admin import BOSS, CHEN, go, settled
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Console = Callable[..., Page]
Contexts = Callable[..., BrowserContext]


def add(desk: Page, kind: str, word: str, means: str) -> None:
    desk.get_by_role("button", name="新建词条").first.click()
    box = desk.get_by_role("dialog")
    box.get_by_role("button", name=kind).click()
    box.get_by_label("客户的叫法" if kind == "别名" else "不说的词").fill(word)
    box.get_by_label("指的是" if kind == "别名" else "改说").fill(means)
    shot(desk, f"console-glossary-new-{kind}")
    box.get_by_role("button", name="保存").click()
    expect(box).to_be_hidden()
    expect(desk.get_by_text(word, exact=True)).to_be_visible()


def test_words_are_kept_and_warn_where_one_writes(console: Console, context: Contexts, server: Server) -> None:
    desk = console(BOSS)
    go(desk, "#/s/glossary")
    settled(desk)
    expect(desk.get_by_text("还没有词条")).to_be_visible()
    shot(desk, "console-glossary-empty")
    add(desk, "别名", "小蜜", "青禾蓝牙耳机")
    add(desk, "禁用词", "最好", "很合适")
    add(desk, "禁用词", "绝对", "")
    add(desk, "推荐用语", "退钱", "退款")
    desk.get_by_label("试一试").fill("小蜜是最好的吗")
    expect(desk.get_by_text("青禾蓝牙耳机是最好的吗")).to_be_visible()
    expect(desk.get_by_text("小蜜是很合适的吗")).to_be_visible()
    shot(desk, "console-glossary")
    assert axe(desk) == []
    desk.set_viewport_size({"width": 360, "height": 780})
    shot(desk, "console-glossary-phone")
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")

    guest = visitor(server, context)
    say(guest, "我要人工")
    chen = console(CHEN)
    take(chen, server)
    box = chen.locator(".composer textarea")
    expect(box).to_be_visible()
    box.fill("这款最好，绝对可以退钱")
    expect(chen.get_by_text("禁用词「最好」")).to_be_visible()
    expect(chen.get_by_role("button", name="仍要发送")).to_be_hidden()
    shot(chen, "console-wording")
    assert axe(chen) == []
    chen.get_by_role("button", name="替换").click()
    expect(box).to_have_value("这款很合适，绝对可以退款")
    before = chen.locator(".composer textarea").input_value()
    box.press("Enter")
    expect(box).to_have_value(before)
    box.fill("这款很合适")
    expect(chen.locator(".wording")).to_be_hidden()


def test_an_industry_s_questions_are_taken(console: Console) -> None:
    desk = console(BOSS)
    go(desk, "#/l/catalogue")
    settled(desk)
    desk.get_by_label("搜索问题").fill("到货")
    row = desk.locator(".offer", has_text="补货时间与到货提醒")
    row.get_by_role("checkbox").check()
    expect(desk.get_by_label("答案")).to_have_value(re.compile("到货提醒"))
    shot(desk, "console-catalogue")
    assert axe(desk) == []
    desk.get_by_role("button", name="收下 1 个").click()
    box = desk.get_by_role("dialog")
    expect(box.get_by_text("已收下。机器人几秒内学会。")).to_be_visible()
    shot(desk, "console-catalogue-done")
    box.get_by_role("button", name="完成").click()
    expect(row.get_by_text("已收下")).to_be_visible()
    desk.set_viewport_size({"width": 360, "height": 780})
    shot(desk, "console-catalogue-phone")
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
