"""Who is signed in at the shop: a signed cookie of the shop's own, and the token by which it introduces its customer to
the chat. Both keys come from the identity secret of the inbox; no password, because this is a demonstration."""

import hashlib
import hmac

from joserfc import jwt
from joserfc.jwk import OctKey

from ..model import Customer

COOKIE = "qinghe_customer"
STAYS_S = 12 * 3600
TOKEN_S = 3600
"""How long a token is good for: the page is loaded anew long before."""


def _seal(secret: str, text: str) -> str:
    key = hmac.new(secret.encode(), b"qinghe shop: cookie of a customer", hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:40]


def write_cookie(secret: str, customer: str, now: int) -> str:
    """The value of the cookie; `now` in ms."""
    text = f"{customer}.{now // 1000 + STAYS_S}"
    return f"{text}.{_seal(secret, text)}"


def read_cookie(secret: str, value: str, now: int) -> str:
    """The customer's id, or an empty string when the cookie is not ours or too old."""
    text, _, seal = value[:200].rpartition(".")
    customer, _, ends = text.rpartition(".")
    if not secret or not hmac.compare_digest(seal.encode(), _seal(secret, text).encode()):
        return ""
    return customer if ends.isdecimal() and int(ends) > now // 1000 else ""


def token(secret: str, customer: Customer, now: int) -> str:
    """The JWT that a page hands to the chat: who this is, signed with HS256, good for an hour."""
    facts = {"level": customer.level, "since": customer.since, "city": customer.city}
    claims = {
        "sub": customer.id, "name": customer.name, "email": customer.email, "phone": customer.phone,
        "iat": now // 1000, "exp": now // 1000 + TOKEN_S,
        "attributes": {key: value for key, value in facts.items() if value},
    }  # fmt: skip
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(secret))
