"""Visitor tokens: what a browser keeps so that its history is there again. Signed, bounded in time, and taken back all at
once by a counter of the contact. A token of somebody for whom the host site has signed is good for a week; then the site
must sign again."""

import hashlib
import hmac
from typing import NamedTuple

DAY = 86_400_000
ANONYMOUS_MS, VERIFIED_MS, RENEW_MS = 400 * DAY, 7 * DAY, DAY
TOKEN_CHARS = 300


class Ticket(NamedTuple):
    """What a token says, once its signature was right."""

    tenant: str
    contact: str
    revoked: int
    at: int
    verified: bool

    def good(self, now: int) -> bool:
        """Whether it has not run out."""
        return now < self.at + (VERIFIED_MS if self.verified else ANONYMOUS_MS)


class Tokens:
    """Makes and reads them. `secret` is the installation's, 32 characters or more."""

    def __init__(self, secret: str) -> None:
        self.key = hmac.digest(secret.encode(), b"yingda people visitor token", "sha256")

    def make(self, ticket: Ticket) -> str:
        """The token of a ticket."""
        text = f"{ticket.tenant}.{ticket.contact}.{ticket.revoked}.{ticket.at:x}.{int(ticket.verified)}"
        return f"{text}.{self._sign(text)}"

    def read(self, token: str) -> Ticket | None:
        """The ticket, None when the token is none of ours."""
        if len(token) > TOKEN_CHARS or not token.isascii():
            return None
        text, _, signature = token.rpartition(".")
        if not hmac.compare_digest(self._sign(text), signature):
            return None
        tenant, contact, revoked, at, verified = text.split(".")
        return Ticket(tenant, contact, int(revoked), int(at, 16), verified == "1")

    def _sign(self, text: str) -> str:
        return hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()
