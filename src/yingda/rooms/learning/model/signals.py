"""What one finished talk teaches: where the visitor chose what was meant, where an answer did not help, where a person
answered what the bot could not."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

PHRASING, ARTICLE, REVIEW = "phrasing", "article", "review"
CHOSE, UNHELPFUL, LEFT, RATED, ANSWERED = "chose", "unhelpful", "left", "rated", "answered"
"""Why: he pressed what was meant; he said it did not help; he wanted a person after it; he rated the talk badly; a person
answered it."""
LEAST_REPLY, LONGEST = 12, 300
LEAST_OWN, LONGEST_OWN = 4, 80
PERSONAL = re.compile(r"\d{3,}|@|https?:|我叫|我是|我姓|my name|i am |i'm ", re.IGNORECASE)
"""What may tell who somebody is."""
POOR = 2
LEFT_WITHIN = 2
"""So many messages after an answer, asking for a person still speaks of that answer."""


class Turn(Struct, frozen=True):
    """A decision of the bot: the visitor's message at `seq`, what was shown, which articles it offered to choose from, and
    why it left (empty when it did not). `unknown`: it had no reliable answer."""

    seq: int
    text: str
    language: str
    articles: tuple[str, ...] = ()
    left: str = ""
    answered: bool = False
    unknown: bool = False


class Line(Struct, frozen=True):
    """An entry of the talk. `option` is what was pressed; `cause` what the system wrote it for."""

    seq: int
    sender: str
    text: str
    option: str = ""
    cause: str = ""


class Signal(Struct, frozen=True):
    """One thing learned. `article` is the one meant or blamed; `answer` what a person said."""

    kind: str
    why: str
    text: str
    language: str
    article: str = ""
    answer: str = ""


def own_words(said: Sequence[str], known: Sequence[str], blamed: Sequence[str]) -> list[str]:
    """Of what visitors wrote, what a model may learn from: each once, nothing that it knows already, nothing whose answer
    did not help, and nothing that may name a person (numbers, addresses)."""
    left_out = {text.casefold() for text in (*known, *blamed)}
    found = dict.fromkeys(text.strip() for text in said)
    return [
        text for text in found
        if LEAST_OWN <= len(text) <= LONGEST_OWN and text.casefold() not in left_out and not PERSONAL.search(text)
    ]  # fmt: skip


def signals(turns: Sequence[Turn], lines: Sequence[Line], score: int = 0) -> list[Signal]:
    """All that a talk teaches, each once; `score` is its rating, 0 for none. Oldest first."""
    found = [*_chosen(turns, lines), *_blamed(turns, lines, score), *_answered(turns, lines)]
    return [one for one in dict.fromkeys(found) if 2 <= len(one.text) <= LONGEST]


def _chosen(turns: Sequence[Turn], lines: Sequence[Line]) -> Iterator[Signal]:
    """ "Did you mean": the message before the press is another way of asking for what was pressed."""
    for line in lines:
        kind, _, article = line.option.partition(":")
        if kind != "article" or line.sender != "visitor":
            continue
        asked = [t for t in turns if t.seq < line.seq and not t.answered]
        if asked and asked[-1].text and line.seq - asked[-1].seq <= LEFT_WITHIN + 1:
            yield Signal(PHRASING, CHOSE, asked[-1].text, asked[-1].language, article)


def _blamed(turns: Sequence[Turn], lines: Sequence[Line], score: int) -> Iterator[Signal]:
    """Answers that did not help."""
    answers = [t for t in turns if t.answered and t.articles]
    bad = {int(seq) for line in lines if (seq := line.cause.partition("feedback:")[2].partition(":")[0]).isdecimal()}
    for place, turn in enumerate(turns):
        if not (turn.answered and turn.articles):
            continue
        said = next((line.seq for line in lines if line.seq > turn.seq and line.sender == "bot"), 0)
        after = turns[place + 1 : place + 1 + LEFT_WITHIN]
        if said in bad:
            yield Signal(REVIEW, UNHELPFUL, turn.text, turn.language, turn.articles[0])
        elif any(t.left in ("asked", "failing", "angry") for t in after):
            yield Signal(REVIEW, LEFT, turn.text, turn.language, turn.articles[0])
    people = any(line.sender == "agent" for line in lines)
    if 0 < score <= POOR and answers and not people:
        yield Signal(REVIEW, RATED, answers[-1].text, answers[-1].language, answers[-1].articles[0])


def _answered(turns: Sequence[Turn], lines: Sequence[Line]) -> Iterator[Signal]:
    """What the bot could not answer, with a person's first real reply."""
    reply = next((line for line in lines if line.sender == "agent" and len(line.text.strip()) >= LEAST_REPLY), None)
    if reply is None:
        return
    asked = [t for t in turns if t.unknown and t.seq < reply.seq and t.text]
    if asked:
        yield Signal(ARTICLE, ANSWERED, asked[-1].text, asked[-1].language, answer=reply.text.strip())
