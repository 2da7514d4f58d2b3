"""Beside the agent: what could be answered, and what was said so far. Also `try_text`, for the editors of knowledge."""

import time
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from yingda.kernel import Database, NotFound
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversation, Conversations, Entry
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.people import People

from .. import store
from ..model import Decision, View, decide, verdict_of
from ..model.compose import citation
from ..model.decide import ANSWER
from ..model.fusion import fuse
from ..model.nearest import nearest
from ..model.summary import Told, summary
from ..model.wish import asks
from ..model.wording import empathy
from .pieces import distinct, source_list, title_of, tries
from .reader import Asked, Reader
from .teacher import Teacher
from .turns import LOOK_BACK

NEVER = 2**62
JOINED = 3
OTHERS, FITTING = 2, 0.3
"""So many other answers are offered, each with at least this share of the best one's score."""


class Other(Struct, frozen=True):
    """Another answer that may be meant: the title of its article, its words, its source, and its share of the best one's
    score."""

    title: str
    text: str
    citations: list[dict[str, Any]]
    share: float


class Suggestion(Struct, frozen=True):
    """What an agent could answer. `id` names the visitor's entry; `intent` is {"title", "score" 0..1}; `why` are reasons
    in the agent's language; `others` what else may fit, best first, each with its own source."""

    id: str
    text: str
    citations: list[dict[str, Any]]
    intent: dict[str, Any]
    why: list[str]
    others: list[Other] = []


class Assist:
    """Reads for staff; changes nothing."""

    def __init__(
        self, db: Database, accounts: Accounts, people: People, talks: Conversations, knowledge: Knowledge,
        reader: Reader, teacher: Teacher,
    ) -> None:  # fmt: skip
        self.db, self.accounts, self.people, self.talks = db, accounts, people, talks
        self.knowledge, self.reader, self.teacher = knowledge, reader, teacher

    async def suggest(
        self, tenant: str, conversation: str, language: str = "zh-CN", *, draft: str = ""
    ) -> Suggestion | None:
        """An answer to what the visitor said last and nobody has answered, or to what he is just typing (`draft`); None
        when nothing fits."""
        talk = await self.talks.get(tenant, conversation)
        page = await self.talks.page(tenant, conversation, NEVER, staff=True, limit=LOOK_BACK)
        open_ = [typed(talk, draft)] if draft else unanswered(page.entries)
        if not open_:
            return None
        view = await self._view(talk, open_, page.entries)
        decision = decide(view)
        if decision.kind != ANSWER and not (decision.options and view.found):
            return None
        label = next((c.label for c in decision.candidates if c.label.startswith("article:")), "")
        articles = decision.articles or ((label.removeprefix("article:"),) if label else ())
        sources = source_list(self.knowledge, tenant, "", view, articles[:2])
        if not sources:
            return None
        text = "\n\n".join(f"{s.paragraph} [{n}]" for n, s in enumerate(sources, 1))
        first = not any(e.sender == "agent" for e in page.entries)
        why = [r.zh if language.startswith("zh") else r.en for r in decision.reasons]
        intent = {"title": title_of(view, label or f"article:{articles[0]}"), "score": confidence(view)}
        return Suggestion(
            open_[-1].id, spoken(text, view, talk, greet=first), [citation(n, s) for n, s in enumerate(sources, 1)],
            intent, why, self._others(tenant, view, decision, [s.article for s in sources]),
        )  # fmt: skip

    def _others(self, tenant: str, view: View, decision: Decision, shown: Sequence[str]) -> list[Other]:
        """What else may fit, best first."""
        best = decision.candidates[0].score if decision.candidates else 0.0
        found = []
        for candidate in decision.candidates:
            id = candidate.label.removeprefix("article:")
            if id in shown or id == candidate.label or candidate.score < FITTING * best:
                continue
            for source in source_list(self.knowledge, tenant, "", view, [id]):
                share = round(candidate.score / best, 2)
                found.append(Other(source.title, source.paragraph, [citation(1, source)], share))
        return found[:OTHERS]

    async def _view(self, talk: Conversation, said: Sequence[Entry], entries: Sequence[Entry]) -> View:
        """The view of several messages as one."""
        last = said[-1]
        text = "\n".join(e.text for e in said if e.text)
        whole = Entry(
            last.tenant, last.conversation, last.seq, last.id, last.at, last.sender, last.author, last.name, "text", text,
            last.client_id,
        )  # fmt: skip
        business, book = await self.accounts.business(talk.tenant), await self.teacher.book(talk.tenant)
        asked = Asked(talk, whole, entries, None, await self._audience(talk))
        await self.reader.sense.listen(talk.tenant, text, talk.language)
        view = self.reader.read(asked, book, business.timezone).view
        return View(
            text=view.text, language=view.language, playbook=book, intents=view.intents, verdict=view.verdict,
            gate=view.gate, ready=view.ready, found=view.found, titles=view.titles, parts=view.parts,
            emotion=view.emotion, intensity=view.intensity,
        )  # fmt: skip

    async def _audience(self, talk: Conversation) -> str:
        try:
            return "customers" if (await self.people.contact(talk.tenant, talk.contact)).verified else "public"
        except NotFound:
            return "public"

    async def summary(self, tenant: str, conversation: str) -> dict[str, Any] | None:
        """The talk in a few points, in the language of the business; None when the visitor has said nothing yet."""
        talk = await self.talks.get(tenant, conversation)
        page = await self.talks.page(tenant, conversation, NEVER, staff=True, limit=LOOK_BACK)
        own = [e for e in page.entries if e.sender == "visitor"]
        if not own:
            return None
        turns = await store.turns(self.db, tenant, conversation, LOOK_BACK)
        shown = [
            a.title for id in dict.fromkeys(i for t in turns for i in t.articles)
            if (a := self.knowledge.article(tenant, id))
        ]  # fmt: skip
        told = Told(
            said=[e.text for e in own if asks(str(e.extra.get("option", "")))],
            collected=distinct([t.collected for t in turns]), shown=shown,
            emotion=talk.emotion, intensity=talk.intensity, risk=talk.risk,
            attempts=tries(turns),
            reason=next((t.leave.reason for t in reversed(turns) if t.leave), ""),
            files=sum(e.kind == "file" for e in own),
        )  # fmt: skip
        return summary(told, (await self.accounts.business(tenant)).language)

    async def try_text(self, tenant: str, text: str, language: str = "zh-CN") -> dict[str, Any]:
        """What the bot would make of a text: verdict, gate, and what was weighed, with the phrasing most like it."""
        began = time.perf_counter()
        await self.reader.sense.listen(tenant, text, language)
        reading = self.reader.sense.read(tenant, text, language)
        hits = self.reader.search(tenant, reading, "public")
        book = await self.teacher.book(tenant)
        titles = self.reader.titles(tenant, reading, hits, (), "", "public")
        view = self.reader.view_of(reading, hits, book, titles)
        candidates = fuse(view.intents, view.found)
        excerpts = {h.article: h.excerpt for h in hits}
        rows = []
        for c in candidates[:8]:
            article = self.knowledge.article(tenant, c.label.removeprefix("article:"))
            intent = book.by_label(c.label)
            if article is None and intent is None:
                continue
            said = (article.title, *article.content.questions) if article else ()
            said = said or (intent.phrasings.get(reading.language, ()) if intent else ())
            rows.append(
                {
                    "article": article.id if article else "", "title": title_of(view, c.label), "score": round(c.score, 3),
                    "bm25": round(c.bm25, 3), "intent": round(c.intent, 3), "like": nearest(reading.normal, said),
                    "excerpt": excerpts.get(article.id, self.knowledge.answer_of(article)) if article else "",
                }
            )  # fmt: skip
        gate = {"score": reading.gate.score, "low": reading.gate.low, "high": reading.gate.high}
        return {
            "verdict": verdict_of(view, candidates), "gate": gate, "hits": rows, "language": reading.language,
            "understood": reading.normal, "ready": reading.gate.ready,
            "ms": round((time.perf_counter() - began) * 1000, 2),
        }  # fmt: skip


def typed(talk: Conversation, text: str) -> Entry:
    """What a visitor is typing, as if he had sent it; it is kept nowhere."""
    return Entry(talk.tenant, talk.id, talk.seq + 1, "", talk.updated_at, "visitor", "", "", "text", text, "")


def unanswered(entries: Sequence[Entry]) -> list[Entry]:
    """The visitor's messages after the last reply of a person: up to three, oldest first. What only the bot has answered
    counts as open, since the visitor asked on or was handed over."""
    reply = max((e.seq for e in entries if e.sender == "agent" and e.kind != "note"), default=0)
    own = [e for e in entries if e.sender == "visitor" and e.seq > reply and e.text.strip() and "option" not in e.extra]
    telling = [e for e in own if len(e.text.strip()) >= 4]
    return (telling or own)[-JOINED:] if len(telling) <= 1 else telling[-1:]


def spoken(text: str, view: View, talk: Conversation, *, greet: bool) -> str:
    """An answer as a person would send it: with a greeting when he has not spoken yet, and a word for the feeling."""
    chinese = view.language == "zh"
    parts = []
    if greet:
        parts.append("您好，" if chinese else "Hello! ")
    feeling = empathy(view.emotion, view.intensity, view.language, talk.seq)
    if feeling:
        parts.append(feeling if chinese else feeling + " ")
    return "".join(parts) + text


def confidence(view: View) -> float:
    """The gate as a share: 0.6 at the threshold of answering, near 1 far above it."""
    score, _, high = view.gate
    if not view.ready:
        return round(min(0.95, view.found[0].share), 2) if view.found else 0.0
    return round(min(0.99, score / (score + 0.65 * high)), 2) if score > 0 else 0.0
