"""What administrators do in the console: knowledge, inboxes, agents, canned replies, their own account; and every one of
these pages under axe in both themes and languages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.e2e.conftest import PASSWORD, axe, shot
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Contexts = Callable[..., BrowserContext]
Console = Callable[..., Page]
BOSS, CHEN = "linshan@qinghe.example", "chenjing@qinghe.example"
PAGES = [
    "#/k",
    "#/s/me",
    "#/s/canned",
    "#/s/business",
    "#/s/inboxes",
    "#/s/help",
    "#/k/conflicts",
    "#/s/glossary",
    "#/l/phrasing",
    "#/l/rounds",
    "#/l/test",
    "#/s/mood",
    "#/l/strategy",
    "#/l/report",
    "#/l/catalogue",
    "#/s/agents",
    "#/s/keys",
    "#/w",
    "#/w/start_return",
]


def go(page: Page, place: str) -> None:
    """To a page of the console by its address."""
    page.evaluate("place => { location.hash = place }", place)


def settled(page: Page) -> None:
    """Until nothing is loading any more."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.wait_for_timeout(150)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(server: Server, console: Console, scheme: str, language: str) -> None:
    desk = console(BOSS, color_scheme=scheme)
    expect(desk.locator(".rail")).to_be_visible()
    if language == "en":
        desk.locator(".rail-me").click()
        desk.get_by_role("menuitem", name="English").click()
        expect(desk.get_by_role("heading", name="Inbox").first).to_be_attached()
    try:
        for place in PAGES:
            go(desk, place)
            settled(desk)
            shot(desk, f"console-{place.strip('#/').replace('/', '-')}-{language}-{scheme}")
            assert axe(desk) == [], place
            assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
        go(desk, "#/s/agents")
        desk.locator(".line-item a, a.line-item, .table button").first.wait_for()
        go(desk, "#/s/inboxes")
        desk.locator("a.line-item").first.click()
        settled(desk)
        expect(desk.locator(".mini")).to_be_visible()
        assert axe(desk) == []
    finally:
        session = desk.request.get(f"{server.url}/api/session").json()
        desk.request.patch(f"{server.url}/api/me", headers={"X-CSRF": session["csrf"]}, data={"language": "zh-CN"})


def test_an_article_is_written_published_and_found(server: Server, console: Console) -> None:
    desk = console(BOSS)
    go(desk, "#/k")
    desk.locator(".tree-bar").get_by_role("button", name="新建文章").click()
    assert axe(desk) == []
    desk.get_by_label("标题").fill("无人机丢了能补寄吗")
    desk.get_by_label("分类").fill("测试分类")
    desk.get_by_role("button", name="创建").click()
    body = desk.get_by_label("正文，Markdown")
    body.fill(
        "无人机飞丢可以补寄一次，运费我们出。\n\n## 怎么申请\n\n- 提供序列号\n- **48 小时**内发货\n\n"
        "<script>document.title='owned'</script>"
    )
    expect(desk.locator(".prose strong", has_text="48 小时")).to_be_visible()
    assert desk.locator(".prose script").count() == 0
    desk.get_by_label("客户的问法").fill("飞丢了怎么办\n无人机找不到了")
    expect(desk.locator(".kb-bar .hint")).to_contain_text("已存")
    desk.get_by_role("button", name="发布", exact=True).click()
    expect(desk.locator(".kb-bar .chip")).to_contain_text("线上第 1 版")
    desk.get_by_label("输入客户可能的问法").fill("无人机飞丢了可以补寄吗")
    expect(desk.locator(".hit-name").first).to_contain_text("无人机", timeout=30_000)  # the bot learns it first
    shot(desk, "console-knowledge-editor")
    assert axe(desk) == []

    other = desk.context.new_page()
    other.goto(desk.url)
    other.get_by_label("正文，Markdown").fill("无人机飞丢可以补寄两次。")
    expect(other.locator(".kb-bar .hint")).to_contain_text("已存")
    body.fill("无人机飞丢可以补寄三次。")
    expect(desk.locator(".kb-art > .notice")).to_be_visible()
    assert axe(desk) == []
    desk.get_by_role("button", name="用我的覆盖").click()
    expect(desk.locator(".kb-bar .hint")).to_contain_text("已存")
    other.reload()
    expect(other.get_by_label("正文，Markdown")).to_have_value("无人机飞丢可以补寄三次。")

    desk.locator(".kb-bar").get_by_role("button", name="更多").click()
    desk.get_by_role("menuitem", name="撤下").click()
    assert axe(desk) == []
    desk.get_by_role("dialog").get_by_role("button", name="撤下").click()
    expect(desk.locator(".kb-bar .chip")).to_contain_text("草稿")


def test_import_reports_what_was_taken(server: Server, console: Console, tmp_path: Path) -> None:
    good, bad = tmp_path / "保养.md", tmp_path / "logo.psd"
    good.write_text("# 无人机怎么保养\n\n每月擦一次镜头，电池存放在 50% 左右。\n", encoding="utf-8")
    bad.write_bytes(b"8BPS\0\1")
    desk = console(BOSS)
    go(desk, "#/k")
    desk.locator(".tree-bar").get_by_role("button", name="更多").click()
    desk.get_by_role("menuitem", name="导入").click()
    assert axe(desk) == []
    desk.locator(".drop input[type=file]").set_input_files([good, bad])
    desk.get_by_role("button", name="开始导入").click()
    expect(desk.get_by_role("dialog", name="导入完成")).to_be_visible()
    expect(desk.locator(".import-report")).to_contain_text("收下 1 篇")
    expect(desk.locator(".import-report")).to_contain_text("logo.psd")
    shot(desk, "console-import")
    assert axe(desk) == []


def test_an_inbox_is_changed_and_the_change_is_guarded(server: Server, console: Console) -> None:
    desk = console(BOSS)
    go(desk, "#/s/inboxes")
    desk.locator("a.line-item").first.click()
    settled(desk)
    expect(desk.locator(".code-line code").first).to_contain_text("data-inbox=")
    desk.get_by_label("问候语，中文").fill("您好，青禾在这里")
    expect(desk.locator(".mini-hello")).to_have_text("您好，青禾在这里")
    go(desk, "#/c")
    expect(desk.get_by_role("dialog", name="修改还没有保存")).to_be_visible()
    assert axe(desk) == []
    desk.get_by_role("button", name="留在这里").click()
    desk.get_by_role("button", name="保存").click()
    expect(desk.locator(".save-bar")).to_have_count(0)
    desk.reload()
    expect(desk.get_by_label("问候语，中文")).to_have_value("您好，青禾在这里")


def test_an_agent_is_added_and_can_work(server: Server, context: Contexts, console: Console) -> None:
    desk = console(BOSS)
    go(desk, "#/s/agents")
    desk.get_by_role("button", name="添加客服").click()
    assert axe(desk) == []
    desk.get_by_label("姓名").fill("何新")
    desk.get_by_label("邮箱").fill("hexin@qinghe.example")
    desk.get_by_label("初始密码").fill("long-enough-77")
    desk.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(desk.locator("td", has_text="何新").first).to_be_visible()
    page = context().new_page()
    page.goto(f"{server.url}/console/")
    page.get_by_label("邮箱").fill("hexin@qinghe.example")
    page.get_by_label("密码", exact=True).fill("long-enough-77")
    page.keyboard.press("Enter")
    expect(page.locator(".list")).to_be_visible()
    go(page, "#/s/agents")
    expect(page.locator("td", has_text="何新").first).to_be_visible()
    expect(page.get_by_role("button", name="添加客服")).to_have_count(0)
    desk.locator("tr", has_text="何新").get_by_role("button", name="停用").click()
    desk.get_by_role("dialog").get_by_role("button", name="停用").click()
    expect(desk.locator("tr", has_text="何新")).to_contain_text("已停用")


def test_one_s_own_account(server: Server, console: Console) -> None:
    desk = console(CHEN)
    go(desk, "#/s/me")
    settled(desk)
    desk.get_by_role("button", name="深色").click()
    expect(desk.locator("html")).to_have_attribute("data-theme", "dark")
    desk.get_by_role("button", name="跟随系统").click()
    desk.get_by_role("button", name="开启两步验证").click()
    expect(desk.locator(".qr")).to_be_visible()
    shot(desk, "console-totp")
    assert axe(desk) == []
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="更换密码").click()
    desk.get_by_label("现在的密码").fill("wrong-password-1")
    desk.get_by_label("新密码", exact=True).fill("another-long-one")
    desk.get_by_role("dialog").get_by_role("button", name="更换密码").click()
    expect(desk.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    assert axe(desk) == []
    desk.keyboard.press("Escape")
    assert desk.request.post(f"{server.url}/api/session", data={"email": CHEN, "password": PASSWORD}).ok
