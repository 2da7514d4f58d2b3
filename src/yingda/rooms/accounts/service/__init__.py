"""The use cases of accounts, in parts by subject, and the one service that others see."""

from .factors import Enrolment, Factors
from .inboxes import Inboxes
from .keys import Keys, Made
from .seal import Seal
from .signing import SignedIn, Signing
from .staff import Staff

__all__ = ["Accounts", "Enrolment", "Made", "Seal", "SignedIn"]


class Accounts(Signing, Factors, Staff, Inboxes, Keys):
    """Tenants, their staff, who is signed in, their inboxes and the keys of their programs."""
