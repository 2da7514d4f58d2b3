"""Second factors: time-based codes (RFC 6238, six digits, 30 seconds) and recovery codes."""

import secrets

import pyotp

from .seal import Seal

STEP_S, SLACK = 30, 1
"""A code counts one step early or late, for clocks that differ."""
RECOVERY, LETTERS = 10, "23456789abcdefghjkmnpqrstuvwxyz"


def new_totp() -> str:
    """A secret for an authenticator (base 32)."""
    return pyotp.random_base32()


def uri(secret: str, email: str, issuer: str) -> str:
    """What the QR code says."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def step_of(secret: str, code: str, now: int) -> int:
    """The time step whose code this is, 0 when it is none that counts at `now` (ms)."""
    code = code.replace(" ", "")
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        return 0
    totp, here = pyotp.TOTP(secret), now // 1000 // STEP_S
    found = [
        step for step in range(here - SLACK, here + SLACK + 1) if secrets.compare_digest(totp.at(step * STEP_S), code)
    ]
    return found[-1] if found else 0


def new_recovery() -> list[str]:
    """Codes for the day the telephone is lost, each good once."""
    return ["-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY)]


def recovery_hash(seal: Seal, agent: str, code: str) -> str:
    """What is kept of a recovery code: it is too short for a plain hash, so it is signed."""
    return seal.sign(f"recovery|{agent}|{code.replace(' ', '').replace('-', '').lower()}")
