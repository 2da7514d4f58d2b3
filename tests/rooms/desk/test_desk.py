"""What agents do at the same time, again, late, or without being allowed to."""

import asyncio
import contextlib

import pytest
from tests.support.wire import Failed
from tests.walks.conftest import hello, say

from yingda.kernel import new_id
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversations


async def begin(town, visitor, text="你好"):
    """A conversation that the bot has; its id."""
    await hello(visitor, town)
    kept = await say(visitor, text)
    await town.settle()
    return kept["conversation"]


async def events(web, id):
    """What happened to a conversation, in order."""
    found = await web.json("GET", f"/api/conversations/{id}")
    return [e["extra"]["event"] for e in found["entries"] if e["kind"] == "event"], found["conversation"]


async def test_two_agents_take_the_same_conversation_at_once(town):
    chen, wang = await town.agent(), await town.agent("wang@t.example")
    async with town.visitor() as visitor:
        id = await begin(town, visitor)
        heads = await asyncio.gather(*(one.json("POST", f"/api/conversations/{id}/take") for one in (chen, wang)))
        happened, head = await events(chen, id)
        assert happened.count("taken") == 2, "the second takes it from the first, and both can be read"
        assert head["assignee"] in {h["assignee"] for h in heads}
        assert head["handler"] == "agent"
        entries = (await chen.json("GET", f"/api/conversations/{id}"))["entries"]
        assert [e["seq"] for e in entries] == list(range(1, len(entries) + 1))


async def test_nobody_takes_from_a_colleague_what_he_believes_to_be_free(town):
    chen, wang = await town.agent(), await town.agent("wang@t.example")
    async with town.visitor() as visitor:
        id = await begin(town, visitor)
        both = (one.json("POST", f"/api/conversations/{id}/take?seen=") for one in (chen, wang))
        heads = await asyncio.gather(*both, return_exceptions=True)
        (lost,) = [h for h in heads if isinstance(h, Failed)]
        (won,) = [h for h in heads if not isinstance(h, Failed)]
        assert (lost.status, lost.code) == (409, "taken_meanwhile")
        happened, head = await events(chen, id)
        assert happened.count("taken") == 1
        assert head["assignee"] == won["assignee"]
        other = wang if won["assignee_name"] == "陈静" else chen
        mine = await other.json("POST", f"/api/conversations/{id}/take?seen={won['assignee']}")
        assert mine["version"] > head["version"], "who sees whom he takes it from may"


async def test_a_visitor_who_writes_while_it_is_resolved_is_answered(town):
    chen = await town.agent()
    async with town.visitor() as visitor:
        id = await begin(town, visitor)
        await chen.json("POST", f"/api/conversations/{id}/take")
        await asyncio.gather(chen.json("POST", f"/api/conversations/{id}/resolve"), say(visitor, "运费多少钱"))
        await town.settle()
        _, head = await events(chen, id)
        if head["status"] == "open":  # his message came after
            assert head["handler"] == "bot"
            assert head["preview_from"] == "bot"
        else:
            assert head["handler"] == "agent"


async def test_what_the_bot_says_late_is_dropped(town):
    talks = town.node.need(Conversations)
    chen = await town.agent()
    async with town.visitor() as visitor:
        id = await begin(town, visitor)
        await chen.json("POST", f"/api/conversations/{id}/resolve")
        said = await talks.post("town", id, sender="bot", author="bot", name="助手", text="晚了", client_id="late")
        assert said is None


async def test_a_reply_to_what_is_resolved_is_refused_but_its_retry_is_not(town):
    chen = await town.agent()
    async with town.visitor() as visitor:
        id = await begin(town, visitor)
        path = f"/api/conversations/{id}/entries"
        first = await chen.json("POST", path, {"client_id": "one", "text": "您好"})
        await chen.json("POST", f"/api/conversations/{id}/resolve")
        assert await chen.json("POST", path, {"client_id": "one", "text": "您好"}) == first
        with pytest.raises(Failed) as late:
            await chen.json("POST", path, {"client_id": "two", "text": "还有"})
        assert late.value.code == "conversation_resolved"
        note = await chen.json("POST", path, {"client_id": "three", "text": "已退款", "kind": "note"})
        assert note["kind"] == "note"


async def test_a_retry_does_not_take_over_again(town):
    chen = await town.agent()
    async with town.visitor() as visitor:
        id = await begin(town, visitor)
        path, body = f"/api/conversations/{id}/entries", {"client_id": "one", "text": "您好"}
        first = await chen.json("POST", path, body)
        assert (await chen.json("POST", f"/api/conversations/{id}/return"))["handler"] == "bot"
        assert await chen.json("POST", path, body) == first
        _, head = await events(chen, id)
        assert head["handler"] == "bot"


async def test_reopening_gives_it_to_who_reopens(town):
    chen, wang = await town.agent(), await town.agent("wang@t.example")
    async with town.visitor() as visitor:
        id = await begin(town, visitor)
        await chen.json("POST", f"/api/conversations/{id}/take")
        await chen.json("POST", f"/api/conversations/{id}/resolve")
        head = await wang.json("POST", f"/api/conversations/{id}/reopen")
        assert (head["status"], head["handler"], head["assignee_name"]) == ("open", "agent", "王磊")
        happened, _ = await events(wang, id)
        assert happened[-1] == "reopened", "one step, not reopened and then taken"


async def test_what_waits_can_be_sent_to_another_skill_and_keeps_its_place(town):
    chen = await town.agent()
    async with town.visitor() as visitor:
        await hello(visitor, town)
        id = (await say(visitor, "转人工"))["conversation"]
        await town.settle()
        _, before = await events(chen, id)
        assert before["handler"] == "queue"
        head = await chen.json("POST", f"/api/conversations/{id}/assign", {"agent": "", "skill": "billing"})
        assert (head["skill"], head["queued_at"], head["handler"]) == ("billing", before["queued_at"], "queue")


async def test_a_note_and_a_summary_never_reach_the_visitor(town):
    chen = await town.agent()
    async with town.visitor() as visitor:
        id = await begin(town, visitor, "转人工")
        secret = "这位客户很难缠"
        await chen.json("POST", f"/api/conversations/{id}/entries", {"client_id": "n", "text": secret, "kind": "note"})
        await chen.json("POST", f"/api/conversations/{id}/entries", {"client_id": "r", "text": "您好"})
        await visitor.said("您好", "agent")
        again = await visitor.ask("hello", inbox=town.inbox.public_key, token="", language="zh-CN")
        assert again
        page = await visitor.ask("earlier", conversation=id, before=2**50) if again["state"] else {"entries": []}
        told = str(visitor.frames) + str(page)
        assert secret not in told
        assert "handed_over" not in told


async def test_the_words_of_a_file_message_without_a_file_are_text(town):
    chen = await town.agent()
    async with town.visitor() as visitor:
        id = await begin(town, visitor)
        body = {"client_id": "f", "text": "见附件", "kind": "file"}
        said = await chen.json("POST", f"/api/conversations/{id}/entries", body)
        assert said["kind"] == "text"


async def test_numbers_beyond_the_database_are_no_fault(town):
    chen = await town.agent()
    async with town.visitor() as visitor:
        id = await begin(town, visitor)
        found = await chen.json("GET", f"/api/conversations/{id}/entries?before={10**30}")
        assert found["entries"]
        assert (await chen.json("GET", f"/api/conversations/{id}/entries?before=-5"))["entries"] == []
        assert (await chen.json("POST", f"/api/conversations/{id}/read", {"seq": 10**18}))["staff_read"] >= 1


async def test_a_search_finds_names_numbers_and_words_and_takes_wildcards_as_they_are(town):
    chen = await town.agent()
    async with town.visitor() as visitor:
        id = await begin(town, visitor, "订单 100% 没动 A_B")
        await chen.json("POST", f"/api/conversations/{id}/take")

        async def ids(q):
            found = await chen.json("GET", "/api/conversations?view=all&q=" + "".join(f"%{b:02x}" for b in q.encode()))
            return [h["id"] for h in found["items"]]

        await say(visitor, "订单 100% 没动 A_B")
        for q in ("100%", "a_b", "陈静", "订单 没动", "#1"):
            assert await ids(q) == [id], q
        for q in ("1_0%%", "a%b", "别的"):
            assert await ids(q) == [], q


async def test_a_team_reply_is_changed_only_by_who_wrote_it_and_by_supervisors(town):
    chen, wang, boss = await town.agent(), await town.agent("wang@t.example"), await town.agent("boss@t.example")
    made = await chen.json("POST", "/api/canned", {"short": "hi", "text": "您好", "scope": "team"})
    for method, body in (("PATCH", {"scope": "own"}), ("PATCH", {"text": "走开"}), ("DELETE", None)):
        with pytest.raises(Failed) as refused:
            await wang.json(method, f"/api/canned/{made['id']}", body)
        assert refused.value.status == 403
    await wang.json("POST", f"/api/canned/{made['id']}/used")
    assert (await boss.json("PATCH", f"/api/canned/{made['id']}", {"text": "您好呀"}))["text"] == "您好呀"
    own = await chen.json("POST", "/api/canned", {"short": "me", "text": "我的", "scope": "own"})
    with pytest.raises(Failed) as hidden:
        await boss.json("PATCH", f"/api/canned/{own['id']}", {"text": "x"})
    assert hidden.value.status == 404


async def test_a_console_whose_session_ended_elsewhere_hears_no_more(town):
    chen, other = await town.agent(), await town.agent()
    async with chen.socket() as console, town.visitor() as visitor:
        await console.ask("ping")
        mine = next(s for s in await chen.json("GET", "/api/me/sessions") if s["current"])
        await other.json("DELETE", f"/api/me/sessions/{mine['id']}")
        await town.settle()
        await asyncio.sleep(0.2)
        assert console.closed == 4401
        heard = len(console.frames)
        await begin(town, visitor)
        assert all(f["op"] != "head" for f in console.frames[heard:])


async def test_a_role_that_changed_counts_at_the_next_operation(town):
    accounts = town.node.need(Accounts)
    chen = await town.agent()
    async with chen.socket() as console:
        me = (await chen.json("GET", "/api/session"))["me"]["id"]
        await accounts.change_agent("town", me, {"active": False})
        with pytest.raises((Failed, TimeoutError)):
            await asyncio.wait_for(console.ask("status", status="busy"), 2)
        assert console.closed == 4401


async def test_who_looks_at_it_is_forgotten_when_he_goes_whatever_he_is_called_by_then(town):
    accounts = town.node.need(Accounts)
    chen, wang = await town.agent(), await town.agent("wang@t.example")
    async with town.visitor() as visitor, wang.socket() as beside:
        id = await begin(town, visitor)
        await beside.ask("watch", conversation=id)
        async with chen.socket() as console:
            await console.ask("viewing", conversation=id)
            await beside.pushed("viewing", lambda f: [a["name"] for a in f["agents"]] == ["陈静"])
            me = (await chen.json("GET", "/api/session"))["me"]["id"]
            await accounts.change_agent("town", me, {"name": "陈小静"})
            await console.ask("ping")
        assert (await beside.pushed("viewing", lambda f: f["agents"] == []))["conversation"] == id


async def test_a_console_that_never_got_in_leaves_nothing_behind(town):
    chen, bus = await town.agent(), town.node.bus
    before = sum(len(sinks) for sinks in bus.sinks.values())
    wire = chen.socket()

    async def gone(message):
        raise OSError("gone")

    wire._out = gone
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.5):
            await wire.__aenter__()
    with pytest.raises(OSError, match="gone"):
        await wire.task
    assert sum(len(sinks) for sinks in bus.sinks.values()) == before


async def test_suggestions_are_judged_once(town):
    chen = await town.agent()
    async with town.visitor() as visitor:
        id = await begin(town, visitor, "怎么开发票")
        await chen.json("POST", f"/api/conversations/{id}/take")
        await say(visitor, "运费多少钱")
        await town.settle()
        found = (await chen.json("GET", f"/api/conversations/{id}/assist"))["suggestion"]
        assert found["text"]
        assert found["citations"]
        again = (await chen.json("GET", f"/api/conversations/{id}/assist"))["suggestion"]
        assert again["id"] == found["id"]
        for outcome in ("accepted", "refused"):
            await chen.json("POST", f"/api/assist/{found['id']}", {"outcome": outcome})
        rows = await town.node.db.rows("select outcome from suggested where id = ?1", found["id"])
        assert [tuple(r) for r in rows] == [("accepted",)]
        with pytest.raises(Failed):
            await chen.json("POST", f"/api/assist/{new_id()}", {"outcome": "accepted"})
