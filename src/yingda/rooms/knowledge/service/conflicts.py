"""Looking for sources that disagree: in the background after something was published, and when somebody asks.

Each article is compared with the few that the index finds for its title and first sentences, so the cost grows with the
number of articles, not of pairs.
"""

import asyncio
from collections.abc import Sequence

from yingda.kernel import Changes, Clock, Database, Read

from .. import store
from ..model import Conflict, Ignored, Live, conflicts, sentences
from .shelf import Shelves

NEAR, SHARE, ASKED = 4, 0.35, 6
"""Articles that are compared with a title or a sentence, the share of it that they must hold, and how many sentences of an
article are looked for."""
MOST, SHOWN = 3_000, 100
"""Articles that are looked at, and conflicts that are shown, at most."""
WAIT_S = 3.0


class Conflicts:
    """Finds them; what it found for the articles of now is kept."""

    def __init__(self, db: Database, clock: Clock, shelves: Shelves) -> None:
        self.db, self.clock, self.shelves = db, clock, shelves
        self.held: dict[str, tuple[int, list[Conflict]]] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def listed(self, tenant: str) -> list[Conflict]:
        """The conflicts of what is published, without those that are let stand."""
        live = self.shelves.of(tenant)[:MOST]
        state = hash(tuple((a.id, a.version) for a in live))
        held = self.held.get(tenant)
        if held is None or held[0] != state:
            held = self.held[tenant] = (state, await asyncio.to_thread(self._find, tenant, live))
        ignored = await store.ignored(self.db, tenant)
        return [one for one in held[1] if one.mark not in ignored][:SHOWN]

    def _find(self, tenant: str, live: Sequence[Live]) -> list[Conflict]:
        said = {a.id: sentences(a.content.body) for a in live}
        known = {a.id: a for a in live}
        done, found = set[tuple[str, str]](), dict[str, Conflict]()
        for article in live:
            index = self.shelves.index(tenant, article.language)
            asked = (
                (article.title, *(one.text for one in said[article.id][:ASKED])) if index and said[article.id] else ()
            )
            for hit in (hit for text in asked if index for hit in index.search(text, "internal", NEAR + 1)):
                other = known.get(hit.article.id)
                if other is None or other.id == article.id or hit.share < SHARE:
                    continue
                pair = (min(article.id, other.id), max(article.id, other.id))
                if pair not in done and _together(article, other):
                    done.add(pair)
                    found |= {c.mark: c for c in conflicts(article, said[article.id], other, said[other.id])}
        return list(found.values())

    def soon(self, tenant: str) -> None:
        """Something was published: looks after a short wait, once for all that is published meanwhile."""
        if tenant not in self.tasks or self.tasks[tenant].done():
            self.tasks[tenant] = asyncio.create_task(self._later(tenant))

    async def _later(self, tenant: str) -> None:
        await asyncio.sleep(WAIT_S)
        await self.listed(tenant)

    async def ignore(self, tenant: str, by: str, mark: str) -> None:
        """Lets one stand, as long as its sentences stay the same."""
        await self.db.decide(_ignore, Ignored(tenant, mark, self.clock.now(), by))

    async def stop(self) -> None:
        """Ends what runs."""
        for task in self.tasks.values():
            task.cancel()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)


def _together(one: Live, other: Live) -> bool:
    """Whether somebody may be told both: they hold at the same time."""
    a, b = one.content, other.content
    apart = (a.valid_until and a.valid_until <= b.valid_from) or (b.valid_until and b.valid_until <= a.valid_from)
    return one.slug != other.slug and not apart


async def _ignore(read: Read, row: Ignored) -> Changes:
    return Changes() if await read.get(Ignored, row.tenant, row.mark) else Changes(new=(row,))
