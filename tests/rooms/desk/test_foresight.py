"""What agents see before it is said: what a customer is typing, and what they themselves are about to send."""

import json

import pytest
from tests.support.wire import Failed
from tests.walks.conftest import hello, say

from yingda.rooms.accounts import Accounts


async def handed(town, visitor):
    """A conversation that waits for a person; its id and the visitor's token."""
    token = (await hello(visitor, town))["token"]
    id = (await say(visitor, "转人工"))["conversation"]
    await town.settle()
    return id, token


async def test_what_is_typed_is_shown_only_where_the_business_allows_it(town):
    chen = await town.agent()
    accounts = town.node.need(Accounts)
    async with town.visitor() as visitor, chen.socket() as console:
        id, token = await handed(town, visitor)
        await console.ask("watch", conversation=id)
        await visitor.ask("typing", conversation=id, on=True, text="我的密码是 1234")
        frame = await console.pushed("typing")
        assert "text" not in frame
        with pytest.raises(Failed) as refused:
            await chen.json("POST", f"/api/conversations/{id}/assist/draft", {"text": "耳机能退吗"})
        assert (refused.value.status, refused.value.code) == (403, "drafts_off")

        await accounts.change_business("town", {"drafts": True})
        face = await hello(visitor, town, token=token, language="en")
        assert face["inbox"]["drafts"] is True
        await visitor.ask("typing", conversation=id, on=True, text="x" * 500 + "退货")
        frame = await console.pushed("typing", lambda f: "text" in f)
        assert frame["text"].endswith("退货")
        assert len(frame["text"]) == 300
        await console.ask("watch", conversation=id)
        kept = json.dumps(await chen.json("GET", f"/api/conversations/{id}"))
        assert "xxx退货" not in kept, "what is typed is kept nowhere"


async def test_what_is_typed_to_the_bot_is_never_shown(town):
    chen = await town.agent()
    await town.node.need(Accounts).change_business("town", {"drafts": True})
    async with town.visitor() as visitor, chen.socket() as console:
        await hello(visitor, town)
        id = (await say(visitor, "你好"))["conversation"]
        await town.settle()
        await console.ask("watch", conversation=id)
        await visitor.ask("typing", conversation=id, on=True, text="只说给机器人听")
        assert "text" not in await console.pushed("typing", lambda f: f["who"] == "visitor")
        with pytest.raises(Failed) as refused:
            await chen.json("POST", f"/api/conversations/{id}/assist/draft", {"text": "耳机能退吗"})
        assert refused.value.code == "drafts_off"


async def test_a_suggestion_comes_while_the_customer_types(town):
    chen = await town.agent()
    await town.node.need(Accounts).change_business("town", {"drafts": True})
    async with town.visitor() as visitor:
        id, _ = await handed(town, visitor)
        path = f"/api/conversations/{id}/assist/draft"
        found = (await chen.json("POST", path, {"text": "怎么退货"}))["suggestion"]
        assert found["id"] == "", "nothing of it is kept, so there is nothing to judge"
        assert "7 天" in found["text"]
        assert found["citations"][0]["title"]
        assert [one["share"] for one in found["others"]] == sorted((o["share"] for o in found["others"]), reverse=True)
        assert all(one["citations"] for one in found["others"])
        assert (await chen.json("POST", path, {"text": "  "}))["suggestion"] is None
        entries = (await chen.json("GET", f"/api/conversations/{id}"))["entries"]
        assert all("怎么退货" not in e["text"] for e in entries)


async def test_the_tone_of_a_reply(town):
    chen = await town.agent()
    found = await chen.json("POST", "/api/tone", {"text": "你自己看。卡号 6222021234567894"})
    assert [hint["kind"] for hint in found["hints"]] == ["rude", "personal"]
    assert "6222" not in found["reworded"]
    assert found["hints"][0]["words"] == "你自己看"
    assert (await chen.json("POST", "/api/tone", {"text": "您好，马上帮您查。"})) == {"hints": [], "reworded": ""}
    assert (await chen.json("PATCH", "/api/me", {"tone": False}))["tone"] is False


async def test_how_angry_is_angry_enough(town):
    boss, accounts = await town.agent("boss@t.example"), town.node.need(Accounts)
    furious = "怎么退货，气死我了！！"
    async with town.visitor() as visitor:
        await boss.json("PATCH", "/api/business", {"moods": {"handover": 1.0, "priority": 0.5, "empathy": 1.0}})
        await hello(visitor, town)
        id = (await say(visitor, furious))["conversation"]
        await town.settle()
        head = (await boss.json("GET", f"/api/conversations/{id}"))["conversation"]
        assert (head["handler"], head["priority"]) == ("bot", 30), "never handed over for anger, but served sooner"
        (heat,) = [h for h in (await boss.json("GET", "/api/bot/moods"))["talks"] if h["conversation"] == id]
        assert heat["anger"] >= 0.5
        assert heat["text"]
        await boss.json("PATCH", "/api/business", {"moods": {"handover": 0.5, "priority": 0.5, "empathy": 0.4}})
        await say(visitor, furious)
        await town.settle()
        head = (await boss.json("GET", f"/api/conversations/{id}"))["conversation"]
        assert head["handler"] != "bot"
    for wrong in ({"handover": 0.1}, {"handover": 0.5, "priority": 0.6}):
        with pytest.raises(Failed) as refused:
            await boss.json("PATCH", "/api/business", {"moods": wrong})
        assert refused.value.code == "bad_mood"
    assert (await accounts.business("town")).moods.handover == 0.5


async def test_a_business_is_called_by_the_name_of_the_language(town):
    boss = await town.agent("boss@t.example")
    await boss.json("PATCH", "/api/business", {"names": {"en": "Little Shop", "zh": " "}})
    for language, name in (("en", "Little Shop"), ("zh-CN", "小店")):
        async with town.visitor() as visitor:
            assert (await hello(visitor, town, language=language))["inbox"]["business"]["name"] == name
    assert (await boss.json("GET", "/api/help"))["name"]["en"] == "Little Shop help centre"
