"""Searching: the index brings places, newest first, from spans that grow as they go back; the entries themselves are then
read, since only they can tell whether the words stand there still. What one search may cost is bounded: when it has looked
at enough, it answers with what it has, how far back it got, and where to go on."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from yingda.kernel import BadInput, NotFound, Principal
from yingda.kernel.search import DOC_BITS, DONE, Place, Search
from yingda.rooms.conversations import Conversation, Conversations, Entry
from yingda.rooms.people import Contact, People

from ..model import (
    CHANNEL,
    INBOX,
    PERSON,
    SENDER,
    Found,
    Hit,
    Query,
    Wanted,
    fits,
    mark,
    parts,
    spans_back,
    text_of,
    wanted,
)
from .index import Indexer, known_of

LOOKED, SPARE = 1_000, 10
"""Places that one search looks at at most; how many more than wanted are fetched at a time."""
ALLOWED_S, PATIENCE_S = 0.1, 0.3
"""After so long a search answers with what it has; with nothing yet, it goes on for longer."""
CONTACTS = 6
CONTACTS_LOOKED = 60
SENDERS = ("", "visitor", "agent", "bot")
STATES = ("", "open", "resolved")
LATEST = (1 << 62) - 1


class Finder:
    """Finds messages, contacts and conversations of one business."""

    def __init__(self, engine: Search, talks: Conversations, people: People, indexer: Indexer) -> None:
        self.engine, self.talks, self.people, self.indexer = engine, talks, people, indexer

    async def search(self, who: Principal, query: Query) -> Found:
        """One page of hits. `BadInput` when there is nothing to look for, or a filter that does not exist."""
        asked = wanted(query.text)
        if not asked.terms:
            raise BadInput("nothing_to_search", "请输入要搜索的文字或数字", "Type some letters, characters or digits")
        if query.sender not in SENDERS or query.state not in STATES:
            raise BadInput("unknown_filter", "没有这个筛选条件", "There is no such filter")
        ends = await self.engine.ends(who.tenant) or (1, 0)
        first = not query.before
        (hits, heads, stopped), contacts, numbers, progress = await asyncio.gather(
            self._walk(who.tenant, query, asked, ends),
            self._contacts(who, asked, ends) if first and who.may("contact.read") else _nothing(),
            self._numbers(who.tenant, query.text) if first else _nothing(),
            self.engine.progress(who.tenant),
        )
        return Found(
            hits, {hit.conversation: heads[hit.conversation] for hit in hits}, str(stopped) if stopped else "",
            stopped >> DOC_BITS, contacts, numbers, progress.built != DONE,
        )  # fmt: skip

    async def look(self, who: Principal, text: str, before: str = "", limit: int = 30) -> Found:
        """As `search`, by words alone; `before` is `next` of an earlier answer, `BadInput` when it is none."""
        if before and not (before.isdecimal() and len(before) <= 19):
            raise BadInput("bad_cursor", "翻页参数不对", "This cursor is not one of ours")
        return await self.search(who, Query(text, before=int(before or 0), limit=limit))

    async def _walk(
        self, tenant: str, query: Query, asked: Wanted, ends: tuple[int, int]
    ) -> tuple[list[Hit], dict[str, Conversation], int]:
        """Hits, the heads that were read, and the place from which to go on (0: there is nothing further back)."""
        hits: list[Hit] = []
        heads: dict[str, Conversation] = {}
        newest = min(query.before or LATEST, ends[1], (query.until + 1 << DOC_BITS) - 1 if query.until else LATEST)
        oldest = max(ends[0], query.since << DOC_BITS)
        terms, looked, begun = asked.terms | marks_of(query), 0, time.monotonic()
        for high, low in spans_back(newest, oldest):
            at = high
            while True:
                chunk = query.limit - len(hits) + SPARE + looked // 4
                places = await self.engine.find(tenant, terms, at, low, chunk)
                await self._heads(tenant, places, heads)
                fit = [place for place in places if suits(heads.get(place.about), query)]
                for place, entry in zip(fit, await self._entries(tenant, fit), strict=True):
                    if entry and holds(entry, asked):
                        hits.append(hit_of(entry, asked.words))
                    if len(hits) >= query.limit:
                        return hits, heads, place.doc - 1
                looked += len(places)
                if len(places) < chunk:
                    break
                at = places[-1].doc - 1
                if looked >= LOOKED or time.monotonic() - begun > allowed(hits):
                    return hits, heads, at
            if time.monotonic() - begun > allowed(hits) and low > oldest:
                return hits, heads, low - 1
        return hits, heads, 0

    async def _entries(self, tenant: str, places: Sequence[Place]) -> list[Entry | None]:
        return await self.talks.entries(tenant, [(place.about, place.seq) for place in places])

    async def _heads(self, tenant: str, places: Sequence[Place], heads: dict[str, Conversation]) -> None:
        """Adds the heads of conversations that were not read yet, all at once."""
        ids = [id for id in dict.fromkeys(place.about for place in places) if id not in heads]
        found = await asyncio.gather(*(self.talks.get(tenant, id) for id in ids), return_exceptions=True)
        for id, head in zip(ids, found, strict=True):
            if isinstance(head, Conversation):
                heads[id] = head
            elif not isinstance(head, NotFound):
                raise head

    async def _contacts(self, who: Principal, asked: Wanted, ends: tuple[int, int]) -> list[dict[str, Any]]:
        """Contacts by name, mail, telephone, their own id or a tag; the last changed first."""
        terms = [PERSON + term for term in asked.terms]
        places = await self.engine.find(who.tenant, terms, ends[1], ends[0], CONTACTS_LOOKED)
        ids = list(dict.fromkeys(place.about for place in places))
        found = [one for one in await self._people(who.tenant, ids) if fits(known_of(one), asked.words)]
        return [self.people.card(one) for one in found[:CONTACTS]]

    async def _people(self, tenant: str, ids: Sequence[str]) -> list[Contact]:
        every = await asyncio.gather(*(self.people.contact(tenant, id) for id in ids), return_exceptions=True)
        return list({one.id: one for one in every if isinstance(one, Contact)}.values())

    async def _numbers(self, tenant: str, text: str) -> list[Conversation]:
        """The conversation with this number: 1234 or #1234."""
        digits = text.strip().lstrip("#＃")
        if not digits.isdecimal() or len(digits) > 12:
            return []
        found = await self.talks.numbered(tenant, int(digits))
        return [found] if found else []


def suits(head: Conversation | None, query: Query) -> bool:
    """Whether a conversation is as the filters want it, now."""
    return (
        head is not None
        and query.inbox in ("", head.inbox)
        and query.channel in ("", head.channel)
        and query.agent in ("", head.assignee)
        and query.state in ("", head.status)
        and (not query.tag or query.tag in head.tags)
    )


def allowed(hits: Sequence[Hit]) -> float:
    """How long a search may take that has found so much, in seconds."""
    return ALLOWED_S if hits else PATIENCE_S


async def _nothing() -> list[Any]:
    """What is not looked for."""
    return []


def marks_of(query: Query) -> frozenset[str]:
    """The terms of those filters that never change for an entry."""
    chosen = ((SENDER, query.sender), (INBOX, query.inbox), (CHANNEL, query.channel))
    return frozenset(mark(kind, value) for kind, value in chosen if value)


def holds(entry: Entry, asked: Wanted) -> bool:
    """Whether the words stand in it."""
    return fits(text_of(entry.text, entry.extra), asked.words)


def hit_of(entry: Entry, words: tuple[str, ...]) -> Hit:
    """An entry as it is shown among the hits."""
    shown = parts(text_of(entry.text, entry.extra), words)
    return Hit(entry.conversation, entry.seq, entry.at, entry.sender, entry.name, entry.kind, shown)
