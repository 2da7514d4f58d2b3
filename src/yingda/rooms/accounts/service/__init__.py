"""The use cases of accounts, in parts by subject, and the one service that others see."""

from .factors import Enrolment, Factors
from .inboxes import Inboxes
from .seal import Seal
from .signing import SignedIn, Signing
from .staff import Staff

__all__ = ["Accounts", "Enrolment", "Seal", "SignedIn"]


class Accounts(Signing, Factors, Staff, Inboxes):
    """Tenants, their staff, who is signed in, and their inboxes."""
