"""What may stand in the fields that people fill in. Each check takes the fields that were given, by name, and answers them
cleaned; it raises `BadInput` or `TooLarge` with the name of the field that is wrong."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from yingda.kernel import BadInput, clean, clean_line
from yingda.kernel.text import OVERRIDES

from .hours import checked_hours, zone
from .moods import checked_moods
from .roles import ROLES

EMAIL_CHARS, CAPACITY = 254, 100
PASSWORD_MIN, PASSWORD_MAX = 10, 256
THEMES = ("auto", "light", "dark")
POSITIONS = ("left", "right")
IDENTITY = ("off", "optional", "required")
_email = re.compile(r"[^@\s\"<>(),;:\\\[\]]{1,64}@[^@\s\"<>(),;:\\\[\]]{1,189}")
_language = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_tenant = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_host = re.compile(
    r"(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*(:\d{1,5})?"
)


def checked_email(email: str) -> str:
    """`email` as it is kept: trimmed, in lower case."""
    email = clean_line(email, "email", EMAIL_CHARS).casefold()
    if not _email.fullmatch(email):
        raise BadInput("bad_email", "邮箱地址不对", "This is not an e-mail address", field="email")
    return email


def checked_password(password: str, email: str) -> str:
    """`password` when it is good enough: at least ten characters, not the e-mail, not one character over and over."""
    if len(password) < PASSWORD_MIN:
        raise _weak(f"密码至少 {PASSWORD_MIN} 位", f"A password has at least {PASSWORD_MIN} characters")
    if len(password) > PASSWORD_MAX:
        raise _weak(f"密码最多 {PASSWORD_MAX} 位", f"A password has at most {PASSWORD_MAX} characters")
    plain = password.casefold().strip()
    if plain in {email.casefold(), email.casefold().partition("@")[0]}:
        raise _weak("密码不能与邮箱相同", "The password must not be the e-mail address")
    if len(set(plain)) < 4 or plain in "01234567890123456789" or plain in "98765432109876543210":
        raise _weak("密码太简单，请换一个", "This password is too easy to guess")
    return password


def _weak(zh: str, en: str) -> BadInput:
    return BadInput("weak_password", zh, en, field="password")


def checked_tenant(tenant: str) -> str:
    """An id that a person chose for his business: it stands in URLs and tokens."""
    if not _tenant.fullmatch(tenant):
        raise BadInput(
            "bad_tenant", "标识只能用小写字母、数字和连字符", "Only lower-case letters, digits and hyphens", field="id"
        )
    return tenant


def checked_language(language: str, field: str = "language") -> str:
    """A BCP 47 tag such as zh-CN or en."""
    if not _language.fullmatch(language):
        raise BadInput(
            "bad_language", "语言要写成 zh-CN 或 en 这样", "Languages are written like zh-CN or en", field=field
        )
    return language


def languages(found: Iterable[str]) -> tuple[str, ...]:
    """At least one and at most twenty, none twice."""
    kept = tuple(dict.fromkeys(checked_language(one, "languages") for one in found))
    if not 1 <= len(kept) <= 20:
        raise BadInput("bad_languages", "请选择 1–20 种语言", "Choose 1 to 20 languages", field="languages")
    return kept


def lines(found: Iterable[str], field: str, limit: int, chars: int = 120) -> tuple[str, ...]:
    """Short texts, none empty, none twice."""
    kept = tuple(dict.fromkeys(line for one in found if (line := clean_line(one, field, chars, empty=True))))
    if len(kept) > limit:
        raise BadInput("too_many", f"最多 {limit} 项", f"At most {limit}", field=field)
    return kept


def both(words: Mapping[str, str], field: str, chars: int) -> dict[str, str]:
    """A text in two languages."""
    if set(words) - {"zh", "en"}:
        raise BadInput("bad_words", "文字按 zh、en 填写", "Texts are given as zh and en", field=field)
    return {language: clean(text, chars) for language, text in words.items()}


def named(words: Mapping[str, str]) -> dict[str, str]:
    """A name in two languages, each one line; what is empty is left out."""
    found = {language: clean_line(text, "names", 60, empty=True) for language, text in both(words, "names", 60).items()}
    return {language: text for language, text in found.items() if text}


def one_of(value: str, allowed: Iterable[str], field: str) -> str:
    """`value` when it is one of `allowed`."""
    if value not in allowed:
        names = ", ".join(allowed)
        raise BadInput("bad_choice", f"只能是：{names}", f"One of: {names}", field=field)
    return value


def between(value: int, low: int, high: int, field: str) -> int:
    """`value` when it lies within."""
    if not low <= value <= high:
        raise BadInput("bad_number", f"应在 {low} 到 {high} 之间", f"Between {low} and {high}", field=field)
    return value


def hosts(found: Iterable[str]) -> tuple[str, ...]:
    """Host names that may embed an inbox: shop.example.com, *.example.com, localhost:8080."""
    kept = lines((OVERRIDES.sub("", one).lower() for one in found), "allowed_hosts", 50, 253)
    for host in kept:
        if not _host.fullmatch(host):
            raise BadInput("bad_host", f"“{host}”不是域名", f"{host!r} is not a host name", field="allowed_hosts")
    return kept


CHECKS: dict[str, dict[str, Any]] = {
    "business": {
        "name": lambda v: clean_line(v, "name"), "timezone": lambda v: zone(v).key, "language": checked_language,
        "languages": languages, "names": named, "moods": checked_moods, "drafts": bool,
    },
    "agent": {
        "name": lambda v: clean_line(v, "name"), "email": checked_email, "role": lambda v: one_of(v, ROLES, "role"),
        "title": lambda v: clean_line(v, "title", empty=True), "language": checked_language, "languages": languages,
        "skills": lambda v: lines(v, "skills", 50, 40), "capacity": lambda v: between(v, 0, CAPACITY, "capacity"),
        "theme": lambda v: one_of(v, THEMES, "theme"), "active": bool, "tone": bool,
    },
    "inbox": {
        "name": lambda v: clean_line(v, "name"), "hue": lambda v: between(v, 0, 360, "hue"),
        "greeting": lambda v: both(v, "greeting", 1000), "away": lambda v: both(v, "away", 1000),
        "languages": languages, "hours": checked_hours, "bot": bool,
        "questions": lambda v: lines(v, "questions", 12, 200), "launcher": lambda v: both(v, "launcher", 40),
        "position": lambda v: one_of(v, POSITIONS, "position"), "pack": lambda v: clean_line(v, "pack", 40, empty=True),
        "identity": lambda v: one_of(v, IDENTITY, "identity"), "allowed_hosts": hosts,
    },
}  # fmt: skip
"""For each kind of thing, the fields that people may fill in and the check of each."""


def checked(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The given fields of a business, an agent or an inbox, cleaned. A field without a check is no field for people."""
    return {name: CHECKS[kind][name](value) for name, value in fields.items()}
