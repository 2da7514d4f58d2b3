"""Finds the right person: presence, queue, assignment."""

from .events import AgentStatusChanged
from .model import AWAY, BUSY, OFFLINE, ONLINE, Presence
from .service import Routing

__all__ = ["AWAY", "BUSY", "OFFLINE", "ONLINE", "AgentStatusChanged", "Presence", "Routing"]
