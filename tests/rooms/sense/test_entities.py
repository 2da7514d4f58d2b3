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
        ("双十一前下的单", "date", "2026-11-11"),
        ("下午三点", "time", "2026-11-22T15:00"),
        ("身份证110101199003071233，请核实", "id", "110101199003071233"),
        ("卡号6222 0212 3456 7894 没到账", "card", "6222021234567894"),
        ("寄到浙江省杭州市西湖区文三路90号", "address", "浙江-杭州市-西湖区"),
        ("北京市朝阳区建国路8号", "address", "北京-朝阳区"),
    ],
)
def test_found(text, kind, value):
    assert (kind, value) in [(e.kind, e.value) for e in entities(text, SUNDAY)]


@pytest.mark.parametrize(
    "text", ["2026-13-45", "31月40号", "12345678", "第三天没到", "AQH-1182337", "号码110101199003071234"]
)
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


def test_times_say_all():
    (found,) = entities("明天下午两点到四点来取", SUNDAY)
    assert (found.value, found.iso) == ("2026-11-23", "2026-11-23T14:00/2026-11-23T16:00")


def test_products_by_alias_and_with_a_slip():
    names = {"清和降噪耳机Pro": "QH-Pro", "耳机pro": "QH-Pro", "旅行充电器": "QH-Charger"}

    def products(text):
        return [e.value for e in entities(text, SUNDAY, products=names) if e.kind == "product"]

    assert products("耳机Pro怎么退") == ["QH-Pro"]
    assert products("旅行充点器坏了") == ["QH-Charger"]
    assert products("旅行箱坏了") == []
