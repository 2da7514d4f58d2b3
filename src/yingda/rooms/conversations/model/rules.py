"""What may be said, and what follows from it. Every rule takes the head as it was read and answers all that changes:
entries with their seq, the head with its next version, and the facts. An empty `Changes` means: nothing to do."""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import Changes, Event, Visitor, cut
from yingda.kernel.event import encode

from ..events import (
    ConversationOpened,
    ConversationQueued,
    ConversationReopened,
    ConversationWoken,
    HeadChanged,
    MessagePosted,
    MessageReceived,
    StateChanged,
)
from .rows import BOT, OPEN, QUEUE, RESOLVED, SNOOZED, Conversation, Entry, Words, state_of

REOPEN_MS = 7 * 86_400_000
"""A visitor who writes within seven days of the end continues the same conversation."""
PREVIEW_CHARS = 120
MARKS = re.compile(r"\*\*|\s*\[\d{1,2}\]")
"""Marks of light Markdown and of sources, which say nothing in a list."""
NOTHING = Changes()


class Heard(Struct, frozen=True):
    """A message of a visitor with all that is decided before it is kept: ids, time, and who he is."""

    visitor: Visitor
    name: str
    channel: str
    handler: str
    """Who answers when this opens a conversation: bot, or queue where the inbox has no bot."""
    new_id: str
    """The id of the conversation, if it opens one."""
    entry_id: str
    at: int
    client_id: str
    text: str
    kind: str = "text"
    extra: dict[str, object] = {}
    hint: str = ""
    """The conversation in which he spoke last: looked at first."""


def head_events(talk: Conversation, at: int, *, state: bool = True) -> tuple[Event, ...]:
    """The signals that a head changed."""
    head = HeadChanged(tenant=talk.tenant, key=talk.id, at=at, head=talk)
    if not state:
        return (head,)
    return head, StateChanged(tenant=talk.tenant, key=talk.id, at=at, contact=talk.contact, state=state_of(talk))


def entry_of(talk: Conversation, words: Words, seq: int, at: int, id: str) -> Entry:
    """`words` as the entry `seq`."""
    return Entry(
        talk.tenant, talk.id, seq, id, at, words.sender, words.author, words.name, words.kind, words.text,
        words.client_id, words.cause, words.extra,
    )  # fmt: skip


def posted(talk: Conversation, entry: Entry) -> MessagePosted:
    """The fact that an entry was added."""
    return MessagePosted(
        tenant=talk.tenant, key=talk.id, at=entry.at, contact=talk.contact, inbox=talk.inbox, channel=talk.channel,
        handler=talk.handler, entry=entry,
    )  # fmt: skip


def begin(heard: Heard, number: int) -> Conversation:
    """The head of a conversation that does not yet hold anything."""
    who = heard.visitor
    return Conversation(
        who.tenant, heard.new_id, who.inbox, heard.channel, who.contact, heard.name, who.language, number,
        heard.at, heard.at, handler=heard.handler, queued_at=heard.at if heard.handler == QUEUE else 0, version=0,
    )  # fmt: skip


def reawaken(talk: Conversation, heard: Heard) -> Conversation:
    """A resolved conversation that its visitor continues."""
    queued = heard.at if heard.handler == QUEUE else 0
    return replace(
        talk, status=OPEN, handler=heard.handler, assignee="", assignee_name="", assignee_title="", resolved_at=0,
        queued_at=queued, waiting_since=0, turns_failed=0, score=0, opened_at=talk.opened_at,
    )  # fmt: skip


def hear(talk: Conversation | None, heard: Heard, number: int = 0) -> Changes:
    """A visitor says something: it opens a conversation, continues one, or reopens one of the last seven days."""
    before: tuple[Event, ...] = ()
    who, at = heard.visitor, heard.at
    fresh = talk is None or (talk.status == RESOLVED and at - talk.resolved_at > REOPEN_MS)
    woken = not fresh and talk is not None and talk.status == RESOLVED
    facts: dict[str, Any] = {"tenant": who.tenant, "at": at, "contact": who.contact, "inbox": who.inbox}
    if talk is None or fresh:
        talk = begin(heard, number)
        before = (ConversationOpened(key=talk.id, **facts),)
    elif woken:
        talk = reawaken(talk, heard)
        before = (ConversationReopened(key=talk.id, **facts),)
    elif talk.status == SNOOZED:
        talk = replace(talk, status=OPEN, snoozed_until=0)
        before = (ConversationWoken(key=talk.id, agent=talk.assignee, **facts),)
    seq = talk.seq + 1
    words = Words("visitor", who.contact, talk.title, heard.text, heard.client_id, heard.kind, "", dict(heard.extra))
    entry = entry_of(talk, words, seq, at, heard.entry_id)
    waits = talk.handler != BOT
    after = replace(
        talk, seq=seq, version=talk.version + 1, updated_at=at, unread=talk.unread + 1, visitor_read=seq,
        visitor_got=seq, visitor_unread=0, preview=preview(entry), preview_from="visitor",
        waiting_since=(talk.waiting_since or at) if waits else 0,
    )  # fmt: skip
    said = MessageReceived(
        tenant=who.tenant, key=talk.id, at=at, contact=who.contact, inbox=who.inbox, channel=talk.channel,
        handler=talk.handler, entry=entry, assignee=talk.assignee, language=talk.language, first=seq == 1,
        bot=heard.handler == BOT,
    )  # fmt: skip
    events: list[Event] = [*before, said]
    if (fresh or woken) and talk.handler == QUEUE:
        events.append(ConversationQueued(key=talk.id, reason="no_bot", language=talk.language, **facts))
    events += head_events(after, at, state=fresh or woken)
    if fresh:
        return Changes(new=(entry, after), events=tuple(events))
    return Changes(new=(entry,), changed=(after,), events=tuple(events))


def entry_frame(entry: Entry) -> bytes:
    """An entry as a socket tells it that was not told in time."""
    return encode({"op": "entry", "entry": entry, "key": entry.conversation})


def preview(entry: Entry) -> str:
    """One line of an entry, for a list."""
    if entry.kind == "file":
        return cut(str(entry.extra.get("file", {}).get("name", "")) or "…", PREVIEW_CHARS)
    plain = MARKS.sub("", entry.text) if "*" in entry.text or "[" in entry.text else entry.text
    return cut(plain, PREVIEW_CHARS)


def speak(talk: Conversation, words: Words, at: int, id: str, *, waiting: bool = False) -> Changes:
    """The bot, an agent or the system says something, or staff leaves a note. What the bot has to say is dropped when a
    person has taken over, or ended it, meanwhile. `waiting`: it may speak to one who waits for a person; nobody of the
    staff has read it then."""
    waits = waiting and talk.handler == QUEUE
    if words.sender == "bot" and ((talk.handler != BOT and not waits) or talk.status != OPEN):
        return NOTHING
    seq = talk.seq + 1
    entry = entry_of(talk, words, seq, at, id)
    after = replace(talk, seq=seq, version=talk.version + 1)
    if not entry.for_staff and words.sender != "system":
        after = replace(
            after, updated_at=at, visitor_unread=talk.visitor_unread + 1, preview=preview(entry),
            preview_from=words.sender,
        )  # fmt: skip
        if not waits:
            after = replace(after, unread=0, staff_got=seq, staff_read=seq)
        if words.sender == "agent":
            after = replace(after, waiting_since=0, first_reply_at=talk.first_reply_at or at)
    return Changes(new=(entry,), changed=(after,), events=(posted(after, entry), *head_events(after, at)))


def with_events(
    talk: Conversation, after: Conversation, notes: Sequence[Words], at: int, ids: Sequence[str], facts: Sequence[Event]
) -> Changes:
    """`after` with event entries appended, everything told."""
    entries = [entry_of(talk, words, talk.seq + i, at, ids[i - 1]) for i, words in enumerate(notes, 1)]
    after = replace(after, seq=talk.seq + len(entries), version=talk.version + 1)
    events = (*(posted(after, e) for e in entries), *facts, *head_events(after, at))
    return Changes(new=tuple(entries), changed=(after,), events=events)


def note(event: str, client_id: str, cause: str = "", text: str = "", **facts: object) -> Words:
    """An event as an entry that reads by itself."""
    return Words("system", "", "", text, client_id, "event", cause, {"event": event, **facts})
