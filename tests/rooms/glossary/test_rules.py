"""The rules of the glossary: what is found, what is put in its place, what may be kept."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yingda.kernel import BadInput, YingdaError
from yingda.rooms.glossary import ALIAS, FORBIDDEN, PREFERRED, Words
from yingda.rooms.glossary.model import Draft, checked, fold, read, written
from yingda.rooms.glossary.model.term import chained, kept

RULES = Words(
    [("小蜜", "青禾蓝牙耳机"), ("air", "Qinghe Air 2"), ("耳机", "青禾蓝牙耳机")],
    [
        (FORBIDDEN, "最好", "", ("最好在", "最好能")), (FORBIDDEN, "绝对", "一般", ()), (FORBIDDEN, "cheap", "", ()),
        (PREFERRED, "退钱", "退款", ()),
    ],
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("小蜜怎么充电", "青禾蓝牙耳机怎么充电"),
        ("青禾蓝牙耳机怎么充电", "青禾蓝牙耳机怎么充电"),
        ("耳机和小蜜一样吗", "青禾蓝牙耳机和青禾蓝牙耳机一样吗"),
        ("how do I pair my AIR?", "how do I pair my Qinghe Air 2?"),
        ("the chair is hairy", "the chair is hairy"),
        ("ＡＩＲ 和 小密", "Qinghe Air 2 和 小密"),
        ("", ""),
    ],
)
def test_names_are_read_as_what_they_stand_for(text: str, meant: str) -> None:
    assert RULES.expand(text) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("这是最好的选择", ["最好"]),
        ("最好在周五前寄出", []),
        ("您最好能提供照片，这款最好", ["最好"]),
        ("絕對沒問題", ["绝对"]),
        ("最\u200b好", ["最好"]),
        ("CHEAP and cheaper", ["cheap"]),
        ("帮您退钱", ["退钱"]),
        ("好最", []),
    ],
)
def test_what_should_not_be_said_is_found(text: str, words: list[str]) -> None:
    hits = RULES.found(text)
    assert [hit.word for hit in hits] == words
    assert all(fold(text[hit.start : hit.end]) == fold(hit.word) for hit in hits)


def test_preferred_wording_takes_its_place() -> None:
    text, replaced, left = RULES.mended("绝对可以退钱，这是最好的")
    assert text == "一般可以退款，这是最好的"
    assert [h.word for h in replaced] == ["绝对", "退钱"]
    assert [h.word for h in left] == ["最好"]


def test_a_forbidden_word_goes_before_a_preferred_one() -> None:
    both = Words((), [(PREFERRED, "便宜", "实惠", ()), (FORBIDDEN, "便宜", "", ())])
    assert [h.kind for h in both.found("真便宜")] == [FORBIDDEN]


@given(st.text(max_size=80))
@example("İ最好ﬁ绝对")
def test_after_mending_only_what_has_no_other_wording_is_left(text: str) -> None:
    mended, _, _ = RULES.mended(text)
    assert all(not hit.instead for hit in RULES.found(mended) if hit.start < len(text)) or mended == text
    for hit in RULES.found(text):
        assert 0 <= hit.start < hit.end <= len(text)


@given(st.text(alphabet="abc最好绝对 ", max_size=40))
def test_a_text_without_any_word_is_left_alone(text: str) -> None:
    if not any(word in fold(text) for word in ("小蜜", "耳机", "air")):
        assert RULES.expand(text) == text
    if not RULES.found(text):
        assert RULES.mended(text) == (text, [], [])


drafts = st.builds(
    Draft,
    st.sampled_from((ALIAS, FORBIDDEN, PREFERRED)),
    st.text(max_size=50), st.text(max_size=50), st.lists(st.text(max_size=9), max_size=3).map(tuple),
    st.sampled_from(("", "zh", "en", "fr")), st.text(max_size=30),
)  # fmt: skip


@given(drafts)
@example(Draft(FORBIDDEN, "=cmd", "-1", ("=cmd|x",)))
def test_what_is_checked_comes_back_from_a_table(draft: Draft) -> None:
    try:
        good = checked(draft)
    except YingdaError:
        return
    assert checked(good) == good
    if any("|" in one for one in good.unless):
        return
    taken, wrong = read(written([good]))
    assert (taken, wrong) == ([good], [])


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft("joke", "a", "b"), "no_kind"),
        (Draft(ALIAS, "小蜜", ""), "empty"),
        (Draft(ALIAS, "小蜜", "小蜜"), "same_word"),
        (Draft(FORBIDDEN, "最好", "最好的"), "still_there"),
        (Draft(PREFERRED, "退钱"), "empty"),
        (Draft(FORBIDDEN, "最好", "", ("不好",)), "bad_unless"),
        (Draft(ALIAS, "x", "y", language="fr"), "no_language"),
    ],
)
def test_what_is_wrong_is_named(draft: Draft, code: str) -> None:
    with pytest.raises(BadInput) as found:
        checked(draft)
    assert found.value.code == code


def test_each_name_means_what_stands_beside_it() -> None:
    held = [kept("t", "1", Draft(ALIAS, "小蜜", "蓝牙耳机"), "me", 1), kept("t", "2", Draft(FORBIDDEN, "最"), "me", 1)]
    for draft in (Draft(ALIAS, "蜜蜜", "小蜜"), Draft(ALIAS, "蓝牙耳机", "头戴"), Draft(FORBIDDEN, "顶级", "最佳")):
        with pytest.raises(BadInput):
            chained(draft, held)
    chained(Draft(ALIAS, "小蜜", "头戴耳机"), held)


def test_a_table_says_which_lines_it_cannot_take() -> None:
    text = "类型,词,含义,例外\n别名,小蜜,青禾蓝牙耳机,\n禁用,最好,,最好在|最好能\n乱写,a,b,\n推荐,退钱,,\n"
    taken, wrong = read(text)
    assert taken == [Draft(ALIAS, "小蜜", "青禾蓝牙耳机"), Draft(FORBIDDEN, "最好", "", ("最好在", "最好能"))]
    assert [line for line, _, _ in wrong] == [4, 5]
    with pytest.raises(BadInput):
        read("a,b\n1,2\n")
