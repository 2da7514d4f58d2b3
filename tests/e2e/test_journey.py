"""The whole journey in two browsers: a customer on the shop's own page, an agent at the console; in zh and en."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect
from tests.e2e.conftest import axe, shot
from tests.support.server import Server

pytestmark = pytest.mark.e2e


class Words(NamedTuple):
    """What is said in one language."""

    locale: str
    agent: str
    question: str
    anger: str
    reply: str
    more: str


ZH = Words(
    "zh-CN", "chenjing@qinghe.example", "发票抬头写错了能改吗", "你们太差劲了！！气死我了，我要投诉！",
    "您好，我来处理，请稍等", "好的，我等你",
)  # fmt: skip
EN = Words(
    "en-US", "emma@qinghe.example", "Can I return something I don't like?",
    "This is ridiculous!! I am furious, let me talk to a human", "Hello, I am looking into it now",
    "Thank you, I will wait",
)  # fmt: skip


def panel_of(page: Page) -> FrameLocator:
    """The panel inside the shop's page."""
    return page.frame_locator("iframe")


def say(panel: FrameLocator, text: str) -> None:
    """The customer types and presses Enter."""
    field = panel.locator(".say textarea")
    field.fill(text)
    field.press("Enter")
    expect(panel.locator(".msg.out .bubble", has_text=text[:30]).last).to_be_visible()


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_from_the_shop_to_a_person(
    server: Server, context: Callable[..., BrowserContext], console: Callable[..., Page], words: Words
) -> None:
    desk = console(words.agent, locale=words.locale)
    expect(desk.locator(".list")).to_be_visible()
    shop = context(locale=words.locale).new_page()
    asked = []
    shop.on(
        "request", lambda r: asked.append(r.url) if "/api/" in r.url or "/panel" in r.url or "/ws" in r.url else None
    )
    shop.goto(f"{server.url}/shop/")
    launcher = shop.locator("ying-da > button, ying-da button").first
    expect(launcher).to_be_visible()
    assert len([u for u in asked if "/api/web/inbox/" in u]) == len(asked) == 1, asked
    shot(shop, f"journey-{words.locale}-1-shop")
    launcher.click()
    panel = panel_of(shop)
    panel.locator("footer .primary").click()
    say(panel, words.question)
    answer = panel.locator(".msg.ai").last
    expect(answer.locator(".cite").first).to_be_visible(timeout=20_000)
    answer.locator(".cite").first.click()
    expect(panel.locator("blockquote").first).to_be_visible()
    shot(shop, f"journey-{words.locale}-2-answer")
    say(panel, words.anger)
    row = desk.locator(".rows .row").filter(has=desk.locator(".chip.alert"))
    expect(row.first).to_be_visible(timeout=20_000)
    row.first.click()
    expect(desk.locator(".stream .msg .bubble", has_text=words.question).first).to_be_visible()
    shot(desk, f"journey-{words.locale}-3-console")
    field = desk.locator(".composer textarea")
    field.fill(words.reply)
    field.press("Enter")
    expect(panel.locator(".msg.in .bubble", has_text=words.reply)).to_be_visible()
    say(panel, words.more)
    expect(desk.locator(".stream .msg .bubble", has_text=words.more)).to_be_visible()
    shot(shop, f"journey-{words.locale}-4-person")
    assert axe(desk) == []
    shop.reload()
    expect(panel_of(shop).locator("footer, .say").first).to_be_visible()
    shot(shop, f"journey-{words.locale}-5-reload")
    expect(panel_of(shop).locator(".msg .bubble", has_text=words.more)).to_be_visible(timeout=20_000)
    expect(panel_of(shop).locator(".msg .bubble", has_text=words.reply)).to_be_visible()
    desk.locator("body").press("Escape")
    desk.get_by_role("button", name=re.compile("^(解决|Resolve(?!d))")).first.click()
    expect(desk.locator(".stream .sys, .stream .event").last).to_be_visible()
    shot(desk, f"journey-{words.locale}-6-resolved")
    stars = panel_of(shop).locator(".stars label")
    expect(stars.first).to_be_visible()
    stars.nth(4).click()
    shot(shop, f"journey-{words.locale}-6-rating")
    panel_of(shop).locator("form .primary, .card .primary").last.click()
    expect(panel_of(shop).locator(".stars label")).to_have_count(0)
