"""The spine: who said what to whom. Everyone above speaks through this room."""

from .events import (
    ConversationAssigned,
    ConversationBrought,
    ConversationLeftQueue,
    ConversationOpened,
    ConversationQueued,
    ConversationRated,
    ConversationReopened,
    ConversationResolved,
    ConversationReturned,
    ConversationSnoozed,
    ConversationWoken,
    HeadChanged,
    MessagePosted,
    MessageReceived,
    StateChanged,
)
from .model.rows import AGENT, BOT, OPEN, QUEUE, RESOLVED, SNOOZED, Conversation, Entry, State, state_of, value_of
from .service import Conversations, Files, Fresh, Page

__all__ = [
    "AGENT", "BOT", "OPEN", "QUEUE", "RESOLVED", "SNOOZED", "Conversation", "ConversationAssigned",
    "ConversationBrought", "ConversationLeftQueue", "ConversationOpened", "ConversationQueued", "ConversationRated",
    "ConversationReopened", "ConversationResolved", "ConversationReturned", "ConversationSnoozed", "ConversationWoken",
    "Conversations", "Entry", "Files", "Fresh", "HeadChanged", "MessagePosted", "MessageReceived", "Page", "State",
    "StateChanged", "state_of", "value_of",
]  # fmt: skip
