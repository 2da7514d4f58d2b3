# ruff: noqa: E501, DTZ001 - lists of examples
"""Times that people speak of. Cases in data/: `times.txt` the rule was tuned on, `times_held.txt` it was not."""

from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yingda.rooms.sense.model.numerals import value
from yingda.rooms.sense.model.times import times

DATA = Path(__file__).with_name("data")
NOW = datetime(2026, 11, 22, 10, 30)


def cases(name):
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [tuple(part.strip() for part in line.rsplit("|", 1)) for line in lines if line and line[0] != "#"]


def said(text):
    return " & ".join(one.iso for one in times(text, NOW)) or "-"


@pytest.mark.parametrize(("name", "least", "share"), [("times.txt", 600, 0.99), ("times_held.txt", 160, 0.97)])
def test_cases(name, least, share):
    found = cases(name)
    assert len(found) >= least
    wrong = [(text, wanted, said(text)) for text, wanted in found if said(text) != wanted]
    assert 1 - len(wrong) / len(found) >= share, wrong


@pytest.mark.parametrize(
    ("text", "number"),
    [("三", 3), ("十二", 12), ("二十五", 25), ("两千三百", 2300), ("一百零五", 105), ("两万五", 25_000), ("二〇二六", 2026), ("半", 0.5), ("一百五", 150), ("廿三", 23), ("1,299.5", 1299.5), ("三千五", 3500)],
)  # fmt: skip
def test_numbers(text, number):
    assert value(text) == number


@pytest.mark.parametrize("text", ["", "天", "三天", "1.2.3"])
def test_no_numbers(text):
    assert value(text) is None


PIECES = [
    "明天",
    "上周五",
    "下午",
    "三点",
    "半",
    "双十一",
    "前",
    "到",
    "11月3号",
    "2天",
    "内",
    "去年",
    "月底",
    "last",
    "friday",
    "99999年",
    "0号",
    "十一",
]


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=8))
def test_any_text(parts):
    text = "".join(parts)
    found = times(text, NOW)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(one.iso and len(one.day) == 10 for one in found)
