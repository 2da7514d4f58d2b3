"""Pure: what the bot knows about a message in, what it does out."""

from .compose import Source
from .decide import Decision, View, decide, first, verdict_of
from .fusion import Candidate, Passage, by_words, fuse
from .playbook import Intent, Playbook, merged, playbook, with_flows
from .rows import BotTurn, Leave, Reason, Say, turn_json
from .wish import chosen, wants_person

__all__ = [
    "BotTurn", "Candidate", "Decision", "Intent", "Leave", "Passage", "Playbook", "Reason", "Say", "Source", "View",
    "by_words", "chosen", "decide", "first", "fuse", "merged", "playbook", "turn_json", "verdict_of", "wants_person",
    "with_flows",
]  # fmt: skip
