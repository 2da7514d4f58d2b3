"""Runs the heavy readers in a process of its own: a file that hangs, fills the memory or crashes a library ends that
process and nothing else, and the server never carries those libraries."""

import os
import subprocess
import sys
from collections.abc import Sequence

from msgspec import MsgspecError, Struct, json

from ...model import Draft, Refusal
from .plain import Read, refused

SECONDS = 60
CHILD = "yingda.rooms.knowledge.service.readers.child"


class Answer(Struct, frozen=True):
    """What the child writes to its output."""

    drafts: list[Draft]
    refused: list[Refusal]


class Leaf(Struct, frozen=True):
    """What one page of a site gave: drafts, refusals, and where it leads. `hidden`: it asks not to be taken."""

    drafts: list[Draft]
    refused: list[Refusal]
    links: list[str] = []
    base: str = ""
    canonical: str = ""
    hidden: bool = False


_answer = json.Decoder(Answer)
_leaves = json.Decoder(list[Leaf])


def apart(kind: str, name: str, data: bytes) -> Read:
    """Reads `data` as `kind` (docx, pdf, html, xlsx) in a new process. Blocks for up to a minute."""
    try:
        found = _answer.decode(_run(kind, name, data))
    except subprocess.TimeoutExpired:
        return refused(name, "读取超时，文件可能有问题", "Reading it took too long; something is wrong with the file")
    except MsgspecError:
        return refused(name, "文件已损坏，或内容过于复杂", "The file is damaged, or too complex to read")
    except (OSError, ValueError):
        return refused(name, "暂时无法读取这种文件，请重试", "Files of this kind cannot be read now; please try again")
    return Read(found.drafts, found.refused)


def leaves(pages: Sequence[tuple[str, bytes]]) -> list[Leaf]:
    """Reads HTML pages ((name, bytes)) in a new process; a page that brings it down is refused, the others are read
    without it. Blocks for up to a minute a page."""
    job = json.encode([{"name": name, "body": body} for name, body in pages])
    try:
        found = _leaves.decode(_run("pages", "", job))
        if len(found) == len(pages):
            return found
    except (OSError, ValueError, MsgspecError, subprocess.TimeoutExpired):
        pass
    if len(pages) > 1:
        return [leaf for one in pages for leaf in leaves([one])]
    gone = Refusal(pages[0][0], "网页过于复杂，已跳过", "The page is too complex and was left out")
    return [Leaf([], [gone])]


def _run(kind: str, name: str, data: bytes) -> bytes:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own module
        [sys.executable, "-m", CHILD, kind, name],
        input=data, capture_output=True, timeout=SECONDS, check=False, env=env,
    )  # fmt: skip
    return done.stdout
