"""`Glossary`, the door of the room: entries kept and listed, and the rules made of them, held in memory."""

from collections.abc import Sequence

from msgspec import Struct

from yingda.kernel import Changes, Clock, Database, NotFound, Read, new_id

from . import store
from .model import ALIAS, Draft, Hit, Term, Words, checked, put, read, removed, written
from .model.term import brought, chained, draft_of, kept


class Brought(Struct, frozen=True):
    """What an import did: entries taken (new or changed), those that were the same, and (line, why) of the others."""

    taken: int
    same: int
    refused: list[tuple[int, str]]


class Glossary:
    """The words of every business. What was read once is kept until somebody changes it."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock
        self.held: dict[str, dict[str, Words]] = {}
        self.turn = 0

    async def words(self, tenant: str, language: str = "") -> Words:
        """The rules of a business, for a language (zh, en) or for both."""
        held = self.held.get(tenant)
        if held is None:
            turn, terms = self.turn, await store.listed(self.db, tenant)
            held = {lang: _rules(terms, lang) for lang in ("", "zh", "en")}
            if turn == self.turn:  # nobody changed them while they were read
                self.held[tenant] = held
        return held.get(language, held[""])

    def forget(self, tenant: str) -> None:
        """The words of a business have changed: the next question reads them anew."""
        self.turn += 1
        self.held.pop(tenant, None)

    async def listed(self, tenant: str) -> list[Term]:
        """Every entry."""
        return await store.listed(self.db, tenant)

    async def get(self, tenant: str, id: str) -> Term:
        """One entry; `NotFound`."""
        found = await self.db.get(Term, tenant, id)
        if found is None:
            raise NotFound("term_not_found", "没有这个词条", "There is no such entry")
        return found

    async def add(self, tenant: str, by: str, draft: Draft) -> Term:
        """A new entry. `BadInput`, `Clash` when the word is there."""
        return await self._put(kept(tenant, new_id(), checked(draft), by, self.clock.now()), 0)

    async def change(self, tenant: str, by: str, id: str, draft: Draft, revision: int = 0) -> Term:
        """Another text of an entry; `revision` is the one that was read (0 overwrites)."""
        await self.get(tenant, id)
        return await self._put(kept(tenant, id, checked(draft), by, self.clock.now()), revision)

    async def _put(self, fresh: Term, revision: int) -> Term:
        await self.db.decide(_put, fresh, revision)
        self.forget(fresh.tenant)
        return await self.get(fresh.tenant, fresh.id)

    async def remove(self, tenant: str, by: str, id: str) -> None:
        """Forgets an entry; `NotFound`."""
        await self.db.decide(_remove, tenant, id, by, self.clock.now())
        self.forget(tenant)

    async def export(self, tenant: str) -> str:
        """All of it as CSV."""
        return written([draft_of(one) for one in await self.listed(tenant)])

    async def bring(self, tenant: str, by: str, text: str, language: str) -> Brought:
        """Takes in a CSV: words that are there already get its text, others are added, none is removed. Safe to repeat.
        Reasons in `language`."""
        drafts, wrong = read(text)
        zh = language.lower().startswith("zh")
        refused = [(line, why if zh else en) for line, why, en in wrong]
        now, fresh = self.clock.now(), dict[tuple[str, str], Term]()
        for draft in drafts:
            one = kept(tenant, new_id(), draft, by, now)
            fresh[one.kind, one.mark] = one
        before = {one.id: one.version for one in await self.listed(tenant)}
        await self.db.decide(_bring, tenant, tuple(fresh.values()), by, now)
        self.forget(tenant)
        after = await self.listed(tenant)
        taken = sum(before.get(one.id) != one.version for one in after)
        return Brought(taken, len(fresh) - taken, refused)

    async def check(self, tenant: str, text: str, language: str = "") -> list[Hit]:
        """The words in a text that should not be said."""
        return (await self.words(tenant, language)).found(text)


def _rules(terms: Sequence[Term], language: str) -> Words:
    """The rules of the entries that hold in a language; "" takes all."""
    held = [one for one in terms if not one.language or not language or one.language == language]
    return Words(
        [(one.word, one.means) for one in held if one.kind == ALIAS],
        [(one.kind, one.word, one.means, one.unless) for one in held if one.kind != ALIAS],
    )


async def _put(read: Read, fresh: Term, revision: int) -> Changes:
    old = await read.get(Term, fresh.tenant, fresh.id)
    same = await read.first(Term, fresh.tenant, fresh.kind, fresh.mark)
    return put(old, same, fresh, await store.listed(read, fresh.tenant), revision)


async def _remove(read: Read, tenant: str, id: str, by: str, at: int) -> Changes:
    return removed(await read.get(Term, tenant, id), by, at)


async def _bring(read: Read, tenant: str, fresh: Sequence[Term], by: str, at: int) -> Changes:
    held = await store.listed(read, tenant)
    together = {(one.kind, one.mark): one for one in (*held, *fresh)}
    for one in fresh:
        chained(draft_of(one), list(together.values()))
    return brought(tenant, fresh, held, by, at)
