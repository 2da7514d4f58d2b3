"""Pure: what the bot knows about a message in, what it does out."""

from .clauses import Part
from .compose import Source
from .decide import decide, first, verdict_of
from .fusion import Candidate, Passage, by_words, fuse
from .playbook import Intent, Playbook, merged, playbook, with_flows
from .rows import BotTurn, Leave, Reason, Say, Topic, turn_json
from .view import Decision, View
from .wish import chosen, wants_person

__all__ = [
    "BotTurn", "Candidate", "Decision", "Intent", "Leave", "Part", "Passage", "Playbook", "Reason", "Say", "Source",
    "Topic", "View", "by_words", "chosen", "decide", "first", "fuse", "merged", "playbook", "turn_json", "verdict_of",
    "wants_person", "with_flows",
]  # fmt: skip
