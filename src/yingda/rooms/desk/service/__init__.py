"""Use cases of the desk: `work` on conversations, `canned` replies, `assist` beside the agent, `viewers` of a talk."""

from .assist import Assist
from .canned import CannedReplies
from .viewers import Viewers
from .work import Desk

__all__ = ["Assist", "CannedReplies", "Desk", "Viewers"]
