"""The worker that compares words alone with words and a meaning model: a process of its own, as `train` is.

    python -m yingda.rooms.sense.service.compare FILE < job

Learns from a part of the phrasings and asks the rest; FILE gets the figures as JSON.
"""

import msgspec
import numpy as np
from msgspec import Struct

from yingda.rooms.sense.model.learning import fit
from yingda.rooms.sense.model.meaning import Fixed, Gain
from yingda.rooms.sense.service.train import work


class Comparison(Struct):
    """Normalised texts with labels and vectors (float16, row after row); `learn` and `ask` are places in them."""

    language: str
    texts: list[str]
    labels: list[str]
    vectors: bytes
    width: int
    learn: list[int]
    ask: list[int]


def compared(data: bytes) -> bytes:
    """The `Gain` of a comparison, as JSON."""
    job = msgspec.msgpack.decode(data, type=Comparison)
    table = np.frombuffer(job.vectors, np.float16).reshape(-1, job.width).astype(np.float32)
    encoder = Fixed("", (job.language,), dict(zip(job.texts, table, strict=True)))
    model = fit([job.texts[n] for n in job.learn], [job.labels[n] for n in job.learn], calibrate=False, encoder=encoder)
    right = [0, 0]
    for n in job.ask:
        text = job.texts[n]
        for way, encoded in enumerate((None, encoder.one(text))):
            ranked = model.rank(text, encoded=encoded)
            right[way] += ranked.labels[0][0] == job.labels[n]
    asked = max(1, len(job.ask))
    gain = Gain(len(job.learn), len(job.ask), round(right[0] / asked, 4), round(right[1] / asked, 4))
    return msgspec.json.encode(gain)


if __name__ == "__main__":
    work(compared)
