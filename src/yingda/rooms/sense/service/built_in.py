"""The worker that learns what comes with the product: a process of its own, as `train` is.

    python -m yingda.rooms.sense.service.built_in FILE < job

The job is the folder of the corpus, as msgpack on standard input; FILE is written whole or not at all.
"""

from pathlib import Path

import msgspec

from .corpus import learned
from .train import work


def learn(job: bytes) -> bytes:
    """The bytes of the file of models."""
    return learned(Path(msgspec.msgpack.decode(job, type=str)))


if __name__ == "__main__":
    work(learn)
