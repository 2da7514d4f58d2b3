"""`Help`: the help centres, the votes and the searches without an answer."""

from collections.abc import Mapping
from typing import Any

from yingda.kernel import BadInput, Changes, Clash, Clock, Database, NotFound, Read
from yingda.rooms.accounts import Accounts

from .. import store
from ..model import Centre, Missed, Rating, Tally, changed, missed, rated

COMMENTS, MISSES = 50, 100


class Help:
    """What staff see and change, and what readers leave behind."""

    def __init__(self, db: Database, clock: Clock, accounts: Accounts) -> None:
        self.db, self.clock, self.accounts = db, clock, accounts

    async def centre(self, tenant: str) -> Centre:
        """The help centre of a business; one that is closed while nobody has opened it."""
        held = await self.db.get(Centre, tenant)
        if held:
            return held
        business = await self.accounts.business(tenant)
        name = {"zh": f"{business.called('zh')}帮助中心", "en": f"{business.called('en')} help centre"}
        return Centre(tenant, slug=tenant.lower(), name=name, version=0)

    async def change(self, tenant: str, given: Mapping[str, Any]) -> Centre:
        """Changes fields of it. `BadInput` for what will not do, `Clash` where another business has the address."""
        if inbox := given.get("inbox"):
            await self._own_inbox(tenant, inbox)
        after = changed(await self.centre(tenant), given, self.clock.now())
        await self.db.decide(settle, after)
        return after

    async def _own_inbox(self, tenant: str, inbox: str) -> None:
        if await self.accounts.inbox(tenant, inbox) is None:
            raise BadInput("no_inbox", "没有这个收件箱", "There is no such inbox", field="inbox")

    async def at(self, slug: str) -> Centre:
        """The open centre at this address; `NotFound`."""
        found = await store.by_slug(self.db, slug)
        if found is None or not found.open:
            raise NotFound("no_help_centre", "没有这个帮助中心", "There is no such help centre")
        return found

    async def at_host(self, host: str) -> Centre | None:
        """The open centre with this host for its own."""
        return await store.by_host(self.db, host)

    async def only(self) -> Centre | None:
        """The open centre, when there is exactly one."""
        found = await store.some(self.db, 2)
        return found[0] if len(found) == 1 else None

    async def rate(self, vote: Rating) -> None:
        """A reader's vote."""
        await self.db.decide(rate, vote)

    async def miss(self, fresh: Missed) -> None:
        """A search without an answer."""
        await self.db.decide(miss, fresh)

    async def tallies(self, tenant: str) -> list[Tally]:
        """The votes on each article."""
        return await store.tallies(self.db, tenant)

    async def opinions(self, tenant: str, article: str) -> tuple[Tally, list[Rating]]:
        """The votes on one article, and what readers wrote."""
        return await store.tally(self.db, tenant, article), await store.comments(self.db, tenant, article, COMMENTS)

    async def misses(self, tenant: str) -> list[Missed]:
        """Searches without an answer, the commonest first."""
        return await store.misses(self.db, tenant, MISSES)

    async def done(self, tenant: str, language: str, words: str) -> None:
        """Somebody has looked at a search without an answer: it leaves the list."""
        await self.db.decide(drop, tenant, language, words)


async def settle(read: Read, after: Centre) -> Changes:
    """Keeps the centre; no two businesses have one address."""
    for other in (await store.by_slug(read, after.slug), await store.by_host(read, after.host) if after.host else None):
        if other and other.tenant != after.tenant:
            raise Clash("address_taken", "这个地址已被使用，请换一个", "This address is taken: choose another")
    return Changes(new=(after,)) if after.version == 1 else Changes(changed=(after,))


async def rate(read: Read, vote: Rating) -> Changes:
    """Keeps a vote and tells of it."""
    old = await read.get(Rating, vote.tenant, vote.article, vote.voter)
    found = rated(old, vote)
    if found is None:
        return Changes()
    kept, event = found
    return Changes(changed=(kept,), events=(event,)) if old else Changes(new=(kept,), events=(event,))


async def miss(read: Read, fresh: Missed) -> Changes:
    """Counts a search; what nobody has looked for in a long time is forgotten."""
    old = await read.get(Missed, fresh.tenant, fresh.language, fresh.words)
    kept = missed(old, fresh)
    if old:
        return Changes(changed=(kept,))
    return Changes(new=(kept,), removed=tuple(await store.forgotten(read, fresh.tenant)))


async def drop(read: Read, tenant: str, language: str, words: str) -> Changes:
    """Takes a search off the list."""
    old = await read.get(Missed, tenant, language, words)
    return Changes(removed=(old,)) if old else Changes()
