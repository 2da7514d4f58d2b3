"""How well the product's own understanding does on any files: it learns from one part and is asked the other, by the
very functions that serve visitors. Thresholds come from a validation part or the training part, never from the test.
"""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import BadInput

from ..model import Model, Trained, dump, likeness, load, normalise, tone, trained
from ..model.encoding import Encoder
from ..model.learning import fit, held_out
from ..model.measures import PerLabel, accuracy, auroc, macro_f1, per_label, place, quantile, reciprocal, share, within
from ..model.reading import understand
from ..model.selftaught import selftaught
from .corpus import BuiltIn

S = TypeVar("S")
T = TypeVar("T")
__all__ = [
    "BuiltIn",
    "Intents",
    "Pupil",
    "Same",
    "Tones",
    "emotions",
    "intents",
    "pairs",
    "place",
    "quantile",
    "reciprocal",
    "taught",
    "within",
]
HALF = 0.5
Example = tuple[str, str]
"""A text and its label."""
REJECT = 0.05
"""The share of in-scope phrasings of the validation part that the gate of an exam refuses."""
FEWEST = 20
"""A language with fewer phrasings than this is learned together with the commonest one."""


class Times(Struct, frozen=True):
    """Milliseconds of processor time, of half and of 95 in 100 questions."""

    p50: float
    p95: float


class Foreign(Struct, frozen=True):
    """How well what belongs to no intent is told apart. `auroc` of the gate; `in_scope_at_5`: share of in-scope texts that
    are let in and right, `recall_at_5`: share of foreign texts refused, with the gate set to refuse 5 % of the in-scope
    validation texts; `rejected_at_5`: what it refuses of the in-scope test."""

    auroc: float
    in_scope_at_5: float
    recall_at_5: float
    rejected_at_5: float


class Intents(Struct, frozen=True):
    """Figures of intent classification over the in-scope part of the test; `oos` is missing where the test has none.
    `calibration_cpu_s` is what setting the gate took, which a server does after the new model answers."""

    accuracy: float
    macro_f1: float
    oos: Foreign | None
    train_cpu_s: float
    calibration_cpu_s: float
    query_cpu_ms: Times
    model_mb: float
    tested: int
    labels: int


class Pupil(Struct, frozen=True):
    """Models by language, with the language that text of no other is taken for, and what they cost."""

    models: dict[str, Trained]
    hint: str
    cpu_s: float
    bytes: int

    def asked(self, text: str) -> tuple[list[tuple[str, float]], float]:
        """Labels best first and the score of the gate, as a visitor's message is understood."""
        normal = normalise(text, self.hint)
        _, _, ranked, _ = understand(replace(normal, language=self.of(normal.language)), self.models)
        return (ranked.labels, ranked.gate) if ranked else ([], 0.0)

    def of(self, language: str) -> str:
        """The language whose model answers for a text in `language`."""
        return language if language in self.models else self.hint


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What `work` answers, and the seconds of processor time it took."""
    began = time.process_time()
    answer = work()
    return answer, time.process_time() - began


def taught(examples: Sequence[Example], encoder: Encoder | None = None, unlabelled: Sequence[str] = ()) -> Pupil:
    """Learns as a business does: one model for each language that has enough to learn from, which then teaches itself
    from the `unlabelled` texts, if there are any. Raises `BadInput` with fewer than two labels."""
    if len({label for _, label in examples}) < 2:
        raise BadInput("too_few_labels", "训练文件里至少要有两种标签", "The training file needs at least two labels")
    normals = [normalise(text) for text, _ in examples]
    counts = Counter(n.language for n in normals)
    hint = counts.most_common(1)[0][0]
    parts: dict[str, list[Example]] = {}
    for normal, (_, label) in zip(normals, examples, strict=True):
        own = normal.language if counts[normal.language] >= FEWEST else hint
        parts.setdefault(own, []).append((normal.standard, label))
    models, size, cpu = {}, 0, 0.0
    for language, part in parts.items():
        if len({label for _, label in part}) < 2:
            continue
        fits = encoder if encoder is not None and language in encoder.languages else None
        said = [n.standard for text in unlabelled if (n := normalise(text)).language == language]
        made, took = timed(partial(_learned, part, fits, said))
        models[language] = trained(load(made), fits)
        size, cpu = size + len(made), cpu + took
    return Pupil(models, hint, cpu, size)


def _learned(part: Sequence[Example], encoder: Encoder | None, unlabelled: Sequence[str]) -> bytes:
    if unlabelled:
        first = fit([text for text, _ in part], [label for _, label in part])
        part = [*part, *selftaught(first, [text for text in unlabelled if text not in {t for t, _ in part}])]
    return dump(fit([text for text, _ in part], [label for _, label in part], calibrate=False, encoder=encoder))


def intents(
    train: Sequence[Example], test: Sequence[Example], val: Sequence[Example] = (), oos: str = "oos",
    encoder: Encoder | None = None, unlabelled: Sequence[str] = (),
) -> Intents:  # fmt: skip
    """Learns `train` (and teaches itself from `unlabelled` texts) and is asked `test`. Rows labelled `oos` belong to no
    intent: in `train` they are left out. Without `val` the threshold is the one that the model sets itself on held-out
    phrasings of `train`."""
    known = [one for one in train if one[1] != oos]
    pupil = taught(known, encoder, unlabelled)
    inside, outside = [one for one in test if one[1] != oos], [one for one in test if one[1] == oos]
    if not inside:
        raise BadInput("nothing_to_test", "测试文件里没有可测的意图", "The test file has nothing in scope")
    found, took = _asked(pupil.asked, [text for text, _ in inside])
    answers = [(labels[0][0] if labels else "", gate) for labels, gate in found]
    wanted, said = [label for _, label in inside], [label for label, _ in answers]
    foreign, calibration = None, 0.0
    if outside:
        low, calibration = timed(partial(_threshold, pupil, known, [one for one in val if one[1] != oos]))
        gates = [pupil.asked(text)[1] for text, _ in outside]
        let_in = [label == want and gate >= low for (label, gate), want in zip(answers, wanted, strict=True)]
        foreign = Foreign(
            auroc([gate for _, gate in answers], gates), share(sum(let_in), len(inside)),
            share(sum(gate < low for gate in gates), len(gates)),
            share(sum(gate < low for _, gate in answers), len(inside)),
        )  # fmt: skip
    return Intents(
        accuracy(wanted, said), macro_f1(wanted, said), foreign, round(pupil.cpu_s, 2), round(calibration, 2),
        took, round(pupil.bytes / 2**20, 2), len(inside),
        len({label for _, label in known}),
    )  # fmt: skip


def _threshold(pupil: Pupil, train: Sequence[Example], val: Sequence[Example]) -> float:
    """The gate below which `REJECT` of the in-scope validation texts lie."""
    gates = [pupil.asked(text)[1] for text, _ in val]
    if not gates:
        gates = held_out([normalise(text).standard for text, _ in train], [label for _, label in train])
    return float(np.quantile(gates, REJECT))


class Tones(Struct, frozen=True):
    """Figures of emotion; `model` says which was asked: "trained" on the given file, or "built-in"."""

    accuracy: float
    macro_f1: float
    per_label: dict[str, PerLabel]
    train_cpu_s: float
    query_cpu_ms: Times
    model: str
    tested: int


def emotions(test: Sequence[Example], train: Sequence[Example] | None, feel: Callable[[str], str]) -> Tones:
    """Learns `train` and is asked `test`; without `train`, `feel` (the built-in reading) is asked."""
    cpu = 0.0
    if train is not None:
        if len({label for _, label in train}) < 2:
            raise BadInput(
                "too_few_labels", "训练文件里至少要有两种标签", "The training file needs at least two labels"
            )
        model, cpu = timed(partial(tone.learn, [text for text, _ in train], [label for _, label in train]))
        feel = partial(_likeliest, model)
    said, took = _asked(feel, [text for text, _ in test])
    wanted = [label for _, label in test]
    return Tones(
        accuracy(wanted, said), macro_f1(wanted, said), per_label(wanted, said), round(cpu, 2), took,
        "built-in" if train is None else "trained", len(test),
    )  # fmt: skip


def _likeliest(model: Model, text: str) -> str:
    found = tone.shares(model, text)
    return max(found, key=lambda label: found[label])


class Same(Struct, frozen=True):
    """Figures of sameness of meaning; `auc` needs no threshold, `accuracy` is at a half."""

    auc: float
    accuracy: float
    train_cpu_s: float
    query_cpu_ms: Times
    model: str
    tested: int


def pairs(
    test: Sequence[likeness.Pair], train: Sequence[likeness.Pair] | None, built_in: likeness.Likeness | None
) -> Same:
    """Learns `train` and is asked `test`; without `train` the built-in rule is asked."""
    rule, cpu = timed(partial(likeness.learn, train)) if train is not None else (built_in, 0.0)
    if rule is None:
        raise BadInput("no_model", "还没有内置模型，请给出 --train", "There is no built-in model: give --train")
    scores, took = _asked(lambda pair: rule.same(pair[0], pair[1]), test)
    return Same(
        auroc([s for s, (_, _, same) in zip(scores, test, strict=True) if same],
              [s for s, (_, _, same) in zip(scores, test, strict=True) if not same]),
        share(sum((s >= HALF) == same for s, (_, _, same) in zip(scores, test, strict=True)), len(test)),
        round(cpu, 2), took, "built-in" if train is None else "trained", len(test),
    )  # fmt: skip


def _asked(ask: Callable[[S], T], things: Sequence[S]) -> tuple[list[T], Times]:
    """What is answered to each, and how long it takes."""
    both = [timed(partial(ask, thing)) for thing in things]
    took = [cpu * 1000 for _, cpu in both]
    return [answer for answer, _ in both], Times(quantile(took, 0.5), quantile(took, 0.95))
