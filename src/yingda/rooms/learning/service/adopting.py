"""Taking questions from the catalogue: in the background, told as it goes, and taken back as a whole.

What has an answer becomes a published article with the phrasings, what has none a draft; what is given to an article or a
flow that is there becomes phrasings beside it, as those of a round. Safe to repeat: an article is known by its slug.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog
from msgspec.structs import replace

from yingda.kernel import (
    BadInput,
    Changes,
    Clock,
    Database,
    NotFound,
    Principal,
    Read,
    TooMany,
    YingdaError,
    clean,
    new_id,
)
from yingda.rooms.bot import Bot
from yingda.rooms.knowledge import Article, Content, Knowledge

from .. import store
from ..events import LessonsChanged
from ..model import Adoption, Choice, Industry, Offer, Phrase, Taken
from ..model import offer as rules
from .catalogue import Catalogue

log = structlog.get_logger("learning")
SHELF = {"zh": "zh-CN", "en": "en"}
MOST, STEP, JOBS = 300, 8, 4
PATIENCE_MS = 180_000
ANSWER_CHARS = 4_000
Later = Callable[[], Awaitable[None]]


class Adopting:
    """Takes questions and gives them back."""

    def __init__(self, db: Database, clock: Clock, bot: Bot, knowledge: Knowledge, catalogue: Catalogue) -> None:
        self.db, self.clock, self.bot, self.knowledge, self.catalogue = db, clock, bot, knowledge, catalogue
        self.work: set[asyncio.Task[None]] = set()

    async def listed(self, tenant: str) -> list[Adoption]:
        """What was taken, the newest first."""
        return [self._seen(one) for one in await store.adoptions(self.db, tenant)]

    async def get(self, tenant: str, id: str) -> Adoption:
        """One time; `NotFound`."""
        found = await self.db.get(Adoption, tenant, id)
        if found is None:
            raise NotFound("adoption_not_found", "没有这次收下的记录", "There is no such adoption")
        return self._seen(found)

    def _seen(self, row: Adoption) -> Adoption:
        """One whose node died is told as broken off."""
        if row.state in (rules.AT_WORK, rules.UNDOING) and self.clock.now() - row.changed_at > PATIENCE_MS:
            return replace(row, state=rules.BROKEN, error="interrupted")
        return row

    async def begin(self, who: Principal, pack: str, language: str, choices: Sequence[Choice]) -> Adoption:
        """Starts taking questions; see `get` for how far it is. `BadInput` for what is not in the catalogue."""
        industry = await self.catalogue.industry(pack)
        if language not in SHELF or not choices or len(choices) > MOST:
            zh, en = f"一次选 1 到 {MOST} 个问题", f"Choose 1 to {MOST} questions at a time"
            raise BadInput("bad_choice", zh, en)
        unknown = [one.intent for one in choices if one.intent not in industry.offers]
        if unknown:
            raise BadInput("no_question", "行业问题库里没有这个问题", "There is no such question", unknown=unknown[:5])
        if len(self.work) >= JOBS:
            raise TooMany(5.0)
        now = self.clock.now()
        row = Adoption(who.tenant, new_id(), pack, language, now, who.id, len(choices), changed_at=now)
        await self.db.decide(_put, row)
        self._later(self._take(row, industry, list({one.intent: one for one in choices}.values())))
        return row

    def _later(self, job: Awaitable[None]) -> None:
        task = asyncio.ensure_future(job)
        self.work.add(task)
        task.add_done_callback(self.work.discard)

    async def _take(self, row: Adoption, industry: Industry, choices: Sequence[Choice]) -> None:
        known = {(a.slug, a.language): a for a in await self.knowledge.listed(row.tenant)}
        items: list[Taken] = []
        phrases: list[Phrase] = []
        state, error = rules.TAKEN, ""
        try:
            for n, choice in enumerate(choices, 1):
                offer = industry.offers[choice.intent]
                items.append(await self._one(row, industry, offer, choice, known, phrases))
                if n % STEP == 0:
                    row = await self._keep(replace(row, items=tuple(items)))
        except Exception:
            log.exception("taking questions failed", adoption=row.id)
            state, error = rules.BROKEN, "failed"
        row = await self._keep(replace(row, items=tuple(items), state=state, error=error), phrases)
        if phrases:
            self.bot.learn_soon(row.tenant)

    async def _one(
        self, row: Adoption, industry: Industry, offer: Offer, choice: Choice,
        known: dict[tuple[str, str], Article], phrases: list[Phrase],
    ) -> Taken:  # fmt: skip
        """One question; what cannot be taken says why."""
        told = Taken(offer.name, rules.titled(offer, row.language), rules.DRAFT, mark=offer.mark)
        texts = rules.phrasings(offer, row.language)
        try:
            if choice.article or choice.flow:
                label = await self._label(row.tenant, choice)
                now = self.clock.now()
                phrases += [Phrase(row.tenant, row.language, text, label, row.id, now) for text in texts]
                return replace(told, state=rules.LINKED, target=choice.article or choice.flow)
            answer = clean(choice.answer, ANSWER_CHARS)
            topic = industry.topics.get(offer.topic, {})
            category = topic.get(row.language, "")
            content = Content(told.title, answer, category, texts)
            article = await self._article(row, offer, content, known)
            if not answer or rules.unfilled(answer):
                return replace(told, target=article.id)
            live = await self.knowledge.publish(row.tenant, article.id, by=row.author)
            return replace(told, state=rules.PUBLISHED, target=article.id, version=live.live)
        except YingdaError as error:
            return replace(told, state=rules.REFUSED, why=error.words(SHELF[row.language]))

    async def _article(
        self, row: Adoption, offer: Offer, content: Content, known: dict[tuple[str, str], Article]
    ) -> Article:
        """The article of a question: a new one, or the one that came of it before."""
        shelf, slug = SHELF[row.language], rules.slug(offer)
        old = known.get((slug, shelf))
        if old is None:
            return await self.knowledge.create(row.tenant, content, shelf, slug=slug, by=row.author)
        if old.live:
            zh, en = "已经收下过，请在知识库里修改", "It was taken before: change it in Knowledge"
            raise BadInput("taken_before", zh, en)
        change = {"title": content.title, "body": content.body, "questions": content.questions}
        return await self.knowledge.change(row.tenant, old.id, change, by=row.author)

    async def _label(self, tenant: str, choice: Choice) -> str:
        label = await self.bot.label(tenant, f"article:{choice.article}") if choice.article else ""
        if choice.flow:
            label = await self.bot.flow_label(tenant, choice.flow)
        if not label:
            raise BadInput("no_answer", "没有这个答案", "There is no such answer")
        return label

    async def undo(self, who: Principal, id: str) -> Adoption:
        """Takes it back, in the background: its articles are withdrawn (drafts removed), its phrasings forgotten. What
        somebody has changed since is left."""
        row = await self.get(who.tenant, id)
        row = rules.undoing(row, self.clock.now())
        await self.db.decide(_change, row, ())
        self._later(self._undo(row))
        return row

    async def _undo(self, row: Adoption) -> None:
        items: list[Taken] = []
        state, error = rules.UNDONE, ""
        try:
            for item in row.items:
                items.append(await self._back(row, item))
        except Exception:
            log.exception("taking questions back failed", adoption=row.id)
            items += row.items[len(items) :]
            state, error = rules.BROKEN, "failed"
        gone = await store.of_round(self.db, row.tenant, row.id) if state == rules.UNDONE else []
        await self._keep(replace(row, items=tuple(items), state=state, error=error), (), gone)
        if gone:
            self.bot.learn_soon(row.tenant)

    async def _back(self, row: Adoption, item: Taken) -> Taken:
        if item.state == rules.LINKED:
            return replace(item, state=rules.GONE)
        if item.state not in (rules.PUBLISHED, rules.DRAFT):
            return item
        try:
            article = await self.knowledge.draft(row.tenant, item.target)
            if article.live != item.version or (article.live and article.changed):
                return replace(item, state=rules.KEPT)
            if article.live:
                await self.knowledge.withdraw(row.tenant, article.id, by=row.author)
            elif article.last:
                return replace(item, state=rules.KEPT)
            else:
                await self.knowledge.remove(row.tenant, article.id)
        except NotFound:
            pass
        return replace(item, state=rules.GONE)

    async def _keep(self, row: Adoption, phrases: Sequence[Phrase] = (), gone: Sequence[Phrase] = ()) -> Adoption:
        after = replace(row, changed_at=self.clock.now(), version=row.version + 1)
        await self.db.decide(_change, after, tuple(phrases), tuple(gone))
        return after

    async def close(self) -> None:
        """Ends what is under way; it counts as broken off a while later, and can be undone or taken again."""
        for task in tuple(self.work):
            task.cancel()
        await asyncio.gather(*self.work, return_exceptions=True)


async def _put(_: Read, row: Adoption) -> Changes:
    return Changes(new=(row,))


async def _change(read: Read, row: Adoption, phrases: Sequence[Phrase], gone: Sequence[Phrase] = ()) -> Changes:
    """How it stands; phrasings that the bot learns already stay as they are."""
    if await read.get(Adoption, row.tenant, row.id) is None:
        return Changes()
    fresh: dict[str, Phrase] = {}
    for one in phrases:
        if await read.get(Phrase, one.tenant, one.language, one.text) is None:
            fresh.setdefault(one.text, one)
    told = LessonsChanged(tenant=row.tenant, key=row.id, at=row.changed_at, round=row.id, on=bool(fresh))
    events = (told,) if fresh or gone else ()
    return Changes(new=tuple(fresh.values()), changed=(row,), removed=tuple(gone), events=events)
