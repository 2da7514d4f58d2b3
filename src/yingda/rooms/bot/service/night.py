"""When nobody is there: who waits is told when people come back and asked how he can be reached; what he gives is kept with
him, and questions that are plainly answered are answered all the same. The talk waits in the queue, with its summary.
"""

from collections.abc import Sequence

import structlog
from msgspec.structs import replace

from yingda.kernel import Clock, YingdaError
from yingda.rooms.accounts import Accounts, opens_at
from yingda.rooms.conversations import BOT, OPEN, QUEUE, Conversation, Conversations, Entry, MessageReceived
from yingda.rooms.glossary import Glossary
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.people import People
from yingda.rooms.sense import Entity

from ..model import Say, decide
from ..model.compose import Told, compose
from ..model.decide import ANSWER
from ..model.wording import filled, opening
from .pieces import source_list
from .reader import Asked, Reader
from .teacher import Teacher
from .words import fit

log = structlog.get_logger("bot")
LOOK_BACK = 40
REACHED = ("phone", "email")


class Night:
    """What the bot does for a talk that waits while the business is closed."""

    def __init__(
        self, clock: Clock, accounts: Accounts, people: People, talks: Conversations, knowledge: Knowledge,
        reader: Reader, teacher: Teacher, glossary: Glossary,
    ) -> None:  # fmt: skip
        self.clock, self.accounts, self.people, self.talks = clock, accounts, people, talks
        self.knowledge, self.reader, self.teacher, self.glossary = knowledge, reader, teacher, glossary

    async def opens(self, talk: Conversation, language: str) -> str:
        """When people are there again, in words; empty while they are."""
        inbox, now = await self.accounts.inbox(talk.tenant, talk.inbox), self.clock.now()
        if inbox is None or self.accounts.is_open(inbox, now):
            return ""
        return opening(opens_at(inbox.hours, now), now, inbox.hours.timezone, language)

    async def answer(self, event: MessageReceived, names: dict[str, str]) -> None:
        """Something was said while it waits. Safe to repeat."""
        talk = await self.talks.get(event.tenant, event.key)
        if talk.handler != QUEUE or talk.status != OPEN or event.entry.kind != "text":
            return
        page = await self.talks.page(event.tenant, event.key, event.entry.seq + 1, staff=True, limit=LOOK_BACK)
        business = await self.accounts.business(event.tenant)
        asked = Asked(talk, event.entry, page.entries, None, "public")
        read = self.reader.read(asked, await self.teacher.book(event.tenant), business.timezone)
        when = await self.opens(talk, read.view.language)
        if not when or read.reading.risk:
            return
        say = await self._reached(talk, read.reading.entities, when, read.view.language)
        if say is None:
            view = replace(read.view, mood="calm", strength=0.0, emotion="calm", intensity=0.0)
            decision = decide(view)
            if decision.kind != ANSWER or decision.flow or said_before(page.entries, decision.articles):
                return
            inbox = await self.accounts.inbox(talk.tenant, talk.inbox)
            key = inbox.public_key if inbox else ""
            sources = source_list(self.knowledge, talk.tenant, key, view, decision.articles)
            says = compose(replace(decision, options=()), view, Told(sources), lambda payload: "")
            words = await self.glossary.words(talk.tenant, view.language)
            says, decision = fit(words, says, decision, event.entry.seq, view)
            if decision.leave or not says:
                return
            say = replace(says[0], extra={"citations": says[0].extra.get("citations", [])})
        await self.talks.post(
            talk.tenant, talk.id, sender=BOT, author="bot", name=names[read.view.language], text=say.text, kind=say.kind,
            extra=say.extra, cause=event.id, client_id=f"{event.id}:night", waiting=True,
        )  # fmt: skip

    async def _reached(self, talk: Conversation, entities: Sequence[Entity], when: str, language: str) -> Say | None:
        """Keeps a number or an address that he gives; one that is known already, from whoever has signed in or from staff,
        is not written over."""
        given = {e.kind: e.value for e in entities if e.kind in REACHED}
        if not given:
            return None
        try:
            contact = await self.people.contact(talk.tenant, talk.contact)
            fresh = {kind: value for kind, value in given.items() if not getattr(contact, kind)}
            if fresh:
                await self.people.change(talk.tenant, talk.contact, fresh)
        except YingdaError as error:
            log.info("how he can be reached was not kept", conversation=talk.id, code=error.code)
        return Say(filled("reached", language, value=" / ".join(given.values()), when=when))


def said_before(entries: Sequence[Entry], articles: Sequence[str]) -> bool:
    """Whether an article was given in this talk already."""
    cited = {c.get("article") for e in entries for c in e.extra.get("citations", ())}
    return bool(cited & set(articles))
