"""The bot's report counts what its turns say, and nothing twice."""

import json
from datetime import UTC

from yingda.rooms.bot.model.report import Day, report

DAY = 86_400_000
NOW = 100 * DAY + 5


def turn(talk: str, at: int, decision: str, label: str = "", left: str = "") -> tuple[str, int, str, str | None, str]:
    intents = json.dumps([{"label": label, "title": "", "score": 0.9}] if label else [])
    return talk, at, decision, json.dumps({"reason": left}) if left else None, intents


def test_report() -> None:
    found = report(
        [
            turn("a", NOW, "handover", "article:1", "asked"),
            turn("a", NOW - 1, "answer", "article:1"),
            turn("b", NOW - DAY, "ask", "article:2"),
            turn("b", NOW - DAY, "smalltalk", "intent:hi"),
            turn("c", NOW - DAY, "silent", "article:1"),
        ],
        NOW, 3, UTC,
    )  # fmt: skip
    assert (found.talks, found.handed, found.turns) == (2, 1, 4)
    assert found.decisions == {"handover": 1, "answer": 1, "ask": 1, "smalltalk": 1}
    assert found.reasons == {"asked": 1}
    assert found.intents == [("article:1", 2, 1), ("article:2", 1, 0)]
    assert found.by_day == [Day("1970-04-09", 0, 0), Day("1970-04-10", 1, 0), Day("1970-04-11", 1, 1)]


def test_nothing() -> None:
    assert report([], NOW, 7, UTC).talks == 0
