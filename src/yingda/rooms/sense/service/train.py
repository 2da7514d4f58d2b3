"""The worker that learns: a process of its own, so that the server goes on answering meanwhile.

    python -m yingda.rooms.sense.service.train FILE < job

The job is msgpack on standard input; the model is written to FILE, whole or not at all.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from yingda.rooms.sense.model import dump, normalise
from yingda.rooms.sense.model.learning import fit


class Job(Struct):
    """What is to be learned: texts as they were written, and their labels."""

    language: str
    texts: list[str]
    labels: list[str]


def learn(data: bytes) -> bytes:
    """The bytes of the model file of a job."""
    job = msgspec.msgpack.decode(data, type=Job)
    texts = [normalise(text, job.language).standard for text in job.texts]
    return dump(fit(texts, job.labels))


def work(learn: Callable[[bytes], bytes]) -> None:
    """Reads the job, learns, writes the file."""
    os.nice(10)
    job = sys.stdin.buffer.read()
    target = Path(sys.argv[1])
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(learn(job))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


if __name__ == "__main__":
    work(learn)
