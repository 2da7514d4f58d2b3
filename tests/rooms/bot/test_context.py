# ruff: noqa: E501 - lists of examples
"""Messages that lean on the one before, and messages with several requests: the rules, and talks with a real shop."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.rooms.bot.conftest import ROOMS, Town, opened
from tests.rooms.bot.talks import Case, messages, talks
from tests.support.database import migrated

from yingda.kernel import Lesson, Visitor
from yingda.packs import shop
from yingda.packs.shop.tools import tools
from yingda.rooms.accounts import Accounts
from yingda.rooms.bot import Bot
from yingda.rooms.bot.model import Decision, Topic
from yingda.rooms.bot.model.clauses import CLAUSES, MOST, Part, apart, requests
from yingda.rooms.bot.model.content import chunks
from yingda.rooms.bot.model.context import (
    FORMS,
    KEPT_MS,
    KEPT_TURNS,
    LISTED,
    QUESTION_CHARS,
    completed,
    kept,
    leaning,
    next_topic,
)
from yingda.rooms.bot.model.wish import bare
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.people import People
from yingda.rooms.sense import normalise

SHELVES = ("returns", "invoices", "payment", "delivery")
"""The part of the shop's knowledge that is learned here: all of it takes longer than a test should."""
RIGHT, HEARD = 0.85, 0.9
"""Shares of the talks whose last message must be answered right, and answered right or offered. Measured on these shelves:
tuned .., held out .."""
# rules

LEANS = [
    ("那运费呢", "zh", "fragment"), ("运费呢？", "zh", "fragment"), ("还有音箱呢", "zh", "fragment"), ("换成手表的话", "zh", "fragment"),
    ("它多少钱", "zh", "pronoun"), ("这个能退吗", "zh", "pronoun"), ("那款防水吗", "zh", "pronoun"), ("多久能到", "zh", "short"),
    ("不是，我说的是音箱", "zh", "instead"), ("第二个呢", "zh", "place"), ("那最后一个", "zh", "place"),
    ("and the shipping cost?", "en", "fragment"), ("what about the speaker?", "en", "fragment"), ("how long does it take?", "en", "pronoun"),
    ("and for the second one?", "en", "place"), ("i meant the watch", "en", "instead"),
]  # fmt: skip
STANDS = [
    ("另外问一下，发票怎么开", "zh"), ("对了，学生有优惠吗", "zh"), ("换个话题，怎么注销账户", "zh"), ("好的，知道了", "zh"), ("那个呢", "zh"),
    ("我上周买的耳机到现在都没有收到，请帮我看看到底走到哪里了", "zh"), ("这个月的活动有哪些呀，我想看看优惠", "zh"),
    ("耳机坏了它还能修好吗", "zh"), ("by the way, do you have a shop", "en"), ("is it possible to change the address of my order", "en"),
    ("ok, got it", "en"), ("how long does it take to get a refund", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "kind"), LEANS)
def test_leaning(text: str, language: str, kind: str) -> None:
    assert leaning(text, language).kind == kind


@pytest.mark.parametrize(("text", "language"), STANDS)
def test_standing_alone(text: str, language: str) -> None:
    assert leaning(text, language).kind in ("", "short")


words = st.text(
    st.sampled_from("耳机那呢它怎么退货运费吗，？ 第二个 and what about it the one QH-1"), max_size=60
) | st.text(max_size=40)
languages = st.sampled_from(["zh", "en"])
topics = st.builds(Topic, words, languages, words, st.sampled_from(["", "article:a", "flow:f"]))


@given(words, topics)
def test_any_message_after_any_topic(text: str, topic: Topic) -> None:
    lean = leaning(text, topic.language)
    forms = completed(lean, topic) if lean.kind not in ("", "place") else []
    assert len(forms) <= FORMS
    assert all(form and len(form) <= 2 * QUESTION_CHARS for form in forms)
    if not chunks(topic.question, topic.language):
        assert not forms, "nothing is added where nothing was said"


@given(st.one_of(st.none(), topics), words, languages, st.integers(0, 10**9), st.lists(words, max_size=9))
def test_a_topic_is_bounded_and_forgotten(
    topic: Topic | None, text: str, language: str, at: int, listed: list[str]
) -> None:
    told = {"text": text, "language": language, "at": at, "listed": listed, "waiting": ()}
    after = next_topic(topic, Decision("answer", articles=("a",)), told)
    if after is None:
        return
    assert len(after.question) <= max(QUESTION_CHARS, len(topic.question) if topic else 0)
    assert len(after.listed) <= LISTED
    fresh = replace(after, at=at, age=0)
    assert kept(fresh, at + KEPT_MS) == fresh
    assert kept(fresh, at + KEPT_MS + 1) is None
    assert kept(replace(fresh, age=KEPT_TURNS + 1), at) is None


@given(words | st.lists(words, max_size=12).map("，另外".join), languages)
def test_requests_are_made_of_the_message(text: str, language: str) -> None:
    found = requests(normalise(text).standard, language)
    assert len(found) <= MOST <= CLAUSES
    said = normalise(text).standard.replace(" ", "")
    for request in found:
        for piece in request.text.replace("，", ",").split(","):
            assert bare(piece).replace(" ", "") in said


@pytest.mark.parametrize("case", list(messages()), ids=lambda case: case.said[0])
def test_requests_in_a_message(case: Case) -> None:
    normal = normalise(case.said[0])
    found = tuple(bare(request.text) for request in requests(normal.standard, normal.language))
    assert found == case.means
    assert (len(found) > 1) == (case.part == "several")


def test_parts_that_mean_the_same_are_one_thing() -> None:
    wish, how = Part("我要退货", "flow:return", ("article:how",)), Part("怎么退", "article:how")
    fee = Part("运费谁出", "article:fee", plainly=True, asks=True)
    assert apart([wish, how], "flow:return", sure=True) == []
    assert apart([wish, fee], "article:third", sure=True) == [wish, fee], "set off by more than a comma"
    assert apart([wish, replace(fee, plainly=False)], "article:third", sure=True) == [], "it has an answer as a whole"
    assert apart([wish, replace(fee, label="")], "flow:return", sure=True) == [wish, replace(fee, label="")]
    assert apart([wish, Part("急用")], "flow:return", sure=True) == []


# a shop


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    """The demo shop with some of its knowledge: `await town()` is a new visitor of it."""
    folder = tmp_path_factory.mktemp("shop")
    pack = shop.FOLDER.parent / "migrations"
    async with opened(folder, migrated(folder, *ROOMS, more={"shop": pack})) as house:
        house.teach(Lesson("shop", shop.FOLDER))
        house.tables(*shop.store.TABLES, migrations=pack)
        house.tool(*tools(house.db, house.clock))
        accounts, articles = house.need(Accounts), shop.FOLDER / "articles"
        await accounts.found(
            "小店", "zh-CN", "Asia/Shanghai", "老板", "boss@t.example", "correct horse battery", "town"
        )
        inbox = await accounts.open_inbox(
            "town", name="网站", languages=("zh-CN", "en"), pack="shop", public_key="shopkey0"
        )
        files = [f for f in sorted(articles.rglob("*.md")) if f.parent.name in SHELVES]
        named = [(f.relative_to(articles).as_posix(), f.read_bytes()) for f in files]
        assert not (await house.need(Knowledge).import_files("town", named)).refused
        await shop.load_demo(
            house, "town", shop.FOLDER, house.clock.now(), inbox_key="shopkey0", identity_secret="x" * 32
        )
        assert await house.need(Bot).trained("town")

        async def visitor() -> Town:
            arrived = await house.need(People).arrive(inbox, "", "", "zh-CN", house.clock.now())
            return Town(house, Visitor("town", inbox.id, arrived.contact.id, "zh-CN"))

        yield visitor


def slugs(town: Town, labels: list[str]) -> list[str]:
    """Labels or ids of articles as the names of their files."""
    known = {id: slug for (_, slug, _), id in town.house.need(Knowledge).shelves.slugs.items()}
    return [known.get(label.removeprefix("answer:").removeprefix("article:"), label) for label in labels]


@pytest.mark.asyncio(loop_scope="module")
async def test_talks(town: Any) -> None:
    known = {f.stem for f in (shop.FOLDER / "articles").rglob("*.md") if f.parent.name in SHELVES}
    got: Counter[tuple[str, bool, str]] = Counter()
    wrong = []
    for case in talks():
        if not case.stands and not any(means in known or ":" in means for means in case.means):
            continue
        here = await town()
        for text in case.said:
            await here.say(text)
        turn = await here.turn()
        taken = any(reason.step == "context" and "理解为" in reason.zh for reason in turn.reasons)
        flow = await here.bot.flows.active("town", here.conversation)
        said = [*slugs(here, turn.articles), *([f"flow:{flow.flow}"] if flow else [])]
        offered = slugs(here, [option["id"] for option in turn.offered])
        if case.stands:
            found = "taken" if taken else "right"
        elif turn.decision != "ask" and set(said) & set(case.means):
            found = "right"
        else:
            found = "offered" if set(offered) & set(case.means) else "wrong"
        got[case.part, case.stands, found] += 1
        if found != "right":
            wrong.append((found, " > ".join(case.said), said, offered))
    for part in ("tuned", "held out"):
        leaning, alone = (
            sum(n for (p, s, _), n in got.items() if p == part and s == stands) for stands in (False, True)
        )
        right, offered = got[part, False, "right"], got[part, False, "offered"]
        assert leaning >= 12, "enough talks"
        assert right >= RIGHT * leaning, wrong
        assert right + offered >= HEARD * leaning, wrong
        assert got[part, True, "taken"] == 0, wrong
        assert alone >= 10, "enough that stand alone"


@pytest.mark.asyncio(loop_scope="module")
async def test_what_the_talk_is_about_is_kept_with_the_turn(town: Any) -> None:
    here = await town()
    await here.say("退款多久到账")
    first = (await here.turn()).topic
    assert (first.question, slugs(here, [first.label])) == ("退款多久到账", ["refund-time"])
    await here.say("谢谢")
    assert (await here.turn()).topic == replace(first, age=1)
    await here.say("那退到哪里呢")
    turn = await here.turn()
    assert slugs(here, turn.articles) == ["refund-where"]
    reason = next(reason for reason in turn.reasons if reason.step == "context")
    assert "退款多久到账" in reason.zh
    assert "退款多久到账" in reason.en


@pytest.mark.asyncio(loop_scope="module")
async def test_a_flow_and_a_question_in_one_message(town: Any) -> None:
    here = await town()
    answer, asked = await here.say("我要退货，另外发票怎么开？")
    assert slugs(here, (await here.turn()).articles) == ["get-invoice"]
    assert answer.extra["citations"][0]["title"] == "怎么开发票"
    assert "订单号" in asked.text
    assert "several" in [reason.step for reason in (await here.turn()).reasons]


@pytest.mark.asyncio(loop_scope="module")
async def test_of_two_flows_the_second_waits_for_its_turn(town: Any) -> None:
    here = await town()
    remembered, asked = await here.say("我要退货，顺便查一下我的订单")
    assert "查订单" in remembered.text
    assert "订单号" in asked.text
    said = await here.say("算了")
    assert said[-1].extra["options"] == [{"id": "flow:order_status", "text": "查订单"}]
    await here.say("好的")
    run = await here.bot.flows.active("town", here.conversation)
    assert run.flow == "order_status"
    await here.say("算了")
    assert (await here.turn()).topic.waiting == ()


@pytest.mark.asyncio(loop_scope="module")
async def test_what_nothing_answers_is_said_beside_what_is_answered(town: Any) -> None:
    here = await town()
    (answer,) = await here.say("怎么退货？你们老板叫什么名字？")
    assert "[1]" in answer.text
    assert "你们老板叫什么名字" in answer.text
    assert answer.extra["options"][-1]["id"] == "human"


@pytest.mark.asyncio(loop_scope="module")
async def test_one_of_a_list_by_its_place(town: Any) -> None:
    here = await town()
    (answer,) = await here.say("退款要几天？运费怎么算？")
    assert [c["n"] for c in answer.extra["citations"]] == [1, 2]
    (second,) = await here.say("那第二个呢")
    assert second.extra["citations"][0]["article"] == answer.extra["citations"][1]["article"]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("how to 退款 啊", "how-to-return"), ("想 cancel 订单", "cancel-order"), ("可以开 invoice 吗", "get-invoice"),
        ("退货的 shipping fee 谁出", "return-shipping-cost"), ("能用 credit card 分期吗", "instalments"),
        ("請問退貨怎麼操作", "how-to-return"), ("運費怎麼算", "shipping-fee"), ("tuikuan duo jiu dao zhang", "refund-time"),
        ("yunfei zenme suan", "shipping-fee"), ("zenme kai fapiao", "get-invoice"),
    ],
)  # fmt: skip
async def test_mixed_and_other_scripts(town: Any, text: str, means: str) -> None:
    here = await town()
    await here.say(text)
    turn = await here.turn()
    assert means in slugs(here, [*turn.articles, *(option["id"] for option in turn.offered)])
