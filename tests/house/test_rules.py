"""The house rules hold in our tree."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.house import rules, tree
from tests.house.exceptions import INNER_IMPORTS

RULES = [
    rules.sizes,
    rules.doors,
    rules.kernel_alone,
    rules.wall,
    rules.shape,
    rules.room_imports,
    rules.cycles,
    rules.pure,
    rules.sql,
    rules.future_annotations,
    rules.untold_events,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: Callable[[Path], Iterator[str]]) -> None:
    broken = list(rule(tree.SRC))
    assert not broken, "\n".join(broken)


def test_inner_imports_are_listed() -> None:
    """Imports inside functions hide cycles and cost time later; each needs a reason."""
    allowed = {(file, function, m) for (file, function), (names, _) in INNER_IMPORTS.items() for m in names}
    found = set(rules.inner_imports(tree.SRC))
    assert not found - allowed, f"imports inside functions: {sorted(found - allowed)}"
    assert not allowed - found, f"no longer there, take it off the list: {sorted(allowed - found)}"
