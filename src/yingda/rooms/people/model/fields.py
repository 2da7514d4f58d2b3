"""What may stand in the fields of a contact, whoever fills them in."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from yingda.kernel import BadInput, clean, clean_line

ATTRIBUTES, KEY_CHARS, VALUE_CHARS = 50, 64, 500
TAGS, TAG_CHARS, NOTE_CHARS, EXTERNAL_CHARS = 30, 40, 4_000, 200
_email = re.compile(r"[^@\s<>\"]{1,64}@[^@\s<>\"]{1,189}")
_phone = re.compile(r"[0-9+()\-./# *extEXT]{3,40}")
_language = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")


def visitor_name(id: str, language: str) -> str:
    """What somebody is called who has not said his name: 访客 7F3K, Visitor 7F3K."""
    return f"{'访客' if language.lower().startswith('zh') else 'Visitor'} {id[-4:].upper()}"


def language_of(language: str) -> str:
    """A BCP 47 tag as a browser sends it; what is none becomes zh-CN, since nobody is turned away for it."""
    return language if _language.fullmatch(language) else "zh-CN"


def external_of(external: str) -> str:
    """The customer's own id with the business, as it is kept."""
    return clean_line(external, "external", EXTERNAL_CHARS)


def attributes_of(found: Mapping[str, Any]) -> dict[str, str]:
    """Facts about a customer: at most 50, keys up to 64 and values up to 500 characters. Numbers and truth values become
    text; None leaves a fact out; anything deeper is refused with `BadInput`."""
    given = {key: value for key, value in found.items() if value is not None}
    if len(given) > ATTRIBUTES:
        raise _wrong("too_many", f"属性最多 {ATTRIBUTES} 项", f"At most {ATTRIBUTES} attributes")
    kept = {}
    for key, value in given.items():
        if not isinstance(value, str | int | float | bool):
            raise _wrong(
                "bad_attribute", "属性的值只能是文字、数字或真假", "An attribute is a text, a number or true/false"
            )
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if len(text) > VALUE_CHARS:
            raise _wrong("too_long", f"属性最长 {VALUE_CHARS} 字", f"An attribute has at most {VALUE_CHARS} characters")
        kept[clean_line(key, "attributes", KEY_CHARS)] = clean(text, VALUE_CHARS)
    return kept


def email_of(email: str) -> str:
    """An e-mail address, or nothing."""
    email = clean_line(email, "email", 254, empty=True)
    if email and not _email.fullmatch(email):
        raise BadInput("bad_email", "邮箱地址不对", "This is not an e-mail address", field="email")
    return email


def phone_of(phone: str) -> str:
    """A telephone number as people write it, or nothing."""
    phone = clean_line(phone, "phone", 40, empty=True)
    if phone and not _phone.fullmatch(phone):
        raise BadInput("bad_phone", "电话号码不对", "This is not a telephone number", field="phone")
    return phone


def tags_of(found: Iterable[str]) -> tuple[str, ...]:
    """Short labels, none twice."""
    tags = tuple(dict.fromkeys(tag for one in found if (tag := clean_line(one, "tags", TAG_CHARS, empty=True))))
    if len(tags) > TAGS:
        raise BadInput("too_many", f"标签最多 {TAGS} 个", f"At most {TAGS} tags", field="tags")
    return tags


def _wrong(code: str, zh: str, en: str) -> BadInput:
    return BadInput(code, zh, en, field="attributes")


CHECKS: dict[str, Any] = {
    "name": lambda v: clean_line(v, "name"), "email": email_of, "phone": phone_of, "language": language_of,
    "tags": tags_of, "note": lambda v: clean(v, NOTE_CHARS), "attributes": attributes_of,
}  # fmt: skip


def checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The given fields, cleaned; raises `BadInput` or `TooLarge` for what cannot be kept."""
    return {name: CHECKS[name](value) for name, value in fields.items()}
