"""The meaning models of businesses: their settings, and vectors of texts. A message waits a fraction of a second for its
own at most; those of phrasings are made in the background and kept among the blobs."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from hashlib import blake2b

import msgspec
import numpy as np
import structlog

from yingda.kernel import Blobs, Clock, Database, NotFound, Unavailable, YingdaError
from yingda.kernel.encoding import LocalEncoder, RemoteEncoder, Vectors
from yingda.kernel.language import ModelPlace
from yingda.rooms.accounts import Seal

from ..model.classifier import Array, Floats
from ..model.meaning import MeaningSetting, covered, host_of, mark, unit_rows

log = structlog.get_logger("sense")
BATCH = 64
BACKGROUND_S = 30.0
"""How long a batch of phrasings may take."""
REMEMBERED = 5_000
PAUSE_S = 30.0
"""After a failure no message waits for so long."""
AT_ONCE = 16
"""Messages of a business that wait for their vectors on a node; more go on by words alone."""
LARGEST = 512 << 20
SAVE_EVERY = 40
"""Batches after which what was made is kept, should the node end."""
Kept = dict[bytes, Array]


class Meaning:
    """Vectors for texts of every business. `plain(host)`: whether plain http is allowed towards a host."""

    def __init__(
        self, db: Database, blobs: Blobs, clock: Clock, seal: Seal, remote: RemoteEncoder, local: LocalEncoder,
        plain: Callable[[str], bool],
    ) -> None:  # fmt: skip
        self.db, self.blobs, self.clock, self.seal, self.plain = db, blobs, clock, seal, plain
        self.remote, self.local = remote, local
        self.held: dict[str, MeaningSetting | None] = {}
        self.known: OrderedDict[tuple[str, str], Floats] = OrderedDict()
        self.paused: dict[str, float] = {}
        self.running: dict[str, int] = {}

    async def setting(self, tenant: str) -> MeaningSetting | None:
        """The settings of a business, from memory after the first time; `forget` when they have changed."""
        if tenant not in self.held:
            self.held[tenant] = await self.db.get(MeaningSetting, tenant)
        return self.held[tenant]

    def forget(self, tenant: str) -> None:
        """They have changed."""
        self.held.pop(tenant, None)
        self.paused.pop(tenant, None)

    async def using(self, tenant: str, language: str) -> MeaningSetting | None:
        """The settings, when they hold for a language."""
        setting = await self.setting(tenant)
        return setting if setting and setting.source and language in setting.languages else None

    def mark(self, setting: MeaningSetting) -> str:
        """What its vectors are kept under."""
        return mark(setting, self.local.name if setting.source == "local" else "")

    # one message

    def one(self, key: str, text: str) -> Floats | None:
        """The vector of a message that was heard, from memory."""
        return self.known.get((key, covered(text)))

    async def hear(self, tenant: str, text: str) -> None:
        """Makes the vector of a message within the time that is set. Never raises: without it words alone answer."""
        setting = await self.setting(tenant)
        if setting is None or not setting.source:
            return
        key = (self.mark(setting), covered(text))
        if key in self.known:
            self.known.move_to_end(key)
            return
        running = self.running.get(tenant, 0)
        if time.monotonic() < self.paused.get(tenant, 0.0) or running >= AT_ONCE:
            return
        self.running[tenant] = running + 1
        try:
            async with asyncio.timeout(setting.within):
                rows = unit_rows(await self.ask(setting, [key[1]], setting.within))
        except (YingdaError, TimeoutError, ValueError) as error:
            self.paused[tenant] = time.monotonic() + PAUSE_S
            log.warning("went on without the meaning model", tenant=tenant, error=getattr(error, "code", "slow"))
            return
        finally:
            self.running[tenant] -= 1
        self.known[key] = rows[0]
        if len(self.known) > REMEMBERED:
            self.known.popitem(last=False)

    async def ask(self, setting: MeaningSetting, texts: Sequence[str], within: float) -> Vectors:
        """The rows of texts that are covered already. Raises as the engines."""
        if setting.source == "local":
            return await self.local.vectors(texts)
        about = sealed_for(setting.tenant, setting.url)
        key = self.seal.open(setting.key_sealed, about) if setting.key_sealed else ""
        return await self.remote.vectors(ModelPlace(setting.url, setting.model, key), texts, within=within)

    # many phrasings

    async def many(self, setting: MeaningSetting, language: str, texts: Sequence[str]) -> Floats:
        """One row for each text. What was made once, by any node, is not made again; what no text needs any more is
        forgotten. Raises as the engines."""
        name = f"{setting.tenant}/vectors/{language}-{self.mark(setting)}"
        kept = await self._kept(name)
        wanted = {_id(text): covered(text) for text in texts}
        missing = [id for id in wanted if id not in kept]
        try:
            for n, start in enumerate(range(0, len(missing), BATCH), 1):
                ids = missing[start : start + BATCH]
                rows = unit_rows(await self.ask(setting, [wanted[id] for id in ids], BACKGROUND_S))
                width = len(next(iter(kept.values()))) if kept else rows.shape[1]
                if rows.shape[1] != width:
                    zh, en = "模型给出的向量长度变了", "The model's vectors have another width than before"
                    raise Unavailable("model_unreadable", zh, en)
                kept |= zip(ids, rows.astype(np.float16), strict=True)
                if n % SAVE_EVERY == 0:
                    await self._keep(name, kept)
        finally:
            if missing and any(id in kept for id in missing):
                await self._keep(name, {id: kept[id] for id in wanted if id in kept})
        return np.stack([kept[_id(text)] for text in texts]).astype(np.float32)

    async def _kept(self, name: str) -> Kept:
        try:
            ids, width, rows = msgspec.msgpack.decode(await self.blobs.get(name), type=tuple[bytes, int, bytes])
        except (NotFound, msgspec.DecodeError):
            return {}
        table = np.frombuffer(rows, np.float16).reshape(-1, max(width, 1))
        return {ids[n * 12 : n * 12 + 12]: row for n, row in enumerate(table)}

    async def _keep(self, name: str, kept: Kept) -> None:
        table = np.stack(list(kept.values()))
        data = msgspec.msgpack.encode((b"".join(kept), table.shape[1], table.tobytes()))
        await self.blobs.put(name, _pieces(data), LARGEST)


async def _pieces(data: bytes) -> AsyncIterator[bytes]:
    yield data


def _id(text: str) -> bytes:
    """What a vector is kept under: the text as it was sent."""
    return blake2b(covered(text).encode(), digest_size=12).digest()


def sealed_for(tenant: str, url: str) -> str:
    """What a key is bound to: it opens for this business and this host only."""
    return f"encoder|{tenant}|{host_of(url)}"
