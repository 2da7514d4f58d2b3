# ruff: noqa: E501 - lists of examples
"""The pure rules of the bot: decisions for any view, wishes, fusion, playbooks, summaries, wording."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.kernel import BadInput
from yingda.rooms.bot.model import (
    Part,
    Passage,
    Say,
    View,
    by_words,
    chosen,
    decide,
    first,
    fuse,
    merged,
    playbook,
    wants_person,
)
from yingda.rooms.bot.model.compose import Source, Told, compose
from yingda.rooms.bot.model.nearest import nearest
from yingda.rooms.bot.model.passages import listed, proof
from yingda.rooms.bot.model.summary import Told as Gathered
from yingda.rooms.bot.model.summary import summary
from yingda.rooms.bot.model.wish import asks, blank, vague
from yingda.rooms.bot.model.wording import LEAVING, SAID, cited, empathy, with_feeling

BOOK = playbook(
    [
        {"name": "find", "action": "flow:find", "description": "查订单", "zh": ["查订单"]},
        {"name": "talk_to_human", "action": "handover", "zh": ["人工"]},
        {"name": "complaint", "action": "handover", "zh": ["投诉"]},
        {"name": "greeting", "action": "smalltalk:greeting", "zh": ["你好"]},
        {"name": "affirm", "action": "signal:affirm"},
        {"name": "deny", "action": "signal:deny"},
        {"name": "cancel", "action": "signal:cancel"},
        {"name": "foreign", "action": "signal:foreign"},
    ],
    {"greeting": {"zh": ["您好"], "en": ["Hello"]}},
)
TITLES = {"a1": "退款多久到账", "a2": "怎么开发票", "a3": "运费"}
LABELS = [*(f"article:{a}" for a in TITLES), *(i.label for i in BOOK.intents.values()), "article:gone"]
KINDS = {"answer", "ask", "flow", "smalltalk", "handover", "risk"}

passages = st.builds(
    Passage,
    st.sampled_from(["a1", "a2", "a3"]),
    st.just("t"),
    st.just(""),
    st.just("x"),
    st.floats(0.1, 30),
    st.floats(0, 1),
)
parts = st.builds(
    Part,
    st.sampled_from(["退款多久", "查订单"]),
    st.sampled_from(["", "article:a1", "article:a2", "article:gone", "flow:find", "flow:other"]),
    st.lists(st.sampled_from(LABELS), max_size=2).map(tuple),
    st.booleans(),
    st.booleans(),
)
views = st.builds(
    View,
    text=st.sampled_from(["", "退款多久", "好的", "转人工", "那个呢", "第二个", "都不是", "hello"]),
    language=st.sampled_from(["zh", "en"]),
    playbook=st.just(BOOK),
    intents=st.lists(st.tuples(st.sampled_from(LABELS), st.floats(-3, 20)), max_size=6, unique_by=lambda p: p[0]).map(
        lambda found: sorted(found, key=lambda p: -p[1])
    ),
    verdict=st.sampled_from(["answer", "ask", "none"]),
    gate=st.tuples(st.floats(0, 2), st.just(0.1), st.just(0.2)),
    ready=st.booleans(),
    found=st.lists(passages, max_size=4, unique_by=lambda p: p.article),
    titles=st.just(TITLES),
    parts=st.lists(parts, max_size=3),
    emotion=st.sampled_from(["calm", "anxious", "angry"]),
    intensity=st.floats(0, 1),
    mood=st.sampled_from(["calm", "anxious", "angry"]),
    strength=st.floats(0, 1),
    risk=st.sampled_from(["", "", "", "self_harm"]),
    option=st.sampled_from(["", "", "", "human", "none", "answer:a1", "answer:gone", "flow:find", "anything"]),
    file=st.booleans(),
    running=st.sampled_from(["", "find", "other"]),
    facts=st.booleans(),
    failed=st.integers(0, 3),
    offered=st.sampled_from([[], [{"id": "answer:a1", "text": "退款多久到账"}, {"id": "none", "text": "都不是"}]]),
    shown=st.lists(st.sampled_from(["a1", "gone"]), max_size=2),
)


@given(views)
def test_every_view_has_a_decision_that_can_be_said(view):
    decision = first(view) or decide(view)
    assert decision.kind in KINDS
    assert decision.reasons
    assert all(a in TITLES for a in decision.articles)
    assert len(decision.options) <= 3
    assert decision.failed <= view.failed + 1
    assert (decision.kind == "risk") == bool(view.risk)
    assert decision.kind != "handover" or decision.leave
    sources = [Source(a, 1, TITLES[a], "", "x", "正文。", "/") for a in decision.articles]
    says = compose(
        decision,
        view,
        Told(sources, risk="!", talk="您好"),
        lambda payload: TITLES.get(payload.partition(":")[2], "查订单"),
    )
    if decision.kind != "flow":
        assert says
        assert all(say.text for say in says)
    for say in says:
        numbers = [c["n"] for c in say.extra.get("citations", ())]
        assert all(f"[{n}]" in say.text for n in numbers)


@given(views)
def test_risk_and_anger_come_before_everything(view):
    decision = first(view)
    if view.risk:
        assert decision.leave == "risk"
    elif view.mood == "angry" and view.strength >= 0.7 and view.option in ("", "anything") and not view.offered:
        assert decision.leave in ("angry", "asked")


@given(views)
def test_failing_twice_brings_a_person(view):
    if view.risk or view.running or view.file or view.failed != 1:
        return
    decision = first(view) or decide(view)
    if decision.kind == "ask" and decision.note == "unknown":
        raise AssertionError("a second unknown is handed over")


PERSON = [
    "转人工", "人工", "我要人工客服", "找个真人", "人工人工人工", "有活人吗", "客服", "帮我接人工", "能不能转人工啊", "zhuan rengong", "rg",
    "talk to a human", "i want to speak with a person", "agent", "get me a real person", "connect me to an agent please", "live agent",
]  # fmt: skip
NO_PERSON = [
    "不用转人工", "人工智能耳机", "你是真人吗", "人工几点上班", "退货怎么弄", "客服电话多少", "手工做的吗", "别转人工，你说", "are you a human", "what is the return policy",
    "i don't need a person", "travel agent discount code",
]  # fmt: skip


@pytest.mark.parametrize("text", PERSON)
def test_wants_a_person(text):
    assert wants_person(text)


@pytest.mark.parametrize("text", NO_PERSON)
def test_wants_no_person(text):
    assert not wants_person(text)


OFFERED = [
    {"id": "answer:a1", "text": "退款多久到账"},
    {"id": "flow:find", "text": "查订单"},
    {"id": "none", "text": "都不是，我再说说"},
]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("退款多久到账", "answer:a1"), ("第二个", "flow:find"), ("2", "flow:find"), ("选1", "answer:a1"), ("都不是", "none"), ("不是", "none"),
        ("9", ""), ("发票呢", ""), ("好的", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_option_in_words(text, id):
    assert chosen(text, OFFERED) == id


def test_yes_to_the_only_option():
    assert chosen("好的", [{"id": "human", "text": "转人工"}]) == "human"


@pytest.mark.parametrize("text", ["那个呢", "然后呢？", "怎么弄", "具体点", "tell me more", "why"])
def test_vague(text):
    assert vague(text)
    assert not vague(text + "退款")


def test_fusion_adds_what_both_know():
    found = [Passage("a1", "t", "", "", 10, 0.9), Passage("a2", "t", "", "", 9, 0.8)]
    both = fuse([("article:a2", 5.0), ("intent:x", 4.9), ("article:a1", 1.0)], found)
    assert both[0].label == "article:a2"
    assert both[0].bm25 == 9
    assert [c.label for c in fuse([], found)] == ["article:a1", "article:a2"]
    assert fuse([], []) == []


def test_words_alone():
    assert by_words([]) == "none"
    assert by_words([Passage("a", "", "", "", 10, 0.1)]) == "none"
    assert by_words([Passage("a", "", "", "", 10, 0.8)]) == "answer"
    assert by_words([Passage("a", "", "", "", 10, 0.8), Passage("b", "", "", "", 9.5, 0.8)]) == "ask"


@pytest.mark.parametrize(
    "bad", [{"name": "x"}, {"action": "handover"}, {"name": "x", "action": "dance"}, {"name": "x", "action": "flow"}, 5]
)
def test_a_wrong_intent_is_named(bad):
    with pytest.raises(BadInput):
        playbook([bad])


def test_playbooks_together():
    other = playbook(
        [{"name": "find", "action": "handover"}, {"name": "new", "action": "handover"}], None, {"规则": "s"}, ["X-1"]
    )
    book = merged([BOOK, other])
    assert book.intents["find"].action == "flow"
    assert "new" in book.intents
    assert (book.skills, book.orders) == ({"规则": "s"}, ("X-1",))
    assert book.by_flow("find").words("zh") == "查订单"
    assert book.reply("greeting", "en", 7) == "Hello"


@given(
    st.lists(st.text(max_size=300), max_size=12),
    st.dictionaries(st.sampled_from(["order", "手机"]), st.text(max_size=9)),
)
def test_any_talk_can_be_summed_up(said, collected):
    for language in ("zh-CN", "en"):
        told = summary(Gathered(said, collected, ["退款"], "angry", 0.8, "", 2, "angry"), language)
        assert told["points"]
        assert all(isinstance(p, str) for p in told["points"])
        assert len(told["text"]) < 1_500


def test_a_summary_quotes_and_does_not_reword():
    told = summary(
        Gathered(
            ["在吗", "我的耳机左边没声音", "好的"], {"order": "QH-1"}, ["单侧无声"], "anxious", 0.6, "", 2, "asked"
        ),
        "zh-CN",
    )
    assert "「我的耳机左边没声音」" in told["text"]
    assert "在吗" not in told["text"]
    assert "订单号：QH-1" in told["points"]
    assert told["question"] == "我的耳机左边没声音"


def test_wording_has_both_languages_everywhere():
    for words in (*SAID.values(), *LEAVING.values()):
        assert set(words) == {"zh", "en"}
        assert all(text for variants in words.values() for text in variants)
    assert empathy("calm", 1.0, "zh") == ""
    assert empathy("angry", 0.9, "en", 3)
    assert with_feeling(Say("a"), "", "en") == Say("a")
    assert cited(["甲。", "乙。"], "zh") == "甲。 [1]\n\n另外：乙。 [2]"


def test_the_nearest_phrasing():
    assert nearest("退款几天", ["发票", "退款要几天", "退货"]) == "退款要几天"
    assert nearest("xyz", ["发票"]) == ""


def test_did_you_mean():
    two = [("article:a1", 10.0), ("article:a2", 9.5), ("intent:find", 8.0), ("article:a3", 7.0)]
    view = View("发票", "zh", BOOK, two, "ask", (0.15, 0.1, 0.2), ready=True, titles=TITLES)
    decision = decide(view)
    assert (decision.kind, decision.options) == ("ask", ("answer:a1", "answer:a2", "flow:find"))
    (say,) = compose(decision, view, Told(), lambda id_: TITLES.get(id_.partition(":")[2], "查订单"))
    assert [o["text"] for o in say.extra["options"]] == ["退款多久到账", "怎么开发票", "查订单", "都不是，我再说说"]
    sure = View("发票", "zh", BOOK, two, "answer", (0.9, 0.1, 0.2), ready=True, titles=TITLES)
    assert decide(sure).kind == "ask", "two that fit alike are asked about"
    assert decide(View("发票", "zh", BOOK, two[:1], "answer", (0.9, 0.1, 0.2), ready=True, titles=TITLES)).articles == (
        "a1",
    )
    third = View("发票", "zh", BOOK, two, "ask", (0.15, 0.1, 0.2), ready=True, titles=TITLES, failed=2)
    assert decide(third).leave == "failing"


def test_tables_become_lists():
    table = "前言\n| 方式 | 时间 |\n|---|---|\n| 微信 | 当天 |\n| 银行卡 | 1–3 天 |\n\n完"
    assert listed(table) == "前言\n- 微信：当天\n- 银行卡：1–3 天\n\n完"


def sure(
    text: str, *scores: tuple[str, float], gate: tuple[float, float, float] = (0.9, 0.1, 0.2), **more: Any
) -> View:
    return View(text, "zh", BOOK, scores, "answer", gate, ready=True, titles=TITLES, **more)


def test_a_narrow_lead_past_a_gate_only_just_passed_is_asked_about() -> None:
    two = (("article:a1", 12.0), ("article:a2", 9.0))
    assert decide(sure("退款怎么弄", *two, gate=(0.25, 0.1, 0.2))).kind == "ask"
    assert decide(sure("退款怎么弄", *two, gate=(1.2, 0.1, 0.2))).kind == "answer"
    assert decide(sure("帮我写首诗", ("intent:find", 12.0), ("article:a2", 9.0), gate=(0.21, 0.1, 0.2))).kind == "ask"


def test_what_has_nothing_to_do_with_the_business_is_said_so_and_never_calls_a_person() -> None:
    scores = (("intent:foreign", 15.0), ("article:a1", 5.0))
    told = decide(sure("明天下雨吗", *scores, failed=1))
    assert (told.kind, told.talk, told.leave, told.failed) == ("smalltalk", "foreign", "", 1)
    assert SAID["signal_foreign"]["zh"][0] in compose(told, sure("x"), Told(), lambda _: "")[0].text
    unsure = decide(View("明天下雨吗", "zh", BOOK, scores, "ask", (0.15, 0.1, 0.2), ready=True, titles=TITLES))
    assert (unsure.kind, unsure.note) == ("ask", "unknown")


def test_an_answer_offers_what_can_be_done_at_once_and_a_number_does_it() -> None:
    answer = decide(sure("怎么退", ("article:a1", 15.0), ("intent:find", 6.0)))
    assert answer.options == ("flow:find",)
    said = compose(answer, sure("怎么退"), Told([Source("a1", 1, "t", "", "x", "答", "")]), lambda _: "办退货")
    assert said[0].extra["options"] == [{"id": "flow:find", "text": "办退货"}]
    number = sure("QH-118233", ("article:a2", 9.0), offered=said[0].extra["options"], facts=True)
    assert (decide(number).kind, decide(number).flow) == ("flow", "find")


def test_a_running_flow_is_left_only_for_a_wish_that_stands_apart() -> None:
    wish = (("intent:find", 15.0), ("article:a1", 12.0))
    assert first(sure("等我看看", *wish, running="other")) is None
    plain = first(sure("查订单", ("intent:find", 15.0), ("article:a1", 3.0), running="other"))
    assert plain is not None
    assert plain.flow == "find"


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("？", True),
        ("...", True),
        ("啊啊啊啊", True),
        ("6666", True),
        ("急急急急", False),
        ("嗯", False),
        ("好", False),
        ("", False),
    ],
)
def test_marks_and_mashed_keys_ask_nothing(text: str, empty: bool) -> None:
    assert blank(text) is empty
    if empty:
        assert decide(sure(text, ("article:a1", 15.0))).note == "blank"


def test_a_citation_shows_sentences_and_no_cells() -> None:
    assert proof("运费我们出。\n\n| 情况 | 寄回 |\n|---|---|\n| 质量 | 我们 |", "x") == "运费我们出。"
    assert proof("| a | b |", "答") == "答"


def test_what_he_answered_a_flow_with_is_no_question_of_his() -> None:
    assert asks("")
    assert asks("answer:a1")
    assert not asks("QH-118233")
    assert not asks("human")
