"""The agent's console in a real browser, against a running server: signing in, the journey with a visitor, lost networks,
the keyboard, the phone. What administrators do is in test_console_admin."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.e2e.conftest import PASSWORD, axe, shot
from tests.support.server import Server

pytestmark = pytest.mark.e2e
Contexts = Callable[..., BrowserContext]
Console = Callable[..., Page]
PHONE = {"width": 360, "height": 740}
CHEN, EMMA, WANG = "chenjing@qinghe.example", "emma@qinghe.example", "wanglei@qinghe.example"


def visitor(server: Server, context: Contexts, locale: str = "zh-CN") -> Page:
    """A visitor who is about to write."""
    page = context(locale=locale, viewport={"width": 390, "height": 740}).new_page()
    page.goto(f"{server.url}/panel/?inbox=qinghe")
    page.locator("footer .primary").click()
    expect(page.locator(".say textarea")).to_be_visible()
    return page


def say(page: Page, text: str) -> None:
    """The visitor says something, and it is there."""
    page.locator(".say textarea").fill(text)
    page.locator(".say textarea").press("Enter")
    expect(page.locator(".msg.out .bubble", has_text=text[:40]).last).to_be_visible()


def row(page: Page, text: str) -> Locator:
    """The list row that shows `text`."""
    return page.locator(".rows .row", has_text=text)


def newest(page: Page, server: Server) -> Locator:
    """The list row of the conversation that was opened last."""
    every = page.request.get(f"{server.url}/api/conversations?view=all").json()["items"]
    return page.locator(f".rows .row[data-id='{max(every, key=lambda h: h['opened_at'])['id']}']")


def take(page: Page, server: Server) -> None:
    """Opens the newest conversation and takes it, if it was not given to this agent already."""
    view(page, "全部")
    newest(page, server).click()
    expect(page.locator(".composer textarea")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".talk-bar .tight")).to_be_visible()
    view(page, "我的")


def speak(page: Page, server: Server, language: str) -> None:
    """Has the console in this language."""
    session = page.request.get(f"{server.url}/api/session").json()
    if session["me"]["language"] != language:
        page.request.patch(f"{server.url}/api/me", headers={"X-CSRF": session["csrf"]}, data={"language": language})
        page.reload()


def view(page: Page, name: str) -> None:
    """Another view of the list."""
    page.locator(".list .tabs button", has_text=name).click()


def bubbles(page: Page) -> list[str]:
    """All that is said in the conversation shown, top to bottom."""
    return [" ".join(text.split()) for text in page.locator(".stream .msg .bubble").all_inner_texts()]


def test_signing_in_says_what_is_wrong(server: Server, context: Contexts) -> None:
    page = context().new_page()
    page.goto(f"{server.url}/console/")
    expect(page.get_by_role("heading", name="登录应答")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("邮箱").fill(CHEN)
    page.get_by_label("密码", exact=True).fill("not this one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Sign in to Yingda")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".list")).to_be_visible()
    shot(page, "console-signed-in")
    page.locator(".rail-me").click()
    page.get_by_role("menuitem", name="退出登录").click()
    expect(page.locator(".login-card")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "agent", "question", "human", "answer", "views"),
    [
        ("zh-CN", CHEN, "耳机只有一边有声音怎么办", "转人工", "您好，我马上为您处理", ("未分配", "我的")),
        (
            "en",
            EMMA,
            "How do I return an item?",
            "I want to talk to a person",
            "Hello, I am on it",
            ("Unassigned", "Mine"),
        ),
    ],
)
def test_the_journey(
    server: Server, context: Contexts, console: Console, locale: str, agent: str, question: str, human: str, answer: str,
    views: tuple[str, str],
) -> None:  # fmt: skip
    """The bot answers with reasons that open; a person is asked for and answers; all without reloading."""
    desk = console(agent)
    speak(desk, server, locale)
    guest = visitor(server, context, locale)
    say(guest, question)
    view(desk, views[0])
    newest(desk, server).click()
    expect(desk.locator(".stream .msg.in .bubble", has_text=question)).to_be_visible()
    expect(desk.locator(".stream .msg.ai .bubble").first).to_be_visible()
    desk.locator(".why").first.click()
    expect(desk.locator(".why-card .steps li").first).to_be_visible()
    if desk.locator(".msg.ai .cite").count():
        desk.locator(".msg.ai .cite").first.click()
        expect(desk.locator(".source p").first).to_be_visible()
    shot(desk, f"console-bot-{locale}")
    assert axe(desk) == []

    say(guest, human)
    expect(desk.locator(".summary")).to_be_visible()
    view(desk, views[1])
    if desk.get_by_role("button", name="接手" if locale == "zh-CN" else "Take").count():
        desk.keyboard.press("a")
    expect(newest(desk, server)).to_be_visible()
    desk.keyboard.press("Escape")
    desk.locator(".composer textarea").fill(answer)
    desk.keyboard.press("Enter")
    expect(guest.locator(".msg.in .bubble", has_text=answer)).to_be_visible()
    expect(
        desk.locator(".stream .msg.out footer", has_text="已读" if locale == "zh-CN" else "Read").last
    ).to_be_visible()

    desk.keyboard.press("Escape")
    desk.keyboard.press("n")
    desk.keyboard.type("secret 42")
    desk.keyboard.press("Enter")
    expect(desk.locator(".stream .msg.note", has_text="secret 42")).to_be_visible()
    assert "secret 42" not in guest.content()

    desk.keyboard.press("Escape")
    desk.keyboard.press("e")
    expect(desk.locator(".ended")).to_be_visible()
    desk.keyboard.press("z")
    expect(desk.locator(".composer")).to_be_visible()
    expect(row(desk, answer)).to_be_visible()
    shot(desk, f"console-journey-{locale}")


def test_a_suggestion_is_accepted_by_tab(server: Server, context: Contexts, console: Console) -> None:
    desk = console(CHEN)
    guest = visitor(server, context)
    say(guest, "转人工")
    take(desk, server)
    expect(desk.locator(".composer")).to_be_visible()
    say(guest, "退换货的运费谁出")
    expect(desk.locator(".assist")).to_be_visible()
    shot(desk, "console-assist")
    assert axe(desk) == []
    desk.locator(".composer textarea").focus()
    desk.keyboard.press("Tab")
    expect(desk.locator(".composer textarea")).not_to_have_value("")
    said = desk.locator(".composer textarea").input_value()
    assert "[1]" not in said
    desk.keyboard.press("Enter")
    expect(guest.locator(".msg.in .bubble", has_text=said[:12]).last).to_be_visible()
    expect(desk.locator(".assist")).to_have_count(0)


def test_canned_replies_by_slash(server: Server, context: Contexts, console: Console) -> None:
    desk = console(CHEN)
    made = desk.request.get(f"{server.url}/api/session").json()
    desk.request.post(
        f"{server.url}/api/canned", headers={"X-CSRF": made["csrf"]},
        data={"short": "等一下e2e", "text": "{客户称呼}请稍等，{客服姓名}在查", "title": "稍等", "scope": "own"},
    )  # fmt: skip
    guest = visitor(server, context)
    say(guest, "转人工 快一点")
    take(desk, server)
    field = desk.locator(".composer textarea")
    field.fill("")
    field.press_sequentially("/等e2")
    expect(desk.get_by_role("option").first).to_contain_text("等一下e2e")
    assert axe(desk) == []
    field.press("Enter")
    said = f"{desk.locator('#h-talk').inner_text()}请稍等，陈静在查"
    expect(field).to_have_value(said)
    desk.reload()
    expect(desk.locator(".composer textarea")).to_have_value(said)


def test_composition_never_sends(server: Server, context: Contexts, console: Console) -> None:
    desk = console(CHEN)
    guest = visitor(server, context)
    say(guest, "转人工 输入法")
    take(desk, server)
    field = desk.locator(".composer textarea")
    field.fill("nihao")
    for composing in ({"isComposing": True}, {"keyCode": 229}):
        field.evaluate(
            "(el, how) => el.dispatchEvent(new KeyboardEvent('keydown', how))",
            {"key": "Enter", "bubbles": True, "cancelable": True, **composing},
        )
    expect(field).to_have_value("nihao")
    field.press("Shift+Enter")
    expect(field).to_have_value("nihao\n")


def test_after_a_drop_it_ends_where_a_fresh_fetch_ends(server: Server, context: Contexts, console: Console) -> None:
    """The agent's network goes; the visitor goes on, the agent goes on; both meet again, gapless and once."""
    desk = console(CHEN)
    guest = visitor(server, context)
    say(guest, "转人工 断线")
    take(desk, server)
    expect(desk.locator(".stream .msg.in")).to_have_count(1)
    desk.context.set_offline(True)
    expect(desk.locator(".page > .notice")).to_be_visible()
    shot(desk, "console-offline")
    assert axe(desk) == []
    desk.locator(".composer textarea").fill("离线时写的")
    desk.keyboard.press("Enter")
    expect(desk.locator(".msg.waiting", has_text="离线时写的")).to_be_visible()
    for text in ("第一句", "第二句", "第三句"):
        say(guest, text)
    desk.context.set_offline(False)
    expect(guest.locator(".msg.in .bubble", has_text="离线时写的")).to_have_count(1, timeout=20_000)
    expect(desk.locator(".msg.waiting, .msg.going")).to_have_count(0)
    expect(desk.locator(".stream .msg.in", has_text="第三句")).to_be_visible()
    id = desk.url.rsplit("/", 1)[1]
    fresh = desk.request.get(f"{server.url}/api/conversations/{id}").json()
    assert bubbles(desk) == [" ".join(e["text"].split()) for e in fresh["entries"] if e["kind"] in ("text", "note")]
    before = bubbles(desk)
    desk.reload()
    expect(desk.locator(".stream .msg.in", has_text="第三句")).to_be_visible()
    assert bubbles(desk) == before


HOSTILE = [
    "<img src=x onerror=\"document.title='owned'\">",
    "<script>document.title='owned'</script>",
    "[点我](javascript:document.title='owned') javascript:alert(1)",
    "\u202egnp.exe \u2066\u2067\u2068 abc",
    "&lt;b&gt; ' \" ` ${7*7} {{7*7}}",
    "长" * 3000,
]


def test_hostile_words_are_only_words(server: Server, context: Contexts, console: Console) -> None:
    desk = console(CHEN)
    guest = visitor(server, context)
    say(guest, "转人工 恶意")
    take(desk, server)
    for text in HOSTILE:
        guest.locator(".say textarea").fill(text)
        guest.locator(".say textarea").press("Enter")
    expect(desk.locator(".stream .more-text")).to_be_visible()
    expect(desk.locator(".stream .bubble", has_text="onerror")).to_be_visible()
    assert desk.locator(".stream .bubble img, .stream .bubble script, .stream a[href^='javascript']").count() == 0
    assert "owned" not in desk.title()
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_does_everything(server: Server, context: Contexts, console: Console) -> None:
    desk = console(WANG)
    view(desk, "已解决")
    expect(desk.locator(".rows .row").first).to_be_visible()
    desk.keyboard.press("j")
    expect(desk.locator(".rows .row[aria-current]")).to_have_count(1)
    first = desk.url
    desk.keyboard.press("j")
    assert desk.url != first
    desk.keyboard.press("k")
    assert desk.url == first
    expect(desk.locator(".ended")).to_be_visible()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="键盘快捷键")).to_be_visible()
    assert axe(desk) == []
    desk.keyboard.press("Escape")
    desk.keyboard.press("/")
    desk.keyboard.type("林晓")
    expect(desk.locator(".rows .row")).to_have_count(2)
    assert axe(desk) == []
    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("知识")
    expect(desk.locator(".palette [role=option][aria-selected=true]")).to_contain_text("知识库")
    assert axe(desk) == []
    desk.keyboard.press("Enter")
    expect(desk.locator(".kb")).to_be_visible()
    desk.keyboard.press("g")
    desk.keyboard.press("i")
    expect(desk.locator(".desk")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_one_step_at_a_time(server: Server, console: Console, scheme: str) -> None:
    desk = console(CHEN, viewport=PHONE, color_scheme=scheme, has_touch=True, is_mobile=True)
    view(desk, "已解决")
    shot(desk, f"console-phone-list-{scheme}")
    row(desk, "林晓").first.tap()
    expect(desk.locator(".talk")).to_be_visible()
    expect(desk.locator(".list")).to_be_hidden()
    expect(desk.locator(".stream .msg").first).to_be_visible()
    assert axe(desk) == []
    shot(desk, f"console-phone-talk-{scheme}")
    desk.locator(".customer-toggle").tap()
    expect(desk.locator(".customer")).to_be_visible()
    assert axe(desk) == []
    shot(desk, f"console-phone-customer-{scheme}")
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    desk.go_back()
    desk.go_back()
    expect(desk.locator(".list")).to_be_visible()
    assert axe(desk) == []


def heads(many: int) -> list[dict[str, Any]]:
    """A crowd of conversations, newest first."""
    texts = dict.fromkeys(("assignee", "assignee_name", "skill", "emotion", "risk"), "")
    counts = dict.fromkeys(
        (
            "waiting_since", "queued_at", "resolved_at", "first_reply_at", "unread", "visitor_unread", "visitor_got",
            "visitor_read", "staff_got", "staff_read", "intensity", "priority", "score", "turns_failed",
        ),
        0,
    )  # fmt: skip
    fields = {
        **texts, **counts, "tenant": "t", "inbox": "i", "channel": "web", "contact": "c", "language": "zh-CN", "tags": [],
        "status": "open", "handler": "bot", "seq": 3, "version": 1, "opened_at": 1, "preview": "请问什么时候发货",
        "preview_from": "visitor",
    }  # fmt: skip
    now = 1_790_000_000_000
    return [
        {**fields, "id": f"many{i:016d}", "title": f"客户 {i}", "number": i, "updated_at": now - i * 1000}
        for i in range(many)
    ]


def test_ten_thousand_conversations(server: Server, console: Console) -> None:
    """At most forty rows are in the page, and a key press costs little. The crowd is played by the network layer."""
    desk = console(CHEN)
    crowd = json.dumps(
        {"items": heads(10_000), "next": None, "counts": {"mine": 0, "unassigned": 10_000, "all": 10_000}}
    )
    desk.route("**/api/conversations?view=all*", lambda r: r.fulfill(body=crowd, content_type="application/json"))
    desk.route("**/api/conversations/many*", lambda r: r.abort())
    view(desk, "全部")
    expect(row(desk, "客户 0").first).to_be_visible()
    assert desk.locator(".rows .row").count() <= 40
    desk.locator(".rows").evaluate("el => { el.scrollTop = 300000 }")
    expect(row(desk, "客户 4850").first).to_be_visible()
    assert desk.locator(".rows .row").count() <= 40
    spent = desk.evaluate(
        """async () => {
          const spent = [];
          for (let i = 0; i < 20; i++) {
            const from = performance.now();
            dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true, cancelable: true}));
            await new Promise(done => setTimeout(done, 0));
            spent.push(performance.now() - from);
            await new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)));
          }
          return spent.sort((a, b) => a - b)[10];
        }"""
    )
    assert spent < 25, f"a key press took {spent:.1f} ms in the median"
