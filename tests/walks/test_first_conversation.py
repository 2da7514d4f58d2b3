"""The main job, end to end: a visitor asks, the bot answers from knowledge, a person takes over."""

import asyncio

import pytest
from tests.support.wire import Failed
from tests.walks.conftest import hello, say

from yingda.kernel import new_id


async def test_the_bot_answers_with_sources(town):
    async with town.visitor() as visitor:
        welcome = await hello(visitor, town)
        assert welcome["state"] is None
        assert welcome["inbox"]["bot"]
        kept = await say(visitor, "我想退货要怎么操作")
        assert kept["seq"] == 1
        answer = await visitor.said("[1]", "bot")
        cited = answer["extra"]["citations"][0]
        assert cited["n"] == 1
        assert "七天无理由" in cited["title"]
        assert (await town.agent()).cookies


async def test_a_person_takes_over_and_answers(town):
    chen = await town.agent()
    async with town.visitor() as visitor, chen.socket() as console:
        await hello(visitor, town)
        kept = await say(visitor, "怎么开发票")
        await visitor.said("[1]", "bot")
        await say(visitor, "我要转人工")
        ring = await console.pushed("ring")
        assert ring["conversation"] == kept["conversation"]
        assigned = await visitor.pushed("entry", lambda f: f["entry"]["extra"].get("event") == "assigned")
        assert assigned["entry"]["extra"]["agent"]["name"] == "陈静"
        watched = await console.ask("watch", conversation=kept["conversation"], seq=0)
        assert watched["conversation"]["handler"] == "agent"
        summary = [e["extra"]["summary"] for e in watched["entries"] if e["extra"].get("summary")]
        assert summary, "the agent sees what was said before"
        await console.ask("send", conversation=kept["conversation"], client_id=new_id(), text="您好，我是陈静")
        entry = await visitor.said("我是陈静", "agent")
        await visitor.ask("read", conversation=kept["conversation"], seq=entry["seq"])
        await console.pushed("head", lambda f: f["head"]["visitor_read"] >= entry["seq"])
        await say(visitor, "好的谢谢")
        await console.said("好的谢谢", "visitor")
        turns = await chen.json("GET", f"/api/conversations/{kept['conversation']}/turns")
        assert {t["decision"] for t in turns} >= {"answer", "handover"}
        assert all(t["reasons"] for t in turns)
        done = await chen.json("POST", f"/api/conversations/{kept['conversation']}/resolve")
        assert done["status"] == "resolved"
        await visitor.pushed("state", lambda f: f["state"]["status"] == "resolved")
        await visitor.ask("rate", conversation=kept["conversation"], score=5, solved=True, tags=["处理快"])
        head = await console.pushed("head", lambda f: f["head"]["score"] == 5)
        assert head["head"]["status"] == "resolved"


async def test_the_waiting_one_goes_to_whoever_comes(town):
    async with town.visitor() as visitor:
        await hello(visitor, town)
        await visitor.ask("human", client_id=new_id())
        queued = await visitor.pushed("queue")
        assert queued["queue"]["place"] == 1
        chen = await town.agent()
        async with chen.socket():
            found = await visitor.pushed("state", lambda f: f["state"]["handler"] == "agent", within=2)
            assert found["state"]["assignee"]["name"] == "陈静"


async def test_reload_and_resume_bring_exactly_the_rest(town):
    async with town.visitor() as first:
        token = (await hello(first, town))["token"]
        kept = await say(first, "运费多少钱")
        await first.said("99", "bot")
        await town.settle()
    async with town.visitor() as second:
        welcome = await hello(second, town, token=token)
        assert welcome["reset"]
        assert [e["seq"] for e in welcome["entries"]] == list(range(1, welcome["state"]["seq"] + 1))
        last = welcome["entries"][-1]["seq"]
        again = await hello(second, town, token=token, conversation=kept["conversation"], seq=last - 1)
        assert not again["reset"]
        assert [e["seq"] for e in again["entries"]] == [last]


async def test_a_hundred_first_messages_open_one_conversation(town):
    async with town.visitor() as visitor:
        token = (await hello(visitor, town))["token"]
        wires = [town.visitor() for _ in range(10)]
        for wire in wires:
            await wire.__aenter__()
            await hello(wire, town, token=token)
        kept = await asyncio.gather(*(say(wires[i % 10], f"第 {i} 句") for i in range(100)), return_exceptions=True)
        for wire in wires:
            await wire.__aexit__()
    good = [k for k in kept if isinstance(k, dict)]
    assert len(good) == 100, [k for k in kept if not isinstance(k, dict)][:3]
    assert len({k["conversation"] for k in good}) == 1
    assert len({k["seq"] for k in good}) == 100


async def test_a_retry_gets_the_same_answer(town):
    async with town.visitor() as visitor:
        await hello(visitor, town)
        first = await say(visitor, "在吗", "same")
        assert await say(visitor, "在吗", "same") == first


async def test_what_comes_live_equals_a_fresh_fetch(town):
    chen = await town.agent()
    async with town.visitor() as visitor, chen.socket() as console:
        token = (await hello(visitor, town))["token"]
        kept = await say(visitor, "我要人工")
        id = kept["conversation"]
        watched = await console.ask("watch", conversation=id, seq=0)
        await console.pushed("ring")
        for i in range(5):
            await say(visitor, f"问题 {i}")
            await console.ask("send", conversation=id, client_id=new_id(), text=f"回答 {i}")
        await console.ask("send", conversation=id, client_id=new_id(), text="只给同事看", kind="note")
        await town.settle()
        fresh = await chen.json("GET", f"/api/conversations/{id}")
        held = {e["seq"]: e for e in watched["entries"]}
        held |= {f["entry"]["seq"]: f["entry"] for f in console.frames if f["op"] == "entry"}
        assert sorted(held.values(), key=lambda e: e["seq"]) == fresh["entries"]
        await console.pushed("head", lambda f: f["head"]["version"] == fresh["conversation"]["version"])
        heads = [f["head"] for f in console.frames if f["op"] == "head" and f["head"]["id"] == id]
        assert max(heads, key=lambda h: h["version"]) == fresh["conversation"]
        welcome = await hello(visitor, town, token=token)
        seen = {f["entry"]["seq"]: f["entry"] for f in visitor.frames if f["op"] == "entry"}
        assert [e for e in welcome["entries"] if e["seq"] in seen] == [seen[s] for s in sorted(seen)]
        assert not any("只给同事看" in e["text"] for e in welcome["entries"])
        assert not any("只给同事看" in str(f) for f in visitor.frames)


async def test_unsigned_claims_open_nothing(town):
    async with town.visitor() as one, town.visitor() as other:
        await hello(one, town)
        kept = await say(one, "我的秘密")
        await hello(other, town)
        for op, more in (("earlier", {"before": 99}), ("read", {"seq": 1}), ("rate", {"score": 1})):
            with pytest.raises(Failed) as found:
                await other.ask(op, conversation=kept["conversation"], **more)
            assert found.value.code == "conversation_not_found"
        with pytest.raises(Failed):
            await hello(other, town, identity="eyJhbGciOiJub25lIn0.eyJzdWIiOiJjMSJ9.")
