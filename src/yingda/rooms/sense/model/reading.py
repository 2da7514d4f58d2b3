# ruff: noqa: E501 - lists of words
"""A message read: language, intents, gate, feeling, risk, entities. `read` is pure; the service only brings the models."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from . import tone
from .alarm import alone, weighed
from .classifier import Model, Ranked
from .defaults import Defaults
from .emotion import Mood, Rhythm, feeling, smooth
from .encoding import Encoder
from .entities import ORDER_PATTERNS, Entity, entities
from .mixed import one_language
from .risk import Risk, risk_of
from .spelling import ENGLISH, Spelling, spelling
from .text import Normal, normalise, short, standard, whole

Verdict = Literal["answer", "ask", "none"]
FLOOR = 0.05
"""A gate score below it is never taken for understanding, whatever the tenant's own phrasings say."""
LONGEST_FACTS = 2_000
BETTER = 1.15
"""How much better a mended spelling must fit before it is preferred to what was typed."""


LEAD_IN = re.compile(
    r"^(?:(?:你好|您好|在吗|哈喽|请问|对了|另外|那个|嗯+|啊|还有个?问题|还有(?:一个)?问题|再问(?:一)?[下个]?|还?想(?:再)?问(?:一)?[下个]?|顺便问(?:一)?下|麻烦问(?:一)?下|问(?:一)?下"
    r"|hi|hello|hey|also|by the way|one more (?:question|thing)|another question|just (?:a quick question|wondering)|excuse me)(?:啊|呀|哈|哦)?[\s,，.。:：!！~、?？]*)+"
)
"""How a question is begun; without it, it is the same question."""


class Gate(Struct, frozen=True):
    """How sure: below `low` none of these, below `high` ask back. `ready` false: there is no model yet."""

    score: float = 0.0
    low: float = 0.0
    high: float = 0.0
    ready: bool = False


class Reading(Struct, frozen=True):
    """`language` is zh or en. `normal` is what was classified; `mended` says that it is not what was typed. `intents` are
    the best labels with scores. `emotion` is of the talk after this message, `mood` of the message alone. `worry` is a kind of
    risk that is only suspected."""

    language: str
    normal: str
    mended: bool
    intents: list[tuple[str, float]]
    verdict: Verdict
    gate: Gate
    emotion: str
    intensity: float
    why_emotion: list[str]
    mood: Mood
    risk: str
    risk_why: list[str]
    worry: str
    entities: list[Entity]

    @property
    def best(self) -> str:
        """The best label, or empty."""
        return self.intents[0][0] if self.intents else ""


class Felt(Struct, frozen=True):
    """How somebody feels and whether there is a risk: the part of a reading that a talk with a person needs."""

    language: str
    emotion: str
    intensity: float
    why_emotion: list[str]
    mood: Mood
    risk: str
    risk_why: list[str]
    worry: str


class Trained(Struct, frozen=True):
    """The model of one language, the spelling of its vocabulary, and an encoder, if any. `beside` is the model with weights
    over the encoder's vectors and a gate of its own; without it those are in `model` itself."""

    model: Model
    spelling: Spelling
    encoder: Encoder | None = None
    beside: Model | None = None

    def rank(self, text: str) -> Ranked:
        """The best labels for a normalised text, by its words."""
        return self.model.rank(text)

    def fused(self, text: str) -> Ranked | None:
        """The same by its words and its meaning; None where there is no encoder, or its vector is not here."""
        encoded = self.encoder.one(text) if self.encoder else None
        model = self.beside or self.model
        if encoded is None or "encoder" not in model.arrays or len(encoded) != len(model.arrays["encoder_centre"]):
            return None
        return replace(model.rank(text, encoded=encoded), fused=True)


def trained(model: Model, encoder: Encoder | None = None) -> Trained:
    """A model with the spelling of its vocabulary."""
    return Trained(model, spelling(model.words, model.knows), encoder)


def respelled(held: Trained, own: Sequence[str]) -> Trained:
    """The same with the words of a glossary among those that may have been meant. Words of another language do no harm:
    their letters are compared with letters only."""
    pairs = {pair for word in own for pair in map("".join, pairwise(word))}
    model = held.model

    def knows(pair: str) -> bool:
        return pair in pairs or model.knows(pair)

    return Trained(
        model,
        spelling(model.words, knows, own) if own else spelling(model.words, model.knows),
        held.encoder,
        held.beside,
    )


Expand = Callable[[str], str]
"""Replaces the names that a business's customers use by what they stand for."""


def same(text: str) -> str:
    """Nothing is called otherwise."""
    return text


class Context(Struct, frozen=True):
    """What is known around a message. `now` is the visitor's wall clock; a day counts as its noon."""

    now: date | datetime
    hint: str = ""
    rhythm: Rhythm = Rhythm()
    before: Mood = Mood()
    orders: tuple[str, ...] = ORDER_PATTERNS
    products: Mapping[str, str] = {}
    expand: Expand = same
    defaults: Defaults = Defaults()


def risk(raw: str, normal: Normal, context: Context) -> Risk:
    """What must not wait, by the lists and, where there is one, the model."""
    listed = risk_of(whole(raw))
    model = context.defaults.alarm
    return weighed(listed, model.ask(normal)) if model is not None else alone(listed)


def heard(raw: str, language: str, text: str, context: Context) -> Mood:
    """How a message sounds, by its words and, where there is a model of its language, its tone."""
    mood = feeling(text, language, raw, context.rhythm)
    model = context.defaults.tones.get(language)
    return tone.felt(mood, tone.shares(model, raw, language), language) if model is not None else mood


def feel(raw: str, context: Context) -> Felt:
    """How somebody feels, and any risk, without asking what he wants."""
    normal = normalise(raw, context.hint)
    found = risk(raw, normal, context)
    mood = heard(raw, normal.language, normal.standard, context)
    felt = smooth(context.before, mood)
    return Felt(
        normal.language, felt.emotion, felt.intensity, list(mood.why), mood, found.kind, list(found.why), found.worry
    )


def read(raw: str, context: Context, models: dict[str, Trained]) -> Reading:
    """Reads one message with the models there are."""
    normal = normalise(raw, context.hint)
    found = risk(raw, normal, context)
    language, text, ranked, mended = understand(normal, models, context.expand)
    if language == "en" and short(context.hint) == "zh" and verdict(gate_of(ranked, models.get("en"))) == "none":
        language = spoken(text, models)
    mood = heard(raw, language, normal.standard if language == normal.language else text, context)
    felt = smooth(context.before, mood)
    gate = gate_of(ranked, models.get(language))
    return Reading(
        language=language, normal=text, mended=mended, intents=ranked.labels if ranked else [],
        verdict=verdict(gate), gate=gate, emotion=felt.emotion, intensity=felt.intensity,
        why_emotion=list(mood.why), mood=mood, risk=found.kind, risk_why=list(found.why),
        worry=found.worry, entities=entities(raw[:LONGEST_FACTS], context.now, context.orders, context.products),
    )  # fmt: skip


def understand(
    normal: Normal, models: dict[str, Trained], expand: Expand = same
) -> tuple[str, str, Ranked | None, bool]:
    """Language, text, ranking and whether the text was mended. Which text is meant is decided by words; what it means by
    its vector too, where there is one."""
    language, text, best, mended = worded(normal, models, expand)
    own = models.get(language)
    return language, text, (own.fused(text) if own else None) or best, mended


def worded(normal: Normal, models: dict[str, Trained], expand: Expand = same) -> tuple[str, str, Ranked | None, bool]:
    """The same by words alone: the text as typed, unless another spelling fits clearly better. What the glossary calls
    otherwise is read as it means when that fits no worse."""
    own = models.get(normal.language)
    best = own.rank(normal.standard) if own else None
    language, text, mended = normal.language, normal.standard, False
    called = expand(text)
    if called != text:
        meant = own.rank(called) if own else None
        if best is None or (meant is not None and meant.gate >= best.gate):
            text, best, mended = called, meant, True
    for other, variant in variants(normal, models, expand):
        ranked = models[other].rank(variant)
        if best is None or ranked.gate > max(best.gate, FLOOR) * BETTER:
            language, text, best, mended = other, variant, ranked, True
    return language, text, best, mended


def spoken(text: str, models: dict[str, Trained]) -> str:
    """The language to answer in where Latin letters in a Chinese talk were not understood: English only if they hold
    an English word."""
    known = ENGLISH | (models["en"].spelling.every if "en" in models else frozenset())
    return "en" if any(word in known for word in text.split()) else "zh"


def variants(normal: Normal, models: dict[str, Trained], expand: Expand = same) -> Sequence[tuple[str, str]]:
    """Other readings with their language. Latin letters may be pinyin, so the Chinese vocabulary is asked as well. Names of
    the glossary are also read as what they stand for, each other reading too."""
    found = [(normal.language, normal.standard), *_variants(normal, models)]
    called = [(language, expand(text)) for language, text in found]
    return [one for one in dict.fromkeys((*found[1:], *called)) if one[1] != normal.standard and one[0] in models]


def _variants(normal: Normal, models: dict[str, Trained]) -> Sequence[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    plain = LEAD_IN.sub("", normal.standard)
    if plain and plain != normal.standard and normal.language in models:
        found.append((normal.language, plain))
    one = one_language(plain or normal.standard)
    if one != (plain or normal.standard) and "zh" in models:
        found.append(("zh", one))
    for language, own in models.items():
        if normal.language in (language, "en"):
            for variant in own.spelling.variants(normal.standard):
                said = standard(variant)
                latin = said.isascii()
                if latin == (language == "en"):
                    found.append((language, said))
    return found


def gate_of(ranked: Ranked | None, own: Trained | None) -> Gate:
    """The gate of a ranking."""
    if ranked is None or own is None:
        return Gate()
    model = own.beside if ranked.fused and own.beside else own.model
    low = max(model.low, FLOOR)
    return Gate(round(ranked.gate, 4), round(low, 4), round(max(model.high, low), 4), ready=True)


def verdict(gate: Gate) -> Verdict:
    """What the gate says; without a model "none"."""
    if not gate.ready or gate.score < gate.low:
        return "none"
    return "ask" if gate.score < gate.high else "answer"
