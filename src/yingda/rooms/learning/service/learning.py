"""`Learning`: signals in, proposals out; people decide; rounds compare before they switch."""

import asyncio
from collections.abc import Sequence
from typing import Any

import structlog
from msgspec.structs import replace

from yingda.kernel import BadInput, Clock, Database, NotFound, Principal, YingdaError, clean_line, new_id
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import ConversationRated, ConversationResolved, Conversations
from yingda.rooms.desk import AnswerBlamed
from yingda.rooms.help import ArticleRated
from yingda.rooms.knowledge import Content, Knowledge
from yingda.rooms.sense import Sense

from .. import store
from ..model import (
    ARTICLE,
    CANDIDATE,
    FAILED,
    KINDS,
    OPEN,
    PHRASING,
    REVIEW,
    Case,
    Phrase,
    Proposal,
    Round,
    Signal,
    compared,
    own_words,
    seen,
    signals,
)
from . import cases
from .looking import lines_of, turns_of

log = structlog.get_logger("learning")
LANGUAGES = ("zh", "en")
SHELF = {"zh": "zh-CN", "en": "en"}
TEXT_CHARS = 300
READER = "help:"
"""In front of the id of a vote, which stands where other proposals name conversations."""
HEARD, TAUGHT, JUDGES = 5_000, 2_000, 20
"""Messages that are looked at, phrasings that one round takes from them, and questions of the test that it needs."""
SCORED = 2_000
"""Questions of one comparison at most."""


class Learning:
    """What talks teach, and what people make of it."""

    def __init__(
        self, db: Database, clock: Clock, talks: Conversations, bot: Bot, knowledge: Knowledge, sense: Sense
    ) -> None:
        self.db, self.clock, self.talks = db, clock, talks
        self.bot, self.knowledge, self.sense = bot, knowledge, sense
        self.work: set[asyncio.Task[None]] = set()

    def title(self, tenant: str, label: str) -> str:
        """What a label stands for, in words."""
        return self.bot.title(tenant, label)

    # signals

    async def look(self, event: ConversationResolved | ConversationRated) -> None:
        """A talk has ended, or was rated: what does it teach? Safe to repeat: a talk counts once for each proposal."""
        talk = await self.talks.get(event.tenant, event.key)
        turns = await self.bot.turns(event.tenant, event.key)
        if not turns:
            return
        page = await self.talks.page(event.tenant, event.key, 2**62, staff=True, limit=200)
        found = signals(turns_of(turns, page.entries), lines_of(page.entries), talk.score)
        for signal in found:
            await self._gather(event.tenant, signal, event.key)

    async def read(self, event: ArticleRated) -> None:
        """A reader of the help centre says that an article did not help."""
        if not event.useful and event.comment:
            language = "zh" if event.language.startswith("zh") else "en"
            signal = Signal(REVIEW, "unhelpful", event.comment[:TEXT_CHARS], language, event.article)
            await self._gather(event.tenant, signal, f"{READER}{event.id}")

    async def blamed(self, event: AnswerBlamed) -> None:
        """An agent says that an answer was wrong: its article is worth a look."""
        turns = await self.bot.turns(event.tenant, event.key)
        turn = next((one for one in turns if one.seq == event.seq), None)
        if turn is not None and event.article and len(turn.text) > 1:
            signal = Signal(REVIEW, "agent", turn.text[:TEXT_CHARS], turn.language, event.article)
            await self._gather(event.tenant, signal, event.key)

    async def _gather(self, tenant: str, signal: Signal, talk: str) -> None:
        now = self.clock.now()
        fresh = Proposal(tenant, new_id(), signal.kind, signal.language, signal.article, (), now, now)
        await self.db.decide(cases.gather, signal, talk, fresh)

    # proposals

    async def listed(self, tenant: str, state: str = OPEN, kind: str = PHRASING) -> list[Proposal]:
        """Proposals, what many talks speak of first."""
        if kind not in KINDS:
            raise BadInput("no_kind", "没有这一类", "There is no such kind", known=KINDS)
        return await store.listed(self.db, tenant, state, kind)

    async def counts(self, tenant: str) -> dict[str, int]:
        """How many wait, by kind."""
        return await store.counts(self.db, tenant)

    async def accept(self, who: Principal, id: str, *, text: str = "", article: str = "") -> Proposal:
        """Agrees. A phrasing (perhaps in other words, for another article) waits for the next round; a question that a
        person answered becomes a draft with his words; a review is done."""
        held = await self._must(who.tenant, id)
        texts = [clean_line(text, "text", TEXT_CHARS)] if text else []
        about = article or held.article
        if held.kind == PHRASING and self.knowledge.article(who.tenant, about) is None:
            raise NotFound("article_not_found", "没有这篇知识，请另选一篇", "There is no such article: choose another")
        if held.kind == ARTICLE and held.state == OPEN:
            about = await self._draft(who, held, texts[0] if texts else held.texts[0])
        return await self._decided(cases.accept, who, id, texts, about)

    async def _draft(self, who: Principal, held: Proposal, title: str) -> str:
        content = Content(title[:120], held.answer, questions=tuple(held.texts))
        return (await self.knowledge.create(who.tenant, content, SHELF[held.language], by=who.id)).id

    async def refuse(self, who: Principal, id: str) -> Proposal:
        """Does not want it; it does not come back."""
        return await self._decided(cases.refuse, who, id)

    async def _decided(self, case: Any, who: Principal, id: str, *more: Any) -> Proposal:
        await self.db.decide(case, who.tenant, id, who.id, self.clock.now(), *more)
        return await self._must(who.tenant, id)

    async def _must(self, tenant: str, id: str) -> Proposal:
        found = await self.db.get(Proposal, tenant, id)
        if found is None:
            raise NotFound("proposal_not_found", "没有这条建议", "There is no such proposal")
        return found

    # the business's own test

    async def cases(self, tenant: str, language: str) -> list[Case]:
        """Its questions, the newest first."""
        return await store.cases(self.db, tenant, language)

    async def add_case(self, who: Principal, language: str, text: str, expect: str) -> Case:
        """One more question; another answer for a known one takes the place of the old."""
        label = await self.bot.label(who.tenant, expect)
        if language not in LANGUAGES or not label:
            raise BadInput("no_answer", "没有这个答案", "There is no such answer", field="expect")
        case = Case(who.tenant, language, clean_line(text, "text", TEXT_CHARS), label, self.clock.now(), who.id)
        await self.db.decide(cases.put_case, case)
        return case

    async def drop_case(self, tenant: str, language: str, text: str) -> None:
        """Takes a question off the test."""
        await self.db.decide(cases.drop_case, tenant, language, text)

    # rounds

    async def phrases(self, tenant: str, language: str) -> list[tuple[str, str]]:
        """(text, label) that the bot learns beside the knowledge."""
        return await store.phrases(self.db, tenant, language)

    async def selftaught(self, tenant: str, language: str) -> list[str]:
        """Those of them that a model has labelled itself."""
        return await store.selftaught(self.db, tenant, language)

    async def rounds(self, tenant: str) -> list[Round]:
        """The last rounds."""
        now = self.clock.now()
        return [seen(one, now) for one in await store.rounds(self.db, tenant)]

    async def round(self, tenant: str, id: str) -> Round:
        """One of them; `NotFound`."""
        found = await self.db.get(Round, tenant, id)
        if found is None:
            raise NotFound("round_not_found", "没有这一轮", "There is no such round")
        return seen(found, self.clock.now())

    async def begin_own(self, who: Principal, language: str) -> Round:
        """As `begin`, from what visitors wrote: phrasings that the model in use is sure of. `BadInput` without a test that
        could tell whether it does harm, or when there is nothing to learn."""
        if language not in LANGUAGES or len(await self.test(who.tenant, language)) < JUDGES:
            zh, en = (
                f"测试集至少要有 {JUDGES} 个问题，才能判断好坏",
                f"The test needs {JUDGES} questions to judge by",
            )
            raise BadInput("few_cases", zh, en, least=JUDGES)
        texts, _ = await self.bot.lessons(who.tenant, language)
        blamed = [text for one in await self.listed(who.tenant, OPEN, REVIEW) for text in one.texts]
        heard = own_words(await self.bot.said(who.tenant, language, HEARD), texts, blamed)
        found = await self.sense.selftaught(who.tenant, language, heard)
        taught = tuple(pair for pair in found if pair[1].startswith(("article:", "intent:")))[:TAUGHT]
        if not taught:
            raise BadInput(
                "nothing_heard", "客户说过的话里没有新的、有把握的问法", "Nothing new that is sure enough was said"
            )
        return await self._begin(
            Round(who.tenant, new_id(), language, self.clock.now(), who.id, (), len(taught), taught=taught), ()
        )

    async def begin(self, who: Principal, language: str) -> Round:
        """Learns a candidate from all accepted phrasings and compares it, in the background. `BadInput` when none wait."""
        taken = [one for one in await self.listed(who.tenant, "taken", PHRASING) if one.language == language]
        if not taken:
            raise BadInput("nothing_taken", "还没有接受任何新问法", "No phrasings have been accepted yet")
        ids = tuple(one.id for one in taken)
        made = Round(
            who.tenant, new_id(), language, self.clock.now(), who.id, ids, sum(len(p.texts[:1]) for p in taken)
        )
        return await self._begin(made, taken)

    async def _begin(self, made: Round, taken: Sequence[Proposal]) -> Round:
        await self.db.decide(cases.put_round, made)
        task = asyncio.create_task(self._compare(made, taken))
        self.work.add(task)
        task.add_done_callback(self.work.discard)
        return made

    async def _compare(self, made: Round, taken: Sequence[Proposal]) -> None:
        try:
            more = [*((one.texts[0], f"article:{one.article}") for one in taken), *made.taught]
            texts, labels = await self.bot.lessons(made.tenant, made.language, more)
            asked = await self.test(made.tenant, made.language)
            own = {*await self.selftaught(made.tenant, made.language), *(text for text, _ in made.taught)} & set(texts)
            before, after = await self.sense.weigh(
                made.tenant, made.language, texts, labels, [t for t, _ in asked], sorted(own)
            )
            done = replace(made, state=CANDIDATE, comparison=compared(asked, cases.said(before), cases.said(after)))
        except YingdaError as error:
            done = replace(made, state=FAILED, error=error.code)
        except Exception as error:
            log.exception("comparing failed", round=made.id)
            done = replace(made, state=FAILED, error=type(error).__name__)
        await self.db.decide(cases.change_round, replace(done, version=made.version + 1))

    async def test(self, tenant: str, language: str) -> list[tuple[str, str]]:
        """(text, what it should lead to): the business's own questions, then those that came with its packs."""
        own = {case.text: case.expect for case in await self.cases(tenant, language)}
        for text, label in await self.bot.held_out(tenant, language):
            own.setdefault(text, label)
        return list(own.items())[:SCORED]

    async def switch(self, who: Principal, id: str, *, on: bool, anyway: bool = False) -> Round:
        """Switches a candidate on, or takes it back. One that is worse is switched on only `anyway`."""
        held = await self.round(who.tenant, id)
        if on and held.comparison.verdict == "worse" and not anyway:
            raise BadInput(
                "worse", "候选模型在测试集上变差了，确认后才能启用", "The candidate is worse on the test: confirm it"
            )
        now, brought = self.clock.now(), list[Phrase]()
        for proposal in held.proposals if on else ():
            one = await self._must(who.tenant, proposal)
            brought.append(Phrase(who.tenant, held.language, one.texts[0], f"article:{one.article}", id, now))
        for text, label in held.taught if on else ():
            brought.append(Phrase(who.tenant, held.language, text, label, id, now))
        brought = list({one.text: one for one in reversed(brought)}.values())
        await self.db.decide(cases.switch, who.tenant, id, on, brought, who.id, now)
        self.bot.learn_soon(who.tenant)
        return await self.round(who.tenant, id)

    async def close(self) -> None:
        """Ends comparisons under way; they count as failed a while later."""
        for task in tuple(self.work):
            task.cancel()
        await asyncio.gather(*self.work, return_exceptions=True)
