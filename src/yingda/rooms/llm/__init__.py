"""An optional language model, kept on a short lead: it words what is known already, and nothing else.

It may rewrite a question in its context, word an answer from given passages, sum up a talk for staff, and polish an agent's
draft. It decides nothing, picks no amounts, calls no tools; whatever it says is checked against what it was given, and what
does not pass is dropped. Without a model, over budget, too slow or wrong: everything is as if there were none.
"""

from .model import Passage, Worded
from .service import Llm

__all__ = ["Llm", "Passage", "Worded"]
