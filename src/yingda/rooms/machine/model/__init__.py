"""Types and rules of machine: pure, in small files by subject."""

from .fit import part, tail, told_at
from .rpc import (
    BAD_PARAMS,
    BAD_REQUEST,
    NO_METHOD,
    NOT_JSON,
    VERSIONS,
    Fault,
    Message,
    answer,
    chosen,
    failure,
    outcome,
    parsed,
)
from .tools import TOOLS, Tool, listed, wanted

__all__ = [
    "BAD_PARAMS", "BAD_REQUEST", "NOT_JSON", "NO_METHOD", "TOOLS", "VERSIONS", "Fault", "Message", "Tool", "answer",
    "chosen", "failure", "listed", "outcome", "parsed", "part", "tail", "told_at", "wanted",
]  # fmt: skip
