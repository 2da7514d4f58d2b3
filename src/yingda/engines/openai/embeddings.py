"""`RemoteEncoder` at any endpoint that speaks the embeddings of OpenAI. Whatever it answers is checked: as many rows as
texts, all of one width, every number finite."""

import math
from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec import DecodeError, Struct, json

from yingda.kernel import Fetch, Unavailable
from yingda.kernel.encoding import Vectors
from yingda.kernel.language import ModelPlace

from .model import problem

ANSWER_BYTES = 32_000_000
WIDEST = 8_192


class Item(Struct):
    """The numbers of the text at `index`."""

    index: int
    embedding: list[float]


class Answer(Struct):
    """What an endpoint answers."""

    data: list[Item]


class OpenAIEncoder:
    """`RemoteEncoder`."""

    def __init__(self, fetch: Fetch) -> None:
        self.fetch = fetch

    async def vectors(self, place: ModelPlace, texts: Sequence[str], *, within: float) -> Vectors:
        """See `kernel.encoding`."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if place.key:
            headers["Authorization"] = f"Bearer {place.key}"
        url = place.url.rstrip("/") + "/embeddings"
        body = json.encode({"model": place.model, "input": list(texts), "encoding_format": "float"})
        hosts = [(urlsplit(url).hostname or "").rstrip(".")]
        got = await self.fetch.send(
            "POST", url, headers=headers, body=body, hosts=hosts, limit=ANSWER_BYTES, within=within
        )
        if got.status != 200:
            raise problem(got.status)
        return rows(got.body, len(texts))


def rows(body: bytes, wanted: int) -> Vectors:
    """The rows of an answer in the order of the texts; `Unavailable` for anything else."""
    try:
        found = json.decode(body, type=Answer).data
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _unreadable() from error
    placed = {item.index: item.embedding for item in found}
    widths = {len(item.embedding) for item in found}
    if len(found) != wanted or set(placed) != set(range(wanted)) or len(widths) != 1 or not 0 < max(widths) <= WIDEST:
        raise _unreadable()
    if not all(math.isfinite(number) for item in found for number in item.embedding):
        raise _unreadable()
    return [placed[n] for n in range(wanted)]


def _unreadable() -> Unavailable:
    return Unavailable("model_unreadable", "模型的答复看不懂", "The model's answer cannot be read")
