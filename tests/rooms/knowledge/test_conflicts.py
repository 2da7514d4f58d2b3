"""Sources that disagree: which sentences are told apart, and that an editor sees, lets stand, or mends them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.kernel import SystemClock
from yingda.rooms.knowledge import Content, Knowledge
from yingda.rooms.knowledge.model.conflict import alike, differs, said
from yingda.rooms.knowledge.service import Conflicts


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("签收后 7 天内可以无理由退货。", "签收后十五天内可以无理由退货。", "figures"),
        ("定制商品可以退货。", "定制商品不可以退货。", "yesno"),
        ("活动报名截止到 6 月 1 日为止。", "活动报名截止到 6 月 18 日为止。", "figures"),
        ("You can return it within 7 days of delivery.", "You can return it within 30 days of delivery.", "figures"),
        ("Opened headphones can be returned to us.", "Opened headphones cannot be returned to us.", "yesno"),
        ("签收后 7 天内可以无理由退货。", "签收后七天内可以无理由退货。", ""),
        ("耳机保修 1 年，从签收算起。", "充电器满两年可以换电池。", ""),
        ("今天天气很好呀，适合出门走走。", "签收后 7 天内可以无理由退货。", ""),
    ],
)
def test_what_disagrees(one: str, other: str, kind: str) -> None:
    found = differs(said(one), said(other))
    assert (found[0] if found else "") == kind
    back = differs(said(other), said(one))
    assert (back[0] if back else "") == kind


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared_and_none_disagrees_with_itself(one: str, other: str) -> None:
    a, b = said(one), said(other)
    assert 0 <= alike(a, b) <= 1
    assert alike(a, b) == alike(b, a)
    assert differs(a, a) is None


async def publish(knowledge: Knowledge, title: str, body: str) -> str:
    """An article, live."""
    article = await knowledge.create("t", Content(title, body))
    return (await knowledge.publish("t", article.id)).id


async def test_an_editor_sees_them_and_lets_them_stand(knowledge: Knowledge) -> None:
    disagree = Conflicts(knowledge.db, SystemClock(), knowledge.shelves)
    assert await disagree.listed("t") == []
    first = await publish(knowledge, "退货时间有多久", "签收后 7 天内可以无理由退货。运费由买家承担。")
    second = await publish(knowledge, "退货的时间限制", "签收后 15 天内可以无理由退货。请保持包装完好。")
    await publish(knowledge, "发票怎么开", "签收后 24 小时内发到您的邮箱。")
    (one,) = await disagree.listed("t")
    assert (set(one.articles), {one.one, one.other}, one.kind) == ({first, second}, {"7", "15"}, "figures")
    await disagree.ignore("t", "me", one.mark)
    await disagree.ignore("t", "me", one.mark)
    assert await disagree.listed("t") == []
    change: dict[str, Any] = {"body": "签收后 30 天内可以无理由退货。请保持包装完好。"}
    await knowledge.change("t", second, change)
    await knowledge.publish("t", second)
    (again,) = await disagree.listed("t")
    assert {again.one, again.other} == {"7", "30"}
    await knowledge.withdraw("t", second)
    assert await disagree.listed("t") == []
