"""Facts in a text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.rooms.sense.model import entities

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("QH-118233 到哪了", "order", "QH-118233"),
        ("qh118233", "order", "QH-118233"),
        ("Qh －118233呢", "order", "QH-118233"),
        ("订单号是118233", "order", "QH-118233"),
        ("order number 118233", "order", "QH-118233"),
        ("电话 138 1234 5678", "phone", "13812345678"),
        ("+86-13812345678", "phone", "13812345678"),
        ("Mail me: A.b+c@Example.com please", "email", "a.b+c@example.com"),
        ("付了 1,299.5 元", "money", "1299.50"),
        ("¥899", "money", "899.00"),
        ("明天下午来取", "date", "2026-11-23"),
        ("大后天", "date", "2026-11-25"),
        ("上周五买的", "date", "2026-11-13"),
        ("下周三", "date", "2026-11-25"),
        ("11月3号", "date", "2026-11-03"),
        ("1月2日", "date", "2027-01-02"),
        ("2026-11-01", "date", "2026-11-01"),
        ("the day before yesterday", "date", "2026-11-20"),
    ],
)
def test_found(text, kind, value):
    assert (kind, value) in [(e.kind, e.value) for e in entities(text, SUNDAY)]


@pytest.mark.parametrize("text", ["2026-13-45", "31月40号", "12345678", "第三天没到", "AQH-1182337"])
def test_not_found(text):
    assert [e for e in entities(text, SUNDAY) if e.kind in ("date", "order", "phone")] == []


def test_own_pattern():
    assert [e.value for e in entities("单号 so-12-7788", SUNDAY, [r"SO-\d{2}-\d{4}"]) if e.kind == "order"] == [
        "SO-127788"
    ]


@given(st.text(max_size=200))
def test_places_are_right(text):
    found = entities(text, SUNDAY)
    assert all(text[e.start : e.end] == e.text for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
