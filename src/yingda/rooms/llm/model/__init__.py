"""Pure: settings and budget, what is asked, and what of the answer may be used."""

from .ask import CHANGES, Masked, Passage, Prompt, answering, drafting, rewriting, summing
from .check import Worded, drafted, grounded, question, summed
from .setting import USES, Change, ModelSetting, ModelSpend, changed, host_of, month, spent

__all__ = [
    "CHANGES", "USES", "Change", "Masked", "ModelSetting", "ModelSpend", "Passage", "Prompt", "Worded", "answering",
    "changed", "drafted", "drafting", "grounded", "host_of", "month", "question", "rewriting", "spent", "summed", "summing",
]  # fmt: skip
