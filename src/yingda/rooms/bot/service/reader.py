"""Brings together what the rooms below know about one message, as the pure `View` that decides."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from yingda.rooms.conversations import Conversation, Entry
from yingda.rooms.knowledge import Hit, Knowledge
from yingda.rooms.sense import Felt, Mood, Reading, Rhythm, Sense, normalise

from ..model import BotTurn, Passage, Playbook, View
from .teacher import LANGUAGES

FOUND = 6
BURST_MS = 10_000
SAME_OF = 5
_CLAUSES = re.compile(r"[?？。！!;；\n]+|[，,、](?=.{4,})")


class Asked(Struct, frozen=True):
    """A message in its talk. `entries` are those up to and with it, oldest first; `last` is the turn before."""

    talk: Conversation
    entry: Entry
    entries: Sequence[Entry]
    last: BotTurn | None
    audience: str

    @property
    def early(self) -> bool:
        """Whether he wrote it before the bot's words of the turn before were there to be read: the second of two quick
        messages answers nothing that the first one led to."""
        last = self.last
        if last is None:
            return False
        return sum(e.sender == "bot" and e.cause == last.event for e in self.entries) < len(last.says)


class Read(Struct, frozen=True):
    """A message, read: what it says, what was found for it, and the view of it."""

    reading: Reading
    hits: Sequence[Hit]
    view: View


class Reader:
    """Reads messages with `sense` and `knowledge`."""

    def __init__(self, sense: Sense, knowledge: Knowledge) -> None:
        self.sense, self.knowledge = sense, knowledge

    def feel(self, asked: Asked) -> Felt:
        """How the writer of a message feels, in the mood of its talk, and any risk."""
        talk, entry = asked.talk, asked.entry
        before = Mood(talk.emotion or "calm", talk.intensity)
        return self.sense.feel(entry.text, talk.language, rhythm_of(entry, asked.entries), before=before)

    def hear(self, asked: Asked, zone: str) -> Reading:
        """What a message says, in the mood of its talk."""
        talk, entry = asked.talk, asked.entry
        return self.sense.read(
            talk.tenant, entry.text, talk.language, rhythm_of(entry, asked.entries),
            before=Mood(talk.emotion or "calm", talk.intensity), zone=zone,
        )  # fmt: skip

    def read(self, asked: Asked, book: Playbook, zone: str) -> Read:
        """A message in full."""
        reading = self.hear(asked, zone)
        talk, last = asked.talk, asked.last
        hits = self.search(talk.tenant, reading, asked.audience)
        shown = last.articles if last else []
        option = str(asked.entry.extra.get("option", ""))
        parts = self.parts(talk.tenant, reading, asked.audience)
        titles = self.titles(talk.tenant, reading, hits, [*shown, *parts], option, asked.audience)
        view = replace(
            self.view_of(reading, hits, book, titles), parts=parts,
            option=option, file=asked.entry.kind == "file", failed=talk.turns_failed,
            offered=last.offered if last else [], shown=shown,
        )  # fmt: skip
        return Read(reading, hits, view)

    def view_of(self, reading: Reading, hits: Sequence[Hit], book: Playbook, titles: dict[str, str]) -> View:
        """The view of a message by itself."""
        return View(
            text=reading.normal, language=reading.language, playbook=book, intents=reading.intents,
            verdict=reading.verdict, gate=(reading.gate.score, reading.gate.low, reading.gate.high),
            ready=reading.gate.ready, found=[passage(h) for h in hits], titles=titles, emotion=reading.emotion,
            intensity=reading.intensity, mood=reading.mood.emotion, strength=reading.mood.intensity, risk=reading.risk,
            risk_why=reading.risk_why, facts=bool(reading.entities),
        )  # fmt: skip

    def search(self, tenant: str, reading: Reading, audience: str) -> list[Hit]:
        """Articles that hold the words of a message, in its language."""
        language, found = LANGUAGES[reading.language], dict[str, Hit]()
        for text in dict.fromkeys((reading.normal, self.sense.meaning(tenant, reading.normal))):
            for hit in self.knowledge.search(tenant, text, language, audience, FOUND):
                known = found.get(hit.article)
                found[hit.article] = hit if known is None or hit.share > known.share else known
        return sorted(found.values(), key=lambda hit: -hit.score)[:FOUND]

    def titles(
        self, tenant: str, reading: Reading, hits: Sequence[Hit], shown: Sequence[str], option: str, audience: str
    ) -> dict[str, str]:
        """Titles of all articles that may play a part, by id; those he may not read are left out."""
        ids = [label.removeprefix("article:") for label, _ in reading.intents if label.startswith("article:")]
        ids += [*shown, option.partition(":")[2]]
        found = {hit.article: hit.title for hit in hits}
        for id in ids:
            if id and id not in found and (article := self.knowledge.article(tenant, id, audience)):
                found[id] = article.title
        return found

    def parts(self, tenant: str, reading: Reading, audience: str) -> list[str]:
        """Articles that answer the several questions of one message; empty when it asks one thing."""
        clauses = [c.strip() for c in _CLAUSES.split(reading.normal) if c and telling(c.strip())]
        if not 2 <= len(clauses) <= 4:
            return []
        answers = []
        for clause in clauses:
            part = self.sense.read(tenant, clause, reading.language)
            if part.verdict == "answer" and part.best.startswith("article:"):
                id = part.best.removeprefix("article:")
                if self.knowledge.article(tenant, id, audience):
                    answers.append(id)
        return list(dict.fromkeys(answers)) if len(answers) == len(clauses) else []


def telling(clause: str) -> bool:
    """Whether a part of a message is long enough to ask something by itself."""
    return len(clause) >= 4 if not clause.isascii() else len(clause.split()) >= 3


def passage(hit: Hit) -> Passage:
    """A hit as the model sees it."""
    return Passage(hit.article, hit.title, hit.heading, hit.excerpt, hit.score, hit.share, hit.category, hit.passage)


def rhythm_of(entry: Entry, entries: Sequence[Entry]) -> Rhythm:
    """How the visitor types, from his earlier messages."""
    own = [e for e in entries if e.sender == "visitor" and e.seq < entry.seq]
    if not own:
        return Rhythm()
    said = normalise(entry.text).text
    last_reply = max((e.seq for e in entries if e.sender in ("bot", "agent") and e.seq < entry.seq), default=0)
    burst = 1 + sum(entry.at - e.at <= BURST_MS and e.seq > last_reply for e in own)
    repeated = sum(normalise(e.text).text == said for e in own[-SAME_OF:]) if len(said) >= 4 else 0
    return Rhythm(entry.at - own[-1].at, burst, repeated)
