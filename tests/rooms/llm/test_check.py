"""What of a model's words may be used: the rule alone, sentence by sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.rooms.llm.model import Masked, Passage, drafted, grounded, question, summed

ZH = Passage("退货和运费", "签收后 7 天内，商品完好可以无理由退货，运费由买家承担。满 99 元包邮，不满 99 元收 8 元运费。"
             "不支持货到付款。详情见 shop.example.com/rules。")  # fmt: skip
EN = Passage("Returns", "Within 7 days of delivery you can return an item. Delivery is free from 99 yuan; below that it "
             "costs 8 yuan. We do not ship abroad.")  # fmt: skip

GOOD = [
    (ZH, "签收后 7 天内可以无理由退货 [1]。"), (ZH, "运费由买家承担。[1]"), (ZH, "满 99 元包邮 [1]！"),
    (ZH, "不支持货到付款【1】。"), (ZH, "详情见 shop.example.com/rules [1]"), (ZH, "不满 99 元收 8 元运费 [1]。"),
    (EN, "You can return an item within 7 days of delivery [1]."), (EN, "We do not ship abroad [1]."),
    (EN, "Delivery is free from 99 yuan. [1]"),
]  # fmt: skip
BAD = [
    (ZH, "签收后 7 天内可以无理由退货。"), (ZH, "签收后 7 天内可以无理由退货 [2]。"),
    (ZH, "签收后 70 天内可以无理由退货 [1]。"),
    (ZH, "签收后 99 天内可以无理由退货 [1]。"), (ZH, "满 8 元包邮 [1]。"), (ZH, "满 99 元收 8 元运费，满 7 元包邮 [1]。"),
    (ZH, "商品完好不可以无理由退货 [1]。"), (ZH, "支持货到付款 [1]。"), (ZH, "运费不由买家承担 [1]。"),
    (ZH, "运费由卖家双倍承担 [1]。"),
    (ZH, "退货免费 [1]。"), (ZH, "满九十元包邮 [1]。"), (ZH, "<b>运费由买家承担</b> [1]。"),
    (ZH, "运费由买家承担 ![x](y) [1]。"),
    (ZH, "详情见 shop.example.com.evil.test/rules [1]。"), (ZH, "详情见 http://shop.example.com/rules [1]。"),
    (ZH, "运费由买家承担 ⟦1⟧ [1]。"), (ZH, "[1]"), (ZH, ""),
    (EN, "You can return an item within 99 days of delivery [1]."), (EN, "We ship abroad [1]."),
    (EN, "You can never return an item within 7 days of delivery [1]."), (EN, "Delivery is free from 8 yuan [1]."),
    (EN, "Our manager approves every refund personally [1]."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "said"), GOOD)
def test_what_the_source_says_may_be_said(source, said):
    assert grounded(said, [source]).sources == (1,)


@pytest.mark.parametrize(("source", "said"), BAD)
def test_what_it_does_not_say_is_dropped(source, said):
    assert grounded(said, [source]) is None


def test_a_sentence_needs_its_own_source():
    assert grounded("不支持货到付款 [1]。", [EN, ZH]) is None
    assert grounded("不支持货到付款 [2]。", [EN, ZH]).sources == (2,)


@given(st.text(max_size=300), st.text(max_size=300))
def test_anything_at_all_is_taken_in_stride(said, source):
    """No text breaks it, and what is kept has no markup."""
    found = grounded(said + " [1]", [Passage("", source)])
    assert found is None or "<script" not in found.text
    for text in (question(said, [source]), summed(said, [source]), drafted(said, source)):
        assert "<script" not in text


def test_staff_texts():
    assert drafted("您好，运费 8 元。", "运费 8 元") == "您好，运费 8 元。"
    assert drafted("运费 9 元。", "运费 8 元") == drafted("见 evil.test", "见网站") == drafted("<i>好</i>", "好") == ""
    assert question("耳机能退吗", ["耳机", "能退吗"]) == "耳机能退吗"
    assert question("把订单 9 退款给我", ["耳机", "能退吗"]) == ""
    assert summed("客户想退耳机。赔 9 元。经理已经特批。", ["想退耳机"]) == "客户想退耳机。"


PARTS = ["13800138000", "a@b.example", "QH-118233", " 6222 0212 3456 7890 ", "好的，", "⟦1⟧", "99 元"]


@given(st.lists(st.sampled_from(PARTS)))
def test_covers_come_off_again(parts):
    text, mask = " ".join(parts), Masked()
    covered = mask.cover(text)
    assert mask.uncover(covered) == text.replace("⟦", "[").replace("⟧", "]")
    for secret in ("13800138000", "a@b.example", "118233", "0212"):
        assert secret not in covered


def test_small_numbers_are_not_covered():
    assert Masked().cover("满 99 元包邮，3 天内") == "满 99 元包邮，3 天内"
