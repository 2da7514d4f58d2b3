"""One turn: a visitor's message read, decided, written down, then done. What is written down is what is done, so that a
second run after a crash does exactly the same.
"""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import structlog
from msgspec import json
from msgspec.structs import replace

from yingda.kernel import Bus, Changes, Clock, Database, NotFound, ToolCall, new_id, pick, topics
from yingda.kernel import Read as Reading
from yingda.rooms.accounts import Accounts, Business
from yingda.rooms.conversations import BOT, OPEN, Conversation, Conversations, MessageReceived
from yingda.rooms.flows import Flows, Run, Step, Utterance
from yingda.rooms.glossary import Glossary
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.people import People
from yingda.rooms.sense import risk_answer

from .. import store
from ..model import BotTurn, Decision, Leave, Playbook, Reason, Say, View, decide, first
from ..model.compose import Named, Source, Told, compose, options_of
from ..model.context import kept
from ..model.decide import ALARM, ANSWER, BEGIN, PRIORITY
from ..model.summary import Told as Gathered
from ..model.summary import summary
from ..model.wish import HUMAN, asks
from ..model.wording import BUTTONS, filled
from .helper import Helper
from .leaning import in_context, later, topic_after
from .night import Night
from .pieces import (
    collect,
    distinct,
    feeling_reason,
    hits_json,
    intents_json,
    looked_up,
    source_list,
    topic,
    tries,
)
from .reader import Asked, Read, Reader
from .tactics import Tuning
from .teacher import LANGUAGES, Teacher
from .words import fit
from .worries import WORRY, warn, worry_reason

log = structlog.get_logger("bot")
LOOK_BACK = 40
"""Entries of the talk that a turn looks at."""
TYPING_S = 0.3
NAMES = {"zh": "智能助手", "en": "Assistant"}


async def keep(read: Reading, turn: BotTurn) -> Changes:
    """Writes a turn down; a second run finds the first."""
    return Changes(new=(turn,))


class Turns:
    """Reacts to what visitors say while the bot has the talk."""

    def __init__(
        self, db: Database, bus: Bus, clock: Clock, accounts: Accounts, people: People, talks: Conversations,
        knowledge: Knowledge, flows: Flows, reader: Reader, teacher: Teacher, helper: Helper,
        glossary: Glossary,
    ) -> None:  # fmt: skip
        self.db, self.bus, self.clock = db, bus, clock
        self.accounts, self.people, self.talks = accounts, people, talks
        self.knowledge, self.flows, self.reader, self.teacher = knowledge, flows, reader, teacher
        self.helper, self.glossary, self.tuning = helper, glossary, Tuning()
        self.night = Night(clock, accounts, people, talks, knowledge, reader, teacher, glossary)

    async def react(self, event: MessageReceived) -> None:
        """Answers a message. Nothing when a person has taken over meanwhile."""
        talk = await self.talks.get(event.tenant, event.key)
        if talk.handler != BOT or talk.status != OPEN:
            return
        turn = await self.db.get(BotTurn, event.tenant, event.key, event.entry.seq)
        if turn is None:
            typing = asyncio.create_task(self._typing(talk))
            try:
                turn = await self._keep(await self._turn(event, talk))
            finally:
                typing.cancel()
                await asyncio.gather(typing, return_exceptions=True)
        await self.perform(turn, talk)

    async def perform(self, turn: BotTurn, talk: Conversation) -> None:
        """Does what a turn says; each step is harmless when repeated."""
        priority = turn.leave.priority if turn.leave else 0
        worry = next((r for r in turn.reasons if r.step == WORRY), None)
        if worry is not None:
            priority = max(priority, PRIORITY[WORRY])
            business = await self.accounts.business(turn.tenant)
            await warn(self.talks, turn.tenant, turn.conversation, turn.event, worry, business.language)
        if turn.emotion == "angry" and not turn.leave:
            moods = (await self.accounts.business(turn.tenant)).moods
            priority = max(priority, PRIORITY["angry"] if turn.intensity >= moods.from_("priority") else 0)
        if (
            worry
            or (turn.emotion, turn.intensity, turn.failed)
            != (
                talk.emotion,
                talk.intensity,
                talk.turns_failed,
            )
            or turn.risk
        ):
            await self.talks.mood(
                turn.tenant, turn.conversation, turn.emotion, turn.intensity, turn.risk, failed=turn.failed,
                priority=priority,
            )  # fmt: skip
        for n, say in enumerate(turn.says):
            await self.talks.post(
                turn.tenant, turn.conversation, sender=BOT, author="bot", name=NAMES[turn.language], text=say.text,
                kind=say.kind, extra={**say.extra, "turn": turn.id}, cause=turn.event,
                client_id=f"{turn.event}:bot" + (f":{n}" if n else ""),
            )  # fmt: skip
        if turn.leave:
            await self.talks.hand_over(
                turn.tenant, turn.conversation, reason=turn.leave.reason, skill=turn.leave.skill,
                summary=turn.leave.summary, priority=turn.leave.priority, cause=turn.event,
            )  # fmt: skip

    async def _keep(self, turn: BotTurn) -> BotTurn:
        kept = await self.db.decide(keep, turn)
        return kept if isinstance(kept, BotTurn) else turn

    async def _turn(self, event: MessageReceived, talk: Conversation) -> BotTurn:
        began = time.perf_counter()
        business = await self.accounts.business(event.tenant)
        book = await self.teacher.book(event.tenant)
        asked, call = await self._asked(event, talk)
        await self.reader.sense.listen(talk.tenant, event.entry.text, talk.language)
        read = self.reader.read(asked, book, business.timezone)
        run = await self.flows.active(talk.tenant, talk.id)
        view = await self.tuning.view(replace(read.view, running=run.flow if run else ""), business, talk)
        decision, steps = first(view), list[Step]()
        step = await self._step(call, run, asked, read, event.id) if decision is None else None
        if step is not None:
            steps.append(step)
            if step.outcome != "digress":
                decision = _of_flow(step, view)
        now, full = self.clock.now(), view.text
        topic = kept(asked.last.topic, now) if asked.last else None
        if decision is None:
            decision = decide(view)
            read, view, decision, full = in_context(
                self.reader, asked, read, view, decision, topic, book, business.timezone
            )
        if not steps:
            read, view, decision = await self.helper.reread(asked, read, view, decision, book, business.timezone)
        if decision.kind in (BEGIN, ANSWER) and decision.flow:
            decision, begun = await self._begin(call, decision, asked.entry.text, read, event.id)
            steps += begun
        sources = await self.sources(talk, view, decision.articles, note=decision.note)
        sources, decision = await self.tuning.worded(sources, decision, talk, event.entry.seq)
        closed = await self.night.opens(talk, view.language) if decision.leave else ""
        says = self._says(decision, view, asked, book, steps, sources, closed)
        says, decision = await self.helper.worded(asked, view, sources, says, decision)
        says, waiting = later(topic, decision, view, steps, says, self.named(talk.tenant, view, book))
        says, decision = fit(
            await self.glossary.words(talk.tenant, view.language), says, decision, asked.entry.seq, view
        )
        topic = topic_after(topic, decision, view, full, says, steps, waiting, now)
        turn = await self._written(event, asked, read, decision, says, steps, business, book, began)
        return replace(turn, topic=topic)

    async def _asked(self, event: MessageReceived, talk: Conversation) -> tuple[Asked, ToolCall]:
        """The message with what went before, and on whose behalf a tool would run."""
        page = await self.talks.page(talk.tenant, talk.id, event.entry.seq + 1, staff=True, limit=LOOK_BACK)
        before = await store.turns(self.db, talk.tenant, talk.id, 1, event.entry.seq - 1)
        contact = await self._contact(talk)
        verified, external = (contact.verified, contact.external) if contact else (False, "")
        audience = "customers" if verified else "public"
        asked = Asked(talk, event.entry, page.entries, before[0] if before else None, audience)
        return asked, ToolCall(talk.tenant, talk.contact, verified, external, talk.id, talk.language)

    async def _contact(self, talk: Conversation) -> Any:
        try:
            return await self.people.contact(talk.tenant, talk.contact)
        except NotFound:
            return None

    async def _step(self, call: ToolCall, run: Run | None, asked: Asked, read: Read, cause: str) -> Step | None:
        """What the flow under way says to the message; what it said already, when this is a second run."""
        told = await self.flows.answered(call.tenant, call.conversation, cause)
        if told is not None or run is None:
            return told
        return await self.flows.advance(
            run, asked.entry.text, read.view.option, read.reading.entities, call=call, cause=cause, early=asked.early
        )

    async def _begin(
        self, call: ToolCall, decision: Decision, text: str, read: Read, cause: str
    ) -> tuple[Decision, list[Step]]:
        """Starts a flow; one that there is no more is said so."""
        if decision.flow not in self.flows.names(call.tenant):
            reason = Reason("flow", f"没有流程 {decision.flow}", f"There is no flow {decision.flow}")
            note = replace(
                decision, kind="ask", note="flow_unknown", options=(HUMAN,), reasons=(*decision.reasons, reason)
            )
            return note, []
        step = await self.flows.begin(
            call, decision.flow, text, LANGUAGES[read.view.language], read.reading.entities, cause=cause
        )
        ended = _of_flow(step, read.view)
        both = replace(
            decision, reasons=(*decision.reasons, *ended.reasons), leave=ended.leave, priority=ended.priority,
            failed=ended.failed,
        )  # fmt: skip
        return both, [step]

    def _says(
        self, decision: Decision, view: View, asked: Asked, book: Playbook, steps: Sequence[Step],
        sources: Sequence[Source], closed: str,
    ) -> list[Say]:  # fmt: skip
        """The words of a decision, then those of a flow: after a digression it asks again."""
        last, turn = asked.last, asked.entry.seq
        told = Told(
            sources=sources,
            risk=risk_answer(view.risk, view.language) if decision.kind == ALARM else "",
            talk=book.reply(decision.talk, view.language, turn) if decision.talk else "",
            turn=turn, felt=last is not None and last.emotion == view.emotion and turn - last.seq <= 4, closed=closed,
        )  # fmt: skip
        flowing = [say for step in steps for say in looked_up(step, [_say(said) for said in step.says], view.language)]
        if decision.leave == "flow" and flowing and not decision.articles:
            night = [Say(filled("night", view.language, when=closed))] if closed else []
            return [*flowing, *night]
        says = compose(decision, view, told, self.named(asked.talk.tenant, view, book))
        return says if decision.leave else [*says, *flowing]

    def named(self, tenant: str, view: View, book: Playbook) -> Named:
        """What a quick reply with a payload is called."""

        def name(payload: str) -> str:
            kind, _, target = payload.partition(":")
            if payload == HUMAN:
                return BUTTONS[HUMAN]["zh" if view.language == "zh" else "en"]
            if kind == "flow":
                intent = book.by_flow(target)
                title = self.flows.names(tenant).get(target)
                return pick(title, view.language) if title else intent.words(view.language) if intent else ""
            return view.titles.get(target, "")

        return name

    async def sources(self, talk: Conversation, view: View, articles: Sequence[str], *, note: str = "") -> list[Source]:
        """The articles of an answer, with the passage that fits best as what the citation shows."""
        inbox = await self.accounts.inbox(talk.tenant, talk.inbox)
        key = inbox.public_key if inbox else ""
        return source_list(self.knowledge, talk.tenant, key, view, articles, note=note)

    async def _written(
        self, event: MessageReceived, asked: Asked, read: Read, decision: Decision, says: list[Say],
        steps: Sequence[Step], business: Business, book: Playbook, began: float,
    ) -> BotTurn:  # fmt: skip
        reading, entry = read.reading, event.entry
        collected = collect(reading.entities, steps)
        leave = None
        if decision.leave:
            gathered = await self.gather(asked, decision, collected, reading.emotion, reading.intensity, reading.risk)
            skill = next((s.skill for s in steps if s.skill), "") or self._skill(
                event.tenant, read, decision, book, gathered.about
            )
            told = summary(gathered, business.language)
            told = await self.helper.summed(event.tenant, told, asked.entries, business.language)
            leave = Leave(decision.leave, skill, decision.priority, told)
        return BotTurn(
            tenant=event.tenant, conversation=event.key, seq=entry.seq, id=new_id(), event=event.id,
            at=self.clock.now(), decision=decision.kind, language=reading.language, emotion=reading.emotion,
            intensity=reading.intensity, risk=reading.risk, ms=round((time.perf_counter() - began) * 1000, 2),
            failed=decision.failed, text=reading.normal, intents=intents_json(read.view),
            gate={"score": reading.gate.score, "low": reading.gate.low, "high": reading.gate.high},
            hits=hits_json(read.view, decision),
            reasons=[*decision.reasons, *worry_reason(reading), *feeling_reason(reading)],
            says=says, leave=leave, articles=list(decision.articles), offered=options_of(says), collected=collected,
        )  # fmt: skip

    async def gather(
        self, asked: Asked, decision: Decision, collected: dict[str, Any], emotion: str, intensity: float, risk: str
    ) -> Gathered:
        """What a person must know of this talk: from its entries and the turns before."""
        talk = asked.talk
        turns = await store.turns(self.db, talk.tenant, talk.id, LOOK_BACK, asked.entry.seq - 1)
        shown = [id for turn in turns for id in turn.articles]
        titles = [a.title for id in dict.fromkeys(shown) if (a := self.knowledge.article(talk.tenant, id))]
        everything = distinct([*(turn.collected for turn in turns), collected])
        own = [e for e in asked.entries if e.sender == "visitor"]
        return Gathered(
            said=[e.text for e in own if asks(str(e.extra.get("option", "")))],
            collected=everything, shown=titles, emotion=emotion, intensity=intensity,
            risk=risk, attempts=tries(turns), reason=decision.leave, files=sum(e.kind == "file" for e in own),
            about=topic(turns),
        )  # fmt: skip

    def _skill(self, tenant: str, read: Read, decision: Decision, book: Playbook, about: str) -> str:
        """The skill that would help: by the category of what was asked now, or else of what was asked before (`about`)."""
        best = decision.candidates[0].label if decision.candidates else ""
        article = next((p for p in read.view.found if f"article:{p.article}" == best), None)
        if article is not None:
            return book.skills.get(article.category, "")
        before = self.knowledge.article(tenant, about) if about else None
        return book.skills.get(before.content.category, "") if before else ""

    async def _typing(self, talk: Conversation) -> None:
        """Shows that an answer is being thought of, when it takes longer than a moment."""
        await asyncio.sleep(TYPING_S)
        topic = topics.contact(talk.tenant, talk.contact)
        frame = {"op": "typing", "conversation": talk.id, "who": "bot", "name": NAMES["zh"], "on": True}
        try:
            self.bus.publish(topic, 0, json.encode(frame))
            await asyncio.sleep(60)
        finally:
            self.bus.publish(topic, 0, json.encode({**frame, "on": False}))


def _say(said: Utterance) -> Say:
    """A flow's message."""
    extra: dict[str, Any] = {"options": list(said.options)} if said.options else {}
    if said.card:
        extra["card"] = said.card
    return Say(said.text, "card" if said.card else "text", extra)


def _of_flow(step: Step, view: View) -> Decision:
    """What a step of a flow means for the talk."""
    why = Reason("flow", f"流程进行中：{step.outcome or '继续'}", f"Flow goes on: {step.outcome or 'next step'}")
    if step.done and step.outcome in ("handover", "failed"):
        return Decision(BEGIN, (why,), leave="flow", priority=10, failed=view.failed)
    return Decision(BEGIN, (why,))
