"""Pure: what a flow is, how text fills a slot, and the engine that moves a run."""

from .check import Problem, bad, compiled, problems, shaped, ways
from .engine import Changing, Move, begin, collected, replay, step
from .file import Opened, line_of, opened, values, written
from .flow import Flow, Test, Turn
from .own import FlowVersion, OwnFlow
from .run import AnyInput, Began, Call, Failed, FlowInput, FlowRun, Heard, Input, Returned, Run, Said, Step, Utterance

__all__ = [
    "AnyInput", "Began", "Call", "Changing", "Failed", "Flow", "FlowInput", "FlowRun", "FlowVersion", "Heard", "Input",
    "Move", "Opened", "OwnFlow", "Problem", "Returned", "Run", "Said", "Step", "Test", "Turn", "Utterance", "bad",
    "begin", "collected", "compiled", "line_of", "opened", "problems", "replay", "shaped", "step", "values", "ways",
    "written",
]  # fmt: skip
