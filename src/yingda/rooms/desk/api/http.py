"""Conversations, customers, canned replies and files over HTTP: parse, call the service, render."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from litestar import Request, delete, get, patch, post
from litestar.datastructures import State, UploadFile
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, FromQuery, JSONBody
from msgspec import UNSET, Meta, Struct, UnsetType, structs

from yingda.kernel import BadInput, Principal, limits

from ..service import Assist, CannedReplies, Desk

Ask = Request[Principal, Any, State]
READ = {"permission": "conversation.read"}
REPLY = {"permission": "conversation.reply"}
ASSIGN = {"permission": "conversation.assign"}
CHUNK = 65_536
Name = Annotated[str, Meta(max_length=limits.NAME_CHARS)]
MaybeText = Annotated[str, Meta(max_length=limits.TEXT_CHARS)] | UnsetType


class Say(Struct):
    """Something an agent says."""

    client_id: str
    text: str = ""
    kind: str = "text"
    file: str = ""
    anyway: bool = False
    """Although it holds a forbidden word."""


class To(Struct):
    """Whom it goes to; no agent: the queue, for somebody with `skill`."""

    agent: str = ""
    skill: Name = ""


class Seen(Struct):
    """How far it was read."""

    seq: int


class Until(Struct):
    """When it comes back, in ms since 1970; 0: when the customer writes."""

    until: Annotated[int, Meta(ge=0, le=2**53)] = 0


class Tags(Struct):
    """All tags."""

    tags: list[str]


class Judged(Struct):
    """What became of a suggestion."""

    outcome: str
    text: str = ""


class Typed(Struct):
    """What is being written."""

    text: Annotated[str, Meta(max_length=limits.TEXT_CHARS)]


class NewCanned(Struct):
    """A canned reply."""

    short: str
    text: str
    title: str = ""
    scope: str = "own"
    language: str = "zh"


class OtherCanned(Struct):
    """What is to change of it."""

    short: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    scope: str | UnsetType = UNSET
    language: str | UnsetType = UNSET


class OtherContact(Struct):
    """What is to change of a customer."""

    name: MaybeText = UNSET
    email: MaybeText = UNSET
    phone: MaybeText = UNSET
    note: MaybeText = UNSET
    tags: list[str] | UnsetType = UNSET


def routes(desk: Desk, canned: CannedReplies, assist: Assist, file_limit: int) -> list[Any]:
    """All routes of the desk but its socket."""
    return [
        *talk_routes(desk), *hand_routes(desk), *assist_routes(assist), *canned_routes(canned),
        *contact_routes(desk), *file_routes(desk, file_limit),
    ]  # fmt: skip


def talk_routes(desk: Desk) -> list[Any]:
    """Looking and speaking."""

    @get("/api/conversations", opt=READ)
    async def list_conversations(
        request: Ask,
        view: FromQuery[str] = "mine",
        before: FromQuery[str] = "",
        limit: FromQuery[int] = limits.PAGE,
        q: FromQuery[str] = "",
    ) -> dict[str, Any]:
        """A page of a view, last touched first."""
        return await desk.page(request.user, view, before, min(max(limit, 1), 100), q)

    @get("/api/conversations/{id:str}", opt=READ)
    async def open_conversation(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """One conversation, its newest entries, its customer."""
        return await desk.open(request.user, id)

    @get("/api/conversations/{id:str}/entries", opt={**READ, "keys": True})
    async def earlier_entries(
        request: Ask, id: FromPath[str], before: FromQuery[int] = 2**62, limit: FromQuery[int] = limits.PAGE
    ) -> dict[str, Any]:
        """Older entries: at most `limit`, which is at most 200."""
        return await desk.earlier(request.user, id, min(max(before, 0), 2**62), min(max(limit, 1), 200))

    @post("/api/conversations/{id:str}/entries", opt=REPLY)
    async def say(request: Ask, id: FromPath[str], data: JSONBody[Say]) -> Any:
        """A reply, a note or a file; a retry with the same `client_id` gets the first answer."""
        return await desk.say(
            request.user, id, client_id=data.client_id, kind=data.kind, text=data.text, file=data.file,
            anyway=data.anyway,
        )  # fmt: skip

    @post("/api/conversations/{id:str}/read", opt=REPLY, status_code=200)
    async def mark_read(request: Ask, id: FromPath[str], data: JSONBody[Seen]) -> Any:
        """Read up to here."""
        await desk.talks.staff_mark(request.user.tenant, id, data.seq)
        return await desk.talks.get(request.user.tenant, id)

    @post("/api/conversations/{id:str}/tags", opt=REPLY, status_code=200)
    async def set_tags(request: Ask, id: FromPath[str], data: JSONBody[Tags]) -> Any:
        """Other tags."""
        return await desk.talks.tag(request.user.tenant, id, data.tags)

    return [list_conversations, open_conversation, earlier_entries, say, mark_read, set_tags]


def hand_routes(desk: Desk) -> list[Any]:
    """Who has it, and whether it is done."""

    @post("/api/conversations/{id:str}/take", opt=REPLY, status_code=200)
    async def take(request: Ask, id: FromPath[str], seen: FromQuery[str | None] = None) -> Any:
        """Mine, from the bot, the queue or a colleague. `seen`: who had it on the screen of whoever takes it (empty:
        nobody); when it is with somebody else by now, it stays there."""
        return await desk.take(request.user, id, seen)

    @post("/api/conversations/{id:str}/assign", opt=ASSIGN, status_code=200)
    async def assign(request: Ask, id: FromPath[str], data: JSONBody[To]) -> Any:
        """To a colleague or back to the queue."""
        return await desk.assign(request.user, id, data.agent, data.skill)

    @post("/api/conversations/{id:str}/return", opt=REPLY, status_code=200)
    async def give_back(request: Ask, id: FromPath[str]) -> Any:
        """Back to the bot."""
        who = request.user
        return await desk.talks.take_back(who.tenant, id, by=who.id, by_name=who.name)

    @post("/api/conversations/{id:str}/resolve", opt=REPLY, status_code=200)
    async def resolve(request: Ask, id: FromPath[str]) -> Any:
        """Done."""
        who = request.user
        return await desk.talks.resolve(who.tenant, id, by=who.id, by_name=who.name)

    @post("/api/conversations/{id:str}/reopen", opt=REPLY, status_code=200)
    async def reopen(request: Ask, id: FromPath[str]) -> Any:
        """It goes on, with me."""
        who = request.user
        return await desk.reopen(who, id)

    @post("/api/conversations/{id:str}/snooze", opt=REPLY, status_code=200)
    async def snooze(request: Ask, id: FromPath[str], data: JSONBody[Until]) -> Any:
        """Aside until a time, or until the customer writes."""
        who = request.user
        return await desk.talks.snooze(who.tenant, id, data.until, by=who.id, by_name=who.name)

    @post("/api/conversations/{id:str}/wake", opt=REPLY, status_code=200)
    async def wake(request: Ask, id: FromPath[str]) -> Any:
        """There again, before its time."""
        who = request.user
        return await desk.talks.wake(who.tenant, id, by=who.id, by_name=who.name)

    @get("/api/presence", opt=READ)
    async def presence(request: Ask) -> Any:
        """Who is at work."""
        return await desk.routing.presence(request.user.tenant)

    return [take, assign, give_back, resolve, reopen, snooze, wake, presence]


def assist_routes(assist: Assist) -> list[Any]:
    """Suggestion, mood, summary."""

    @get("/api/conversations/{id:str}/assist", opt=REPLY)
    async def hand(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """What helps with this conversation now."""
        return await assist.of(request.user, id)

    @post("/api/conversations/{id:str}/assist/draft", opt=REPLY, status_code=200)
    async def while_typing(request: Ask, id: FromPath[str], data: JSONBody[Typed]) -> dict[str, Any]:
        """A suggestion for what the customer is typing, where the business lets agents see it; kept nowhere."""
        return await assist.while_typing(request.user, id, data.text)

    @post("/api/tone", opt=REPLY, status_code=200)
    async def tone(request: Ask, data: JSONBody[Typed]) -> dict[str, Any]:
        """What of a reply may be said better, before it is sent; kept nowhere."""
        return await assist.tone(request.user, data.text)

    @post("/api/assist/{id:str}", opt=REPLY, status_code=204)
    async def judge(request: Ask, id: FromPath[str], data: JSONBody[Judged]) -> None:
        """What became of a suggestion."""
        await assist.judge(request.user, id, data.outcome, data.text)

    return [hand, while_typing, tone, judge]


def canned_routes(canned: CannedReplies) -> list[Any]:
    """Canned replies."""

    @get("/api/canned", opt={"permission": "canned.read"})
    async def list_canned(request: Ask) -> Any:
        """The team's and one's own, the most used first."""
        return await canned.list(request.user)

    @post("/api/canned", opt={"permission": "canned.write"})
    async def create_canned(request: Ask, data: JSONBody[NewCanned]) -> Any:
        """A new one."""
        return await canned.create(
            request.user, data.short, data.text, title=data.title, scope=data.scope, language=data.language
        )

    @patch("/api/canned/{id:str}", opt={"permission": "canned.write"})
    async def change_canned(request: Ask, id: FromPath[str], data: JSONBody[OtherCanned]) -> Any:
        """Other words."""
        return await canned.change(request.user, id, data.short, data.text, data.title, data.scope, data.language)

    @delete("/api/canned/{id:str}", opt={"permission": "canned.write"})
    async def remove_canned(request: Ask, id: FromPath[str]) -> None:
        """Gone."""
        await canned.remove(request.user, id)

    @post("/api/canned/{id:str}/used", opt={"permission": "canned.read"}, status_code=204)
    async def used_canned(request: Ask, id: FromPath[str]) -> None:
        """One more use."""
        await canned.used(request.user, id)

    return [list_canned, create_canned, change_canned, remove_canned, used_canned]


def contact_routes(desk: Desk) -> list[Any]:
    """Customers."""

    @get("/api/contacts/{id:str}", opt={"permission": "contact.read"})
    async def contact(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """A customer with his trail and conversations."""
        return await desk.contact(request.user, id)

    @patch("/api/contacts/{id:str}", opt={"permission": "contact.write"})
    async def change_contact(request: Ask, id: FromPath[str], data: JSONBody[OtherContact]) -> dict[str, Any]:
        """Corrects what is known of him."""
        fields = {k: v for k, v in structs.asdict(data).items() if v is not UNSET}
        return await desk.change_contact(request.user, id, fields)

    @get("/api/contacts/{id:str}/orders", opt={"permission": "contact.read"})
    async def orders(request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """His orders, where a pack knows them."""
        return await desk.orders(request.user, id)

    return [contact, change_contact, orders]


def file_routes(desk: Desk, limit: int) -> list[Any]:
    """Files that agents send."""

    async def parts(file: UploadFile) -> AsyncIterator[bytes]:
        while part := await file.read(CHUNK):
            yield part

    @post("/api/files", opt=REPLY, request_max_body_size=limit + CHUNK)
    async def upload(
        request: Ask, data: Annotated[dict[str, UploadFile], Body(media_type=RequestEncodingType.MULTI_PART)]
    ) -> dict[str, Any]:
        """Takes a file in, before it is sent."""
        who, file = request.user, data.get("file")
        if not isinstance(file, UploadFile):
            raise BadInput("no_file", "没有收到文件", "There is no file in this request")
        ref = await desk.files.take(who.tenant, file.filename, parts(file), who.id)
        return {**structs.asdict(ref), "url": desk.files.url(who.tenant, ref.id)}

    return [upload]
