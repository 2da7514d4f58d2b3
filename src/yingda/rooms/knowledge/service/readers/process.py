"""Runs the heavy readers in a process of its own: a file that hangs, fills the memory or crashes a library ends that
process and nothing else, and the server never carries those libraries."""

import os
import subprocess
import sys

from msgspec import DecodeError, Struct, ValidationError, json

from ...model import Draft, Refusal
from .plain import Read, refused

SECONDS = 60
CHILD = "yingda.rooms.knowledge.service.readers.child"


class Answer(Struct, frozen=True):
    """What the child writes to its output."""

    drafts: list[Draft]
    refused: list[Refusal]


_answer = json.Decoder(Answer)


def apart(kind: str, name: str, data: bytes) -> Read:
    """Reads `data` as `kind` (docx, pdf, html, xlsx) in a new process. Blocks for up to a minute."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONIOENCODING": "utf-8"}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own module
            [sys.executable, "-m", CHILD, kind, name],
            input=data, capture_output=True, timeout=SECONDS, check=False, env=env,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return refused(name, "读取超时，文件可能有问题", "Reading it took too long; something is wrong with the file")
    except (OSError, ValueError):
        return refused(name, "暂时无法读取这种文件，请重试", "Files of this kind cannot be read now; please try again")
    try:
        found = _answer.decode(done.stdout)
    except (DecodeError, ValidationError):
        return refused(name, "文件已损坏，或内容过于复杂", "The file is damaged, or too complex to read")
    return Read(found.drafts, found.refused)
