"""Dialogues that get something done: asked for step by step, carried out by tools, written as YAML.

`Flows.begin` starts one in a conversation, `Flows.advance` takes what the visitor says next; both answer a `Step`: what to
say now, and whether it is over. What the author of a flow need not think of (correction, digression, cancelling, asking
why, failing twice, asking back before anything is changed) is in the engine.
"""

from .events import FlowEnded, FlowStarted
from .model import Run, Step, Utterance
from .service import Flows, dialogues

__all__ = ["FlowEnded", "FlowStarted", "Flows", "Run", "Step", "Utterance", "dialogues"]
