"""The rows of the spine. A conversation is a head that changes and entries 1..n that do not.

What a client holds is the head with the largest `version` and the entries by `seq`; applying what it is told in any
order therefore ends where a fresh fetch ends.
"""

from typing import Any, Literal

from msgspec import Struct, field

from yingda.kernel import Row

OPEN, SNOOZED, RESOLVED = "open", "snoozed", "resolved"
BOT, QUEUE, AGENT = "bot", "queue", "agent"

Sender = Literal["visitor", "bot", "agent", "system"]


class Entry(Row, frozen=True, rename={"sender": "from"}):
    """One line of a conversation. `kind` is text, file, note, card or event; `extra` holds citations, options, a card, a
    file or the facts of an event. Never changed after it was written."""

    table = "entry"
    key = ("tenant", "conversation", "seq")
    once = ("tenant", "conversation", "client_id")

    tenant: str
    conversation: str
    seq: int
    id: str
    at: int
    sender: str
    author: str
    name: str
    kind: str
    text: str
    client_id: str
    cause: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def for_staff(self) -> bool:
        """Whether a visitor must not see it."""
        return self.kind == "note" or bool(self.extra.get("staff"))


class Conversation(Row, frozen=True):
    """The head of a conversation: all that a list row shows, and how far each side has received and read it
    (`visitor_got`, `visitor_read`, `staff_got`, `staff_read` are seqs). `waiting_since` is when the visitor began to
    wait for a person, 0 when he does not; `queued_at` likewise for the queue. `handler` is who answers: bot, queue or
    agent. What is snoozed sleeps until `snoozed_until`, or with 0 until its visitor writes."""

    table = "conversation"
    key = ("tenant", "id")

    tenant: str
    id: str
    inbox: str
    channel: str
    contact: str
    title: str
    language: str
    number: int
    opened_at: int
    updated_at: int
    status: str = OPEN
    handler: str = BOT
    assignee: str = ""
    assignee_name: str = ""
    assignee_title: str = ""
    skill: str = ""
    seq: int = 0
    version: int = 1
    waiting_since: int = 0
    queued_at: int = 0
    resolved_at: int = 0
    first_reply_at: int = 0
    preview: str = ""
    preview_from: str = ""
    unread: int = 0
    visitor_unread: int = 0
    visitor_got: int = 0
    visitor_read: int = 0
    staff_got: int = 0
    staff_read: int = 0
    emotion: str = ""
    intensity: float = 0.0
    risk: str = ""
    priority: int = 0
    score: int = 0
    turns_failed: int = 0
    tags: list[str] = field(default_factory=list)
    snoozed_until: int = 0


class Counter(Row, frozen=True):
    """The largest number that a conversation of the business has. Made with its first conversation."""

    table = "conversation_counter"
    key = ("tenant",)

    tenant: str
    number: int
    version: int = 1


class Assignee(Struct, frozen=True):
    """The agent who answers, as the visitor sees him."""

    id: str
    name: str
    title: str = ""


class Words(Struct, frozen=True):
    """What is to be said: by whom and how. `client_id` makes a retry harmless, `cause` names the event it reacts to."""

    sender: str
    author: str
    name: str
    text: str
    client_id: str
    kind: str = "text"
    cause: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


class State(Struct, frozen=True):
    """What a visitor may know about the head of his conversation."""

    conversation: str
    status: str
    handler: str
    assignee: Assignee | None
    seq: int
    staff_got: int
    staff_read: int
    visitor_read: int
    visitor_unread: int
    opened_at: int
    updated_at: int
    resolved_at: int
    score: int
    preview: str
    version: int


def state_of(talk: Conversation) -> State:
    """The visitor's view of a head."""
    who = Assignee(talk.assignee, talk.assignee_name, talk.assignee_title) if talk.assignee else None
    status = OPEN if talk.status == SNOOZED else talk.status
    return State(
        talk.id, status, talk.handler, who, talk.seq, talk.staff_got, talk.staff_read, talk.visitor_read,
        talk.visitor_unread, talk.opened_at, talk.updated_at, talk.resolved_at, talk.score, talk.preview, talk.version,
    )  # fmt: skip


MOODS = {"happy": 0.6, "calm": 0.0, "": 0.0, "anxious": -0.4, "sad": -0.5, "disappointed": -0.6, "angry": -0.9}


def value_of(emotion: str, intensity: float) -> float:
    """An emotion as one number from -1 (as bad as can be) to 1, for a curve."""
    return round(MOODS.get(emotion, 0.0) * (0.5 + 0.5 * min(max(intensity, 0.0), 1.0)), 3)
