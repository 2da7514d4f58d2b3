"""Writing in without a script: the contact form and the page on which the answer stands. It is the same conversation that
the panel would have had; the reader's browser keeps a token, nothing else."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from yingda.kernel import BadInput, Hello, Inbound, NotFound, Page, Reception, Visitor, clean, limits
from yingda.rooms.accounts import Inbox
from yingda.rooms.people import People

SHOWN = ("visitor", "agent", "bot", "system")


class Message(Struct, frozen=True):
    """What somebody writes. `client_id` comes from the form, so that sending it twice is sending it once."""

    client_id: str
    text: str
    name: str = ""
    email: str = ""
    url: str = ""


class Sent(Struct, frozen=True):
    """The conversation of whoever holds the `token`: what was said, oldest first, and whether it has ended."""

    token: str
    entries: list[Any]
    ended: bool = False
    number: str = ""


class WriteIn:
    """The contact form's way into the house: by the front door, like everybody."""

    def __init__(self, door: Reception, people: People) -> None:
        self.door, self.people = door, people

    async def send(self, inbox: Inbox, token: str, language: str, message: Message) -> Sent:
        """Keeps the message and asks for a person. Raises `BadInput` for an empty one or an address that is none; then
        nothing has been kept."""
        text = clean(message.text, limits.TEXT_CHARS)
        if not text.strip():
            raise BadInput("empty", "请写下您的问题", "Please write your question", field="text")
        page = Page(message.url) if message.url else None
        welcome = await self.door.welcome(Hello(inbox.public_key, token, language=language, page=page), _nobody)
        visitor, state = welcome.visitor, welcome.conversation
        facts = known(message)
        if facts:
            await self.people.change(visitor.tenant, visitor.contact, facts)
        await self.door.receive(visitor, Inbound(message.client_id, text))
        if not state or value(state, "status") != "open" or value(state, "handler") == "bot":
            await self.door.want_person(visitor, f"{message.client_id}:person")
        return await self.look(inbox, welcome.token or token, language)

    async def look(self, inbox: Inbox, token: str, language: str) -> Sent:
        """What was said so far; `NotFound` for a token that knows no conversation."""
        welcome = await self.door.welcome(Hello(inbox.public_key, token, language=language), _nobody)
        if not welcome.conversation:
            raise NotFound("no_messages", "没有找到您的留言", "We found no message of yours")
        entries = [one for one in welcome.entries if value(one, "kind") != "event" and value(one, "sender") in SHOWN]
        ended = value(welcome.conversation, "status") != "open"
        return Sent(welcome.token or token, entries, ended, str(value(welcome.conversation, "number")))


def known(message: Message) -> dict[str, str]:
    """The facts about himself that somebody gave: an address with an @ is e-mail, digits are a telephone number."""
    way = message.email.strip()
    facts = {"name": message.name.strip()[: limits.NAME_CHARS]}
    if way:
        facts["email" if "@" in way else "phone"] = way
    return {key: text for key, text in facts.items() if text}


def value(thing: Any, name: str) -> Any:
    """A field of a JSON value, be it a mapping or a struct."""
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


def _nobody(_: Visitor) -> None:
    """A page listens to nothing."""
