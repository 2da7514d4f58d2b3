"""Models of many nodes: one learns, the others take what it has learned from the blobs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from yingda.kernel import Blobs, NotFound
from yingda.kernel.claims import Claims

LARGEST = 512 << 20
LOOK_S = 1.0
"""How often a node that waits for another one's model looks for it."""


class Shared:
    """Where nodes lay down their models for each other."""

    def __init__(self, blobs: Blobs, claims: Claims) -> None:
        self.blobs, self.claims = blobs, claims

    async def learn(self, tenant: str, path: Path, learn: Callable[[], Awaitable[None]], before: Path | None) -> None:
        """Brings a model to `path`: another node's, or this node's own by `learn`, which then lies there for all. The
        model `before` it is forgotten."""
        name, work = _name(tenant, path), f"sense.learn {path.name}"
        while not await self._fetch(name, path):
            if not await self.claims.take(tenant, work):
                await asyncio.sleep(LOOK_S)
                continue
            try:
                if not await self._fetch(name, path):
                    await learn()
                    await self.blobs.put(name, _pieces(path), LARGEST)
                    if before is not None and before != path:
                        await self.blobs.remove(_name(tenant, before))
            finally:
                await self.claims.drop(tenant, work)
            return

    async def _fetch(self, name: str, path: Path) -> bool:
        try:
            data = await self.blobs.get(name)
        except NotFound:
            return False
        await asyncio.to_thread(_write, path, data)
        return True


def _name(tenant: str, path: Path) -> str:
    return f"{tenant}/models/{path.name}"


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    yield await asyncio.to_thread(path.read_bytes)


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)
