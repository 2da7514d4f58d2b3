"""What the spine tells the house, and its two signals for those who look at a screen right now."""

from yingda.kernel import Event, topics

from .model.rows import Conversation, Entry, State


class Said(Event, frozen=True, kw_only=True):
    """Base of every new entry: told to the visitor (unless it is for staff only) and to those who watch."""

    op = "entry"
    contact: str
    inbox: str
    channel: str
    handler: str
    entry: Entry

    def topics(self) -> tuple[str, ...]:
        staff = topics.conversation(self.tenant, self.key)
        return (staff,) if self.entry.for_staff else (topics.contact(self.tenant, self.contact), staff)

    def passes(self) -> tuple[str, ...]:
        return (topics.contact(self.tenant, self.contact),) if self.entry.for_staff else ()

    def position(self) -> int:
        return self.entry.seq


class MessageReceived(Said, frozen=True, kw_only=True):
    """A visitor said something. `handler` is who is to answer, as of this commit; `first` opens the conversation; `bot`
    says whether this inbox has one."""

    bot: bool = True
    assignee: str = ""
    language: str = ""
    first: bool = False


class MessagePosted(Said, frozen=True, kw_only=True):
    """The bot, an agent or the system said something, or staff left a note."""


class AboutConversation(Event, frozen=True, kw_only=True):
    """Base of facts about a whole conversation; `key` is its id."""

    contact: str
    inbox: str


class ConversationOpened(AboutConversation, frozen=True, kw_only=True):
    """A conversation began."""


class ConversationBrought(AboutConversation, frozen=True, kw_only=True):
    """It was held elsewhere and came in whole, with its own times (an import)."""


class ConversationQueued(AboutConversation, frozen=True, kw_only=True):
    """It waits for a person: why, and which skill would help. `previous` is the agent who had it and passed it on."""

    reason: str
    skill: str = ""
    language: str = ""
    previous: str = ""


class ConversationAssigned(AboutConversation, frozen=True, kw_only=True):
    """An agent has it. `by` is who decided: an agent's id, or "routing"; `previous` is who had it before."""

    agent: str
    by: str
    previous: str = ""
    waited_ms: int = 0


class ConversationReturned(AboutConversation, frozen=True, kw_only=True):
    """A person gave it back to the bot."""

    previous: str = ""


class ConversationLeftQueue(AboutConversation, frozen=True, kw_only=True):
    """The visitor no longer wanted to wait."""


class ConversationResolved(AboutConversation, frozen=True, kw_only=True):
    """It is done; `agent` is who had it."""

    agent: str = ""
    by: str = ""


class ConversationReopened(AboutConversation, frozen=True, kw_only=True):
    """It goes on after all."""

    agent: str = ""
    by: str = ""


class ConversationSnoozed(AboutConversation, frozen=True, kw_only=True):
    """It was put aside: until a time (ms), or until its visitor writes (0)."""

    agent: str = ""
    by: str = ""
    until: int = 0


class ConversationWoken(AboutConversation, frozen=True, kw_only=True):
    """What was put aside is there again, with `agent` or in the queue. `by` is who woke it; empty: its time had come, or
    its visitor wrote."""

    agent: str = ""
    by: str = ""


class ConversationRated(AboutConversation, frozen=True, kw_only=True):
    """The visitor said how it was."""

    agent: str = ""
    score: int = 0
    solved: bool | None = None
    tags: tuple[str, ...] = ()
    comment: str = ""


class HeadChanged(Event, frozen=True, kw_only=True):
    """Signal to staff: a list row as it is now."""

    op = "head"
    kept = False
    id: str = ""
    head: Conversation

    def topics(self) -> tuple[str, ...]:
        return (topics.inbox(self.tenant),)


class StateChanged(Event, frozen=True, kw_only=True):
    """Signal to the visitor: his conversation as it is now."""

    op = "state"
    kept = False
    id: str = ""
    contact: str
    state: State

    def topics(self) -> tuple[str, ...]:
        return (topics.contact(self.tenant, self.contact),)
