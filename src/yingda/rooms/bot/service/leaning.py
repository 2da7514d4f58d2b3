"""A message that leans on the one before: completed, read both ways, the better reading taken. And what the talk is about
after it, with the flows that wait for their turn.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from yingda.rooms.flows import Step
from yingda.rooms.sense import normalise

from ..model import Decision, Playbook, Say, Topic, View, decide, first
from ..model.clauses import requests
from ..model.compose import Named
from ..model.context import NOT, Leaning, Tried, answerable, both, changes, completed, judged, leaning, next_topic, why
from ..model.decide import ANSWER, ASK, BEGIN
from ..model.wish import bare
from ..model.wording import filled
from .reader import Asked, Read, Reader

Understood = tuple[Read, View, Decision, str]
"""The reading, its view, the decision, and the message in full (as it was written, when it stands alone)."""


def in_context(
    reader: Reader, asked: Asked, read: Read, view: View, decision: Decision, topic: Topic | None, book: Playbook,
    zone: str,
) -> Understood:  # fmt: skip
    """What a message means after the one before. What was felt, and every fact in it, stay those of his own words."""
    read, view, decision = plainly(reader, asked, read, view, decision, book)
    alone = (read, view, decision, view.text)
    if topic is None or view.option or view.parts or topic.language != view.language:
        return alone
    lean = NOT if changes(normalise(asked.entry.text).text) else leaning(view.text, view.language)
    if lean.kind == "place":
        return _place(reader, asked, alone, lean, topic, book, zone)
    if not lean.kind or (view.facts and lean.kind == "short") or not answerable(decision, lean):
        return alone
    tried, views = list[Tried](), list[View]()
    for text in completed(lean, topic):
        again = reader.read(replace(asked, entry=replace(asked.entry, text=text)), book, zone).view
        views.append(
            replace(
                again, emotion=view.emotion, intensity=view.intensity, mood=view.mood, strength=view.strength,
                risk=view.risk, running=view.running, parts=(), too_angry=view.too_angry, felt_from=view.felt_from,
                patience=view.patience,
            )
        )  # fmt: skip
        tried.append(Tried(text, decide(views[-1])))
    found, taken = judged(decision, tried, lean, topic)
    if found is None:
        seen = (why(topic.question, tried[0].text, False),) if tried else ()
        return read, view, replace(decision, reasons=(*decision.reasons, *seen)), alone[3]
    second = views[[t.text for t in tried].index(found.text)]
    reason = why(topic.question, found.text, taken)
    if not taken:
        view = replace(view, titles={**second.titles, **view.titles})
        chosen = both(decision, found, topic)
        return replace(read, view=view), view, replace(chosen, reasons=(reason, *chosen.reasons)), alone[3]
    failed = 0 if found.decision.kind == ANSWER else found.decision.failed
    chosen = replace(found.decision, reasons=(reason, *found.decision.reasons), failed=failed)
    return replace(read, view=second), second, chosen, found.text


def plainly(
    reader: Reader, asked: Asked, read: Read, view: View, decision: Decision, book: Playbook
) -> tuple[Read, View, Decision]:
    """The one request of a message without the greetings and thanks around it, where they hid what it asks."""
    wanted = requests(view.text, view.language) if decision.kind == ASK and not view.running else []
    if len(wanted) != 1 or bare(wanted[0].text) == bare(view.text) or decision.note not in ("mean", "unknown"):
        return read, view, decision
    again = reader.alone(wanted[0].text, view.language, asked, book)
    again = replace(
        again, failed=view.failed, shown=view.shown, emotion=view.emotion, intensity=view.intensity,
        too_angry=view.too_angry, felt_from=view.felt_from, patience=view.patience,
    )  # fmt: skip
    found = decide(again)
    return (replace(read, view=again), again, found) if found.kind in (ANSWER, BEGIN) else (read, view, decision)


def _place(
    reader: Reader, asked: Asked, alone: Understood, lean: Leaning, topic: Topic, book: Playbook, zone: str
) -> Understood:
    """ "The second one": what stood there in the last list."""
    if not -len(topic.listed) <= lean.place < len(topic.listed):
        return alone
    option = topic.listed[lean.place]
    again = reader.read(replace(asked, entry=replace(asked.entry, extra={"option": option})), book, zone)
    before = alone[1]
    second = replace(
        again.view, running=before.running, too_angry=before.too_angry, felt_from=before.felt_from,
        patience=before.patience,
    )  # fmt: skip
    found = first(second)
    if found is None or found.kind not in (ANSWER, BEGIN):
        return alone
    name = second.titles.get(option.partition(":")[2], lean.rest)
    reason = why(topic.question or lean.rest, name, True)
    return again, second, replace(found, reasons=(reason, *found.reasons)), name


def later(
    topic: Topic | None, decision: Decision, view: View, steps: Sequence[Step], says: list[Say], named: Named
) -> tuple[list[Say], tuple[str, ...]]:
    """What is said about flows that were wished for beside the one under way: that they are remembered, and, when it is
    over, that they can be begun. Answers the words and what still waits."""
    held = topic.waiting if topic else ()
    waiting = tuple(dict.fromkeys(f for f in (*held, *decision.waiting) if f != decision.flow and named(f"flow:{f}")))
    if not waiting or decision.leave:
        return says, waiting
    names = {f: named(f"flow:{f}") for f in waiting}
    if steps and steps[-1].done:
        text = filled("wait_over", view.language, title=names[waiting[0]])
        options = [{"id": f"flow:{f}", "text": name} for f, name in names.items()]
        return [*says, Say(text, "text", {"options": options})], ()
    if decision.waiting and says:
        first_words = Say(filled("wait", view.language, title="」「".join(names[f] for f in waiting if f in names)))
        return [*says[:-1], first_words, says[-1]], waiting
    return says, waiting


def topic_after(
    topic: Topic | None, decision: Decision, view: View, full: str, says: Sequence[Say], steps: Sequence[Step],
    waiting: tuple[str, ...], now: int,
) -> Topic | None:  # fmt: skip
    """What the talk is about from now on. A flow that goes on is what it was about."""
    if decision.leave:
        return None
    offered = [str(o["id"]) for o in (says[-1].extra.get("options", ()) if says else ())]
    listed = [id for id in offered if id.startswith(("answer:", "flow:"))]
    if not listed and len(decision.articles) > 1:
        listed = [f"answer:{id}" for id in decision.articles]
    if topic is not None and decision.kind == BEGIN and not decision.flow:
        return replace(topic, at=now, waiting=waiting)
    told = {"text": full, "language": view.language, "at": now, "listed": listed, "waiting": waiting}
    return next_topic(topic, decision, told)
