"""Whether a regular expression of a flow's author may run on what visitors write.

A search tries each place of a text of at most 500 characters; at each, an expression has so many ways to match or to fail.
Few ways: it is quick whatever anybody types. Many ways: one message could stop the node, so it is refused.
"""

import re
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

TEXT = 500
WAYS = 10_000
LONGEST = 400


def too_hard(pattern: str) -> tuple[str, str] | None:
    """What is wrong with an expression, in zh and en; None when it is fine."""
    if len(pattern) > LONGEST:
        return f"格式太长，最多 {LONGEST} 个字符", f"the pattern is too long, at most {LONGEST} characters"
    try:
        re.compile(pattern)
        tree = parser.parse(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"格式写错了：{error}", f"the pattern is wrong: {error}"
    if _ways(tree) > WAYS:
        return (
            "格式太复杂，遇到特别的文字会很慢：不要重复里面再套重复，用 {1,20} 代替 * 和 +",
            "the pattern could take very long on some texts: no repetition inside another, {1,20} instead of * and +",
        )
    return None


def _ways(tree: Any) -> int:
    """In how many ways it may be tried at one place, at most."""
    ways = 1
    for op, value in tree:
        ways = min(ways * _one(str(op), value), 10**9)
    return ways


def _one(op: str, value: Any) -> int:
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        return _repeated(int(least), min(int(most), TEXT), _ways(inner))
    if op == "GROUPREF":
        return TEXT
    return sum(_ways(arm) for arm in _arms(op, value)) or 1


def _arms(op: str, value: Any) -> list[Any]:
    """The expressions inside a part, one of which is tried after the other."""
    if op == "BRANCH":
        return list(value[1])
    if op == "GROUPREF_EXISTS":
        return [arm for arm in value[1:] if arm is not None]
    if op in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
        return [value[-1]]
    return [value] if op == "ATOMIC_GROUP" else []


def _repeated(least: int, most: int, inner: int) -> int:
    if inner == 1:
        return max(1, most - least + 1)
    times = WAYS + 1 if most > 8 else min(inner**most, WAYS + 1)
    return int(times) * max(1, most - least + 1)
