"""Drafts, versions, clashes, and what a search sees of them."""

import asyncio

import pytest
from msgspec.structs import replace
from tests.support.database import fresh

from yingda.kernel import BadInput, Clash, NotFound, SystemClock, TooLarge
from yingda.rooms.knowledge import Content, Knowledge

T = "shop"
RETURNS = Content(
    "退货运费谁承担",
    "质量问题由我们承担**往返运费**；七天无理由退货运费由您承担。\n\n## 运费险\n\n买了运费险的订单，退货后 72 小时内赔付。",
    "退换货",
    ("退货要运费吗", "邮费谁出"),
)
INVOICE = Content("怎么开发票", "下单时勾选「开发票」，电子发票在签收后 24 小时内发到邮箱。", "发票", ("发票在哪开",))


async def put(room: Knowledge, content: Content, **more: str) -> str:
    article = await room.create(T, content, **more)
    return (await room.publish(T, article.id)).id


async def test_a_draft_is_seen_by_nobody_until_it_is_published(knowledge: Knowledge) -> None:
    article = await knowledge.create(T, RETURNS)
    assert article.status == "draft"
    assert knowledge.search(T, "退货运费") == []
    after = await knowledge.publish(T, article.id)
    assert (after.status, after.live) == ("published", 1)
    assert [hit.article for hit in knowledge.search(T, "退货运费")] == [article.id]


async def test_hits_name_the_passage_its_heading_and_the_words(knowledge: Knowledge) -> None:
    id = await put(knowledge, RETURNS)
    await put(knowledge, INVOICE)
    best = knowledge.search(T, "运费险多久赔付")[0]
    assert (best.article, best.version, best.heading) == (id, 1, "运费险")
    assert "72 小时" in best.excerpt
    assert {"运费", "赔付"} <= set(best.words)
    assert 0 < best.share <= 1


async def test_traditional_script_and_other_words_find_it(knowledge: Knowledge) -> None:
    id = await put(knowledge, RETURNS)
    await put(knowledge, INVOICE)
    for asked in ("退貨運費誰出", "邮费", "退货 运费", "質量問題退回去郵費誰承擔"):
        assert knowledge.search(T, asked)[0].article == id, asked
    assert knowledge.search(T, "今天天气") == []


async def test_publishing_again_makes_a_version_and_keeps_the_old_one(knowledge: Knowledge) -> None:
    id = await put(knowledge, INVOICE)
    changed = await knowledge.change(T, id, {"body": "专票请联系客服。"})
    assert changed.status == "changed"
    live = knowledge.article(T, id)
    assert live is not None
    assert "电子发票" in live.content.body
    await knowledge.publish(T, id)
    live = knowledge.article(T, id)
    assert live is not None
    assert (live.version, live.content.body) == (2, "专票请联系客服。")
    assert [v.number for v in await knowledge.versions(T, id)] == [2, 1]
    first = await knowledge.version(T, id, 1)
    assert first is not None
    assert first.content == INVOICE
    again = await knowledge.publish(T, id)
    assert again.live == 2, "nothing new: no version"


async def test_who_saves_an_old_revision_is_told(knowledge: Knowledge) -> None:
    article = await knowledge.create(T, INVOICE)
    await knowledge.change(T, article.id, {"title": "发票"}, revision=article.version)
    with pytest.raises(Clash):
        await knowledge.change(T, article.id, {"title": "开票"}, revision=article.version)
    results = await asyncio.gather(
        *(knowledge.change(T, article.id, {"title": f"标题 {i}"}, revision=2) for i in range(5)), return_exceptions=True
    )
    assert sum(isinstance(r, Clash) for r in results) == 4


async def test_withdrawn_articles_are_gone_and_published_ones_cannot_be_deleted(knowledge: Knowledge) -> None:
    id = await put(knowledge, INVOICE)
    with pytest.raises(BadInput):
        await knowledge.remove(T, id)
    after = await knowledge.withdraw(T, id)
    assert after.status == "draft"
    assert knowledge.search(T, "发票") == []
    assert knowledge.article(T, id) is None
    draft = await knowledge.create(T, RETURNS)
    await knowledge.remove(T, draft.id)
    with pytest.raises(NotFound):
        await knowledge.draft(T, draft.id)
    assert (await knowledge.publish(T, id)).live == 2


async def test_each_sees_what_is_meant_for_him(knowledge: Knowledge) -> None:
    ids = {who: await put(knowledge, replace(INVOICE, audience=who)) for who in ("public", "customers", "internal")}
    for audience, number in (("public", 1), ("customers", 2), ("internal", 3)):
        assert len(knowledge.search(T, "怎么开发票", audience=audience)) == number
    assert knowledge.article(T, ids["internal"], "customers") is None
    assert [a.id for a in knowledge.live(T)] == [ids["public"]]


async def test_languages_are_apart_and_share_a_slug(knowledge: Knowledge) -> None:
    zh = await put(knowledge, INVOICE, slug="invoice")
    english = Content("How to get an invoice", "Tick the box when you order.")
    en = await put(knowledge, english, slug="invoice", language="en")
    with pytest.raises(Clash):
        await knowledge.create(T, INVOICE, slug="invoice")
    for asked, language, id in (("发票怎么开", "zh-TW", zh), ("getting invoices", "en-GB", en)):
        assert knowledge.search(T, asked, language)[0].article == id
    other = knowledge.by_slug(T, "invoice", "en")
    assert other is not None
    assert other.id == en
    assert knowledge.by_slug(T, "invoice", "fr") is None
    assert (zh, "怎么开发票") in [(id, text) for text, id in knowledge.phrasings(T, "zh-CN")]


async def test_businesses_never_see_each_other(knowledge: Knowledge) -> None:
    id = await put(knowledge, INVOICE)
    assert knowledge.search("other", "发票") == []
    assert knowledge.article("other", id) is None
    with pytest.raises(NotFound):
        await knowledge.change("other", id, {"title": "x"})


async def test_answers_are_the_first_paragraph(knowledge: Knowledge) -> None:
    id = await put(knowledge, RETURNS)
    live = knowledge.article(T, id)
    assert live is not None
    assert knowledge.answer_of(live) == "质量问题由我们承担**往返运费**；七天无理由退货运费由您承担。"


async def test_a_restart_and_another_node_know_what_is_live(tmp_path, net) -> None:
    async with fresh(tmp_path, "knowledge") as db:
        here, there = Knowledge(db, net, SystemClock()), Knowledge(db, net, SystemClock())
        await here.start()
        await there.start()
        id = await put(here, INVOICE)
        await there.look()
        assert there.search(T, "发票")[0].article == id
        await here.withdraw(T, id)
        await there.look()
        assert there.search(T, "发票") == []
        await here.publish(T, id)
        after = Knowledge(db, net, SystemClock())
        await after.start()
        assert after.search(T, "发票")[0].version == 2
        for room in (here, there, after):
            await room.stop()


async def test_limits_are_told(knowledge: Knowledge) -> None:
    with pytest.raises(BadInput):
        await knowledge.create(T, Content("  "))
    with pytest.raises(TooLarge):
        await knowledge.create(T, Content("长", "字" * 200_001))
    with pytest.raises(BadInput):
        await knowledge.create(T, Content("谁", audience="everyone"))
    empty = await knowledge.create(T, Content("空"))
    with pytest.raises(BadInput):
        await knowledge.publish(T, empty.id)
