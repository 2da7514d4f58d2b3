"""The bot, as others use it. Its parts: `turns` reacts, `reader` reads, `teacher` learns, `assist` helps staff."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from yingda.kernel import House, NotFound, new_id
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import (
    BOT,
    OPEN,
    ConversationAssigned,
    ConversationQueued,
    ConversationResolved,
    Conversations,
    MessageReceived,
)
from yingda.rooms.flows import Flows
from yingda.rooms.glossary import Glossary
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.llm import Llm
from yingda.rooms.people import People
from yingda.rooms.sense import Felt, Sense

from .. import store
from ..model import BotTurn, Reason, turn_json
from ..model.decide import PRIORITY, QUIET
from ..model.moods import Heat, heats
from ..model.report import Report, report
from ..model.wish import HUMAN
from ..model.wording import button, leaving, said
from .assist import Assist, Suggestion
from .helper import Helper
from .pieces import feeling_reason, topic
from .reader import Asked, Reader
from .tactics import Tactics
from .teacher import More, Teacher
from .turns import LOOK_BACK, NAMES, Turns, keep
from .worries import warn, worry_reason

TURNS = 200
FELT_TALKS, FELT_TURNS = 200, 4_000
"""So many talks, of so many turns at most, show what a threshold of mood would have done."""
LONGEST_DAYS = 90
REPORTED = 200_000
"""Turns that one report reads at most, the newest first."""


class Bot:
    """Decides what is said while the bot has a talk; reads along while a person has it."""

    def __init__(self, house: House) -> None:
        self.db, self.clock = house.db, house.clock
        accounts, knowledge, sense = house.need(Accounts), house.need(Knowledge), house.need(Sense)
        self.accounts, self.knowledge, self.talks = accounts, knowledge, house.need(Conversations)
        self.flows, people = house.need(Flows), house.need(People)
        self.reader = Reader(sense, knowledge)
        self.glossary = house.need(Glossary)
        self.teacher = Teacher(accounts, knowledge, sense, self.flows, self.glossary, house.lessons)
        self.turner = Turns(
            house.db, house.bus, house.clock, accounts, people, self.talks, knowledge, self.flows, self.reader,
            self.teacher, Helper(house.need(Llm), self.reader), self.glossary,
        )  # fmt: skip
        self.assist = Assist(house.db, accounts, people, self.talks, knowledge, self.reader, self.teacher)

    # what it does

    async def answer(self, event: MessageReceived) -> None:
        """A visitor said something to the bot."""
        await self.turner.react(event)

    async def feel(self, event: MessageReceived) -> None:
        """A visitor said something to a person: only his mood and any risk are read. Risk alarms; a worry is told to the
        staff and comes sooner."""
        if await self.db.get(BotTurn, event.tenant, event.key, event.entry.seq) is not None:
            return
        talk = await self.talks.get(event.tenant, event.key)
        page = await self.talks.page(event.tenant, event.key, event.entry.seq + 1, staff=True, limit=LOOK_BACK)
        reading = self.reader.feel(Asked(talk, event.entry, page.entries, None, "public"))
        moods = (await self.accounts.business(event.tenant)).moods
        angry = reading.emotion == "angry" and reading.intensity >= moods.from_("priority")
        priority = PRIORITY["angry"] if angry else 0
        priority = PRIORITY["risk"] if reading.risk else PRIORITY["worry"] if reading.worry else priority
        calm = not reading.risk and not reading.worry
        if calm and (reading.emotion, reading.intensity) == (talk.emotion or "calm", talk.intensity):
            return
        await self.talks.mood(
            event.tenant, event.key, reading.emotion, reading.intensity, reading.risk, priority=priority
        )
        for why in worry_reason(reading):
            business = await self.accounts.business(event.tenant)
            await warn(self.talks, event.tenant, event.key, event.id, why, business.language)
        await self.db.decide(keep, _silent(event, reading, self.clock.now()))

    async def wait(self, event: MessageReceived) -> None:
        """A visitor who waits for a person said something: while the business is closed, what can be answered is."""
        await self.turner.night.answer(event, NAMES)

    async def end_flow(self, event: ConversationQueued | ConversationAssigned | ConversationResolved) -> None:
        """A person has the talk, or it is over: nothing waits for an answer any more."""
        await self.flows.stop(event.tenant, event.key)

    async def feedback(self, tenant: str, conversation: str, seq: int, *, useful: bool) -> None:
        """Whether the answer at `seq` helped. If not, a person is offered."""
        if not useful:
            await self.unhelpful(tenant, conversation, seq, f"feedback:{seq}")

    async def unhelpful(self, tenant: str, conversation: str, seq: int, cause: str) -> None:
        """The answer at `seq` did not help: offers a person, and the second time calls one. Safe to repeat with the same
        cause; nothing while a person has the talk."""
        talk = await self.talks.get(tenant, conversation)
        page = await self.talks.page(tenant, conversation, seq + 1, staff=True, limit=LOOK_BACK)
        answer = next((e for e in page.entries if e.seq == seq), None)
        if answer is None or answer.sender != "bot":
            raise NotFound("answer_not_found", "没有这条回答", "There is no such answer")
        later = await self.talks.since(tenant, conversation, seq, staff=True)
        if talk.handler != BOT or talk.status != OPEN or any(e.cause == cause for e in later.entries):
            return
        words = "".join(e.text for e in page.entries if e.sender == "visitor") or talk.language
        language = self.reader.sense.read(tenant, words[-200:], talk.language).language
        failed = talk.turns_failed + 1
        before = any(e.sender == "bot" and e.cause.startswith("feedback:") for e in page.entries)
        patience = await self.turner.tuning.patience(talk)
        last = failed >= patience or before
        await self.talks.post(
            tenant, conversation, sender="bot", author="bot", name=NAMES[language], client_id=f"{cause}:bot",
            text=leaving("failing", language, seq) if last else said("unhelpful", language, seq), cause=cause,
            extra={} if last else {"options": [button(HUMAN, language)]},
        )  # fmt: skip
        if last:
            told = await self.assist.summary(tenant, conversation)
            await self.talks.hand_over(
                tenant, conversation, reason="failing", cause=cause, summary=told, priority=PRIORITY["failing"],
                skill=await self._skill(tenant, conversation),
            )  # fmt: skip
        else:
            await self.talks.mood(tenant, conversation, talk.emotion, talk.intensity, failed=failed)

    async def _skill(self, tenant: str, conversation: str) -> str:
        """The skill that what he asked about last calls for, or none."""
        about = topic(await store.turns(self.db, tenant, conversation, LOOK_BACK))
        article = self.knowledge.article(tenant, about) if about else None
        book = await self.teacher.book(tenant)
        return book.skills.get(article.content.category, "") if article else ""

    # what it tells

    async def turns(self, tenant: str, conversation: str) -> list[BotTurn]:
        """Its decisions in a talk, oldest first; `NotFound` for a talk that there is not."""
        await self.talks.get(tenant, conversation)
        return await store.turns(self.db, tenant, conversation, TURNS)

    async def turns_json(self, tenant: str, conversation: str, language: str = "zh-CN") -> list[dict[str, Any]]:
        """As `turns`, as the API shows them, reasons in `language`."""
        return [turn_json(turn, language) for turn in await self.turns(tenant, conversation)]

    async def suggest(
        self, tenant: str, conversation: str, language: str = "zh-CN", *, draft: str = ""
    ) -> Suggestion | None:
        """What an agent could answer to what the visitor said last, or is just typing (`draft`, kept nowhere); None when
        nothing fits. `language` is the agent's."""
        return await self.assist.suggest(tenant, conversation, language, draft=draft)

    async def summary(self, tenant: str, conversation: str) -> dict[str, Any] | None:
        """What was said, collected and shown, in a few points: `{"text", "points", …}`; None for an empty talk."""
        return await self.assist.summary(tenant, conversation)

    async def try_text(self, tenant: str, text: str, language: str = "zh-CN") -> dict[str, Any]:
        """What the bot would make of a text, with scores."""
        return await self.assist.try_text(tenant, text, language)

    async def moods(self, tenant: str) -> list[Heat]:
        """How strongly visitors felt in the latest talks, the newest first."""
        rows = await store.felt(self.db, tenant, FELT_TURNS)
        return await asyncio.to_thread(heats, rows, FELT_TALKS)

    async def report(self, tenant: str, days: int) -> Report:
        """How it did in the last `days` (at most 90) days of the business's own calendar."""
        days = max(1, min(days, LONGEST_DAYS))
        zone = zone_of((await self.accounts.business(tenant)).timezone)
        now = self.clock.now()
        today = datetime.fromtimestamp(now / 1000, zone).replace(hour=0, minute=0, second=0, microsecond=0)
        since = int((today - timedelta(days=days - 1)).timestamp() * 1000)
        rows = await store.between(self.db, tenant, since, REPORTED)
        return await asyncio.to_thread(report, rows, now, days, zone)

    # learning

    def uses(self, tactics: Tactics) -> None:
        """Asks `tactics` from now on how patient to be and in which wording to answer."""
        self.turner.tuning.tactics = tactics

    def also_learns(self, ask: More, own: Callable[[str, str], Awaitable[Sequence[str]]]) -> None:
        """`ask(tenant, language)` answers phrasings, as (text, label), to be learned beside those of the knowledge; `own`
        the texts among them that a model has labelled itself."""
        self.teacher.more.append(ask)
        self.teacher.own.append(own)

    async def lessons(
        self, tenant: str, language: str, more: Sequence[tuple[str, str]] = ()
    ) -> tuple[list[str], list[str]]:
        """The texts and labels that its model of a language is learned from, with `more` pairs."""
        return await self.teacher.lessons(tenant, language, more)

    async def held_out(self, tenant: str, language: str) -> list[tuple[str, str]]:
        """The test questions of the packs in use, as (text, label or "none")."""
        return await self.teacher.held_out(tenant, language)

    async def label(self, tenant: str, expect: str) -> str:
        """The label for what a person names: an article by id or slug, an intent, "none"; empty when there is none."""
        return self.teacher.label(tenant, await self.teacher.book(tenant), expect)

    async def said(self, tenant: str, language: str, limit: int) -> list[str]:
        """What visitors wrote to it lately in a language (zh, en), the newest first."""
        return await store.said(self.db, tenant, language, limit)

    async def flow_label(self, tenant: str, flow: str) -> str:
        """The label of the intent that starts a flow; empty when none does."""
        intent = (await self.teacher.book(tenant)).by_flow(flow)
        return intent.label if intent else ""

    async def begun_by(self, tenant: str, language: str) -> list[tuple[str, str]]:
        """(flow, title) of the flows that customers can start."""
        book = await self.teacher.book(tenant)
        return [(one.target, one.words(language)) for one in book.intents.values() if one.action == "flow"]

    def title(self, tenant: str, label: str, language: str = "zh") -> str:
        """What a label stands for, in words for staff."""
        kind, _, name = label.partition(":")
        if kind == "article" and (article := self.knowledge.article(tenant, name)):
            return article.title
        book = self.teacher.books.get(tenant)
        intent = book.by_label(label) if book else None
        return intent.words(language) if intent else label

    async def own_words(self, tenant: str) -> None:
        """The glossary of a tenant has changed: it holds at once for what is read."""
        self.glossary.forget(tenant)
        await self.teacher.own_words(tenant)

    def learn_soon(self, tenant: str) -> None:
        """What it answers from has changed."""
        self.teacher.soon(tenant)

    async def trained(self, tenant: str, within: float = 60) -> bool:
        """Waits until the models of a tenant are up to date with what is published now; False when that takes longer than
        `within` seconds."""
        self.teacher.soon(tenant, 0)
        try:
            await asyncio.wait_for(self.teacher.settled(), within)
        except TimeoutError:
            return False
        return True


def zone_of(name: str) -> tzinfo:
    """The time zone of a business, UTC where its name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def _silent(event: MessageReceived, reading: Felt, at: int) -> BotTurn:
    """The turn of a message that a person answers: only what was felt."""
    why = Reason("person", "人工处理中，机器人不回答", "A person has it: the bot stays silent")
    return BotTurn(
        tenant=event.tenant, conversation=event.key, seq=event.entry.seq, id=new_id(), event=event.id, at=at,
        decision=QUIET, language=reading.language, emotion=reading.emotion, intensity=reading.intensity,
        risk=reading.risk, ms=0.0, reasons=[why, *worry_reason(reading), *feeling_reason(reading)],
    )  # fmt: skip


__all__ = ["Bot", "Suggestion", "Tactics"]
