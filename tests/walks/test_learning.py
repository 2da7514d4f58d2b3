"""From what visitors do, by what people decide, to what the bot answers: and back again."""

import asyncio
from typing import Any

import pytest
from tests.support.wire import Failed, Web
from tests.walks.conftest import Town, hello, say

from yingda.kernel import new_id
from yingda.rooms.bot import Bot

ODD = "那个东西我想弄回去行不行"


async def proposals(web: Web, kind: str) -> list[dict[str, Any]]:
    """Those that wait."""
    return (await web.json("GET", f"/api/learning?kind={kind}"))["items"]  # type: ignore[no-any-return]


async def finished(web: Web, id: str) -> dict[str, Any]:
    """A round, once it has been compared."""
    for _ in range(300):
        round = await web.json("GET", f"/api/learning/rounds/{id}")
        if round["state"] != "running":
            return round  # type: ignore[no-any-return]
        await asyncio.sleep(0.2)
    raise AssertionError("the comparison did not end")


async def article(web: Web, slug: str) -> str:
    """The id of a Chinese article."""
    found = (await web.json("GET", "/api/articles"))["items"]
    return next(a["id"] for a in found if a["slug"] == slug and a["language"] == "zh-CN")


async def meant(town: Town, boss: Web, text: str) -> dict[str, Any]:
    """What the bot makes of a text now."""
    return await boss.json("POST", "/api/articles/try", {"text": text, "language": "zh-CN"})  # type: ignore[no-any-return]


async def test_a_press_becomes_a_phrasing_and_then_an_answer(town: Town) -> None:
    boss = await town.agent("boss@t.example")
    wanted = await article(boss, "return-policy")
    async with town.visitor() as visitor:
        await hello(visitor, town)
        talk = (await say(visitor, ODD))["conversation"]
        await town.settle()
        await visitor.ask("send", client_id=new_id(), text="退货怎么申请", option=f"article:{wanted}")
        await town.settle()
    await boss.json("POST", f"/api/conversations/{talk}/resolve")
    await town.settle()
    (one,) = await proposals(boss, "phrasing")
    assert (one["texts"], one["article"], one["why"]) == ([ODD], wanted, {"chose": 1})
    agent = await town.agent()
    with pytest.raises(Failed) as refused:
        await agent.json("POST", f"/api/learning/{one['id']}/accept", {})
    assert refused.value.status == 403
    with pytest.raises(Failed) as early:
        await boss.json("POST", "/api/learning/rounds", {"language": "zh"})
    assert early.value.code == "nothing_taken"
    await boss.json("POST", f"/api/learning/{one['id']}/accept", {})
    before = await meant(town, boss, ODD)
    await boss.json("POST", "/api/learning/cases", {"text": "不想留了", "expect": "article:return-policy"})
    round = await finished(boss, (await boss.json("POST", "/api/learning/rounds", {"language": "zh"}))["id"])
    assert (round["state"], round["phrases"], round["error"]) == ("candidate", 1, "")
    assert round["comparison"]["cases"] >= 1
    assert (await meant(town, boss, ODD))["gate"] == before["gate"], "nothing learns silently"
    await boss.json("POST", f"/api/learning/rounds/{round['id']}/switch", {"on": True, "anyway": True})
    await town.node.need(Bot).trained("town")
    after = await meant(town, boss, ODD)
    assert (after["verdict"], after["hits"][0]["article"]) == ("answer", wanted), after
    await boss.json("POST", f"/api/learning/rounds/{round['id']}/switch", {"on": False})
    await town.node.need(Bot).trained("town")
    assert (await meant(town, boss, ODD))["gate"] == before["gate"]


async def test_what_a_person_answers_becomes_a_draft(town: Town) -> None:
    boss, chen = await town.agent("boss@t.example"), await town.agent()
    async with town.visitor() as visitor, chen.socket() as console:
        await hello(visitor, town)
        talk = (await say(visitor, "包装盒能不能印我们公司的标志"))["conversation"]
        await town.settle()
        await say(visitor, "转人工")
        await console.pushed("ring")
        await console.ask("watch", conversation=talk, seq=0)
        await console.ask("send", conversation=talk, client_id=new_id(), text="可以定制，50 个起做，加印每个 2 元。")
        await boss.json("POST", f"/api/conversations/{talk}/resolve")
        await town.settle()
    (one,) = await proposals(boss, "article")
    assert one["answer"].startswith("可以定制")
    done = await boss.json("POST", f"/api/learning/{one['id']}/accept", {"text": "可以定制包装盒吗"})
    draft = await boss.json("GET", f"/api/articles/{done['article']}")
    assert (draft["status"], draft["title"], draft["questions"]) == ("draft", "可以定制包装盒吗", one["texts"])
    with pytest.raises(Failed) as again:
        await boss.json("POST", f"/api/learning/{one['id']}/refuse")
    assert again.value.code == "decided"


async def test_it_learns_from_what_was_said_only_when_somebody_agrees(town: Town) -> None:
    boss = await town.agent("boss@t.example")
    with pytest.raises(Failed) as judges:
        await boss.json("POST", "/api/learning/rounds", {"language": "en", "own": True})
    for n in range(24):
        await boss.json(
            "POST", "/api/learning/cases", {"text": f"return policy {n}", "expect": "none", "language": "en"}
        )
    if judges.value.code != "nothing_heard":
        assert judges.value.code == "few_cases"
    said = [
        "how do I return this thing please",
        "so how much is the postage then",
        "call me at 13800138000 how to return",
    ]
    async with town.visitor() as visitor:
        await hello(visitor, town, language="en")
        for text in said:
            await say(visitor, text)
            await town.settle()
    made = await boss.json("POST", "/api/learning/rounds", {"language": "en", "own": True})
    round = await finished(boss, made["id"])
    assert (round["state"], round["error"]) == ("candidate", "")
    texts = {one["text"] for one in round["taught"]}
    assert texts
    assert texts <= {text.lower() for text in said[:2]}
    before = (await boss.json("POST", "/api/articles/try", {"text": said[0], "language": "en"}))["gate"]
    await boss.json("POST", f"/api/learning/rounds/{round['id']}/switch", {"on": True, "anyway": True})
    await town.node.need(Bot).trained("town")
    after = (await boss.json("POST", "/api/articles/try", {"text": said[0], "language": "en"}))["gate"]
    assert after["score"] > before["score"]
    await boss.json("POST", f"/api/learning/rounds/{round['id']}/switch", {"on": False})
    await town.node.need(Bot).trained("town")
    assert (await boss.json("POST", "/api/articles/try", {"text": said[0], "language": "en"}))["gate"] == before
