"""`Help`, the door of the room, and the reading room behind the public pages."""

from .desk import Message, Sent, WriteIn
from .help import Help
from .reading import Found, Reading, Section

__all__ = ["Found", "Help", "Message", "Reading", "Section", "Sent", "WriteIn"]
