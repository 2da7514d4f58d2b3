"""Use cases of flows: begin, advance, stop; reading flow files; running the dialogues inside them."""

from . import dialogues
from .flows import Flows

__all__ = ["Flows", "dialogues"]
