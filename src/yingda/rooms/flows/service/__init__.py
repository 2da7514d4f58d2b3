"""Use cases of flows: begin, advance, stop; writing and trying flow files; running the dialogues inside them."""

from . import dialogues
from .flows import Flows, Starts
from .persons import Persons

__all__ = ["Flows", "Persons", "Starts", "dialogues"]
