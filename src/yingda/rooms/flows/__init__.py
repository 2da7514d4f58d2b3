"""Dialogues that get something done: asked for step by step, carried out by tools, written as YAML.

`Flows.begin` starts one in a conversation, `Flows.advance` takes what the visitor says next; both answer a `Step`: what to
say now, and whether it is over. What the author of a flow need not think of (correction, digression, cancelling, asking
why, failing twice, asking back before anything is changed) is in the engine. Flows come with packs; a business writes its
own, which are published in versions, and a run stays with the version that it began with.
"""

from .events import FlowEnded, FlowPublished, FlowStarted, FlowWithdrawn
from .model import Run, Step, Utterance
from .service import Flows, Starts, dialogues

__all__ = [
    "FlowEnded", "FlowPublished", "FlowStarted", "FlowWithdrawn", "Flows", "Run", "Starts", "Step", "Utterance",
    "dialogues",
]  # fmt: skip
