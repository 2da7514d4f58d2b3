"""`eval intents`, `eval emotion` and `eval pairs`: files in, figures out. The figures are made in the room `sense`, by the
functions that serve visitors."""

from pathlib import Path
from typing import Any, cast

import msgspec

import yingda
from yingda.engines.onnx import OnnxEncoder
from yingda.kernel import BadInput
from yingda.rooms.sense import Encoder, exam

from .files import rows

CORPUS = Path(yingda.__file__).parent / "packs" / "common" / "content"
Two = list[tuple[str, str]]


def encoder_in(folder: Path | None) -> Encoder | None:
    """The encoder in a folder; None for none."""
    return OnnxEncoder(folder) if folder is not None else None


def built_in() -> exam.BuiltIn:
    """The models of the product's own corpus."""
    return exam.BuiltIn(CORPUS)


def intents(
    train: Path, test: Path, val: Path | None, oos: str, encoder: Path | None, unlabelled: Path | None = None
) -> dict[str, Any]:
    """Figures of `eval intents`."""
    known, asked = _two(train, "intent"), _two(test, "intent")
    chosen = _two(val, "intent") if val is not None else []
    more = [text for (text,) in rows(unlabelled, ("text",))] if unlabelled is not None else []
    return _plain(exam.intents(known, asked, chosen, oos, encoder_in(encoder), more))


def emotion(train: Path | None, test: Path) -> dict[str, Any]:
    """Figures of `eval emotion`."""
    asked = _two(test, "label")
    return _plain(exam.emotions(asked, _two(train, "label") if train is not None else None, built_in().feeling))


def pairs(train: Path | None, test: Path) -> dict[str, Any]:
    """Figures of `eval pairs`."""
    asked = _pairs(test)
    known = _pairs(train) if train is not None else None
    return _plain(exam.pairs(asked, known, built_in().likeness() if known is None else None))


def _two(path: Path, label: str) -> Two:
    return cast(Two, rows(path, ("text", label)))


def _pairs(path: Path) -> list[tuple[str, str, bool]]:
    same = {"1": True, "0": False, "true": True, "false": False, "1.0": True, "0.0": False}
    found = []
    for a, b, label in rows(path, ("text1", "text2", "label")):
        if label.lower() not in same:
            raise BadInput(
                "bad_label", f"{path} 里的 label 应是 0 或 1，不是 {label}", f"A label in {path} is {label}, not 0 or 1"
            )
        found.append((a, b, same[label.lower()]))
    if len({label for _, _, label in found}) < 2:
        raise BadInput(
            "one_label", f"{path} 里要有相同（1）也要有不同（0）的句对", f"{path} needs pairs of both labels, 0 and 1"
        )
    return found


def _plain(figures: msgspec.Struct) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(figures)
    return plain
