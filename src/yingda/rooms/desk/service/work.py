"""What an agent does with conversations and customers."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict

from yingda.kernel import BadInput, Clock, House, NotFound, Principal, ToolCall, YingdaError, limits, topics
from yingda.kernel.socket import encode
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import (
    AGENT,
    RESOLVED,
    Conversation,
    ConversationAssigned,
    Conversations,
    ConversationWoken,
    Entry,
    Files,
)
from yingda.rooms.glossary import FORBIDDEN, Glossary
from yingda.rooms.people import People
from yingda.rooms.routing import Routing

KINDS = ("text", "note", "file")
TRAIL = 30
TALKS = 20
ORDERS_TOOL = "orders_of"


class Desk:
    """The agent's workplace: every method acts for a `Principal` and within his business."""

    def __init__(self, house: House) -> None:
        self.house, self.bus = house, house.bus
        self.clock: Clock = house.clock
        self.accounts, self.people = house.need(Accounts), house.need(People)
        self.talks, self.files = house.need(Conversations), house.need(Files)
        self.routing, self.glossary = house.need(Routing), house.need(Glossary)

    # Looking

    async def page(self, who: Principal, view: str, cursor: str, limit: int, q: str) -> dict[str, Any]:
        """A page of a view with the counts of all views; `next` continues it."""
        after = read_cursor(cursor)
        items = await self.talks.view(who.tenant, view, who.id, cursor=after, limit=limit, q=q)
        more = f"{items[-1].updated_at}.{items[-1].id}" if len(items) == limit and not q else None
        return {"items": items, "next": more, "counts": await self.talks.counts(who.tenant, who.id)}

    async def open(self, who: Principal, id: str) -> dict[str, Any]:
        """A conversation with its newest entries and its customer."""
        talk = await self.talks.get(who.tenant, id)
        page = await self.talks.page(who.tenant, id, 2**62, staff=True)
        contact = await self.contact(who, talk.contact)
        return {"conversation": talk, "entries": page.entries, "more": page.more, "contact": contact}

    async def since(self, who: Principal, id: str, seq: int) -> dict[str, Any]:
        """What a console lacks of a conversation, and its head as of then."""
        await self.talks.get(who.tenant, id)
        page = await self.talks.since(who.tenant, id, seq, staff=True)
        head = await self.talks.get(who.tenant, id)
        return {"conversation": head, "entries": page.entries, "reset": page.reset, "more": page.more}

    async def earlier(self, who: Principal, id: str, before: int, limit: int = limits.PAGE) -> dict[str, Any]:
        """Older entries."""
        await self.talks.get(who.tenant, id)
        page = await self.talks.page(who.tenant, id, before, staff=True, limit=limit)
        return {"entries": page.entries, "more": page.more}

    # Speaking

    async def say(
        self, who: Principal, id: str, *, client_id: str, kind: str, text: str, file: str = "", anyway: bool = False
    ) -> Entry:
        """A reply, a note or a file. Replying to what nobody has takes it over. A reply with a forbidden word is refused,
        unless he says so `anyway` and may."""
        if kind not in KINDS:
            raise BadInput("unknown_kind", "没有这种消息", "There is no such kind of message", kinds=list(KINDS))
        if not client_id or len(client_id) > 64:
            raise BadInput("client_id", "缺少 client_id", "A client_id of 1 to 64 characters is needed")
        if not text.strip() and not file:
            raise BadInput("empty_message", "还没有写内容", "There is nothing in this message")
        extra: dict[str, Any] = {}
        if file:
            ref = await self.files.ref(who.tenant, file)
            extra["file"] = {**asdict(ref), "url": self.files.url(who.tenant, ref.id)}
        kind = kind if kind == "note" else "file" if file else "text"
        if kind != "note":
            await self._fit(who, text, anyway=anyway)
        talk = await self.talks.get(who.tenant, id)
        if kind != "note" and (talk.status == RESOLVED or talk.handler != AGENT or not talk.assignee):
            if kept := await self.talks.said(who.tenant, id, client_id):
                return kept  # a retry: what happened since is not to be undone by it
            await self.take(who, id)
        kept = await self.talks.post(
            who.tenant, id, sender="agent", author=who.id, name=who.name, text=text, client_id=client_id, kind=kind,
            extra=extra,
        )  # fmt: skip
        if kept is None:
            raise NotFound("conversation_not_found", "没有这个会话", "There is no such conversation")
        return kept

    async def _fit(self, who: Principal, text: str, *, anyway: bool) -> None:
        hits = [hit for hit in await self.glossary.check(who.tenant, text) if hit.kind == FORBIDDEN]
        if hits and not (anyway and who.may("glossary.anyway")):
            names = list(dict.fromkeys(hit.word for hit in hits))
            said = "、".join(names)
            raise BadInput(
                "forbidden_words", f"有禁用词：{said}，请换个说法", f"Forbidden words: {', '.join(names)}. Please reword",
                words=names,
            )  # fmt: skip

    def typing(self, who: Principal, talk: Conversation, *, on: bool) -> None:
        """He types: told to the customer and to colleagues who look."""
        value = {"op": "typing", "conversation": talk.id, "who": "agent", "id": who.id, "name": who.name, "on": on}
        frame = encode(value)
        self.bus.publish(topics.contact(who.tenant, talk.contact), 0, frame)
        self.bus.publish(topics.conversation(who.tenant, talk.id), 0, frame)

    # Who has it

    async def take(self, who: Principal, id: str, seen: str | None = None) -> Conversation:
        """Mine. `Clash` when it is no longer with `seen`, but with another colleague by now."""
        return await self.assign(who, id, who.id, seen=seen)

    async def reopen(self, who: Principal, id: str) -> Conversation:
        """It goes on, with me."""
        me = await self.accounts.agent(who.tenant, who.id)
        await self.talks.reopen(who.tenant, id, by=who.id, by_name=who.name, title=me.title if me else "")
        return await self.take(who, id)

    async def assign(
        self, who: Principal, id: str, agent: str, skill: str = "", *, seen: str | None = None
    ) -> Conversation:
        """To a colleague, or with no agent back to the queue."""
        if not agent:
            return await self.talks.unassign(who.tenant, id, skill=skill, by=who.id, by_name=who.name)
        to = await self.accounts.agent(who.tenant, agent)
        if to is None or not to.active:
            raise NotFound("agent_not_found", "没有这位客服", "There is no such agent")
        return await self.talks.assign(
            who.tenant, id, agent=to.id, name=to.name, title=to.title, by=who.id, by_name=who.name, seen=seen
        )

    async def ring(self, event: ConversationAssigned) -> None:
        """Tells an agent that he has one more."""
        if event.by == event.agent:
            return
        await self._ring(event.tenant, event.key, event.agent, "assigned")

    async def wake(self, event: ConversationWoken) -> None:
        """Tells an agent that what he put aside is there again."""
        await self._ring(event.tenant, event.key, event.agent, "woken")

    async def _ring(self, tenant: str, conversation: str, agent: str, reason: str) -> None:
        talk = await self.talks.get(tenant, conversation)
        frame = {
            "op": "ring", "conversation": talk.id, "title": talk.title, "preview": talk.preview, "reason": reason,
        }  # fmt: skip
        self.bus.publish(topics.agent(tenant, agent), 0, encode(frame))

    # Customers

    async def contact(self, who: Principal, id: str) -> dict[str, Any]:
        """All that an agent may know of a customer."""
        contact = await self.people.contact(who.tenant, id)
        value = self.people.card(contact)
        value["trail"] = await self.people.trail(who.tenant, id, TRAIL)
        value["conversations"] = await self.talks.of_contact(who.tenant, id, TALKS)
        return value

    async def change_contact(self, who: Principal, id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Corrects what is known."""
        await self.people.change(who.tenant, id, fields)
        return await self.contact(who, id)

    async def orders(self, who: Principal, id: str) -> dict[str, Any]:
        """The customer's orders, by the pack's tool and with the customer's own rights."""
        contact = await self.people.contact(who.tenant, id)
        tool = self.house.tools.get(ORDERS_TOOL)
        if tool is None or not contact.external:
            return {"orders": []}
        call = ToolCall(who.tenant, id, bool(contact.verified), contact.external, language=who.language)
        try:
            return {"orders": list((await tool.run(call, {})).get("orders", []))}
        except YingdaError as error:
            return {"orders": [], "error": error.words(who.language)}


def read_cursor(text: str) -> tuple[int, str]:
    """Where a page goes on; `BadInput` for what we did not write."""
    if not text:
        return 2**62, ""
    at, _, id = text.partition(".")
    if not at.isdigit() or len(at) > 18:
        raise BadInput("bad_cursor", "翻页参数不对", "This cursor is not one of ours")
    return int(at), id
