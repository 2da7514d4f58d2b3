"""Turns, through the real rooms: answer, ask, act, hand over; kept with their reasons; harmless when repeated."""

import re

import numpy as np
import pytest

from yingda.kernel import Inbound, NotFound, new_id
from yingda.rooms.accounts import Accounts, Hours
from yingda.rooms.bot import BotTurn
from yingda.rooms.bot.model.decide import PRIORITY
from yingda.rooms.conversations import MessageReceived
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.people import People
from yingda.rooms.sense import Sense
from yingda.rooms.sense.model import Defaults
from yingda.rooms.sense.model.alarm import Alarm

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_an_answer_names_its_source(town):
    (answer,) = await town.say("退款要几天到账呀")
    assert answer.sender == "bot"
    assert "1–3 个工作日到账。 [1]" in answer.text
    (cited,) = answer.extra["citations"]
    assert (cited["n"], cited["title"], cited["version"]) == (1, "退款多久到账", 1)
    assert cited["url"].startswith("/panel/?inbox=shopkey0&article=")
    assert cited["excerpt"]
    assert answer.extra["feedback"]
    turn = await town.turn()
    assert answer.extra["turn"] == turn.id
    assert turn.decision == "answer"
    assert turn.reasons
    assert turn.gate["score"] >= turn.gate["high"]
    assert turn.hits[0]["title"] == "退款多久到账"


async def test_two_questions_get_two_sources(town):
    (answer,) = await town.say("退款要几天？运费多少钱？")
    assert "[1]" in answer.text
    assert "[2]" in answer.text
    assert {c["title"] for c in answer.extra["citations"]} == {"退款多久到账", "运费多少钱"}


async def test_english_is_answered_in_english(town):
    (answer,) = await town.say("how long does a refund take?")
    assert answer.text.startswith("Refunds usually")
    assert answer.name == "Assistant"


async def test_pinyin_and_wrong_characters(town):
    (answer,) = await town.say("tuikuan yao ji tian")
    assert answer.extra["citations"][0]["title"] == "退款多久到账"
    (answer,) = await town.say("推款要几天")
    assert answer.extra["citations"][0]["title"] == "退款多久到账"


async def test_more_of_it(town):
    await town.say("退款要几天")
    (more,) = await town.say("然后呢")
    assert "信用卡" in more.text


async def test_what_nobody_knows_is_said_and_the_second_time_a_person_comes(town):
    (first,) = await town.say("量子纠缠的薛定谔方程推导")
    assert "citations" not in first.extra
    assert first.extra["options"][-1]["id"] == "human"
    assert (await town.head()).turns_failed == 1
    said, queued, summed = await town.say("请写一首关于黑洞的十四行诗")
    assert said.sender == "bot"
    assert queued.extra["event"] == "queued"
    assert summed.for_staff
    assert "薛定谔" in summed.extra["summary"]["text"]
    assert (await town.head()).handler == "queue"


async def test_a_person_is_called_at_once(town):
    said, queued, _ = await town.say("帮我转人工")
    assert "人工" in said.text
    assert queued.extra["reason"] == "asked"
    assert (await town.turn()).leave.reason == "asked"


async def test_the_button_for_a_person(town):
    await town.say("发票怎么开")
    _, queued, summed = await town.say("转人工", "human")
    assert queued.extra["event"] == "queued"
    assert summed.extra["summary"]["articles"] == ["怎么开发票"]
    assert summed.extra["summary"]["question"] == "发票怎么开"


async def test_anger_brings_a_person(town):
    said, queued, _ = await town.say("你们这群骗子，垃圾客服！！我要投诉到底！！")
    assert "抱歉" in said.text or "对不起" in said.text
    assert queued.extra["reason"] == "angry"
    head = await town.head()
    assert (head.emotion, head.priority) == ("angry", 30)


async def test_worry_is_answered_with_feeling(town):
    (answer,) = await town.say("急死了，退款怎么还没到账，要几天？")
    assert (await town.head()).emotion == "anxious"
    assert "[1]" in answer.text
    assert not answer.text.startswith("退货验收")


async def test_risk_goes_first(town):
    await town.say("查订单")
    said, queued, summed = await town.say("我不想活了")
    assert "12356" in said.text
    assert queued.extra["reason"] == "risk"
    assert summed.extra["summary"]["risk"] == "self_harm"
    head = await town.head()
    assert (head.risk, head.handler, head.priority) == ("self_harm", "queue", 100)


async def test_a_flow_from_end_to_end(town):
    (asked,) = await town.say("我的快递到哪了")
    assert asked.text == "订单号是多少？"
    (told,) = await town.say("QH-118233")
    assert told.text == "QH-118233 正在派送"
    assert [(c["title"], c["article"]) for c in told.extra["citations"]] == [("查", "")], (
        "what a tool told names the tool"
    )
    turn = await town.turn()
    assert (turn.decision, turn.collected) == ("flow", {"订单号": "QH-118233"})
    (answer,) = await town.say("运费多少钱")
    assert "8 元" in answer.text


async def test_a_question_amid_a_flow_is_answered_and_the_flow_goes_on(town):
    await town.say("我的快递到哪了")
    says = await town.say("运费多少钱？")
    assert "8 元" in says[0].text
    assert "订单号" in says[-1].text
    _, queued, summed = await town.say("转人工")
    assert queued.extra["event"] == "queued"
    assert summed.extra["summary"]["points"]


async def test_a_yes_that_was_sent_before_the_question_is_none(town):
    first = await town.talks.receive(town.visitor, Inbound(new_id(), "我要退差价 QH-118233"), name="访客")
    await town.talks.receive(town.visitor, Inbound(new_id(), "好的"), name="访客")
    town.conversation = first.conversation
    await town.house.reactor.settle()
    assert "确认吗" in (await town.entries())[-1].text
    assert town.house.paid == []
    (done,) = await town.say("好的")
    assert town.house.paid == ["QH-118233"]
    assert done.text == "已退"


async def test_an_option_that_was_pressed_is_answered(town):
    await town.say("发票怎么开")
    (id,) = (await town.turn()).articles
    (answer,) = await town.say("怎么开发票", f"answer:{id}")
    assert answer.extra["citations"][0]["article"] == id
    (again,) = await town.say("都不是，我再说说", "none")
    assert again.extra["options"][-1]["id"] == "human"
    assert len(await town.say("退款要几天", "answer:00000000000000000000")) == 1, "an unknown option is read as text"


async def test_at_night_it_collects_answers_and_leaves_a_summary(town, inbox):
    accounts, people = town.house.need(Accounts), town.house.need(People)
    await accounts.change_inbox("town", inbox.id, {"hours": Hours(holidays=(), days={"mon": (("09:00", "09:01"),)})})
    try:
        said, queued, summed = await town.say("转人工，退款一直没到账")
        assert "现在没有人工同事在线" in said.text
        assert re.search(r"\d:\d\d", said.text), "when they are there again"
        assert (queued.extra["event"], summed.for_staff) == ("queued", True)
        (kept,) = await town.say("打 13800002071 找我就行")
        assert "13800002071" in kept.text
        assert (await people.contact("town", town.visitor.contact)).phone == "13800002071"
        (answer,) = await town.say("保修多久？")
        assert answer.extra["citations"][0]["title"] == "保修多久"
        assert await town.say("保修多久？") == [], "not twice"
        assert await town.say("量子纠缠的薛定谔方程推导") == [], "no more confident than by day"
        await town.say("换个号码 13900001111")
        assert (await people.contact("town", town.visitor.contact)).phone == "13800002071", "what is known stays"
        summary = await town.bot.summary("town", town.conversation)
        assert "退款一直没到账" in summary["text"]
        assert (await town.head()).handler == "queue"
    finally:
        await accounts.change_inbox("town", inbox.id, {"hours": Hours()})
    assert await town.say("保修期从哪天算") == [], "by day a person answers who has it"


async def test_small_talk(town):
    (hello,) = await town.say("你好")
    assert hello.text in ("您好，请讲。", "在的。")
    assert (await town.head()).turns_failed == 0


async def test_an_answer_that_did_not_help(town):
    (answer,) = await town.say("保修多久")
    await town.bot.feedback("town", town.conversation, answer.seq, useful=True)
    assert len(await town.entries()) == answer.seq
    for _ in range(2):
        await town.bot.feedback("town", town.conversation, answer.seq, useful=False)
    last = (await town.entries())[-1]
    assert last.extra["options"][0]["id"] == "human"
    assert last.seq == answer.seq + 1, "told once"
    (answer,) = await town.say("运费多少钱")
    assert (await town.head()).turns_failed == 0
    with pytest.raises(NotFound):
        await town.bot.feedback("town", town.conversation, 1, useful=False)


async def test_a_second_run_changes_nothing(town):
    events = []
    name = f"test.copy{id(events)}"
    town.house.react(MessageReceived, name, _keeper(events))
    await town.say("退款要几天")
    await town.say("转人工")
    before = [(e.seq, e.text) for e in await town.entries()]
    for event in events:
        await town.bot.answer(event)
    assert [(e.seq, e.text) for e in await town.entries()] == before
    assert len(await town.bot.turns("town", town.conversation)) == 2


def _keeper(events):
    async def keep(event):
        events.append(event)

    return keep


async def test_the_bot_is_silent_while_a_person_has_it_but_feels(town):
    await town.say("转人工")
    assert await town.say("到底有没有人管！！气死我了") == []
    head = await town.head()
    assert head.emotion == "angry"
    assert (await town.turn()).decision == "silent"
    await town.say("我不想活了")
    assert (await town.head()).risk == "self_harm"


async def test_a_worry_is_told_to_the_staff_once_and_does_not_alarm(town, monkeypatch):
    weights, never = np.array([[0, 0, 90, 0]], np.float32), np.full(3, 99, np.float32)
    suspects = Alarm({"夜路": 0}, weights, np.zeros(4, np.float32), never, agrees=99.0, worries=1.0)
    monkeypatch.setattr(town.house.need(Sense), "defaults", Defaults(suspects))
    await town.say("夜路上小心，查订单")
    head = await town.head()
    assert (head.risk, head.priority) == ("", PRIORITY["worry"])
    assert "worry" in [reason.step for reason in (await town.turn()).reasons]
    await town.say("转人工")
    await town.say("夜路")
    notes = [entry for entry in await town.entries() if entry.kind == "note"]
    assert len(notes) == 1, "one note for a kind, however often"
    assert "威胁" in notes[0].text
    assert "夜路" in notes[0].text


async def test_a_picture_without_words(town):
    from yingda.kernel import FileRef

    message = Inbound(new_id(), "")
    ref = FileRef("1" * 20, "bild.png", "image/png", 10)
    entry = await town.talks.receive(town.visitor, message, name="访客", file=ref, file_url="/files/x")
    town.conversation = entry.conversation
    await town.house.reactor.settle()
    last = (await town.entries())[-1]
    assert "收到" in last.text
    assert last.extra["options"][0]["id"] == "human"


async def test_beside_the_agent(town):
    await town.say("转人工")
    await town.say("退款要几天到账")
    found = await town.bot.suggest("town", town.conversation)
    assert found.text.startswith("您好，")
    assert "1–3 个工作日" in found.text
    assert found.citations[0]["title"] == "退款多久到账"
    assert 0.5 < found.intent["score"] <= 1
    assert found.why
    summed = await town.bot.summary("town", town.conversation)
    assert "退款要几天到账" in summed["text"]


async def test_trying_a_text(town):
    tried = await town.bot.try_text("town", "退款几天能到")
    assert tried["verdict"] in ("answer", "ask")
    assert tried["hits"][0]["title"] == "退款多久到账"
    assert tried["hits"][0]["like"]
    assert (await town.bot.try_text("town", "量子力学的薛定谔方程"))["verdict"] == "none"


async def test_turns_are_told_in_the_language_of_the_reader(town):
    await town.say("退款要几天")
    zh, en = [await town.bot.turns_json("town", town.conversation, lang) for lang in ("zh-CN", "en")]
    assert zh[0]["reasons"][0]["text"] != en[0]["reasons"][0]["text"]
    with pytest.raises(NotFound):
        await town.bot.turns("other", town.conversation)


async def test_it_learns_what_is_published(town):
    knowledge = town.house.need(Knowledge)
    body = markdown_of(
        "可以送货上门安装吗", ["有没有上门安装", "安装要钱吗", "师傅什么时候来安装"], "大家电免费上门安装。"
    )
    await knowledge.import_files("town", [("zh/install.md", body)])
    assert await town.bot.trained("town")
    (answer,) = await town.say("有上门安装吗")
    assert "免费上门安装" in answer.text
    turn = await town.house.db.get(BotTurn, "town", town.conversation, 1)
    assert turn.intents[0]["title"] == "可以送货上门安装吗"


def markdown_of(title, questions, body):
    listed = "\n".join(f"  - {q}" for q in questions)
    return f"---\ntitle: {title}\nquestions:\n{listed}\n---\n{body}\n".encode()
