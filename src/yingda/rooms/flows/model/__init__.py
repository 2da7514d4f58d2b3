"""Pure: what a flow is, how text fills a slot, and the engine that moves a run."""

from .engine import Changing, Move, begin, collected, replay, step
from .flow import Flow, compiled, problems
from .run import AnyInput, Began, Call, Failed, FlowInput, FlowRun, Heard, Input, Returned, Run, Said, Step, Utterance

__all__ = [
    "AnyInput", "Began", "Call", "Changing", "Failed", "Flow", "FlowInput", "FlowRun", "Heard", "Input", "Move",
    "Returned", "Run", "Said", "Step", "Utterance", "begin", "collected", "compiled", "problems", "replay", "step",
]  # fmt: skip
