"""What a host site may say of its visitor in a signed identity (JWT, RFC 7519), and when it counts."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from msgspec import Struct

from yingda.kernel import BadInput, NotSignedIn, TooLarge

from .fields import EXTERNAL_CHARS, attributes_of, checked, external_of

SLACK_MS, LONGEST_MS = 60_000, 86_400_000
"""Clocks may differ by so much; an identity may run for so long."""
FAR = 1_000_000_000_000
"""Seconds from 1970 beyond which nothing is a time; no number that is not finite lies within."""
FIELDS = ("name", "email", "phone")


class Claims(Struct, frozen=True):
    """Who the host site says he is: his id there, and the facts that came with it, cleaned."""

    external: str
    fields: dict[str, Any]


class Expired(NotSignedIn):
    """The signature is right, its time is over. `external` is whom it named."""

    def __init__(self, external: str) -> None:
        super().__init__(
            "identity_expired", "登录信息已过期，请刷新页面", "Your sign-in has expired; please reload the page"
        )
        self.external = external


def read_claims(claims: Mapping[str, Any], now: int) -> Claims:
    """The claims of an identity whose signature was right. `sub` and `exp` are required, `exp` at most a day ahead; `iat`
    and `nbf` must not lie ahead. Raises `NotSignedIn` with a code of its own for each, `BadInput` for facts that cannot be
    kept."""
    external = _subject(claims.get("sub"))
    ends = _time(claims, "exp")
    if ends is None:
        raise refused("no_expiry", "签名身份缺少有效期（exp）", "The signed identity has no expiry (exp)")
    for name in ("iat", "nbf"):
        starts = _time(claims, name)
        if starts is not None and starts > now + SLACK_MS:
            raise refused(
                "future", f"签名身份的 {name} 在将来", f"The {name} of the signed identity lies in the future"
            )
    if ends > now + LONGEST_MS + SLACK_MS:
        raise refused("too_long", "签名身份的有效期不能超过 24 小时", "A signed identity may run for 24 hours at most")
    if ends <= now - SLACK_MS:
        raise Expired(external)
    return Claims(external, _facts(claims))


def _facts(claims: Mapping[str, Any]) -> dict[str, Any]:
    """Name, e-mail and telephone as far as they can be kept: for a number written oddly nobody is turned away. Attributes
    are made by programs: those beyond the limits are refused, so that somebody notices."""
    facts: dict[str, Any] = {}
    for name in FIELDS:
        value = claims.get(name)
        if value and isinstance(value, str | int):
            with suppress(BadInput, TooLarge):
                facts |= checked({name: str(value)})
    found = claims.get("attributes")
    if found is not None:
        if not isinstance(found, Mapping):
            raise refused("bad_attributes", "attributes 应为对象", "The attributes must be an object")
        facts["attributes"] = attributes_of(found)
    return facts


def _subject(sub: Any) -> str:
    if isinstance(sub, int) and not isinstance(sub, bool):
        sub = str(sub)  # many shops number their customers
    if not isinstance(sub, str) or not sub.strip() or len(sub) > EXTERNAL_CHARS:
        raise refused("no_subject", "签名身份缺少客户编号（sub）", "The signed identity does not say who (sub)")
    if external_of(sub) != sub:  # cleaning it would make two customers one
        raise refused(
            "bad_subject", "客户编号（sub）里有不能用的字符", "The customer's id (sub) has characters it must not"
        )
    return sub


def _time(claims: Mapping[str, Any], name: str) -> float | None:
    """A NumericDate in ms, None when it is not there."""
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -FAR <= value <= FAR:
        raise refused("bad_time", f"签名身份的 {name} 不是时间", f"The {name} of the signed identity is not a time")
    return value * 1000


def refused(code: str, zh: str, en: str) -> NotSignedIn:
    """An identity that does not count; `code` says why."""
    return NotSignedIn(f"identity_{code}", zh, en)
