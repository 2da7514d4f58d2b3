"""The index follows the conversations. Nothing of it is in the way of a message: what was said is noted in memory when it
is durable, and indexed together a moment later; what a crash left out is found again from the events, by a cursor kept in
the index itself.

A conversation is indexed from the seq up to which it was (its mark), so it does not matter how often or by whom.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

import structlog

from yingda.kernel import Clock, Database, NotFound, YingdaError, id_at
from yingda.kernel.search import DONE, Progress, Search, Text
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversations, Entry, Fresh
from yingda.rooms.people import Contact, People

from .. import model, store

log = structlog.get_logger("search")
BEAT_S, SWEEP_S, LAST_S = 1.0, 30.0, 2.0
GRACE_MS = 60_000
"""Ids are made before their commit: the sweeper looks at events when all that are older have surely come."""
TALKS, ENTRIES = 2_000, 500
"""Conversations of one round, and entries (or events) of one page."""
SLICE = 50
"""Texts after which others go on: half a millisecond."""
MARKS = 50_000
"""Conversations whose marks are remembered."""
BATCH = 1_000
"""Texts of one commit of the index."""
Pair = tuple[str, str]


class Indexer:
    """Keeps the index up to date: `start` on a node that serves, `catch_up` at any time."""

    def __init__(
        self, db: Database, engine: Search, clock: Clock, accounts: Accounts, people: People, talks: Conversations
    ) -> None:
        self.db, self.engine, self.clock = db, engine, clock
        self.accounts, self.people, self.talks = accounts, people, talks
        self.tasks: list[asyncio.Task[None]] = []
        self.marks: dict[Pair, int] = {}
        self.began = False
        """Whether everything that was left behind at the start has been looked at."""

    async def start(self) -> None:
        """Begins to follow."""
        self.tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._sweep())]

    async def stop(self) -> None:
        """Ends what is under way; what was not indexed is taken up at the next start."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        if self.tasks:
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_S):
                    await self.catch_up()
        await self.engine.close()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            await self.catch_up()

    async def _sweep(self) -> None:
        while True:
            try:
                await self.sweep()
            except Exception:
                log.exception("sweeping failed")
            await asyncio.sleep(SWEEP_S)

    async def catch_up(self) -> None:
        """Indexes what was said on this node since the last time. What fails is tried again the next time."""
        while said := self.talks.touched(TALKS):
            try:
                await self.index(said)
            except Exception as error:  # noqa: BLE001 - whatever it is, messages go on
                log.warning("indexing failed", error=str(error), conversations=len(said))
                self.talks.touch(said)
                return

    async def index(self, said: Mapping[Pair, Fresh]) -> None:
        """Indexes conversations from their marks on: what is remembered of them, or what has to be read."""
        upto = await self._marks(said)
        texts: list[Text] = []
        marks: dict[Pair, int] = {}
        made = 0
        for pair, fresh in said.items():
            if len(texts) - made > SLICE:
                made = len(texts)
                await asyncio.sleep(0)  # others go on meanwhile
            at = upto.get(pair, 0)
            if at and fresh.entries and (rest := following(fresh.entries, at)) is not None:
                if rest:
                    texts += lines(pair, fresh.inbox, fresh.channel, rest)
                    marks[pair] = rest[-1].seq
            else:
                await self._read(pair, at, texts, marks)
            if len(texts) >= BATCH:
                await self._put(texts, marks)
                texts, marks, made = [], {}, 0
        await self._put(texts, marks)

    async def _read(self, pair: Pair, at: int, texts: list[Text], marks: dict[Pair, int]) -> None:
        """Adds to `texts` what is kept of a conversation behind its mark."""
        tenant, id = pair
        try:
            talk = await self.talks.get(tenant, id)
        except NotFound:
            return
        await asyncio.sleep(0)
        if at == 0:
            texts += await self._person(tenant, talk.contact)
        while page := await self.talks.after(tenant, id, at, ENTRIES):
            texts += lines(pair, talk.inbox, talk.channel, page)
            at = marks[pair] = page[-1].seq
            if len(texts) >= BATCH:
                await self._put(texts, marks)
                texts.clear()
                marks.clear()
            if len(page) < ENTRIES:
                break

    async def _marks(self, pairs: Iterable[Pair]) -> dict[Pair, int]:
        """Up to where conversations are indexed, at least: another node may have gone on, which harms nothing."""
        asked = [pair for pair in pairs if pair not in self.marks]
        found = await self.engine.upto(asked) if asked else {}
        return {pair: self.marks[pair] for pair in pairs if pair in self.marks} | found

    async def _put(self, texts: Sequence[Text], marks: dict[Pair, int]) -> None:
        if texts or marks:
            await self.engine.put(texts, [(tenant, id, seq) for (tenant, id), seq in marks.items()])
            for pair, seq in marks.items():
                self.marks.pop(pair, None)
                self.marks[pair] = seq
            while len(self.marks) > MARKS:
                del self.marks[next(iter(self.marks))]

    async def _person(self, tenant: str, id: str, at: int = 0) -> list[Text]:
        try:
            contact = await self.people.contact(tenant, id)
        except YingdaError:
            return []
        return [model.person(tenant, contact.id, at or contact.first_seen, known_of(contact))]

    async def changed(self, tenant: str, contact: str, at: int) -> None:
        """A contact is known by other facts now."""
        await self._put(await self._person(tenant, contact, at), {})

    async def sweep(self) -> None:
        """Indexes what was left out: of each business first everything there is, then what events tell of."""
        for tenant in await self.accounts.tenants():
            progress = await self.engine.progress(tenant)
            if progress.built != DONE:
                progress = await self._build(tenant, progress)
            await self._from_events(tenant, progress)
        self.began = True

    async def _build(self, tenant: str, progress: Progress) -> Progress:
        """All conversations of a business by their ids, once; goes on where it was interrupted."""
        begun = progress.event or id_at(self.clock.now() - GRACE_MS)
        at = progress.built
        while page := await self.talks.ids(tenant, at, ENTRIES):
            await self.index({(tenant, id): Fresh() for id in page})
            at = page[-1]
            await self.engine.proceed(tenant, Progress(at, begun))
        done = Progress(DONE, begun)
        await self.engine.proceed(tenant, done)
        return done

    async def _from_events(self, tenant: str, progress: Progress) -> None:
        """What events tell of. The first time also of those so young that older ones may still come: they are looked at
        once more."""
        settled = id_at(self.clock.now() - GRACE_MS)
        until, at = settled if self.began else id_at(self.clock.now() + GRACE_MS), progress.event
        while page := await store.told(self.db, tenant, at, until, ENTRIES):
            said = dict.fromkeys(about for _, about, name in page if name in store.SAID)
            await self.index({(tenant, id): Fresh() for id in said})
            at = page[-1][0]
            await self.engine.proceed(tenant, Progress(DONE, max(progress.event, min(at, settled))))


def following(entries: Sequence[Entry], have: int) -> list[Entry] | None:
    """The entries behind `have`, when they follow upon it one by one; None when one is missing."""
    rest = sorted((e for e in entries if e.seq > have), key=lambda e: e.seq)
    rest = [e for i, e in enumerate(rest) if not i or e.seq != rest[i - 1].seq]
    return rest if not rest or rest[-1].seq == have + len(rest) else None


def lines(pair: Pair, inbox: str, channel: str, entries: Iterable[Entry]) -> list[Text]:
    """Entries as the index takes them; what the system notes has no words of anybody."""
    marks = (model.mark(model.INBOX, inbox), model.mark(model.CHANNEL, channel))
    return [
        model.line(*pair, e.seq, e.at, words, (*marks, model.mark(model.SENDER, e.sender)))
        for e in entries
        if e.kind != "event" and (words := model.text_of(e.text, e.extra))
    ]


def known_of(contact: Contact) -> str:
    """By what a contact is found."""
    facts = (contact.name, contact.email, contact.phone, contact.external, *contact.tags)
    return "\n".join(fact for fact in facts if fact)
