"""A business writes a flow of its own: drafted, tried, tested, published; the bot learns when to begin it; at night it
collects, and the morning team starts with all that was gathered."""

import asyncio
from typing import Any

import pytest
from tests.support.wire import Failed, Web, Wire
from tests.walks.conftest import Town, hello, say

from yingda.rooms.accounts import Accounts, Holiday, Hours
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import QUEUE, Conversations

PATH = "/api/flows/membership"
FLOW = """# 会员升级
name: membership
title: {zh: 会员升级, en: Membership}
starts:
  zh: [会员卡怎么升级到金卡, 我想把会员等级往上提一提, 帮我升级金卡会员, 金卡会员怎么办]
  en: [upgrade my membership to gold]
slots:
  card:
    title: {zh: 会员卡号, en: Card number}
    ask: {zh: 会员卡号是多少？, en: 'What is your card number?'}
    pattern: 'M\\d{4}'
steps:
- {id: ask, ask: card}
- id: person
  handover: {zh: 我请同事明天一早帮您升级。, en: A colleague will upgrade it.}
  reason: membership
tests:
- name: 报卡号
  turns:
  - {visitor: 升级会员, asks: card}
  - {visitor: M1234, outcome: handover}
  slots: {card: M1234}
"""


async def heard(visitor: Wire, text: str) -> Any:
    """What the bot says next that has `text` in it."""
    return await visitor.said(text, "bot")


async def published(boss: Web) -> dict[str, Any]:
    """The flow, live."""
    await boss.json("POST", "/api/flows", {"name": "membership", "title": {"zh": "会员", "en": "Member"}})
    draft = await boss.json("PATCH", PATH, {"text": FLOW})
    assert (draft["sound"], draft["status"], draft["title"]["zh"]) == (True, "draft", "会员升级")
    return await boss.json("POST", f"{PATH}/publish", {"revision": draft["revision"]})  # type: ignore[no-any-return]


async def test_written_tried_tested_and_live(town: Town) -> None:
    boss, agent = await town.agent("boss@t.example"), await town.agent()
    names = {line["name"]: line["origin"] for line in await boss.json("GET", "/api/flows")}
    assert names == {"order_status": "pack", "start_return": "pack"}
    with pytest.raises(Failed) as refused:
        await agent.json("GET", "/api/flows")
    assert refused.value.status == 403
    live = await published(boss)
    assert (live["status"], live["version"]) == ("published", 1)
    tested = await boss.json("POST", f"{PATH}/test", {"text": FLOW})
    assert [one["problems"] for one in tested["tests"]] == [[]]
    assert tested["coverage"]["missed"] == []
    first = await boss.json("POST", f"{PATH}/try", {"text": FLOW, "said": "升级会员"})
    assert (first["waiting"], first["at"]) == ("ask", "ask")
    last = await boss.json("POST", f"{PATH}/try", {"text": FLOW, "said": "M1234", "run": first["run"]})
    assert (last["outcome"], last["collected"]) == ("handover", {"会员卡号": "M1234"})
    wrong = FLOW.replace("asks: card", "asks: other").replace("card: M1234", "card: M1")
    tested = await boss.json("POST", f"{PATH}/test", {"text": wrong})
    assert [problem["line"] for problem in tested["tests"][0]["problems"]] == [20, 18]
    read = await boss.json("POST", f"{PATH}/read", {"text": FLOW, "values": {**live["values"], "reask": 1}})
    assert read["text"].startswith("# 会员升级\nname: membership\n")
    assert read["values"]["reask"] == 1
    saved = await boss.json("PATCH", PATH, {"text": wrong, "revision": live["revision"]})
    with pytest.raises(Failed) as clash:
        await boss.json("PATCH", PATH, {"text": FLOW, "revision": live["revision"]})
    assert clash.value.status == 409
    with pytest.raises(Failed) as fails:
        await boss.json("POST", f"{PATH}/publish", {"revision": saved["revision"]})
    assert fails.value.code == "dialogues_fail"
    diff = await boss.json("GET", f"{PATH}/diff")
    assert [line["kind"] for line in diff if line["kind"] in "+-"] == ["-", "+", "-", "+"]
    back = await boss.json("POST", f"{PATH}/publish", {"version": 1})
    assert (back["version"], back["text"]) == (2, FLOW)


async def test_a_run_from_a_client_that_is_none_is_refused(town: Town) -> None:
    boss = await town.agent("boss@t.example")
    await published(boss)
    first = await boss.json("POST", f"{PATH}/try", {"text": FLOW, "said": "升级会员"})
    for change in (
        {"at": "nowhere"},
        {"waiting": "confirm"},
        {"at": "person"},
        {"asked": ["gone"], "slots": {"gone": 1}},
    ):
        told = await boss.json(
            "POST", f"{PATH}/try", {"text": FLOW, "said": "M1234", "run": {**first["run"], **change}}
        )
        assert told["outcome"] in ("failed", "handover")
    other = {**first["run"], "who": {**first["run"]["who"], "tenant": "other", "verified": True}}
    told = await boss.json("POST", f"{PATH}/try", {"text": FLOW, "said": "M1234", "run": other})
    assert (told["run"]["who"]["tenant"], told["run"]["who"]["verified"]) == ("town", False)


async def test_the_bot_begins_it_and_at_night_the_queue_knows_all(town: Town) -> None:
    boss = await town.agent("boss@t.example")
    await published(boss)
    await town.settle()
    assert await town.node.need(Bot).trained("town")
    away = Hours(holidays=(Holiday("2000-01-01"),))  # with no day at which it is open
    await town.node.need(Accounts).change_inbox("town", town.inbox.id, {"hours": away})
    async with town.visitor() as visitor:
        await hello(visitor, town)
        kept = await say(visitor, "我想把会员等级往上提一提")
        await heard(visitor, "会员卡号是多少")
        await say(visitor, "M1234")
        await heard(visitor, "明天一早")
    await town.settle()
    talks = town.node.need(Conversations)
    for _ in range(50):
        talk = await talks.get("town", kept["conversation"])
        if talk.handler == QUEUE:
            break
        await asyncio.sleep(0.1)
    page = await talks.page("town", kept["conversation"], 2**62, staff=True)
    (summary,) = [e.extra["summary"] for e in page.entries if e.extra.get("summary")]
    assert "M1234" in str(summary)
    assert "会员卡号" in str(summary)
