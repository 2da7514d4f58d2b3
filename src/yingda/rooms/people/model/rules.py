"""Rules about contacts: who becomes whom, and what others get to see."""

from typing import Any

from msgspec.structs import replace

from yingda.kernel import Forbidden

from .claims import Claims
from .fields import ATTRIBUTES, NOTE_CHARS, TAGS, visitor_name
from .rows import Contact

GREET_MS = 60_000
"""How often it is written down that a contact is here."""
ERASED = {"zh": "已删除的客户", "en": "Erased customer"}
OWN = ("level", "since", "city")
"""Attributes that have a place of their own on the customer's card."""


def newcomer(tenant: str, id: str, language: str, now: int) -> Contact:
    """Somebody nobody knows yet."""
    return Contact(tenant, id, visitor_name(id, language), language, first_seen=now, last_seen=now)


def hello(contact: Contact, language: str, now: int) -> Contact:
    """The contact, seen now; the same one when there is nothing worth writing down."""
    if contact.language == language and now - contact.last_seen < GREET_MS:
        return contact
    return replace(contact, language=language, last_seen=max(now, contact.last_seen))


def vouched(contact: Contact, claims: Claims, language: str, now: int) -> Contact:
    """The contact for whom the host site has signed, with the facts that came along; the newest attributes stay when there
    are too many."""
    given = claims.fields.get("attributes", {})
    attributes = {**{name: value for name, value in contact.attributes.items() if name not in given}, **given}
    facts = {**claims.fields, "attributes": dict(list(attributes.items())[-ATTRIBUTES:])}
    return hello(replace(contact, external=claims.external, verified=True, **facts), language, now)


def merged(gone: Contact, kept: Contact) -> tuple[Contact, Contact]:
    """An anonymous visitor turns out to be one we know: `gone` only points to `kept`, who keeps all of his own facts and
    takes over what staff wrote down about the other. Unsigned facts are not taken over."""
    tags = tuple(dict.fromkeys((*kept.tags, *gone.tags)))[:TAGS]
    note = "\n".join(text for text in (kept.note, gone.note) if text)[:NOTE_CHARS]
    first = min(gone.first_seen, kept.first_seen) if kept.first_seen else gone.first_seen
    pointer = replace(gone, merged_into=kept.id, revoked=gone.revoked + 1)
    return pointer, replace(kept, tags=tags, note=note, first_seen=first, blocked=kept.blocked or gone.blocked)


def erased(contact: Contact) -> Contact:
    """The contact with nothing left that tells who he was. His tokens no longer count."""
    name = ERASED["zh" if contact.language.startswith("zh") else "en"]
    return Contact(
        contact.tenant, contact.id, name, contact.language, merged_into=contact.merged_into, blocked=contact.blocked,
        revoked=contact.revoked + 1, version=contact.version,
    )  # fmt: skip


def changes_of(before: Contact, after: Contact) -> tuple[Contact, ...]:
    """What must be written for `before` to become `after`, with the next version; nothing when they are the same."""
    return () if after == before else (replace(after, version=before.version + 1),)


def must_be_welcome(contact: Contact) -> Contact:
    """`contact`, unless he is on the block list."""
    if contact.blocked:
        raise Forbidden("blocked", "您暂时不能使用在线客服", "You cannot use this chat for the time being")
    return contact


def contact_card(contact: Contact) -> dict[str, Any]:
    """The contact as staff see him (JSON of the API), without his trail and his conversations."""
    facts = contact.attributes
    return {
        "id": contact.id, "name": contact.name, "email": contact.email, "phone": contact.phone,
        "language": contact.language, "verified": contact.verified, "external": contact.external,
        "attributes": {name: value for name, value in facts.items() if name not in OWN},
        **{name: facts.get(name, "") for name in OWN},
        "tags": list(contact.tags), "note": contact.note, "blocked": contact.blocked,
        "first_seen": contact.first_seen, "last_seen": contact.last_seen,
    }  # fmt: skip
