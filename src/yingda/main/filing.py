"""Files from one storage into another: every one is read back and compared, and what is there already is not sent again, so
that a copy that was broken off goes on where it was."""

import asyncio
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from typing import NamedTuple

from yingda.kernel import Blobs, NotFound, Unavailable

AT_ONCE = 4
"""Files that are under way, and in memory, together."""


class Filed(NamedTuple):
    """How many files there are, how many of them had to be sent, and their bytes all together."""

    files: int = 0
    sent: int = 0
    bytes: int = 0


async def copy(source: Blobs, target: Blobs, step: Callable[[int, int], None]) -> Filed:
    """Copies every file. `step` is told how many are done and how many there are. Answers what is there now;
    `Unavailable` when a file is not what was sent."""
    names = iter(every := [name async for name in source.names()])
    total = Filed()

    async def work() -> None:
        nonlocal total
        for name in names:
            size, sent = await one(source, target, name)
            total = Filed(total.files + 1, total.sent + sent, total.bytes + size)
            step(total.files, len(every))

    step(0, len(every))
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(work())
    except* Exception as failed:  # noqa: BLE001 - the first is told as it is
        raise failed.exceptions[0] from None
    return total


async def one(source: Blobs, target: Blobs, name: str) -> tuple[int, bool]:
    """One file: its size, and whether it had to be sent."""
    data = await source.get(name)
    mark = sha256(data).digest()
    if await told(target, name) == mark:
        return len(data), False
    await target.put(name, whole(data), len(data))
    if await told(target, name) != mark:
        zh, en = f"文件 {name} 复制后不一致", f"The copy of the file {name} is not the same"
        raise Unavailable("copy_differs", zh, en)
    return len(data), True


async def told(blobs: Blobs, name: str) -> bytes:
    """The SHA-256 of what is kept under a name; empty when there is nothing."""
    try:
        return sha256(await blobs.get(name)).digest()
    except NotFound:
        return b""


async def whole(data: bytes) -> AsyncIterator[bytes]:
    """All of it at once."""
    yield data
