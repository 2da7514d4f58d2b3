"""Pure types and rules of the glossary."""

from .csv import read, written
from .term import ALIAS, FORBIDDEN, KINDS, LANGUAGES, MOST, PREFERRED, Draft, Term, checked, put, removed
from .words import Hit, Words, fold

__all__ = [
    "ALIAS", "FORBIDDEN", "KINDS", "LANGUAGES", "MOST", "PREFERRED", "Draft", "Hit", "Term", "Words", "checked", "fold",
    "put", "read", "removed", "written",
]  # fmt: skip
