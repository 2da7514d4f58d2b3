"""Flows in the console: a pack's flow is copied, changed in the outline and in the YAML of the same file, tried, tested,
published with its difference, and taken back; with the keyboard, on a phone, in both languages and themes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import axe, shot
from tests.e2e.test_console_admin import BOSS, CHEN, go, settled
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Console = Callable[..., Page]


def test_from_a_copy_to_live_and_back(server: Server, console: Console) -> None:
    desk = console(BOSS)
    go(desk, "#/w")
    settled(desk)
    shot(desk, "flows-list")
    assert axe(desk) == []
    desk.get_by_role("link", name="查订单").click()
    expect(desk.get_by_text("行业包自带的流程，只能看")).to_be_visible()
    settled(desk)
    shot(desk, "flows-pack")
    desk.get_by_role("button", name="复制来改").click()
    expect(desk.get_by_role("button", name="发布", exact=True)).to_be_visible()
    # the outline: a step by keyboard
    first = desk.locator(".wf-step").first
    first.locator(".wf-head").press("Enter")
    shot(desk, "flows-step")
    assert axe(desk) == []
    desk.get_by_role("button", name="在最前面加一步").press("Enter")
    desk.get_by_role("menuitem", name="说", exact=True).press("Enter")
    new = desk.locator("#step-say")
    expect(new).to_have_class("wf-step k-say bad ")
    new.get_by_label("说的话, 中文").fill("您好，我先查一下。")
    new.get_by_label("说的话, 英文").fill("Hello, let me look.")
    expect(desk.locator(".wf-step.bad")).to_have_count(0)
    # the same file as YAML, comments kept
    desk.get_by_role("button", name="YAML", exact=True).click()
    file = desk.get_by_label("流程文件")
    expect(file).to_have_value(re.compile("您好，我先查一下。"))
    assert file.input_value().startswith("#")
    shot(desk, "flows-yaml")
    assert axe(desk) == []
    good = file.input_value()
    file.fill(good.replace("- id: say\n", "- id: say\n  colour: red\n"))
    expect(desk.get_by_text("colour").first).to_be_visible()
    shot(desk, "flows-wrong")
    file.fill(good)
    expect(desk.locator(".wf-problems .is-alert")).to_have_count(0)
    # the trial
    desk.get_by_label("像客户一样说").fill("我的快递到哪了")
    desk.get_by_role("button", name="发送").click()
    expect(desk.locator(".wf-sim-talk .ai").first).to_contain_text("您好，我先查一下。")
    desk.get_by_role("button", name="步骤", exact=False).first.click()
    shot(desk, "flows-trial")
    assert axe(desk) == []
    # its dialogues, then live
    desk.get_by_role("navigation", name="编辑方式").get_by_role("button", name="测试").click()
    desk.get_by_role("button", name="运行测试").click()
    expect(desk.get_by_text("段对话都通过")).to_be_visible()
    shot(desk, "flows-tests")
    assert axe(desk) == []
    desk.get_by_role("button", name="发布", exact=True).click()
    expect(desk.locator(".wf-diff .plus").first).to_be_visible()
    shot(desk, "flows-publish")
    assert axe(desk) == []
    desk.get_by_role("dialog").get_by_role("button", name="发布", exact=True).click()
    expect(desk.locator(".kb-bar .chip", has_text="已发布 v1")).to_be_visible()
    desk.get_by_role("button", name="触发与设置").click()
    desk.get_by_label("中文说法").fill("帮我看看包裹走到哪儿啦")
    desk.keyboard.press("Control+s")
    expect(desk.get_by_text("已保存")).to_be_visible()
    desk.get_by_role("button", name="发布", exact=True).click()
    desk.get_by_role("dialog").get_by_role("button", name="发布", exact=True).click()
    expect(desk.locator(".kb-bar .chip", has_text="已发布 v2")).to_be_visible()
    desk.get_by_role("button", name="回到 v1").click()
    desk.get_by_role("dialog").get_by_role("button", name="回到 v1").click()
    expect(desk.locator(".kb-bar .chip", has_text="已发布 v3")).to_be_visible()
    shot(desk, "flows-versions")
    assert axe(desk) == []


def test_a_new_one_in_english_in_the_dark(console: Console) -> None:
    desk = console(BOSS, color_scheme="dark")
    desk.locator(".rail-me").click()
    desk.get_by_role("menuitem", name="English").click()
    try:
        go(desk, "#/w")
        desk.get_by_role("button", name="New flow").click()
        desk.get_by_label("Chinese title").fill("改地址")
        desk.get_by_label("English title").fill("Change the address")
        desk.get_by_label("Name (for machines)").fill("change_address")
        assert axe(desk) == []
        desk.get_by_role("button", name="Create").click()
        expect(desk.get_by_role("heading", name="Change the address")).to_be_visible()
        settled(desk)
        head = desk.locator("#step-hello .wf-head")
        head.press("Control+d")
        expect(desk.locator("#step-hello2")).to_be_visible()
        desk.locator("#step-hello2 .wf-head").press("Alt+ArrowUp")
        expect(desk.locator(".wf-step").first).to_have_id("step-hello2")
        desk.locator("#step-hello2 .wf-head").press("Delete")
        expect(desk.locator("#step-hello2")).to_have_count(0)
        desk.get_by_role("button", name="Slots").click()
        expect(desk.get_by_text("No slots yet")).to_be_visible()
        desk.get_by_role("button", name="Add a slot").click()
        shot(desk, "flows-slots-dark")
        assert axe(desk) == []
    finally:
        session = desk.request.get(f"{desk.url.split('/console')[0]}/api/session").json()
        desk.request.patch(
            f"{desk.url.split('/console')[0]}/api/me", headers={"X-CSRF": session["csrf"]}, data={"language": "zh-CN"}
        )


def test_on_a_phone_and_for_those_who_may_not(console: Console) -> None:
    desk = console(BOSS, viewport={"width": 390, "height": 844})
    go(desk, "#/w/start_return")
    settled(desk)
    expect(desk.locator("#step-known")).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shot(desk, "flows-phone")
    assert axe(desk) == []
    agent = console(CHEN)
    expect(agent.locator(".rail")).to_be_visible()
    expect(agent.get_by_role("link", name="流程")).to_have_count(0)
