"""The models that come with the product, together: risk, and how something is said. Learned once from the project's own
corpus; without them the word lists answer.
"""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from . import alarm, classifier, tone
from .alarm import Alarm
from .classifier import Model

FORMAT = 2
"""Raised when what is learned changes though the corpus does not."""
MARK = [FORMAT, alarm.FORMAT, classifier.FORMAT]


class Defaults(Struct, frozen=True):
    """`tones` are by language (zh, en)."""

    alarm: Alarm | None = None
    tones: Mapping[str, Model] = {}


class _File(Struct):
    alarm: bytes
    tones: dict[str, bytes]


def learn(risks: Sequence[alarm.Example], feelings: Mapping[str, Sequence[tuple[str, str]]]) -> bytes:
    """The bytes of the file of what is learned from examples of risk, and of feelings by language."""
    tones = {
        language: classifier.dump(tone.learn([text for text, _ in said], [label for _, label in said]))
        for language, said in feelings.items()
    }
    return msgspec.msgpack.encode(_File(alarm.dump(alarm.learn(risks)), tones))


def load(data: bytes) -> Defaults:
    """The models in the bytes of their file. Raises `ValueError` for what is not one."""
    try:
        file = msgspec.msgpack.decode(data, type=_File)
    except msgspec.DecodeError as error:
        raise ValueError("not a file of models") from error
    return Defaults(alarm.load(file.alarm), {language: classifier.load(own) for language, own in file.tones.items()})
