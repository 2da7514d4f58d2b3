"""The demo shop in a real browser on a running server: it works with a mouse, a keyboard, a phone and no script at all, and
its chat knows who is signed in - by nothing but the line that every customer pastes."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect
from tests.e2e.conftest import axe, shot
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Contexts = Callable[..., BrowserContext]

PAGES = {
    "home": "/", "list": "/products?category=headphones", "nothing": "/products?q=冰箱", "product": "/products/qh-hp-pro",
    "returns": "/returns", "help": "/help", "found": "/help?q=发票", "article": "/help/shipping-fee", "sign-in": "/sign-in",
    "lost": "/nowhere", "orders": "/orders", "order": "/orders/QH-118233", "cart": "/cart?coupon=no",
    "checkout": "/checkout",
}  # fmt: skip
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def chat(page: Page) -> Frame:
    """The opened chat."""
    expect(page.locator("ying-da iframe")).to_be_visible()
    handle = page.locator("ying-da iframe").element_handle()
    assert handle
    frame = handle.content_frame()
    assert frame
    return frame


def sign_in(page: Page, server: Server, customer: str) -> None:
    """As one of the demo customers."""
    page.goto(f"{server.url}/shop/sign-in")
    page.locator(f"button[value={customer}]").click()
    page.wait_for_url("**/shop/orders")


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", ["desktop", "phone"])
def test_every_page_is_accessible_and_fits(
    server: Server, context: Contexts, locale: str, scheme: str, device: str
) -> None:
    page = context(locale, color_scheme=scheme, **(PHONE if device == "phone" else {})).new_page()
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text) if "Content Security Policy" in m.text else None)
    page.goto(f"{server.url}/shop/products/qh-hp-pro?colour=lake-teal")
    page.locator(".buy .btn").first.click()
    for name, path in PAGES.items():
        if name == "orders":
            sign_in(page, server, "C1001")
        page.goto(f"{server.url}/shop{path}")
        assert axe(page) == [], name
        shot(page, f"shop-{name}-{locale[:2]}-{scheme}-{device}")
        if device == "phone":
            page.set_viewport_size({"width": 360, "height": 780})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"
        if device == "phone":
            page.set_viewport_size(PHONE["viewport"])
    assert not refused


def test_a_question_on_a_page_opens_the_chat_with_it(server: Server, context: Contexts) -> None:
    page = context().new_page()
    page.goto(f"{server.url}/shop/products/qh-hp-pro")
    expect(page.locator("ying-da button").first).to_be_visible()
    page.get_by_role("button", name="这款适合戴眼镜吗？问问客服").click()
    expect(chat(page).locator(".say textarea")).to_have_value("降噪耳机 Pro：这款适合戴眼镜吗？")
    shot(page, "shop-chat")


def test_the_chat_knows_who_is_signed_in_and_forgets_him(
    server: Server, context: Contexts, console: Callable[..., Page]
) -> None:
    page = context().new_page()
    sign_in(page, server, "C1011")
    page.locator(".order").nth(1).get_by_role("button", name="申请售后").click()
    frame = chat(page)
    expect(frame.locator(".say textarea")).to_have_value("订单 QH-114208 想申请售后")
    page.evaluate("Yingda('open', {ask: '我要转人工'})")
    expect(frame.get_by_text("我要转人工").first).to_be_visible()
    staff = console()
    expect(staff.get_by_text("程宇").first).to_be_visible()
    page.evaluate("Yingda('close')")
    page.locator(".profile").get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("status")).to_contain_text("已退出登录")
    page.goto(f"{server.url}/shop/")
    page.locator("ying-da button").first.click()
    frame = chat(page)
    expect(frame.locator("textarea, .greet, h1").first).to_be_visible()
    expect(frame.get_by_text("我要转人工")).to_have_count(0)


def test_the_picture_follows_the_colour_and_the_address_keeps_it(server: Server, context: Contexts) -> None:
    page = context("en-US").new_page()
    page.goto(f"{server.url}/shop/products/qh-hp-pro")
    drawn = page.locator(".v1 > .pic")
    expect(drawn).to_have_attribute("class", "pic c-obsidian")
    page.get_by_role("radio", name="Obsidian").focus()
    page.keyboard.press("ArrowRight")
    expect(drawn).to_have_attribute("class", "pic c-ivory")
    expect(drawn).to_have_attribute("aria-label", "Noise-Cancelling Headphones Pro, Ivory")
    page.get_by_role("radio", name="In the box").check(force=True)
    expect(page.locator(".v2")).to_be_visible()
    expect(page.locator(".v1")).to_be_hidden()
    page.reload()
    expect(drawn).to_have_attribute("class", "pic c-ivory")


def test_everything_but_the_chat_works_without_script(server: Server, context: Contexts) -> None:
    page = context(java_script_enabled=False).new_page()
    page.goto(f"{server.url}/shop/")
    page.get_by_role("searchbox").fill("充电宝")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="移动电源 20000").click()
    page.get_by_role("button", name="加入购物车").click()
    expect(page.get_by_role("heading", name="购物车")).to_be_visible()
    page.get_by_role("button", name="多一件").click()
    expect(page.locator(".item .sum")).to_have_text("¥478")
    page.get_by_role("button", name="NEW20").click()
    expect(page.locator(".due dd")).to_have_text("¥458")
    sign_in(page, server, "C1004")
    page.goto(f"{server.url}/shop/orders/QH-118233")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这个页面")
    page.goto(f"{server.url}/shop/cart")
    expect(page.get_by_text("移动电源不寄这个地区")).to_be_visible()


def test_a_keyboard_reaches_the_content_first(server: Server, context: Contexts) -> None:
    page = context("en-US").new_page()
    page.goto(f"{server.url}/shop/help")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox").last).to_be_focused()


def test_the_chosen_language_also_reaches_the_chat(server: Server, context: Contexts) -> None:
    page = context("zh-CN").new_page()
    page.goto(f"{server.url}/shop/")
    page.get_by_role("link", name="Switch to English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Clear sound")
    page.get_by_role("link", name="Help", exact=True).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".panel").get_by_role("button", name="Chat with us").click()
    chat(page).wait_for_function("document.documentElement.lang.startsWith('en')")
