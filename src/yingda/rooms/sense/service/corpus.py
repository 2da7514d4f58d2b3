"""The service corpus of the common pack: what the built-in models of feeling and of sameness learn from. Learned when
they are first needed, in a few seconds; nothing is downloaded."""

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from yingda.kernel import BadInput

from ..model import alarm, defaults, feeling, hints, likeness, normalise, risk_of, themes, tone
from ..model.classifier import Model
from ..model.feelings import CALM
from ..model.risk import FRAUD, SELF_HARM, THREAT
from ..model.text import whole

LANGUAGES = ("zh", "en")
HARMLESS, INDUSTRY = "harmless", "industry"
PLAIN, LEAST, STIRRED = 0.5, 1_300, 0.8
"""Plain questions looked at for each utterance with a feeling, how many at least, and the share of a feeling from which one
of them is not plain after all, and is not learned as calm."""
Example = tuple[str, str]


def lines(text: Any) -> list[str]:
    """The utterances of a block, one a line."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def feelings(folder: Path, part: str = "") -> dict[str, list[Example]]:
    """Utterances with their emotion, by language; `part` "_held" are those kept for measuring. Raises `BadInput` for a file
    that is no list of blocks."""
    found: dict[str, list[Example]] = {language: [] for language in LANGUAGES}
    for file in sorted((folder / "emotion").glob("*.yaml")):
        for entry in _entries(file):
            for language in LANGUAGES:
                found[language] += [(text, file.stem) for text in lines(entry.get(f"{language}{part}"))]
    return found


def industries(folder: Path) -> list[Path]:
    """The files of the industries' intents beside the common corpus."""
    return sorted(folder.parent.parent.glob("*/content/corpus/*.yaml"))


KINDS = {"none": "", "self_harm": SELF_HARM, "threat": THREAT, "fraud_victim": FRAUD}
"""The kinds of risk as the corpus names them."""


VICTIMS = {"scam_transferred", "fake_service_call", "loan_scam_fee", "phishing_clicked", "fraud_lost_money"}
"""Intents of the industries that are fraud going on, or done."""
NEAR = re.compile("fraud|scam|phish|stolen|suspicious|screen_sharing|misused|spoof|secrecy")
"""Intents so called are neither learned as fraud nor as harmless."""
MOST = 4_000
"""Utterances of other talk that are learned at most: they fill the table of the solver."""


class Risky(Struct, frozen=True):
    """An utterance, its kind of risk ("" for none), and `how`: explicit, indirect, harmless, or where else it is from."""

    text: str
    kind: str
    how: str
    language: str


def risks(folder: Path, part: str = "") -> list[Risky]:
    """Utterances of risk and of harmless talk that sounds like it, then other talk: feelings, small talk, what no business
    can mean, and what is asked in the industries. `part` "_held" are those kept for measuring."""
    said = [(KINDS[str(e["risk"])], str(e["kind"]), e) for e in _entries(folder / "risk.yaml")]
    files = [*sorted((folder / "emotion").glob("*.yaml")), folder / "smalltalk.yaml"]
    said += [("", file.parent.name, e) for file in files if file.is_file() for e in _entries(file)]
    for entry in (e for file in industries(folder) for e in _entries(file)):
        intent = str(entry.get("intent"))
        if intent in VICTIMS:
            said.append((FRAUD, INDUSTRY, entry))
        elif not NEAR.search(intent):
            said.append(("", INDUSTRY, entry))
    foreign = folder / "out_of_scope.yaml"
    if foreign.is_file():
        said.append(("", "foreign", yaml.safe_load(foreign.read_text("utf-8"))))
    return [
        Risky(text, kind, how, language)
        for kind, how, entry in said
        for language in LANGUAGES
        for text in lines(entry.get(f"{language}{part}"))
    ]


def examples(folder: Path) -> list[alarm.Example]:
    """What the model of risk learns from: all of risk, and utterances of other talk, evenly, in which no list finds
    anything (some anxious ones do speak of fraud)."""
    found = risks(folder)
    special = [one for one in found if one.kind or one.how == HARMLESS]
    other = [one for one in found if not one.kind and one.how != HARMLESS]
    other = other[:: len(other) // MOST + 1]
    quiet = [one for one in other if not risk_of(whole(one.text)).kind]
    return [(normalise(one.text), one.kind, one.how == HARMLESS) for one in (*special, *quiet)]


def tones(folder: Path) -> dict[str, list[Example]]:
    """What the server's models of tone learn from, by language: feelings, and plain questions of the industries as calm.
    Most of what visitors write is plain; learned from feelings alone, half of such questions are taken for one. Some
    are asked in worry or anger: those in which a model of the feelings alone is sure to hear it are left out."""
    found = feelings(folder)
    plain = [one for one in risks(folder) if one.how == INDUSTRY and not one.kind]
    for language, said in found.items():
        own = [one.text for one in plain if one.language == language]
        if not own or len({label for _, label in said}) < 2:
            continue
        model = _tone(said)
        own = own[:: int(len(own) / max(LEAST, PLAIN * len(said))) + 1]
        said += [(text, CALM) for text in own if _plain(model, text, language)]
    return found


def _plain(model: Model, text: str, language: str) -> bool:
    if feeling(normalise(text).standard, language, text).emotion != CALM:
        return False
    found = tone.shares(model, text, language)
    return max(found, key=lambda label: found[label]) == CALM or max(found.values()) < STIRRED


def learned(folder: Path) -> bytes:
    """The file of the models that come with the product."""
    return defaults.learn(examples(folder), tones(folder))


def mark(folder: Path) -> str:
    """Changes with whatever the models are learned from."""
    files = [folder / "risk.yaml", folder / "smalltalk.yaml", folder / "out_of_scope.yaml"]
    files += sorted((folder / "emotion").glob("*.yaml"))
    files += industries(folder)
    told = blake2b(msgspec.msgpack.encode([defaults.MARK, hints.ZH, hints.EN, themes.ZH, themes.EN]), digest_size=10)
    for file in files:
        told.update(file.read_bytes() if file.is_file() else b"")
    return told.hexdigest()


def pairs(folder: Path, *, held: bool = False) -> list[likeness.Pair]:
    """Pairs of texts and whether they mean the same."""
    file = folder / "pairs.yaml"
    entries = _entries(file) if file.is_file() else ()
    return [(str(e["a"]), str(e["b"]), bool(e["same"])) for e in entries if bool(e.get("held")) is held]


def natural(folder: Path, most: int = 600) -> list[likeness.Pair]:
    """Pairs as they occur: two utterances of one intent, two of different ones, and an utterance with one slip. The hard
    pairs alone would teach that texts which share words differ."""
    said = [
        texts
        for file in industries(folder)
        for entry in _entries(file)
        for language in LANGUAGES
        if len(texts := lines(entry.get(language))) > 1
    ]
    if len(said) < 2:
        return []
    random = Random(0)  # noqa: S311 - a choice of examples, the same every time
    out: list[likeness.Pair] = []
    for _ in range(most):
        one = random.choice(said)
        other = random.choice([texts for texts in random.sample(said, 4) if texts is not one])
        a, b = random.sample(one, 2)
        at = random.randrange(len(a))
        out += [(a, b, True), (a, a[:at] + a[at + 1 :], True), (a, random.choice(other), False)]
    return out


def _entries(file: Path) -> Iterator[Mapping[str, Any]]:
    read = yaml.safe_load(file.read_text("utf-8"))
    if not isinstance(read, list) or not all(isinstance(one, dict) for one in read):
        raise BadInput("bad_corpus", f"{file.name} 应是一个列表", f"{file.name} must be a list")
    yield from read


class BuiltIn:
    """The models that come with the product, learned from the corpus in `folder` when they are first asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tones: dict[str, Model] = {}
        self.rule: likeness.Likeness | None = None

    def feeling(self, text: str) -> str:
        """The likeliest emotion of a message."""
        if not self.tones:
            self.tones = {lang: _tone(examples) for lang, examples in feelings(self.folder).items()}
        language = normalise(text).language
        found = tone.shares(self.tones[language], text, language)
        return max(found, key=lambda label: found[label])

    def likeness(self) -> likeness.Likeness:
        """The rule of sameness."""
        if self.rule is None:
            known = pairs(self.folder)
            if not known:
                raise BadInput(
                    "no_model", "没有内置的句对，请给出 --train", "There are no built-in pairs: give --train"
                )
            self.rule = likeness.learn([*known, *natural(self.folder)])
        return self.rule


def _tone(examples: list[Example]) -> Model:
    return tone.learn([text for text, _ in examples], [label for _, label in examples])
