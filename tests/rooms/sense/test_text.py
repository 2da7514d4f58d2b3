"""Normalising: what is learned and what is asked meet in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.rooms.sense.model.text import LONGEST, language_of, normalise, standard


@pytest.mark.parametrize(
    ("raw", "standard_form"),
    [
        ("請問怎麼退貨？", "请问怎么退货?"),
        ("ＱＨ－１２３", "qh-123"),
        ("几耐先退到钱", "多久先退到钱"),
        ("我嘅货去到边度啊", "我的货去到哪里啊"),
        ("咋整啊", "怎么办啊"),
        ("👍👍", "很好很好"),
        ("Where IS my order", "where is my order"),
    ],
)
def test_forms(raw, standard_form):
    assert normalise(raw).standard == standard_form


@pytest.mark.parametrize("word", ["联系客服", "系统", "三点到", "充电点", "没关系"])
def test_dialect_leaves_standard_words_alone(word):
    assert standard(word) == word


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("退货怎么弄", "en", "zh"),
        ("新款 iPhone 15 Pro 怎么退", "", "zh"),
        ("how do I return this", "zh-CN", "en"),
        ("12345", "en", "en"),
        ("???", "", "zh"),
        ("QH-118233", "zh-CN", "zh"),
        ("ok", "zh-CN", "zh"),
        ("ok", "en", "en"),
    ],
)
def test_language(text, hint, language):
    assert language_of(text, hint) == language


@given(st.text(max_size=2_000))
def test_any_text_has_a_form(raw):
    normal = normalise(raw)
    assert normal.language in ("zh", "en")
    assert normal.raw == raw if len(raw) <= LONGEST else len(normal.raw) <= LONGEST + 1
    assert normal.text == normal.text.strip()


@given(st.text(alphabet="退货怎么弄快递到哪了abc 123?!", max_size=60))
def test_normal_text_stays_as_it_is(raw):
    once = normalise(raw)
    assert normalise(once.standard, once.language).standard == once.standard
