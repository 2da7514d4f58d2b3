"""A talk as the rules of learning see it."""

from collections.abc import Sequence

from yingda.rooms.bot import BotTurn
from yingda.rooms.conversations import Entry

from ..model import Line, Turn

UNKNOWN = ("unknown", "foreign")
"""Reasons of the bot that mean: nothing it knows answers this."""


def turns_of(turns: Sequence[BotTurn], entries: Sequence[Entry]) -> list[Turn]:
    """The bot's decisions, with what the visitor wrote as he wrote it."""
    typed = {entry.seq: entry.text for entry in entries}
    return [
        Turn(
            turn.seq, typed.get(turn.seq, turn.text).strip(), turn.language, tuple(turn.articles),
            turn.leave.reason if turn.leave else "", answered=turn.decision == "answer",
            unknown=any(reason.step in UNKNOWN for reason in turn.reasons),
        )
        for turn in turns
    ]  # fmt: skip


def lines_of(entries: Sequence[Entry]) -> list[Line]:
    """What was said and pressed; what staff told each other teaches nothing."""
    return [
        Line(e.seq, e.sender, e.text if e.kind == "text" else "", str(e.extra.get("option", "")), e.cause)
        for e in entries
        if not e.for_staff
    ]
