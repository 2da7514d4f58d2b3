"""The numbers of conversations: 1, 2, 3 … within each business, from a counter that is read by key. So the first messages
of many visitors are decided one upon the other, and one commit keeps them all."""

from collections.abc import Awaitable, Callable
from typing import Any

from msgspec.structs import replace

from yingda.kernel import Changes, Clash, Database, Read, Row

from .. import store
from ..model.rows import Counter


def count(last: Counter | None, tenant: str, number: int) -> Changes:
    """The counter stands at `number`."""
    if last is None:
        return Changes(new=(Counter(tenant, number),))
    return Changes(changed=(replace(last, number=number, version=last.version + 1),))


async def following(read: Read, tenant: str) -> tuple[int, Changes]:
    """The next number, and what makes it taken. Of two that take the same one the database keeps one: by the version of
    the counter, or by its key where there was none; the other is decided again."""
    last = await read.get(Counter, tenant)
    number = last.number + 1 if last is not None else 1
    return number, count(last, tenant, number)


async def catch_up(read: Read, tenant: str) -> Changes:
    """The counter stands at least at the largest number that a conversation has."""
    last = await read.get(Counter, tenant)
    largest = await store.last_number(read, tenant)
    if largest <= (last.number if last is not None else 0):
        return Changes()
    return count(last, tenant, largest)


async def counting(db: Database, tenant: str, work: Callable[..., Awaitable[Changes]], *args: Any) -> Row | None:
    """`db.decide` for what may take a number. While nodes are replaced one after another those of an earlier version count
    by looking at the conversations and leave the counter behind: then it catches up, and it is decided once more."""
    try:
        return await db.decide(work, *args)
    except Clash:
        await db.decide(catch_up, tenant)
        return await db.decide(work, *args)
