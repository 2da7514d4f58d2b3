"""Brings together what the rooms below know about one message, as the pure `View` that decides."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from yingda.rooms.conversations import Conversation, Entry
from yingda.rooms.knowledge import Hit, Knowledge
from yingda.rooms.sense import Felt, Mood, Reading, Rhythm, Sense, normalise

from ..model import BotTurn, Decision, Part, Passage, Playbook, View, decide
from ..model.clauses import NEAR as CLOSE_BY
from ..model.clauses import Request, ordinary, requests, tells
from ..model.context import label_of
from ..model.decide import ASK, DOABLE
from ..model.playbook import FLOW
from .teacher import LANGUAGES

FOUND = 6
BURST_MS = 10_000
SAME_OF = 5
AHEAD = 1.05
"""Lead of the best answer to one of several requests, as a factor."""


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
        parts = self.parts(reading, asked, book)
        answers = [part.label.removeprefix("article:") for part in parts]
        titles = self.titles(talk.tenant, reading, hits, [*shown, *answers], option, asked.audience)
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

    def parts(self, reading: Reading, asked: Asked, book: Playbook) -> list[Part]:
        """The requests of a message that makes several, each read by itself; empty when it makes one."""
        wanted = requests(reading.normal, reading.language) if ordinary(reading.normal) else []
        if len(wanted) < 2:
            return []
        return [self.part(request, reading.language, asked, book) for request in wanted]

    def alone(self, text: str, language: str, asked: Asked, book: Playbook) -> View:
        """The view of a text without its talk; feelings and risk are those of the whole message, which are read apart."""
        tenant = asked.talk.tenant
        reading = self.sense.read(tenant, text, language)
        hits = self.search(tenant, reading, asked.audience)
        view = self.view_of(reading, hits, book, self.titles(tenant, reading, hits, (), "", asked.audience))
        return replace(view, emotion="calm", intensity=0.0, mood="calm", strength=0.0, risk="", risk_why=())

    def part(self, request: Request, language: str, asked: Asked, book: Playbook) -> Part:
        """One of several requests: an article or a flow, when that is sure."""
        view = self.alone(request.text, language, asked, book)
        found = decide(view)
        near = [c for c in found.candidates if c.score >= share(book, c.label) * found.candidates[0].score]
        return Part(
            request.text, label_of(found) or agreed(view, found),
            tuple(label_in(book, c.label) for c in near), request.plainly, tells(request.text, language),
        )  # fmt: skip


def agreed(view: View, found: Decision) -> str:
    """The article that fits best, where only its neighbours made it doubtful: the classifier is sure of the request, and
    search holds the same for the best or there is some lead. Asking back about a part would hold up the others."""
    if view.verdict != "answer" or found.kind != ASK or not found.candidates:
        return ""
    best, *others = found.candidates
    same = bool(view.found) and best.label == f"article:{view.found[0].article}"
    ahead = not others or best.score >= AHEAD * others[0].score
    return best.label if best.label.startswith("article:") and (same or ahead) else ""


def label_in(book: Playbook, label: str) -> str:
    """The label of what an intent leads to: an intent that starts a flow is that flow."""
    intent = book.by_label(label)
    return f"flow:{intent.target}" if intent and intent.action == FLOW else label


def share(book: Playbook, label: str) -> float:
    """The share of the best score from which a label may be meant too. Wanting a thing and asking how it is done lie near
    each other: 我要退货，怎么退."""
    return DOABLE if label_in(book, label).startswith("flow:") else CLOSE_BY


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
