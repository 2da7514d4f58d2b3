"""`eval retrieval`: a corpus is put on the shelf that serves visitors, and asked. Where texts have groups, they are the
phrasings of one answer: the classifier learns them too, and both are weighed together as the bot does."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from yingda.kernel import BadInput
from yingda.rooms.bot import Passage, fuse
from yingda.rooms.knowledge import Bookcase
from yingda.rooms.sense import Encoder, Pupil, exam, normalise

from .files import objects

FOUND = 10
MOST_LABELS = 3_000
"""Beyond so many answers only the search answers."""


def retrieval(corpus: Path, queries: Path, encoder: Encoder | None) -> dict[str, Any]:
    """Figures of `eval retrieval`."""
    entries = [(str(o["id"]), str(o["text"]), str(o.get("group") or "")) for o in objects(corpus, ("id", "text"))]
    asked = [(str(o["text"]), _ids(queries, o["relevant"])) for o in objects(queries, ("text", "relevant"))]
    known = {id for id, _, _ in entries}
    if len(known) != len(entries):
        raise BadInput("same_id", f"{corpus} 里有重复的 id", f"{corpus} has an id twice")
    if missing := next((id for _, ids in asked for id in ids if id not in known), ""):
        raise BadInput("unknown_id", f"{corpus} 里没有 {missing}", f"There is no {missing} in {corpus}")
    began = time.process_time()
    answers = Answers(entries, encoder)
    index_s = time.process_time() - began
    places, took = [], []
    for text, relevant in asked:
        began = time.process_time()
        found = answers.ask(text)
        took.append((time.process_time() - began) * 1000)
        places.append(exam.place(found, {answers.answer_of[id] for id in relevant}))
    return {
        "mrr_10": exam.reciprocal(places, FOUND), "recall_1": exam.within(places, 1), "recall_5": exam.within(places, 5),
        "index_cpu_s": round(index_s, 2),
        "query_cpu_ms": {"p50": exam.quantile(took, 0.5), "p95": exam.quantile(took, 0.95)},
        "queries": len(asked), "answers": len(set(answers.answer_of.values())), "classifier": answers.pupil is not None,
    }  # fmt: skip


def _ids(path: Path, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise BadInput(
            "bad_relevant", f"{path} 里的 relevant 应是 id 的列表", f"relevant in {path} must be a list of ids"
        )
    return [str(id) for id in value]


class Answers:
    """The corpus, ready to be asked. `answer_of` names the answer that each entry belongs to."""

    def __init__(self, entries: Sequence[tuple[str, str, str]], encoder: Encoder | None) -> None:
        self.answer_of = {id: f"g:{group}" if group else id for id, _, group in entries}
        texts: dict[str, list[str]] = {}
        for id, text, _ in entries:
            texts.setdefault(self.answer_of[id], []).append(text)
        self.bookcase = Bookcase(texts)
        self.pupil: Pupil | None = None
        if len(entries) > len(texts) > 1 and len(texts) <= MOST_LABELS:
            phrasings = [(text, f"article:{answer}") for answer, said in texts.items() for text in said]
            self.pupil = exam.taught(phrasings, encoder)

    def ask(self, text: str) -> list[str]:
        """The answers to a question, best first."""
        hits = self.bookcase.search(normalise(text).standard, 2 * FOUND)
        if self.pupil is None:
            return [answer for answer, _, _ in hits][:FOUND]
        ranked, _ = self.pupil.asked(text)
        found = [Passage(answer, "", "", "", score, share) for answer, score, share in hits]
        return [c.label.removeprefix("article:") for c in fuse(ranked, found)][:FOUND]
