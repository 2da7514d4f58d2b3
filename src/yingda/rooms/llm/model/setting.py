"""Where the model of a business is, what it may be used for, and what it may cost in a month."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import BadInput, Row, Unavailable, clean_line

USES = ("rewrite", "answer", "summary", "draft")
"""Rewrite a question in its context; word an answer from passages; sum up at a hand-over; polish an agent's draft."""
REQUESTS, TOKENS = 1_000_000, 1_000_000_000
SHORTEST_S, LONGEST_S = 1.0, 20.0
URL_CHARS, KEY_CHARS = 300, 1_000


class ModelSetting(Row, frozen=True):
    """One row for each business that has set it up. `key_sealed` opens only for the host of `url`. `requests` and `tokens`
    are the most in a calendar month (UTC); `within` seconds are waited for one reply."""

    table, key = "model_setting", ("tenant",)
    tenant: str
    url: str
    model: str
    key_sealed: str
    uses: tuple[str, ...]
    requests: int
    tokens: int
    within: float
    updated_at: int
    updated_by: str
    version: int = 1


class ModelSpend(Row, frozen=True):
    """What a month has cost so far. What is under way counts as if it took all that it may."""

    table, key = "model_spend", ("tenant", "month")
    tenant: str
    month: str
    requests: int = 0
    tokens: int = 0
    version: int = 1


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """The settings as they are given. `key` None keeps the one that there is."""

    url: str
    model: str
    key: str | None = None
    uses: tuple[str, ...] = ()
    requests: int = 1_000
    tokens: int = 1_000_000
    within: float = 8.0


def changed(change: Change, held: ModelSetting | None, plain: Callable[[str], bool]) -> Change:
    """The settings, trimmed; `BadInput` names the field. A key goes to the host it was given for and no other."""
    url, host = clean_line(change.url, "url", URL_CHARS).rstrip("/"), host_of(change.url.strip())
    parts = urlsplit(url) if host else None
    if parts is None or parts.scheme not in ("http", "https") or "@" in parts.netloc or parts.query or parts.fragment:
        raise _no(
            "url", "请填接口地址，例如 https://api.example.com/v1", "Give an address like https://api.example.com/v1"
        )
    if parts.scheme == "http" and not plain(host):
        zh, en = "请用 https；内网主机要先由运维放行", "Use https; hosts inside the network are opened by the operator"
        raise _no("url", zh, en)
    model = clean_line(change.model, "model", 200)
    if unknown := set(change.uses) - set(USES):
        raise _no("uses", f"没有这种用途：{min(unknown)}", f"There is no such use: {min(unknown)}")
    if not (0 <= change.requests <= REQUESTS and 0 <= change.tokens <= TOKENS):
        raise _no("requests", "每月上限超出范围", "A monthly limit is out of range")
    if not SHORTEST_S <= change.within <= LONGEST_S:
        raise _no("within", "最多等 1 到 20 秒", "Wait 1 to 20 seconds")
    key = None if change.key is None else change.key.strip()
    if key and (len(key) > KEY_CHARS or not (key.isascii() and key.isprintable())):
        raise _no("key", "密钥里有不能用的字符", "The key has characters that cannot be used")
    if key is None and held and held.key_sealed and host_of(held.url) != host:
        raise _no("key", "换了主机，请重新填写密钥", "The host is another: give the key again")
    uses = tuple(use for use in USES if use in change.uses)
    return replace(change, url=url, model=model, key=key, uses=uses)


def host_of(url: str) -> str:
    """The host of an address, "" when it has none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip(".") if parts.port != 0 else ""
    except ValueError:
        return ""


def month(now: int) -> str:
    """The calendar month (UTC) of a time in ms: "2026-11"."""
    return datetime.fromtimestamp(now / 1000, UTC).strftime("%Y-%m")


def spent(spend: ModelSpend, setting: ModelSetting, tokens: int) -> ModelSpend:
    """The spend with one more request of at most `tokens`; `Unavailable` beyond the month's limit."""
    if spend.requests + 1 > setting.requests or spend.tokens + tokens > setting.tokens:
        raise Unavailable("model_spent", "本月的模型额度用完了", "This month's budget for the model is used up")
    return replace(spend, requests=spend.requests + 1, tokens=spend.tokens + tokens, version=spend.version + 1)


def _no(field: str, zh: str, en: str) -> BadInput:
    return BadInput("bad_model", zh, en, field=field)
