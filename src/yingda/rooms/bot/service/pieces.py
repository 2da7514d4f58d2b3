"""What a turn is put together from: sources, candidates as they are kept, what was collected. Pure, but for the knowledge
that is looked up.
"""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from yingda.kernel import pick
from yingda.rooms.flows import Step
from yingda.rooms.knowledge import Knowledge

from ..model import BotTurn, Decision, Reason, Say, View
from ..model.compose import Source
from ..model.decide import ANSWER, ASK
from ..model.passages import listed, proof, rest
from ..model.summary import KINDS


def source_list(
    knowledge: Knowledge, tenant: str, key: str, view: View, articles: Sequence[str], *, note: str = ""
) -> list[Source]:
    """Sources of `articles`, those that are no longer live left out. `note` "again": another passage than the
    first paragraph, where there is one; "more": what follows it."""
    found = {p.article: p for p in view.found}
    out = []
    for id in articles:
        live = knowledge.article(tenant, id)
        if live is None:
            continue
        passage, paragraph = found.get(id), knowledge.answer_of(live)
        if note == "more":
            paragraph = rest(live.content.body, paragraph) or paragraph
        elif note == "again" and passage and passage.text not in live.content.body[: len(paragraph) + 8]:
            paragraph = listed(passage.text) or paragraph
        out.append(
            Source(
                id,
                live.version,
                live.title,
                passage.heading if passage else "",
                proof(passage.text, paragraph) if passage else paragraph,
                paragraph,
                f"/panel/?inbox={key}&article={id}",
            )
        )
    return out


def looked_up(step: Step, says: list[Say], language: str) -> list[Say]:
    """What a flow says, with the tools that it has just asked as the source of what it tells: a card, or its last words.
    A question has no source."""
    ended = [n for n, say in enumerate(says) if not say.extra.get("options")] if step.outcome == "done" else []
    places = [n for n, say in enumerate(says) if say.kind == "card"] or ended
    if not step.tools or not places:
        return says
    seen = {
        "zh": ("刚刚查到", "按您的身份从业务系统里实时取得。"),
        "en": ("just now", "Taken from the business's own system, on your behalf."),
    }
    heading, excerpt = seen["zh" if language == "zh" else "en"]
    sources = [
        {
            "n": n, "article": "", "version": 0, "title": pick(title, language), "heading": heading,
            "excerpt": excerpt, "url": "",
        }
        for n, title in enumerate(step.tools, 1)
    ]  # fmt: skip
    last = says[places[-1]]
    told = replace(last, extra={**last.extra, "citations": sources})
    return [told if n == places[-1] else say for n, say in enumerate(says)]


def intents_json(view: View) -> list[dict[str, Any]]:
    """The best intents as a turn keeps them."""
    return [
        {"label": label, "title": title_of(view, label), "score": round(score, 3)} for label, score in view.intents[:5]
    ]


def title_of(view: View, label: str) -> str:
    """The title of a label for staff."""
    intent = view.playbook.by_label(label)
    return intent.words(view.language) if intent else view.titles.get(label.removeprefix("article:"), label)


def hits_json(view: View, decision: Decision) -> list[dict[str, Any]]:
    """The articles that were weighed, with both scores."""
    return [
        {
            "article": c.label.removeprefix("article:"), "title": title_of(view, c.label), "score": round(c.score, 3),
            "bm25": round(c.bm25, 3), "intent": round(c.intent, 3),
        }
        for c in decision.candidates if c.label.startswith("article:")
    ][:6]  # fmt: skip


def feeling_reason(reading: Any) -> list[Reason]:
    """Why the talk is felt to be as it is."""
    if not reading.why_emotion or reading.emotion == "calm":
        return []
    words = "、".join(reading.why_emotion)
    return [Reason("emotion", f"情绪依据：{words}", f"Feeling read from: {words}", reading.intensity)]


def collect(entities: Sequence[Any], steps: Sequence[Step]) -> dict[str, Any]:
    """What a message and a flow gave: entities by kind, slots by name."""
    slots = {name: value for step in steps for name, value in step.collected.items()}
    found = {e.kind: e.value for e in entities if e.kind != "date" and e.value not in slots.values()}
    return found | slots


def topic(turns: Sequence[BotTurn]) -> str:
    """The article that the talk was about last, as far as the bot could tell; empty when it could not."""
    for turn in reversed(turns):
        if turn.articles:
            return turn.articles[0]
        if turn.hits and turn.gate.get("score", 0.0) >= turn.gate.get("high", 1.0):
            return str(turn.hits[0]["article"])
    return ""


def tries(turns: Sequence[BotTurn]) -> int:
    """How often the bot answered or asked back."""
    return sum(turn.decision in (ANSWER, ASK) for turn in turns)


def distinct(collected: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What several turns collected: the newest of each name, and no value under two names."""
    found = {name: value for one in collected for name, value in one.items()}
    named = [value for name, value in found.items() if name not in KINDS]
    return {name: value for name, value in found.items() if name not in KINDS or value not in named}
