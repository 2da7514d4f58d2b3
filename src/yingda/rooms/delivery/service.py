"""The front door: what channels bring in goes down to the rooms that know, and what goes out is carried by its channel."""

import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from yingda.kernel import (
    Channel,
    Clock,
    FileRef,
    Hello,
    House,
    Inbound,
    Kept,
    NotFound,
    NotSignedIn,
    Outbound,
    Page,
    Rating,
    Rest,
    TooMany,
    Visitor,
    Welcome,
    clean,
    limits,
    pick,
    topics,
)
from yingda.kernel.limits import Buckets
from yingda.kernel.socket import encode
from yingda.rooms.accounts import Accounts, Inbox
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import (
    BOT,
    OPEN,
    QUEUE,
    Conversation,
    ConversationQueued,
    Conversations,
    Files,
    MessagePosted,
    state_of,
)
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.people import People
from yingda.rooms.routing import Routing

from .model import IMAGE_TYPES, Face

EARLIER = 10
"""Conversations that a visitor can look back at from his panel."""
FILES_PER_MINUTE = 20
SAME_S, FACES = 0.5, 10_000
"""So long the face of an inbox is taken to be the same, and of how many that is remembered."""
DRAFT_CHARS = 300
"""So much of what a visitor is typing is shown, from its end."""
HUMAN = {"zh": "转人工", "en": "Talk to a person"}


class Rooms:
    """The rooms below that the front door speaks to."""

    def __init__(self, house: House) -> None:
        self.accounts, self.people = house.need(Accounts), house.need(People)
        self.talks, self.files = house.need(Conversations), house.need(Files)
        self.knowledge, self.bot, self.routing = house.need(Knowledge), house.need(Bot), house.need(Routing)


class FrontDoor:
    """`Reception` for all channels."""

    def __init__(self, house: House, rooms: Rooms) -> None:
        self.house, self.rooms = house, rooms
        self.clock: Clock = house.clock
        self.uploads = Buckets(FILES_PER_MINUTE / 60, FILES_PER_MINUTE)
        self.faces: dict[tuple[str, str], tuple[float, Inbox, Face]] = {}
        """What was said of an inbox a moment ago: a thousand who come back at once are told the same."""

    # Who comes

    async def inbox(self, key: str, language: str = "zh-CN") -> dict[str, Any]:
        """The public face of an inbox; `default` is the first one of a node with one business."""
        return (await self._face(await self._inbox(key), language)).value()

    async def welcome(self, hello: Hello, known: Callable[[Visitor], None]) -> Welcome:
        """Who he is, and exactly what he lacks."""
        rooms, now = self.rooms, self.clock.now()
        inbox = await self._inbox(hello.inbox)
        found = await rooms.people.arrive(inbox, hello.token, hello.identity, hello.language, now)
        contact = found.contact
        visitor = Visitor(inbox.tenant, inbox.id, contact.id, hello.language, found.verified)
        known(visitor)
        if hello.page:
            await rooms.people.viewed(inbox.tenant, contact.id, hello.page, now)
        every = [t for t in await rooms.talks.of_contact(inbox.tenant, contact.id, EARLIER) if t.inbox == inbox.id]
        talk = every[0] if every else None
        entries, more, reset = [], False, True
        if talk is not None:
            seq = hello.seq if hello.conversation == talk.id else 0
            if seq == talk.seq:  # after a restart nearly everybody lacks nothing, and all ask at once
                more, reset = seq > 1, False
            else:
                page = await rooms.talks.since(inbox.tenant, talk.id, seq, staff=False)
                entries, more, reset = page.entries, page.more, page.reset
                talk = await rooms.talks.get(inbox.tenant, talk.id)
        who = {"id": contact.id, "name": contact.name, "verified": found.verified}
        face = await self._face(inbox, hello.language)
        return Welcome(
            visitor, found.token, who, face.value(), state_of(talk) if talk else None, entries, reset, more,
            await rooms.routing.queue_of(talk), [state_of(t) for t in every[1:]],
        )  # fmt: skip

    async def recognise(self, inbox: str, token: str) -> Visitor:
        """The visitor behind a token, in the inbox with this public key."""
        found = await self._inbox(inbox)
        known = await self.rooms.people.by_token(token)
        if known is None or known.tenant != found.tenant:
            raise NotSignedIn("bad_token", "请重新打开对话窗口", "Please open the chat again")
        return Visitor(found.tenant, found.id, known.contact, "zh-CN", known.verified)

    async def viewed(self, visitor: Visitor, page: Page) -> None:
        """He looks at a page."""
        await self.rooms.people.viewed(visitor.tenant, visitor.contact, page, self.clock.now())

    # What he says

    async def receive(self, visitor: Visitor, message: Inbound) -> Kept:
        """Kept when this returns."""
        file, url = None, ""
        if message.file:
            file = await self.rooms.files.ref(visitor.tenant, message.file, visitor.contact)
            url = self.rooms.files.url(visitor.tenant, file.id)
        contact = await self.rooms.people.welcome_contact(visitor.tenant, visitor.contact)
        inbox = await self.rooms.accounts.inbox(visitor.tenant, visitor.inbox)
        entry = await self.rooms.talks.receive(
            visitor, message, name=contact.name, bot=inbox is None or inbox.bot, file=file, file_url=url
        )
        return Kept(entry.conversation, entry.seq, entry.id, entry.at)

    async def want_person(self, visitor: Visitor, client_id: str) -> None:
        """Said in his name, so that everybody sees that he asked; the bot hands over. Nothing when a person has it."""
        talk = await self._current(visitor)
        if talk is not None and talk.status == OPEN and talk.handler != BOT:
            return
        await self.receive(visitor, Inbound(client_id, text=pick(HUMAN, visitor.language), option="human"))

    async def leave_queue(self, visitor: Visitor) -> None:
        """He no longer wants to wait."""
        if talk := await self._current(visitor):
            await self.rooms.talks.leave_queue(visitor.tenant, talk.id, f"left:{talk.queued_at}")

    async def read(self, visitor: Visitor, conversation: str, seq: int, *, seen: bool) -> None:
        """Ticks."""
        talk = await self.rooms.talks.of_visitor(visitor, conversation)
        await self.rooms.talks.visitor_mark(visitor.tenant, talk.id, seq, seen=seen)

    async def typing(self, visitor: Visitor, conversation: str, *, on: bool, text: str = "") -> None:
        """Told to staff who look at it; never kept. His words only while a person has the talk or is called, and only
        where the business allows it."""
        talk = await self.rooms.talks.of_visitor(visitor, conversation)
        value: dict[str, Any] = {
            "op": "typing",
            "conversation": talk.id,
            "who": "visitor",
            "id": talk.contact,
            "name": talk.title,
        }
        value["on"] = on
        if on and text and talk.handler != BOT and (await self.rooms.accounts.business(visitor.tenant)).drafts:
            value["text"] = clean(text, 2_000)[-DRAFT_CHARS:]
        self.house.bus.publish(topics.conversation(visitor.tenant, talk.id), 0, encode(value))

    async def rate(self, visitor: Visitor, conversation: str, rating: Rating) -> None:
        """How it was."""
        talk = await self.rooms.talks.of_visitor(visitor, conversation)
        await self.rooms.talks.rate(
            visitor.tenant, talk.id, score=rating.score, solved=rating.solved, tags=rating.tags, comment=rating.comment
        )

    async def feedback(self, visitor: Visitor, conversation: str, seq: int, *, useful: bool) -> None:
        """Whether an answer of the bot helped; if not, the bot offers a person."""
        talk = await self.rooms.talks.of_visitor(visitor, conversation)
        await self.rooms.bot.feedback(visitor.tenant, talk.id, seq, useful=useful)

    async def earlier(self, visitor: Visitor, conversation: str, before: int) -> dict[str, Any]:
        """A page of what was said before."""
        talk = await self.rooms.talks.of_visitor(visitor, conversation)
        page = await self.rooms.talks.page(visitor.tenant, talk.id, before, staff=False)
        return {"entries": page.entries, "more": page.more}

    async def since(self, visitor: Visitor, conversation: str, seq: int) -> Rest | None:
        """What he may see behind `seq`."""
        talk = await self.rooms.talks.of_visitor(visitor, conversation)
        return await self.rooms.talks.rest(visitor.tenant, talk.id, seq, staff=False)

    async def queue(self, visitor: Visitor) -> Any:
        """His place."""
        return await self.rooms.routing.queue_of(await self._current(visitor))

    async def upload(self, visitor: Visitor, name: str, type: str, data: AsyncIterator[bytes]) -> FileRef:
        """A file. What it is, its bytes say."""
        del type
        if wait := self.uploads.take(visitor.contact):
            raise TooMany(wait)
        return await self.rooms.files.take(visitor.tenant, name, data, visitor.contact)

    def file_url(self, visitor: Visitor, id: str) -> str:
        """Where a file can be read."""
        return self.rooms.files.url(visitor.tenant, id)

    # What goes out

    def carried(self, event: MessagePosted) -> bool:
        """Whether a channel must carry it: it is for the visitor, and his client does not listen by itself."""
        channel: Channel | None = self.house.channels.get(event.channel)
        return channel is not None and not channel.live and not event.entry.for_staff and event.entry.kind != "event"

    async def carry(self, event: MessagePosted) -> None:
        """Out through the channel it belongs to."""
        entry = event.entry
        await self.house.channels[event.channel].send(
            Outbound(
                event.tenant, event.channel, event.inbox, event.contact, event.key, entry.seq, entry.sender, entry.text
            )
        )

    async def away(self, event: ConversationQueued) -> None:
        """Out of hours, whoever waits is told so, once."""
        inbox = await self.rooms.accounts.inbox(event.tenant, event.inbox)
        talk = await self.rooms.talks.get(event.tenant, event.key)
        waits = talk.handler == QUEUE and talk.status == OPEN
        if inbox is None or not waits or self.rooms.accounts.is_open(inbox, event.at):
            return
        if text := pick(dict(inbox.away), event.language or "zh-CN"):
            await self.rooms.talks.post(
                event.tenant, event.key, sender="system", author="", name=inbox.name, text=text,
                client_id=f"{event.id}:away", cause=event.id,
            )  # fmt: skip

    # Helpers

    async def _inbox(self, key: str) -> Inbox:
        accounts = self.rooms.accounts
        if key == "default":
            tenants = await accounts.tenants()
            every = await accounts.inboxes(tenants[0]) if len(tenants) == 1 else []
            found = every[0] if every else None
        else:
            found = await accounts.inbox_by_key(key) if key else None
        if found is None:
            raise NotFound("inbox_not_found", "没有这个收件箱，请检查嵌入代码", "No such inbox: check the embed code")
        return found

    async def _current(self, visitor: Visitor) -> Conversation | None:
        return await self.rooms.talks.current(visitor.tenant, visitor.inbox, visitor.contact)

    async def _face(self, inbox: Inbox, language: str) -> Face:
        name, now = (inbox.id, language), time.monotonic()
        held = self.faces.get(name)
        if held and held[1] == inbox and now - held[0] < SAME_S:
            return held[2]
        face = await self._look(inbox, language)
        if len(self.faces) >= FACES:
            self.faces.clear()
        self.faces[name] = now, inbox, face
        return face

    async def _look(self, inbox: Inbox, language: str) -> Face:
        rooms = self.rooms
        business = await rooms.accounts.business(inbox.tenant)
        online = len(await rooms.routing.candidates(inbox.tenant))
        return Face(
            key=inbox.public_key,
            name=inbox.name,
            business={"name": business.called(language), "tenant": inbox.tenant},
            hue=inbox.hue,
            greeting=pick(dict(inbox.greeting), language),
            away=pick(dict(inbox.away), language),
            languages=list(inbox.languages),
            online=online > 0 or inbox.bot,
            open=rooms.accounts.is_open(inbox, self.clock.now()),
            people_online=online,
            bot=inbox.bot,
            questions=[self._question(inbox.tenant, q, language) for q in inbox.questions],
            launcher=pick(dict(inbox.launcher), language),
            position=inbox.position,
            reply_s=60,
            drafts=business.drafts,
            limits={
                "text": limits.TEXT_CHARS,
                "file": int(self.house.setting("max_file_bytes", limits.FILE_BYTES)),
                "images": list(IMAGE_TYPES),
            },
        )

    def _question(self, tenant: str, question: str, language: str) -> str:
        article = self.rooms.knowledge.by_slug(tenant, question, language)
        return article.title if article else question
