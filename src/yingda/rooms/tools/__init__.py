"""Tools that a business defines itself: calls to its own systems over HTTP, which flows use like those of packs.

`Tools.known` answers every tool of a business, a pack's and its own, as ordinary `Tool`s. A tool is sent only to the host
that is written in it, by the guarded client; its secrets are sealed, belong to one host and are never shown again.
"""

from .model import HttpTool, Listed
from .service import Tools

__all__ = ["HttpTool", "Listed", "Tools"]
