"""The splitting rule: whatever stands in a text is found by any part of it, and highlights lie where it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.kernel import clean
from yingda.rooms.search.model import fits, fold, parts, terms, wanted
from yingda.rooms.search.model.show import spans

HAN = st.one_of(st.characters(min_codepoint=a, max_codepoint=b) for a, b in ((0x3400, 0x9FFF), (0x20000, 0x2FFFF)))
WORDS = st.sampled_from(["退货", "訂單", "iPhone", "refund", "QH-2025", "ＡＢ１２", "139-1234 8000", *"， \n🎧éﬁ"])
TEXT = st.lists(HAN | WORDS | st.characters(codec="utf-8"), max_size=30).map("".join).map(clean)


def finds(query, text):
    asked = wanted(query)
    return bool(asked.terms) and asked.terms <= terms(text) and fits(text, asked.words)


@given(TEXT)
def test_any_two_neighbouring_characters_are_found(text):
    for a, b in pairwise(text):
        if all(0x3400 <= ord(c) <= 0x9FFF or 0x20000 <= ord(c) <= 0x2FFFF for c in (a, b)):
            assert finds(a + b, text)
            assert finds(a, text)


@given(TEXT, st.data())
def test_any_piece_of_chinese_is_found(text, data):
    han = [i for i, c in enumerate(text) if 0x3400 <= ord(c) <= 0x9FFF]
    if not han:
        return
    start = end = data.draw(st.sampled_from(han))
    while end + 1 < len(text) and 0x3400 <= ord(text[end + 1]) <= 0x9FFF:
        end += 1
    assert finds(text[start : end + 1][:60], text)


@given(st.from_regex(r"[A-Za-z0-9]{3,30}", fullmatch=True), st.data())
def test_any_three_letters_or_digits_of_a_code_are_found(code, data):
    start = data.draw(st.integers(0, len(code) - 3))
    end = data.draw(st.integers(start + 3, len(code)))
    text = f"看看 {code}，谢谢"
    assert finds(code[start:end], text)
    assert finds(code[:2], text)
    assert finds(code.upper(), text)
    assert finds("".join(chr(ord(c) + 0xFEE0) for c in code), text), "full width"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("退貨", "我想退货"), ("退货", "我想退貨"), ("Refund", "no REFUNDS"), ("15", "iPhone15 Pro"),
        ("0613", "QH20250613001"),
        ("13912348000", "电话 139-1234 8000"), ("139-1234-8000", "电话 13912348000"), ("1234 8000", "139 1234 8000"),
        ("退货 refund", "refund 退货"), ("“退货”？", "退货政策"), ("QH-118", "订单 QH-118233"), ("がな", "ひらがな"),
        ("고객", "고객센터"),
        ("发票、抬头", "改发票、抬头行吗"), ("ok", "OK 好的"), ("½", "买 1/2 不行，½ 可以"),
    ],
)  # fmt: skip
def test_found(query, text):
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("退货", "退了货"),
        ("货退", "退货"),
        ("refund", "re fund"),
        ("123", "12 3"),
        ("退货 发票", "退货"),
        ("ne", "iPhone"),
    ],
)
def test_not_found(query, text):
    assert not finds(query, text)


@pytest.mark.parametrize("nothing", ["", "  ", "，。！", "🎧", "--", "\u200b"])
def test_nothing_to_look_for(nothing):
    assert wanted(nothing).terms == frozenset()


@given(TEXT, st.lists(TEXT, max_size=3))
def test_parts_are_the_text_and_hits_are_hits(text, queries):
    words = tuple(word for query in queries for word in wanted(query).words)
    shown = parts(text, words)
    assert len(shown) % 2 == 1
    for start, end in spans(text, words):
        assert 0 <= start < end <= len(text)
    whole = "".join(shown).strip("…")
    assert " ".join(whole.split()) in " ".join(text.split())


@given(TEXT)
def test_a_hit_is_marked_where_it_stands(text):
    for word in wanted(text).words[:3]:
        if fits(text, (word,)) and not word.isdigit():
            start, end = spans(text, (word,))[0]
            assert word[0] in fold(text[start])
            assert word[-1] in fold(text[end - 1])
