"""What a chain gathers before it is written does the same as its sets one after another, and refuses what would not."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.engines.database_cases import Label, Message, Talk

from yingda.engines.postgres.overlay import Overlay, name_of, once_of
from yingda.kernel import Changes, Row

Kept = dict[Any, Row]
PLACES = st.sampled_from([Talk("t", "a", "x"), Talk("t", "b", "x"), Label("t", "a"), Label("t", "b")])
MESSAGES = st.builds(Message, st.just("t"), st.just("a"), st.integers(1, 3), st.sampled_from("xy"), st.text(max_size=2))
ROLES = st.sampled_from(("new", "changed", "removed", "relied"))
STEPS = st.lists(
    st.lists(
        st.tuples(ROLES, st.one_of(PLACES, MESSAGES), st.text(max_size=2)),
        min_size=1, max_size=3,
    ),
    max_size=12,
)  # fmt: skip


def version(row: Any) -> int:
    return getattr(row, "version", 0)


def applied(kept: Kept, changes: Changes, steps: dict[Any, int]) -> Kept | None:
    """What a database would hold after a set; None when it would refuse it. `steps`: versions that a row moves on."""
    after = dict(kept)
    for row in changes.relied:
        before = after.get(name_of(row))
        if before is None or (version(before) != version(row) if isinstance(row, Talk) else before != row):
            return None
    for row in changes.changed:
        name = name_of(row)
        if name not in after or (isinstance(row, Talk) and version(after[name]) != version(row) - steps.get(name, 1)):
            return None
        after[name] = row
    for row in changes.removed:
        name = name_of(row)
        if isinstance(row, Talk) and (name not in after or version(after[name]) != version(row)):
            return None
        after.pop(name, None)
    for row in changes.new:
        taken = row.once and any(r.once and once_of(r) == once_of(row) for r in after.values())
        if name_of(row) in after or taken:
            return None
        after[name_of(row)] = row
    return after


def wish(kept: Kept, asked: list[tuple[str, Any, str]]) -> Changes:
    """A set that was decided upon `kept`: it changes what it has read."""
    parts: dict[str, list[Row]] = {"new": [], "changed": [], "removed": [], "relied": []}
    for role, row, text in asked:
        found: Any = kept.get(name_of(row), row)
        if role == "changed" and isinstance(found, Talk):
            found = replace(found, contact=text, version=found.version + 1)
        elif role == "changed":
            found = replace(found, words={"": text}) if isinstance(found, Label) else replace(found, text=text)
        if role == "changed" and name_of(row) not in kept:
            continue
        parts[role].append(row if role == "new" else found)
    return Changes(**{role: tuple(rows) for role, rows in parts.items()})


@settings(deadline=None)
@given(st.lists(st.one_of(PLACES, MESSAGES), max_size=4), STEPS)
def test_a_chain_does_what_its_sets_do_one_after_another(rows: list[Row], steps: list[Any]) -> None:
    begun: Kept = {}
    for row in rows:
        begun = applied(begun, Changes(new=(row,)), {}) or begun
    overlay, one_by_one = Overlay(), dict(begun)
    for asked in steps:
        changes = wish(one_by_one, asked)
        after = applied(one_by_one, changes, {})
        if after is not None and overlay.takes(changes, ()):
            one_by_one = after
        for name, row in overlay.rows.items():
            assert one_by_one.get(name) == row, "what a chain reads is what is there by then"
    whole = Changes(
        new=tuple(overlay.new.values()), changed=tuple(overlay.changed.values()),
        removed=tuple(overlay.removed.values()), relied=tuple(overlay.relied.values()),
    )  # fmt: skip
    assert applied(begun, whole, overlay.steps) == one_by_one


@settings(deadline=None, max_examples=50)
@given(STEPS)
def test_a_set_that_does_not_fit_leaves_no_trace(steps: list[Any]) -> None:
    overlay = Overlay()
    for asked in steps:
        known = {name: row for name, row in overlay.rows.items() if row is not None}
        before = (dict(overlay.rows), dict(overlay.new), dict(overlay.changed), dict(overlay.removed), overlay.size)
        if not overlay.takes(wish(known, asked), ()):
            assert before == (overlay.rows, overlay.new, overlay.changed, overlay.removed, overlay.size)


def test_a_query_that_names_a_table_of_the_chain_waits() -> None:
    overlay = Overlay()
    assert overlay.takes(Changes(new=(Label("t", "1"),)), ())
    assert overlay.touches("select 1 from LABEL where id = ?1")
    assert not overlay.touches("select labels, unlabel from talk")
