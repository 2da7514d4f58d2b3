"""People: customers, their identities across channels, profile, trail and block list."""

from .events import ContactChanged, ContactMerged
from .model import Contact, Identity, PageView, contact_card, visitor_name
from .service import Arrival, Known, People

__all__ = [
    "Arrival", "Contact", "ContactChanged", "ContactMerged", "Identity", "Known", "PageView", "People", "contact_card",
    "visitor_name",
]  # fmt: skip
