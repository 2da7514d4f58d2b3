"""The visitor's panel in a real browser, against a running server: ask, read sources, reach a person, rate; lose the
network, reload, come back. Every state is looked at by axe in both themes and languages."""

import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, BrowserContext, Locator, Page, expect
from tests.e2e.conftest import PASSWORD, axe, shot
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Contexts = Callable[..., BrowserContext]
expect.set_options(timeout=20_000)  # the first answers wait for the classifier of a fresh server
PANEL = {"width": 380, "height": 700}
PHONE = {"width": 390, "height": 844}


def png(width: int = 160, height: int = 100) -> bytes:
    """A grey picture (RFC 2083)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(100 + (x + y) % 80 for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def open_panel(server: Server, context: Contexts, *, query: str = "", **more: Any) -> Page:
    """The panel as a page of its own, ready."""
    page = context(**{"viewport": PANEL, **more}).new_page()
    page.goto(f"{server.url}/panel/?inbox=qinghe{query}")
    expect(page.locator(".links button").first).to_be_visible()
    return page


def begin(page: Page) -> Locator:
    """Into the conversation; its field."""
    page.locator("footer .primary").click()
    field = page.locator(".say textarea")
    expect(field).to_be_visible()
    return field


def say(page: Page, text: str) -> None:
    """Types and presses Enter."""
    page.locator(".say textarea").fill(text)
    page.locator(".say textarea").press("Enter")


def own(page: Page, text: str) -> Locator:
    """His message with exactly this text."""
    return page.locator(".msg.out .bubble", has_text=text)


class Agent:
    """An agent who works through the API, as a script of a shop would."""

    def __init__(self, server: Server, http: APIRequestContext, email: str = "chenjing@qinghe.example") -> None:
        self.base, self.http = server.url, http
        answer = http.post(f"{self.base}/api/session", data={"email": email, "password": PASSWORD})
        assert answer.ok, answer.text()
        self.csrf = answer.json()["csrf"]

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """POST, with the token that every change needs."""
        answer = self.http.post(f"{self.base}/api{path}", data=body or {}, headers={"X-CSRF": self.csrf})
        assert answer.ok, answer.text()
        return answer.json() if answer.body() else None

    def find(self, text: str) -> str:
        """The conversation with this text in it."""
        items = self.http.get(f"{self.base}/api/conversations?view=all").json()["items"]
        for head in items:
            entries = self.http.get(f"{self.base}/api/conversations/{head['id']}").json()["entries"]
            if any(text in e["text"] for e in entries):
                return str(head["id"])
        raise AssertionError(f"no conversation with {text!r}")

    def say(self, conversation: str, text: str) -> None:
        """A reply."""
        self.post(f"/conversations/{conversation}/entries", {"client_id": f"t-{text}", "kind": "text", "text": text})


def check(page: Page, name: str) -> None:
    """A picture to look at, no sideways scrolling, and nothing for axe to say."""
    shot(page, f"panel-{name}")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{name} scrolls sideways"
    assert axe(page) == [], name


@pytest.mark.parametrize(
    ("locale", "scheme", "viewport", "question"),
    [
        ("zh-CN", "light", PANEL, "退换货的运费谁出"),
        ("zh-CN", "dark", PHONE, "耳机只有一边有声音，怎么排查"),
        ("en-US", "light", {"width": 360, "height": 640}, "Who pays for return shipping?"),
        ("en-US", "dark", PANEL, "How long does a refund take?"),
    ],
)
def test_an_answer_with_sources_that_open(
    server: Server, context: Contexts, locale: str, scheme: str, viewport: dict[str, int], question: str
) -> None:
    page = open_panel(server, context, locale=locale, color_scheme=scheme, viewport=viewport)
    name = f"{locale[:2]}-{scheme}-{viewport['width']}"
    check(page, f"home-{name}")
    begin(page)
    check(page, f"empty-{name}")
    say(page, question)
    answer = page.locator(".msg.in.ai").last
    expect(answer.locator("header")).to_contain_text("AI")
    expect(answer.locator(".bubble")).not_to_be_empty()
    cite = answer.locator(".bubble .cite").first
    if cite.count():
        cite.click()
        expect(answer.locator("blockquote")).to_be_visible()
        expect(cite).to_have_attribute("aria-expanded", "true")
        check(page, f"answer-{name}")
        answer.locator("blockquote .link").click()
        expect(page.locator(".prose")).not_to_be_empty()
        check(page, f"article-{name}")
        page.locator(".top .flip").click()
        expect(page.locator(".msg.in.ai").last).to_be_visible()
    else:
        check(page, f"answer-{name}")


def test_search_finds_and_reads(server: Server, context: Contexts) -> None:
    page = open_panel(server, context)
    page.locator(".nav button").nth(2).click()
    expect(page.locator(".links button").first).to_be_visible()
    check(page, "help")
    page.locator("input[type=search]").fill("发票")
    expect(page.locator("main .links").last.locator("button").first).to_contain_text("发票")
    page.locator("main .links").last.locator("button").first.click()
    expect(page.locator("article .lead")).to_contain_text("发票")
    expect(page.locator(".prose script, .prose iframe")).to_have_count(0)


def test_a_person_takes_over_and_is_rated(server: Server, context: Contexts) -> None:
    page = open_panel(server, context)
    begin(page)
    mark = "盒子压坏了，今天能解决吗"
    say(page, mark)
    expect(page.locator(".msg.in.ai").last).to_be_visible()
    page.locator(".top .btn", has_text="人工").click()
    expect(page.locator(".queue")).to_be_visible()
    check(page, "queue")
    agent = Agent(server, context().request)
    talk = agent.find(mark)
    agent.post(f"/conversations/{talk}/take")
    expect(page.locator("h1")).to_have_text("陈静")
    expect(page.locator(".queue")).to_have_count(0)
    agent.say(talk, "您好，我是陈静。**马上**处理：\n1. 登记\n2. 寄出")
    reply = page.locator(".msg.in:not(.ai)").last
    expect(reply.locator("b")).to_have_text("马上")
    expect(reply.locator("ol li")).to_have_count(2)
    say(page, "好的，谢谢")
    expect(own(page, "好的，谢谢")).to_be_visible()
    agent.post(f"/conversations/{talk}/read", {"seq": 10_000})
    expect(page.locator(".msg.out footer").last).to_contain_text("已读")
    check(page, "person")
    agent.post(f"/conversations/{talk}/resolve")
    expect(page.locator(".rating")).to_be_visible()
    page.locator(".rating .btn", has_text="解决了").click()
    page.locator(".stars label").nth(3).click()
    page.locator(".rating .chip").first.click()
    page.locator(".rating textarea").fill("处理得很快")
    check(page, "rating")
    page.locator(".rating button[type=submit]").click()
    expect(page.locator(".sys", has_text="4 分")).to_be_visible()
    expect(page.locator(".rating")).to_have_count(0)
    page.locator("footer .btn", has_text="继续这次对话").click()
    say(page, "对了，还有一件事")
    expect(own(page, "对了，还有一件事")).to_be_visible()


def test_reload_new_tab_and_history(server: Server, context: Contexts) -> None:
    page = open_panel(server, context)
    begin(page)
    say(page, "第一句，刷新之后还在")
    expect(page.locator(".msg.in.ai").last).to_be_visible()
    page.locator(".say textarea").fill("写到一半")
    page.reload()
    expect(own(page, "第一句，刷新之后还在")).to_be_visible()
    expect(page.locator(".say textarea")).to_have_value("写到一半")
    other = page.context.new_page()
    other.goto(page.url)
    expect(own(other, "第一句，刷新之后还在")).to_be_visible()
    say(other, "从另一个标签页")
    expect(own(page, "从另一个标签页")).to_have_count(1)
    expect(own(other, "从另一个标签页")).to_have_count(1)


def test_what_is_written_offline_is_sent_later_once(own_server: Server, context: Contexts) -> None:
    page = open_panel(own_server, context)
    begin(page)
    say(page, "断线之前")
    expect(page.locator(".msg.in.ai").last).to_be_visible()
    own_server.kill()
    expect(page.locator(".notice")).to_be_visible()
    say(page, "断线时写的")
    say(page, "断线时写的第二句")
    expect(page.locator(".msg.waiting")).to_have_count(2)
    page.locator(".say textarea").fill("草稿")
    check(page, "offline")
    own_server.start()
    expect(page.locator(".notice")).to_have_count(0, timeout=30_000)
    expect(page.locator(".msg.waiting")).to_have_count(0)
    page.reload()
    expect(own(page, "断线时写的第二句")).to_have_count(1)
    expect(page.locator(".msg.out .bubble").filter(has_text="断线")).to_have_count(3)
    texts = page.locator(".msg.out .bubble").all_inner_texts()
    assert texts == ["断线之前", "断线时写的", "断线时写的第二句"]


def test_a_composition_never_sends(server: Server, context: Contexts) -> None:
    page = open_panel(server, context)
    field = begin(page)
    field.focus()
    cdp = page.context.new_cdp_session(page)
    cdp.send("Input.imeSetComposition", {"text": "ni hao", "selectionStart": 6, "selectionEnd": 6})
    key = {"type": "rawKeyDown", "key": "Process", "code": "Enter", "windowsVirtualKeyCode": 229}
    cdp.send("Input.dispatchKeyEvent", key)
    page.evaluate(
        "document.querySelector('textarea').dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    expect(page.locator(".msg.out")).to_have_count(0)
    cdp.send("Input.insertText", {"text": "你好"})
    field.press("Shift+Enter")
    field.press_sequentially("第二行")
    expect(page.locator(".msg.out")).to_have_count(0)
    field.press("Enter")
    expect(page.locator(".msg.out .bubble p")).to_have_count(2)


HOSTILE = [
    "<img src=x onerror=window.broken=1><script>window.broken=1</script>",
    "[点我](javascript:window.broken=1) javascript:window.broken=1",
    "\u202egnp.exe \u2066\u2067 abc",
    "**粗体** 在客人的话里就是星号",
    "https://example.com/?a=1&b=<b>",
]


def test_hostile_text_is_shown_as_text(server: Server, context: Contexts) -> None:
    page = open_panel(server, context)
    begin(page)
    for text in HOSTILE:
        say(page, text)
        expect(page.locator(".msg.out .bubble").last).to_contain_text(text[-8:].strip())
    expect(page.locator(".msg.out .bubble img, .msg.out .bubble script, .msg.out .bubble b")).to_have_count(0)
    links = page.locator(".msg .bubble a").evaluate_all("all => all.map((a) => [a.href, a.rel])")
    assert all(href.startswith("https://") and "noopener" in rel for href, rel in links)
    say(page, "长" * 7999)
    expect(page.locator(".msg.out .bubble").last).to_contain_text("长长长")
    assert page.evaluate("window.broken") is None
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_pictures_and_files(server: Server, context: Contexts) -> None:
    page = open_panel(server, context)
    begin(page)
    picker = page.locator("input[type=file]")
    picker.set_input_files({"name": "盒子.png", "mimeType": "image/png", "buffer": png()})
    expect(page.locator(".staged img")).to_be_visible()
    check(page, "staged")
    say(page, "盒子压坏了")
    expect(page.locator(".msg.out .pic img")).to_be_visible()
    expect(own(page, "盒子压坏了")).to_be_visible()
    page.locator(".msg.out .pic").click()
    expect(page.locator("dialog[open] img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    picker.set_input_files({"name": "说明.txt", "mimeType": "text/plain", "buffer": "内容".encode()})
    page.locator(".say .primary").click()
    expect(page.locator(".msg.out a.file")).to_contain_text("说明.txt")
    picker.set_input_files({"name": "page.html", "mimeType": "text/html", "buffer": b"<script>1</script>"})
    page.locator(".say .primary").click()
    expect(page.locator(".msg.failed")).to_be_visible()
    check(page, "refused-file")
    page.locator(".msg.failed .link").last.click()
    expect(page.locator(".msg.failed")).to_have_count(0)


def test_only_the_keyboard(server: Server, context: Contexts) -> None:
    page = open_panel(server, context)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('primary')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".say textarea")).to_be_focused()
    page.keyboard.type("怎么开发票")
    page.keyboard.press("Enter")
    expect(page.locator(".msg.in.ai").last).to_be_visible()
    page.locator(".say .btn").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".faces")).to_be_visible()
    check(page, "emoji")
    page.locator(".faces button").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator(".say textarea").input_value() != ""


def test_budget(server: Server, context: Contexts) -> None:
    """Nothing but the server's own; the entrance within its weight; no inline script."""
    page = context(viewport=PANEL).new_page()
    seen: list[tuple[str, int]] = []
    page.on("response", lambda r: seen.append((r.url, int(r.headers.get("content-length", 0)))))
    page.goto(f"{server.url}/panel/?inbox=qinghe")
    expect(page.locator(".links button").first).to_be_visible()
    assert all(url.startswith((server.url, "data:")) for url, _ in seen), seen
    assert sum(size for url, size in seen if url.endswith((".js", ".css")) and "later" not in url) <= 20_480, seen
