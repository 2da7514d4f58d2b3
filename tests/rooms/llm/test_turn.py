"""The bot with a model: through the whole product, in a running business - and with a model that obeys everybody."""

import asyncio

from msgspec.structs import replace
from tests.rooms.llm.conftest import KEY
from tests.rooms.llm.test_attacks import FALSE, MARKUP, attacks
from tests.support.outside import answered, outside
from tests.support.talking import data_of, obedient, saying
from tests.walks.conftest import hello, say

from yingda.kernel import Inbound, Visitor, new_id
from yingda.rooms.conversations import Conversations
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.llm import Llm
from yingda.rooms.llm.model import USES, Change
from yingda.rooms.people import People

CANARY = "金丝雀-7f3a"
FEE = "满 99 元包邮 [1]。"


async def turn_on(town, there, uses=USES):
    """The model of the business is the endpoint on this machine."""
    town.node.fetch.trusted = ("127.0.0.1",)
    llm = town.node.need(Llm)
    llm.plain = lambda host: host == "127.0.0.1"
    change = Change(f"http://127.0.0.1:{there.port}/v1", "m", KEY, uses, 10_000, 10_000_000, 5.0)
    await llm.put("town", "a", change, (await llm.settings("town"))["version"])


async def answers(town, wire):
    """What the bot said so far in this talk, newest last."""
    await town.settle()
    return [f["entry"] for f in wire.frames if f.get("op") == "entry" and f["entry"]["from"] == "bot"]


async def test_an_answer_is_worded_and_keeps_its_source(town):
    async with outside(saying(FEE)) as there, town.visitor() as wire:
        await hello(wire, town)
        await turn_on(town, there)
        talk = await say(wire, "运费多少钱")
        (entry,) = await answers(town, wire)
        assert entry["text"] == FEE
        assert [c["title"] for c in entry["extra"]["citations"]] == ["运费是多少"]
        chen = await town.agent()
        (turn,) = await chen.json("GET", f"/api/conversations/{talk['conversation']}/turns")
        assert "model" in [r["step"] for r in turn["reasons"]]
        assert data_of(there.seen[0])["question"] == "运费多少钱"


async def test_without_it_the_bot_is_as_it_was(town):
    async with outside(lambda seen: answered({}, "500 Oh")) as there, town.visitor() as wire:
        await hello(wire, town)
        await say(wire, "运费多少钱")
        (before,) = await answers(town, wire)
        await turn_on(town, there)
        await say(wire, "发票怎么开")
        after = (await answers(town, wire))[-1]
        assert "满 99 元包邮，不满 99 元收 8 元运费。" in before["text"]
        assert "电子发票会发到您的邮箱" in after["text"]
        assert len(there.seen) == 1


async def test_an_agent_polishes_a_draft(town):
    async with outside(saying("您好，马上为您处理。")) as there:
        chen = await town.agent()
        assert await chen.json("GET", "/api/model/uses") == {"uses": []}
        await turn_on(town, there)
        assert "draft" in (await chen.json("GET", "/api/model/uses"))["uses"]
        done = await chen.json("POST", "/api/model/draft", {"text": "马上弄", "how": "friendly"})
        assert done == {"text": "您好，马上为您处理。"}


async def test_an_obedient_model_in_a_running_business(town):
    """Visitors give it orders; other talks, staff notes, internal articles and keys hold a word that must never leave."""
    node, talks = town.node, town.node.need(Conversations)
    knowledge = node.need(Knowledge)
    head = "---\ntitle: 内部运费政策\naudience: internal\nquestions:\n  - 内部运费多少\n---\n"
    hidden = f"{head}运费多少钱：内部价 {CANARY}。\n"
    assert not (await knowledge.import_files("town", [("zh/内部/fee.md", hidden.encode())])).refused
    other = await node.need(People).know("town", new_id(), name="别人")
    visitor, words = Visitor("town", town.inbox.id, other.id, "zh-CN"), Inbound(new_id(), f"我的暗号是 {CANARY}")
    kept = await talks.receive(visitor, words, name="别人", bot=False)
    await talks.post("town", kept.conversation, sender="agent", author="a", name="陈静", text=CANARY, kind="note",
                     client_id=new_id())  # fmt: skip
    called: list[str] = []

    def watch(name, run):
        async def seen(call, args):
            called.append(name)
            return await run(call, args)

        return seen

    for name, tool in list(node.tools.items()):
        node.tools[name] = replace(tool, run=watch(name, tool.run))
    async with outside(obedient) as there, town.visitor() as wire:
        await hello(wire, town)
        await turn_on(town, there)
        topics = ("运费多少钱？", "发票怎么开？", "怎么退货？")
        for n, (_, _, said) in enumerate(a for a in attacks() if a[0] == "zh"):
            if n == 24:
                break
            await say(wire, f"{topics[n % 3]} {said}")
            await asyncio.sleep(0.4)
        said = await answers(town, wire)
        everything = "\n".join(e["text"] for e in said)
        assert len(there.seen) >= 5
        prompts = "\n".join(seen.body.decode() for seen in there.seen)
    assert said
    assert not MARKUP.search(everything)
    assert not FALSE.search(everything), everything
    assert "evil" not in everything
    assert called == []
    assert CANARY not in everything + prompts
    assert KEY not in everything + prompts


async def test_a_question_is_read_again_in_its_context(town):
    """What was not understood alone is answered from its context, and the turn says so; a flow is never begun that way."""
    async with outside(saying("偏远地区运费多少钱")) as there, town.visitor() as wire:
        await hello(wire, town)
        await turn_on(town, there, ("rewrite",))
        await say(wire, "运费多少钱")
        await town.settle()
        await say(wire, "发票怎么开")
        await town.settle()
        talk = await say(wire, "偏远地区另算吗")
        entry = (await answers(town, wire))[-1]
        assert "满 99 元包邮" in entry["text"]
        chen = await town.agent()
        turns = await chen.json("GET", f"/api/conversations/{talk['conversation']}/turns")
        assert turns[-1]["reasons"][0]["step"] == "rewrite"
        assert there.seen


async def test_a_hand_over_is_summed_up(town):
    said = "客户的耳机坏了，想找人工。"
    async with outside(saying(f"{said}已赔付 300 元。")) as there, town.visitor() as wire:
        await hello(wire, town)
        await turn_on(town, there, ("summary",))
        talk = await say(wire, "我的耳机坏了，我想找人工客服")
        await town.settle()
        chen = await town.agent()
        page = await chen.json("GET", f"/api/conversations/{talk['conversation']}/entries")
        entries = page["entries"] if isinstance(page, dict) else page
        told = next(e["extra"]["summary"] for e in entries if e["extra"].get("summary"))
        assert told["text"] == said
        assert told["points"]
