"""From a decision to the words that are posted. Pure: sources and texts in, `Say` out."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from yingda.kernel import cut

from . import wording
from .decide import ALARM, ANSWER, ASK, CHAT
from .rows import Say
from .view import Decision, View
from .wish import HUMAN, NONE

OPTION_CHARS = 40
MILD = 0.4
QUOTABLE = re.compile(r"[\w ,，、'’-]{2,40}[?？]?")
Named = Callable[[str], str]
"""The words of a payload for a quick reply, empty when it can no longer be offered."""


class Source(Struct, frozen=True):
    """Where an answer stands. `paragraph` is what is said, `heading` and `excerpt` what its citation shows."""

    article: str
    version: int
    title: str
    heading: str
    excerpt: str
    paragraph: str
    url: str


class Told(Struct, frozen=True):
    """What a decision is worded with. `risk` is the fixed answer to a risk, `talk` a reply to small talk, `turn` varies
    the wording, `felt` whether the turn before answered to the same feeling, `closed` when people are there again (empty:
    now)."""

    sources: Sequence[Source] = ()
    risk: str = ""
    talk: str = ""
    turn: int = 0
    felt: bool = False
    closed: str = ""


def compose(decision: Decision, view: View, told: Told, named: Named) -> list[Say]:
    """The messages of a decision, in order; options are quick replies of the last one."""
    language, turn = view.language, told.turn
    if decision.kind == ALARM:
        return [Say(told.risk)]
    feeling = "" if told.felt else wording.empathy(view.emotion, view.intensity, language, turn, view.felt_from)
    if decision.kind == ANSWER:
        say = answer(decision, view, told, named)
    elif decision.leave:
        say = Say(
            wording.filled("night", language, when=told.closed)
            if told.closed
            else wording.leaving(decision.leave, language, turn)
        )
    elif decision.kind == CHAT:
        say = Say(told.talk or wording.said(decision.note or "signal_affirm", language, turn))
        feeling = ""
    elif decision.kind == ASK:
        say = asking(decision, language, turn, named)
    else:
        return []
    return [wording.with_feeling(say, feeling, language)]


def answer(decision: Decision, view: View, told: Told, named: Named) -> Say:
    """An answer with its sources, and what can be done about it at once. Someone mildly angry, or who got the same answer
    before, is offered a person."""
    language = view.language
    text = wording.cited([s.paragraph for s in told.sources], language)
    extra: dict[str, Any] = {"citations": [citation(n, s) for n, s in enumerate(told.sources, 1)], "feedback": True}
    if decision.note == "again":
        text = f"{text}\n\n{wording.said('again', language, told.turn)}"
    if decision.open:
        text = f"{text}\n\n{unanswered(decision.open, language)}"
        extra["options"] = [wording.button(HUMAN, language)]
    elif decision.note in ("again", "more") or (view.emotion == "angry" and view.intensity >= MILD):
        extra["options"] = [wording.button(HUMAN, language)]
    elif doable := [{"id": id, "text": cut(named(id), OPTION_CHARS)} for id in decision.options if named(id)]:
        extra["options"] = doable
    return Say(text, "text", extra)


def unanswered(asked: Sequence[str], language: str) -> str:
    """That a part of the question has no answer. It is quoted only when it is short and plain: the bot lends its voice to
    nothing that somebody else may have put into a message."""
    plain = [text.rstrip("?？") for text in asked if QUOTABLE.fullmatch(text)]
    if len(plain) < len(asked):
        return wording.said("open_other", language)
    return wording.filled("open", language, title="」「".join(plain) if language == "zh" else ", ".join(plain))


def citation(n: int, source: Source) -> dict[str, Any]:
    """A source as entries carry it."""
    return {
        "n": n, "article": source.article, "version": source.version, "title": source.title,
        "heading": source.heading, "excerpt": cut(source.excerpt, 240), "url": source.url,
    }  # fmt: skip


def asking(decision: Decision, language: str, turn: int, named: Named) -> Say:
    """A question back, with what may be meant as quick replies."""
    options = [{"id": id, "text": cut(named(id), OPTION_CHARS)} for id in decision.options if id != HUMAN and named(id)]
    if HUMAN in decision.options or decision.note in ("reword", "unhelpful"):
        options.append(wording.button(HUMAN, language))
    if decision.note == "mean":
        options.append(wording.button(NONE, language))
    return Say(wording.said(decision.note, language, turn), "text", {"options": options} if options else {})


def options_of(says: Sequence[Say]) -> list[dict[str, str]]:
    """The quick replies that the last message offers."""
    return list(says[-1].extra.get("options", [])) if says else []
