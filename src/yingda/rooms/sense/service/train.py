"""The worker that learns: a process of its own, so that the server goes on answering meanwhile.

    python -m yingda.rooms.sense.service.train FILE < job

The job is msgpack on standard input; the model is written to FILE, whole or not at all.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from yingda.rooms.sense.model import dump, normalise
from yingda.rooms.sense.model.learning import fit
from yingda.rooms.sense.model.meaning import Fixed


class Job(Struct):
    """What is to be learned: texts as they were written, and their labels. `vectors` (float16, row after row of `width`)
    are what an encoder made of them."""

    language: str
    texts: list[str]
    labels: list[str]
    vectors: bytes = b""
    width: int = 0
    taught: list[str] = []


def learn(data: bytes) -> bytes:
    """The bytes of the model file of a job."""
    job = msgspec.msgpack.decode(data, type=Job)
    texts = [normalise(text, job.language).standard for text in job.texts]
    taught = frozenset(normalise(text, job.language).standard for text in job.taught)
    if not job.width:
        return dump(fit(texts, job.labels, taught=taught))
    rows = np.frombuffer(job.vectors, np.float16).reshape(-1, job.width).astype(np.float32)
    encoder = Fixed("", (job.language,), dict(zip(texts, rows, strict=True)))
    return dump(fit(texts, job.labels, encoder=encoder, taught=taught))


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
