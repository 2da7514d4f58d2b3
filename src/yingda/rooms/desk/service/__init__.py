"""Use cases of the desk: `work` on conversations, `canned` replies, `assist` beside the agent, `viewers` of a talk,
`report` of what silence costs."""

from .assist import Assist
from .canned import CannedReplies
from .report import Costs
from .viewers import Viewers
from .work import Desk

__all__ = ["Assist", "CannedReplies", "Costs", "Desk", "Viewers"]
