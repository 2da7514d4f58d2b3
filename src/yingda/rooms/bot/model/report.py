"""How the bot did: counted from its turns, each number explained in the guide."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from msgspec import Struct, json

TOP, SERIES = 40, 12
LABELLED = ("answer", "ask", "flow", "handover")


class Day(Struct, frozen=True):
    """Talks that the bot had on a day of the business, and how many of them it handed over that day."""

    day: str
    talks: int
    handed: int


class Report(Struct, frozen=True):
    """`talks` the bot took part in; `handed` over to a person (containment is the rest); `turns` it took; how it decided;
    why it handed over; for each intent how often it came first and how often it was answered at once. `series`: for the
    intents that came most, how often on each day of `by_day`."""

    days: int
    talks: int
    handed: int
    turns: int
    by_day: list[Day]
    decisions: dict[str, int]
    reasons: dict[str, int]
    intents: list[tuple[str, int, int]]
    series: dict[str, list[int]] = {}


def report(rows: Iterable[Sequence[Any]], now: int, days: int, zone: tzinfo) -> Report:
    """Of (conversation, at, decision, leave, intents) rows; `leave` and `intents` as JSON texts."""
    decisions: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    dated: Counter[tuple[str, str]] = Counter()
    talks: set[str] = set()
    handed: set[str] = set()
    by_day: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for talk, at, decision, leave, intents in rows:
        if decision == "silent":
            continue
        decisions[decision] += 1
        talks.add(talk)
        day = by_day[_day(at, zone)]
        day[0].add(talk)
        if leave:
            reasons[json.decode(leave).get("reason", "")] += 1
            handed.add(talk)
            day[1].add(talk)
        best = next(iter(json.decode(intents or "[]")), None) if decision in LABELLED else None
        if best:
            asked[best["label"]] += 1
            dated[best["label"], _day(at, zone)] += 1
            answered[best["label"]] += decision in ("answer", "flow")
    first = datetime.fromtimestamp(now / 1000, zone)
    names = [(first - timedelta(days=back)).strftime("%Y-%m-%d") for back in range(days - 1, -1, -1)]
    lines = [Day(name, *map(len, by_day.get(name, (set(), set())))) for name in names]
    top = [(label, n, answered[label]) for label, n in asked.most_common(TOP)]
    return Report(
        days, len(talks), len(handed), decisions.total(), lines, dict(decisions), dict(reasons), top,
        {label: [dated[label, name] for name in names] for label, _, _ in top[:SERIES]},
    )  # fmt: skip


def _day(at: int, zone: tzinfo) -> str:
    return datetime.fromtimestamp(at / 1000, zone).strftime("%Y-%m-%d")
