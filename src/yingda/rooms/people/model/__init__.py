"""Types and rules of people: pure, in small files by subject."""

from .claims import Claims, Expired, read_claims, refused
from .fields import checked, external_of, language_of, visitor_name
from .rows import Contact, Identity, PageCard, PageView
from .rules import changes_of, contact_card, erased, hello, merged, must_be_welcome, newcomer, vouched
from .trail import KEEP, safe_page, step

__all__ = [
    "KEEP", "Claims", "Contact", "Expired", "Identity", "PageCard", "PageView", "changes_of", "checked", "contact_card",
    "erased", "external_of", "hello", "language_of", "merged", "must_be_welcome", "newcomer", "read_claims", "refused",
    "safe_page", "step", "visitor_name", "vouched",
]  # fmt: skip
