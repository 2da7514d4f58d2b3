"""Use cases of the spine. Each is one decision: read, apply a pure rule, be told when it is durable."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from yingda.kernel import (
    BadInput,
    Changes,
    Clock,
    Database,
    FileRef,
    Inbound,
    NotFound,
    Read,
    Visitor,
    clean,
    clean_line,
    is_id,
    new_id,
)
from yingda.kernel.limits import PAGE
from yingda.kernel.timers import both

from .. import store
from ..events import ConversationBrought
from ..model import rules, state
from ..model.rows import BOT, OPEN, QUEUE, RESOLVED, Conversation, Entry, Words
from .live import Live
from .numbers import counting, following
from .snoozing import Snoozing
from .spoken import Spoken

Rule = Callable[[Conversation], Changes]
Along = Callable[[Read], Awaitable[Changes | None]]
FRESH = (2**62, "")
SEARCHED = 2_000
"""How many of the newest conversations a search by name or preview looks through."""
WORDS = 8
"""Words of a search; further ones are not looked at."""
HINTS = 10_000
COUNTED = 1_000
"""Counts stop here and are shown as "1000+"."""


class Page(Struct, frozen=True):
    """Entries, oldest first; `more` says that there are older ones; `reset` that they replace what the client has."""

    entries: list[Entry]
    more: bool
    reset: bool = False


async def receive(read: Read, heard: rules.Heard) -> Changes:
    """A visitor's message: the newest conversation of his in this inbox, continued or begun."""
    who = heard.visitor
    talk = await read.get(Conversation, who.tenant, heard.hint) if heard.hint else None
    if talk is None or talk.status != OPEN or (talk.inbox, talk.contact) != (who.inbox, who.contact):
        talk = await store.current(read, who.tenant, who.inbox, who.contact)
    fresh = talk is None or (talk.status == RESOLVED and heard.at - talk.resolved_at > rules.REOPEN_MS)
    if not fresh:
        return rules.hear(talk, heard)
    number, counted = await following(read, who.tenant)
    return both(rules.hear(talk, heard, number), counted)


async def change(read: Read, tenant: str, id: str, rule: Rule) -> Changes:
    """Applies a rule to one conversation."""
    talk = await read.get(Conversation, tenant, id)
    if talk is None:
        raise NotFound("conversation_not_found", "没有这个会话", "There is no such conversation")
    return rule(talk)


async def change_along(read: Read, tenant: str, id: str, rule: Rule, along: Along | None) -> Changes:
    """Applies a rule to one conversation, and what goes along with it."""
    changes = await change(read, tenant, id, rule)
    if along is None or not changes.changed:
        return changes
    more = await along(read)
    return both(changes, more) if more is not None else Changes()


async def move(read: Read, tenant: str, gone: str, kept: str, title: str, at: int) -> Changes:
    """An unknown visitor turned out to be a known contact: his conversations follow, except into an inbox where the
    known one has an open conversation already."""
    changed: list[Any] = []
    events: list[Any] = []
    for talk in await store.of_contact(read, tenant, gone, PAGE):
        other = await store.current(read, tenant, talk.inbox, kept)
        if talk.status != RESOLVED and other is not None and other.status != RESOLVED:
            continue
        step = state.belong(talk, kept, title, at)
        changed += step.changed
        events += step.events
    return Changes(changed=tuple(changed), events=tuple(events))


async def reopening(read: Read, tenant: str, id: str, act: state.Act, title: str) -> Changes:
    """Reopens, unless another one of the same visitor is open."""
    talk = await read.get(Conversation, tenant, id)
    if talk is None:
        raise NotFound("conversation_not_found", "没有这个会话", "There is no such conversation")
    newest = await store.current(read, tenant, talk.inbox, talk.contact)
    return state.reopen(talk, act, newest is not None and newest.id != id and newest.status != RESOLVED, title)


async def titled(read: Read, tenant: str, contact: str, title: str, at: int) -> Changes:
    """A contact has another name now: his recent conversations show it."""
    recent = await store.of_contact(read, tenant, contact, 20)
    steps = [state.belong(talk, contact, title, at) for talk in recent if talk.title != title]
    return Changes(
        changed=tuple(row for step in steps for row in step.changed),
        events=tuple(event for step in steps for event in step.events),
    )


async def bring(read: Read, head: Conversation, entries: Sequence[Entry], at: int) -> Changes:
    """A conversation from elsewhere, whole. Of its messages nothing is told: they are history."""
    number, counted = await following(read, head.tenant)
    came = ConversationBrought(tenant=head.tenant, key=head.id, at=at, contact=head.contact, inbox=head.inbox)
    return both(Changes(new=(*entries, replace(head, number=number)), events=(came,)), counted)


class Conversations(Spoken, Snoozing, Live):
    """The spine: everybody speaks through it. Methods that change something return when it is durable."""

    def __init__(self, db: Database, clock: Clock) -> None:
        super().__init__()
        self.db, self.clock = db, clock
        self.last: dict[tuple[str, str, str], str] = {}
        """Where each visitor spoke last, of those who spoke lately: a hint, checked in the decision."""

    # What is said

    async def receive(
        self, visitor: Visitor, message: Inbound, *, name: str, bot: bool = True, channel: str = "web",
        file: FileRef | None = None, file_url: str = "",
    ) -> Entry:  # fmt: skip
        """Keeps what a visitor says. A retry with the same `client_id` gets the first answer."""
        text = clean(message.text)
        client_id = clean_line(message.client_id, "client_id", 64)
        if not text and file is None:
            raise BadInput("empty_message", "还没有写内容", "There is nothing in this message")
        extra: dict[str, object] = {}
        if file is not None:
            extra["file"] = file_value(file, file_url)
        if message.option:
            extra["option"] = clean_line(message.option, "option", 200)
        place = (visitor.tenant, visitor.inbox, visitor.contact)
        heard = rules.Heard(
            visitor, name, channel, BOT if bot else QUEUE, new_id(), new_id(), self.clock.now(), client_id, text,
            "file" if file is not None else "text", extra, self.last.get(place, ""),
        )  # fmt: skip
        kept = await counting(self.db, visitor.tenant, receive, heard)
        assert isinstance(kept, Entry)
        self.remember(kept, visitor.inbox, channel)
        if heard.hint != kept.conversation:
            self.last[place] = kept.conversation
            if len(self.last) > HINTS:
                self.last.pop(next(iter(self.last)))
        return kept

    async def post(
        self, tenant: str, conversation: str, *, sender: str, author: str, name: str, text: str, client_id: str,
        kind: str = "text", extra: Mapping[str, Any] | None = None, cause: str = "", waiting: bool = False,
    ) -> Entry | None:  # fmt: skip
        """The bot, an agent or the system says something. None when it was dropped because a person took over. `waiting`:
        the bot speaks to one who waits in the queue."""
        words = Words(sender, author, name, clean(text), client_id, kind, cause, dict(extra or {}))
        at, id = self.clock.now(), new_id()
        place: list[str] = []

        def rule(talk: Conversation) -> Changes:
            place[:] = talk.inbox, talk.channel
            return rules.speak(talk, words, at, id, waiting=waiting)

        kept = await self._change(tenant, conversation, rule)
        if not isinstance(kept, Entry):
            return None
        self.remember(kept, *place)
        return kept

    async def mood(
        self, tenant: str, conversation: str, emotion: str, intensity: float, risk: str = "", *,
        failed: int | None = None, priority: int = 0,
    ) -> None:  # fmt: skip
        """How the visitor feels now; `failed` sets the count of unanswered turns in a row."""
        at = self.clock.now()
        await self._change(
            tenant, conversation,
            lambda talk: state.feel(talk, at, emotion, intensity, risk, failed=failed, priority=priority),
        )  # fmt: skip

    async def bring_in(self, head: Conversation, entries: Sequence[Entry]) -> None:
        """Takes over a conversation that was held elsewhere (an import), with its own times; nothing reacts to it. A
        second run with the same ids changes nothing."""
        await counting(self.db, head.tenant, bring, head, entries, self.clock.now())
        self.touch(((head.tenant, head.id),))

    # Who has it

    async def hand_over(
        self, tenant: str, conversation: str, *, reason: str, cause: str, skill: str = "",
        summary: Mapping[str, Any] | None = None, priority: int = 0,
    ) -> None:  # fmt: skip
        """From the bot to the queue; nothing when it waits already or a person has it."""
        act = self._act(cause)
        await self._change(
            tenant, conversation, lambda talk: state.hand_over(talk, act, reason, skill, dict(summary or {}), priority)
        )

    async def leave_queue(self, tenant: str, conversation: str, cause: str) -> None:
        """The visitor no longer waits."""
        act = self._act(cause)
        await self._change(tenant, conversation, lambda talk: state.leave_queue(talk, act))

    async def assign(
        self, tenant: str, conversation: str, *, agent: str, name: str, title: str = "", by: str = "routing",
        by_name: str = "", cause: str = "", only_queued: bool = False, seen: str | None = None,
        along: Along | None = None,
    ) -> Conversation:  # fmt: skip
        """To an agent; the answer is the head afterwards. `seen`: who had it as far as `by` knows; `Clash` when it has
        gone to somebody else meanwhile. `along` says what else becomes true in the same commit, or None: not after
        all."""
        act = self._act(cause, by, by_name)

        def rule(talk: Conversation) -> Changes:
            return state.assign(talk, act, agent, name, title, only_queued=only_queued, seen=seen)

        await self.db.decide(change_along, tenant, conversation, rule, along)
        return await self.get(tenant, conversation)

    async def unassign(
        self, tenant: str, conversation: str, *, skill: str = "", by: str = "", by_name: str = "", cause: str = "",
        reason: str = "transferred", only_from: str = "",
    ) -> Conversation:  # fmt: skip
        """Back to the queue, or in the queue to those with another `skill`. With `only_from` nothing happens unless this
        agent has it, and unless its visitor still waits for him."""
        act = self._act(cause, by, by_name)
        await self._change(
            tenant, conversation, lambda talk: state.unassign(talk, act, skill, reason=reason, only_from=only_from)
        )
        return await self.get(tenant, conversation)

    async def take_back(self, tenant: str, conversation: str, *, by: str = "", by_name: str = "") -> Conversation:
        """Back to the bot."""
        act = self._act("", by, by_name)
        await self._change(tenant, conversation, lambda talk: state.take_back(talk, act))
        return await self.get(tenant, conversation)

    async def resolve(self, tenant: str, conversation: str, *, by: str = "", by_name: str = "") -> Conversation:
        """It is done."""
        act = self._act("", by, by_name)
        await self._change(tenant, conversation, lambda talk: state.resolve(talk, act))
        return await self.get(tenant, conversation)

    async def reopen(
        self, tenant: str, conversation: str, *, by: str = "", by_name: str = "", title: str = ""
    ) -> Conversation:
        """It goes on with the agent `by`; `Clash` when the visitor has another open one in the same inbox."""
        await self.db.decide(reopening, tenant, conversation, self._act("", by, by_name), title)
        return await self.get(tenant, conversation)

    async def rate(
        self, tenant: str, conversation: str, *, score: int, solved: bool | None, tags: Sequence[str], comment: str
    ) -> None:
        """What the visitor thinks of it."""
        if not 0 <= score <= 5:
            raise BadInput("bad_score", "评分是 1 到 5 分", "A score is 1 to 5")
        said = clean(comment, 1_000)
        own = tuple(clean_line(t, "tag", 40) for t in tags[:8])
        act = self._act("")
        await self._change(tenant, conversation, lambda talk: state.rate(talk, act, score, solved, own, said))

    async def tag(self, tenant: str, conversation: str, tags: Sequence[str]) -> Conversation:
        """Other tags: at most 20, each at most 40 characters."""
        own = list(dict.fromkeys(clean_line(t, "tag", 40) for t in tags))[:20]
        at = self.clock.now()
        await self._change(tenant, conversation, lambda talk: state.tag(talk, own, at))
        return await self.get(tenant, conversation)

    # Who has read it

    async def visitor_mark(self, tenant: str, conversation: str, seq: int, *, seen: bool) -> None:
        """All up to `seq` reached the visitor, or was read by him."""
        at = self.clock.now()
        await self._change(tenant, conversation, lambda talk: state.visitor_marks(talk, seq, at, seen=seen))

    async def staff_mark(self, tenant: str, conversation: str, seq: int, *, seen: bool = True) -> None:
        """All up to `seq` reached a screen of staff, or was read there."""
        at = self.clock.now()
        await self._change(tenant, conversation, lambda talk: state.staff_marks(talk, seq, at, seen=seen))

    # Who he is

    async def retitle(self, tenant: str, contact: str, title: str) -> None:
        """The contact has another name."""
        await self.db.decide(titled, tenant, contact, title, self.clock.now())

    async def follow(self, tenant: str, gone: str, kept: str, title: str) -> None:
        """One contact turned out to be another."""
        await self.db.decide(move, tenant, gone, kept, title, self.clock.now())

    # Looking

    async def get(self, tenant: str, conversation: str) -> Conversation:
        """The head, or `NotFound`."""
        talk = await self.db.get(Conversation, tenant, conversation) if is_id(conversation) else None
        if talk is None:
            raise NotFound("conversation_not_found", "没有这个会话", "There is no such conversation")
        return talk

    async def said(self, tenant: str, conversation: str, client_id: str) -> Entry | None:
        """What was kept under this `client_id`."""
        return await self.db.first(Entry, tenant, conversation, client_id)

    async def of_visitor(self, visitor: Visitor, conversation: str) -> Conversation:
        """The head of his own conversation; somebody else's is `NotFound`, like one that never was."""
        talk = await self.get(visitor.tenant, conversation)
        if talk.contact != visitor.contact or talk.inbox != visitor.inbox:
            raise NotFound("conversation_not_found", "没有这个会话", "There is no such conversation")
        return talk

    async def current(self, tenant: str, inbox: str, contact: str) -> Conversation | None:
        """The newest conversation of a contact in an inbox, open or resolved."""
        return await store.current(self.db, tenant, inbox, contact)

    async def since(self, tenant: str, conversation: str, seq: int, *, staff: bool) -> Page:
        """What a client that holds everything up to `seq` lacks; when that is more than a few pages, or `seq` is 0 or
        unknown, the newest page and `reset`."""
        if seq > 0:
            missing = await store.after(self.db, tenant, conversation, seq, PAGE * 4 + 1)
            head = await self.get(tenant, conversation)
            if len(missing) <= PAGE * 4 and seq <= max(head.seq, missing[-1].seq if missing else 0):
                return Page([e for e in missing if staff or not e.for_staff], more=seq > 1)
        return await self.page(tenant, conversation, 2**62, staff=staff, reset=True)

    async def page(
        self, tenant: str, conversation: str, before: int, *, staff: bool, limit: int = PAGE, reset: bool = False
    ) -> Page:
        """The page of entries before `before`."""
        found = await store.before(self.db, tenant, conversation, before, limit)
        more = bool(found) and found[0].seq > 1
        return Page([e for e in found if staff or not e.for_staff], more, reset)

    async def of_contact(self, tenant: str, contact: str, limit: int = 20) -> list[Conversation]:
        """A contact's conversations, newest first."""
        return await store.of_contact(self.db, tenant, contact, limit)

    async def waiting(self, tenant: str, limit: int = 500) -> list[Conversation]:
        """Those that wait for a person, in the order in which they will be served."""
        return await store.waiting(self.db, tenant, limit)

    async def ahead(self, talk: Conversation) -> int:
        """How many are served before this one, which waits for a person."""
        return await store.ahead(self.db, talk)

    async def left_alone(self, tenant: str, agent: str, before: int, limit: int = PAGE) -> list[str]:
        """The ids of an agent's conversations whose visitors wait for his answer since before `before` (ms)."""
        return await store.left_alone(self.db, tenant, agent, before, limit)

    async def load(self, read: Read, tenant: str, agent: str) -> int:
        """How many open conversations an agent has, as a decision reads it."""
        return await store.load(read, tenant, agent)

    async def loads(self, tenant: str) -> dict[str, int]:
        """How many open conversations each agent has."""
        return await store.loads(self.db, tenant)

    async def view(
        self, tenant: str, name: str, agent: str, *, cursor: tuple[int, str] = FRESH, limit: int = PAGE, q: str = ""
    ) -> list[Conversation]:
        """A page of a view: mine, unassigned, all or resolved."""
        if name not in store.VIEWS:
            raise BadInput("unknown_view", "没有这个视图", "There is no such view", views=list(store.VIEWS))
        if q:
            return await self._search(tenant, clean_line(q, "q", 200), limit)
        return await store.page(self.db, tenant, name, agent, cursor, limit)

    async def counts(self, tenant: str, agent: str) -> dict[str, int]:
        """How many are in each view."""
        return await store.counts(self.db, tenant, agent, COUNTED)

    async def _search(self, tenant: str, q: str, limit: int) -> list[Conversation]:
        words = q.lower().lstrip("#").split()[:WORDS]
        return await store.search(self.db, tenant, words, SEARCHED, limit)

    def _act(self, cause: str, by: str = "", by_name: str = "") -> state.Act:
        return state.Act(self.clock.now(), (new_id(), new_id(), new_id()), cause or new_id(), by, by_name)

    def _change(self, tenant: str, id: str, rule: Rule) -> Awaitable[Any]:
        return self.db.decide(change, tenant, id, rule)


def file_value(file: FileRef, url: str) -> dict[str, Any]:
    """A file as entries carry it."""
    return {**asdict(file), "url": url}
