"""The learned half of risk: how likely words are those of somebody who wants to hurt himself, who threatens, or who is
being defrauded. It reaches wording that no list holds, since it is learned from pieces of words and from `hints` that stand
together; and it says which words weighed.

Every message of every talk is asked, so this is look-ups in one table and a sum.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from . import hints
from .english import expanded, head
from .features import stem
from .risk import FRAUD, SELF_HARM, THREAT, Risk
from .solvers import softmax
from .text import CJK, Normal

Floats = NDArray[np.float32]
Example = tuple[Normal, str, bool]
"""A text, its kind ("" for none), and whether it is harmless talk that sounds dangerous: what thresholds are set on."""
FORMAT = 1
KINDS = ("", SELF_HARM, THREAT, FRAUD)
LONGEST = 200
"""Characters that are looked at, from either end of a message."""
FAR, HINT, BOTH = 0.7, 0.3, 0.1
"""What a pair of characters that stand apart counts beside one that stands together; a hint; two hints together."""
SEVERAL = 2
"""A term that occurs in fewer texts is not learned."""
FOLDS = 4
ALARMS, AGREES, WORRIES = 0.005, 0.10, 0.07
"""Shares of the harmless talk that sounds dangerous, held out: what may alarm, what may bear out a word of the second list,
and what may worry."""
TELLING = 4
_WORDS = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|\?")
_LETTERS = re.compile(r"\w+")
_NOISE = re.compile(r"[^\w?!？！]")


def _by_word(lists: Mapping[str, str], separator: str | None) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for hint, words in lists.items():
        for word in words.split(separator):
            found[word] = (*found.get(word, ()), hint)
    return found


_ZH, _EN = _by_word(hints.ZH, None), _by_word(hints.EN, "|")
_SIZES: dict[str, tuple[int, ...]] = {}
for _word in _ZH:
    _SIZES[_word[0]] = tuple({*_SIZES.get(_word[0], ()), len(_word)})
_MOST = max(len(word.split()) for word in _EN)


def hinted(text: str) -> dict[str, str]:
    """The hints of a normalised text, each with the first word that gave it."""
    found: dict[str, str] = {}
    for i, c in enumerate(text):
        for size in _SIZES.get(c, ()):
            for hint in _ZH.get(text[i : i + size], ()):
                found.setdefault(hint, text[i : i + size])
    if CJK.search(text):
        return found
    words = _WORDS.findall(text)
    for i in range(len(words)):
        for size in range(1, _MOST + 1):
            phrase = " ".join(words[i : i + size])
            for hint in _EN.get(phrase, ()):
                found.setdefault(hint, phrase)
    return found


def terms(normal: Normal) -> dict[str, tuple[float, str]]:
    """The terms of a text: each with its weight and the words that it stands for."""
    text = normal.standard
    if len(text) > 2 * LONGEST:
        text = text[:LONGEST] + " " + text[-LONGEST:]
    pieces = dict(_chinese(text) if CJK.search(text) else _latin(text))
    size = np.sqrt(sum(weight**2 for weight, _ in pieces.values())) or 1.0
    found = {name: (weight / size, said) for name, (weight, said) in pieces.items()}
    marked = hinted(text)
    for hint, said in marked.items():
        found[f"\0{hint}"] = HINT, said
    for a, b in combinations(sorted(marked), 2):
        found[f"\0{a}+{b}"] = BOTH, f"{marked[a]}…{marked[b]}"
    return found


def _chinese(text: str) -> Iterator[tuple[str, tuple[float, str]]]:
    bare = _NOISE.sub("", text)
    line = f"^{bare}$"
    for size in (1, 2, 3):
        for i in range(len(line) - size + 1):
            yield line[i : i + size], (1.0, line[i : i + size].strip("^$"))
    for gap in (2, 3):
        for a, b in zip(bare, bare[gap:], strict=False):
            yield f"{a}_{b}", (FAR, f"{a}…{b}")


def _latin(text: str) -> Iterator[tuple[str, tuple[float, str]]]:
    words = [stem(head(word)) for word in _LETTERS.findall(expanded(text))]
    for word in words:
        yield word, (1.0, word)
    for a, b in pairwise(("^", *words, "$")):
        yield f"{a} {b}", (1.0, f"{a} {b}".strip("^$ "))
    for a, b in zip(words, words[2:], strict=False):
        yield f"{a}_{b}", (FAR, f"{a} … {b}")


class Suspicion(Struct, frozen=True):
    """What the model makes of a text: the likeliest kind, whether that is enough to alarm, to bear out a word of the second
    list, or to worry; `why` are the words that weighed most."""

    kind: str = ""
    alarms: bool = False
    agrees: bool = False
    worries: bool = False
    why: tuple[str, ...] = ()


class Alarm(Struct, frozen=True):
    """The learned model. `rows` names the row of `weights` (terms x kinds) of each term; the thresholds are of the lead
    that a kind has over none."""

    rows: dict[str, int]
    weights: Floats
    bias: Floats
    alarms: Floats
    agrees: float
    worries: float

    def ask(self, normal: Normal) -> Suspicion:
        """What a text is suspected of."""
        found = [(self.rows[name], *rest) for name, rest in terms(normal).items() if name in self.rows]
        if not found:
            return Suspicion()
        parts = self.weights[[row for row, _, _ in found]] * np.array([[weight] for _, weight, _ in found], np.float32)
        lead = _lead((parts.sum(0) + self.bias)[None])[0]
        over = lead - self.alarms
        kind, most = int(over.argmax() if over.max() > 0 else lead.argmax()), float(lead.max())
        if most <= min(self.agrees, self.worries):
            return Suspicion()
        gain = parts[:, kind + 1] - parts[:, 0]
        told = dict.fromkeys(found[i][2] for i in np.argsort(-gain) if gain[i] > 0 and len(found[i][2]) > 1)
        return Suspicion(
            KINDS[kind + 1], bool(over.max() > 0), most > self.agrees, most > self.worries, tuple(told)[:TELLING]
        )


def alone(listed: Risk) -> Risk:
    """What the word lists say where there is no model: frames that may well mean nothing alarm nobody."""
    return Risk(why=listed.why, worry=listed.kind) if listed.faint else listed


def weighed(listed: Risk, suspicion: Suspicion) -> Risk:
    """What the word lists and the model say together. Plain words alarm by themselves, as do all words of self-harm, where
    silence costs most; and so does the model when it is sure. Other words of the second list alarm when the model bears
    them out; frames that may well mean nothing (`faint`) only where it is sure. What is left of either is a worry, but not
    what only the model takes for fraud: talk of paying is full of its words."""
    if listed.plain or (listed.kind == SELF_HARM and not listed.faint):
        return listed
    if suspicion.alarms:
        return Risk(suspicion.kind, tuple(dict.fromkeys((*listed.why, *suspicion.why))))
    if listed.kind and suspicion.agrees and not listed.faint:
        return listed
    if listed.kind or (suspicion.worries and suspicion.kind != FRAUD):
        return Risk(why=listed.why or suspicion.why, worry=listed.kind or suspicion.kind)
    return Risk()


def _lead(scores: Floats) -> Floats:
    return scores[:, 1:] - scores[:, :1]


def learn(examples: Sequence[Example]) -> Alarm:
    """A model from examples. Its thresholds are set on what models that had not seen them say of the harmless examples.
    Raises `ValueError` when a kind, or harmless talk, is missing."""
    if {kind for _, kind, _ in examples} != set(KINDS) or not any(hard for _, _, hard in examples):
        raise ValueError("examples of every kind and harmless ones are needed")
    rows = [{name: weight for name, (weight, _) in terms(normal).items()} for normal, _, _ in examples]
    target = np.array([KINDS.index(kind) for _, kind, _ in examples])
    hard = np.array([hard for _, _, hard in examples])
    fold = np.random.default_rng(0).permutation(len(rows)) % FOLDS
    held: list[Floats] = []
    for turn in range(FOLDS):
        known, weights, bias = _solve([rows[i] for i in np.flatnonzero(fold != turn)], target[fold != turn])
        for row in (rows[i] for i in np.flatnonzero(hard & (fold == turn))):
            at, values = _vector(row, known)
            held.append(_lead((values @ weights[at] + bias)[None]))
    lead = np.concatenate(held)
    most = lead.max(1)
    known, weights, bias = _solve(rows, target)
    return Alarm(
        known, weights.astype(np.float16).astype(np.float32), bias,
        np.quantile(lead, 1 - ALARMS / (len(KINDS) - 1), axis=0).astype(np.float32),
        float(np.quantile(most, 1 - AGREES)), float(np.quantile(most, 1 - WORRIES)),
    )  # fmt: skip


def _solve(rows: Sequence[Mapping[str, float]], target: NDArray[np.int64]) -> tuple[dict[str, int], Floats, Floats]:
    count: dict[str, int] = {}
    for row in rows:
        for name in row:
            count[name] = count.get(name, 0) + 1
    known = {name: i for i, name in enumerate(sorted(name for name, n in count.items() if n >= SEVERAL))}
    weights, bias = softmax([_vector(row, known) for row in rows], target, (len(known), len(KINDS)))
    return known, weights, bias


def _vector(row: Mapping[str, float], known: Mapping[str, int]) -> tuple[NDArray[np.int64], Floats]:
    own = sorted((known[name], weight) for name, weight in row.items() if name in known)
    return np.array([i for i, _ in own], np.int64), np.array([weight for _, weight in own], np.float32)


class _File(Struct):
    format: int
    terms: list[str]
    weights: bytes
    bias: list[float]
    alarms: list[float]
    agrees: float
    worries: float


def dump(alarm: Alarm) -> bytes:
    """A model as the bytes of its file."""
    half = alarm.weights.astype(np.float16).tobytes()
    told = alarm.bias.tolist(), alarm.alarms.tolist(), alarm.agrees, alarm.worries
    return msgspec.msgpack.encode(_File(FORMAT, list(alarm.rows), half, *told))


def load(data: bytes) -> Alarm:
    """The model in the bytes of its file. Raises `ValueError` for what is not one."""
    try:
        file = msgspec.msgpack.decode(data, type=_File)
        weights = np.frombuffer(file.weights, np.float16).astype(np.float32).reshape(-1, len(KINDS))
    except (msgspec.DecodeError, ValueError) as error:
        raise ValueError("not a model of risk") from error
    if file.format != FORMAT or len(weights) != len(file.terms):
        raise ValueError("a model of another version")
    return Alarm(
        {name: i for i, name in enumerate(file.terms)}, weights, np.array(file.bias, np.float32),
        np.array(file.alarms, np.float32), file.agrees, file.worries,
    )  # fmt: skip
