"""Flow files as text: what is wrong is told at its line, and writing keeps what did not change."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yingda
from yingda.rooms.flows.model import opened, values, written
from yingda.rooms.flows.model.pattern import TEXT, too_hard

PACKS = Path(yingda.__file__).parent / "packs"
TEXTS = [path.read_text("utf-8") for path in sorted(PACKS.glob("*/content/flows/*.yaml"))]
HEAD = "name: x\ntitle: {zh: 甲, en: A}\n"


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_not_changed_stays_as_it_is(text: str) -> None:
    assert written(values(text), text) == text


@given(st.sampled_from(TEXTS), st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back_alike(text: str, data: st.DataObject) -> None:
    raw = copy.deepcopy(values(text))
    words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
    for _ in range(data.draw(st.integers(1, 4))):
        steps: list[Any] = raw["steps"]
        place = data.draw(st.integers(0, len(steps) - 1))
        match data.draw(st.sampled_from(["say", "move", "drop", "slot", "title", "test"])):
            case "say":
                steps.insert(place, {"id": f"new{len(steps)}", "say": {"zh": data.draw(words), "en": data.draw(words)}})
            case "move":
                steps.insert(0, steps.pop(place))
            case "drop" if len(steps) > 1:
                steps.pop(place)
            case "slot":
                raw["slots"] |= {data.draw(st.sampled_from(["order", "more"])): {"ask": {"zh": data.draw(words)}}}
            case "title":
                raw["title"] = {"zh": data.draw(words), "en": "yes"}
            case "test" if raw["tests"]:
                raw["tests"].pop(data.draw(st.integers(0, len(raw["tests"]) - 1)))
    assert values(written(raw, text)) == raw


def test_comments_of_other_steps_are_kept() -> None:
    text = HEAD + "steps:\n# first\n- id: a\n  say: {zh: 甲, en: A}\n# second\n- {id: b, end: done} # at the end\n"
    raw = values(text)
    raw["steps"][0]["say"]["en"] = "B"
    assert written(raw, text) == text.replace("- id: a\n  say: {zh: 甲, en: A}", "- id: a\n  say: {zh: 甲, en: B}")


@pytest.mark.parametrize(
    ("text", "where", "line"),
    [
        ("a: [", "", 2),
        ("", "", 1),
        ("name: x\nname: y", "", 2),
        ("a: &a [*a]", "", 1),
        ("[" * 2_000, "", 0),
        (HEAD + "steps:\n- id: a\n  end: done\n  colour: red", "steps.a", 6),
        (HEAD + "slots:\n  o:\n    title: {}\n    ask: {}\n    type: foo\nsteps: []", "slots.o", 7),
        (HEAD + "steps:\n- {id: a, goto: b}", "steps.a", 4),
        (HEAD + "steps:\n- {id: a, end: done}\ntests:\n- turns: [{visitor: 3}]", "tests.0", 6),
        ("&a [" + "x, " * 90_000, "", 0),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str, where: str, line: int) -> None:
    found = [one for one in opened(text).problems if not one.hint]
    assert found
    assert found[0].where == where
    assert not line or found[0].line == line
    assert found[0].zh
    assert found[0].en


def test_aliases_do_not_explode() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 8)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "aliases" in opened(bomb).problems[0].en


@pytest.mark.parametrize("hard", ["(a+)+$", "(a|aa)*b", "a*a*b", r"(?:\w+,? ?){1,20}", "(", "x" * 500, r"(\d+)\1\1"])
def test_a_pattern_that_could_take_long_is_refused(hard: str) -> None:
    assert too_hard(hard) is not None


PIECES = st.sampled_from(
    ["a", r"\d", "[ab]", "a?", "a{2,5}", "a+", "(a|b)", "(?:ab)*", "(?:a|aa){1,3}", "b*?", "(?=a)", "a++"]
)


@given(st.lists(PIECES, min_size=1, max_size=5).map("".join), st.sampled_from(["a", "ab", "aab", "1"]))
@settings(max_examples=80, deadline=None)
def test_a_pattern_that_passes_comes_back(pattern: str, text: str) -> None:
    if too_hard(pattern) is None:  # a hard one does not come back, and a test that hangs is ended
        assert len(list(re.finditer(pattern, (text * TEXT)[:TEXT]))) <= 2 * TEXT + 1
