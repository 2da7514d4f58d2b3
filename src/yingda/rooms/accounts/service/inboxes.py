"""Inboxes: where customers write in."""

import secrets
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from yingda.kernel import BadInput, Changes, Read, new_id, new_secret
from yingda.kernel.ids import ALPHABET

from .. import store
from ..events import InboxChanged
from ..model import WORDS, Business, Hours, Inbox, InboxSecret, checked, embed_line, is_key, is_open
from .core import Core, need, with_version

KEY_CHARS = 16


class Inboxes(Core):
    """Inboxes and the keys that belong to them."""

    async def inbox(self, tenant: str, id: str) -> Inbox | None:
        """One inbox, remembered."""
        return await self.known.get((tenant, id), self.clock.now(), lambda: self.db.get(Inbox, tenant, id))

    async def inbox_by_key(self, key: str) -> Inbox | None:
        """The inbox whose public key the embed code carries, remembered."""
        if not is_key(key):
            return None
        return await self.known.get(("", key), self.clock.now(), lambda: store.inbox_by_key(self.db, key))

    async def inboxes(self, tenant: str) -> list[Inbox]:
        """All of them, the oldest first."""
        return await store.inboxes(self.db, tenant)

    async def open_inbox(self, tenant: str, *, public_key: str = "", **fields: Any) -> Inbox:
        """A new inbox. `name` is needed; all else of `Inbox` that people may set can be given, and otherwise follows the
        business. `public_key` is for demonstrations that want a known one."""
        business = need(await self.db.get(Business, tenant))
        given = {**WORDS, "languages": business.languages, "hours": Hours(timezone=business.timezone), **fields}
        if public_key and not is_key(public_key):
            raise BadInput("bad_key", "公开标识不对", "This public key cannot be used", field="key")
        key = public_key or "".join(secrets.choice(ALPHABET) for _ in range(KEY_CHARS))
        given = checked("inbox", {"name": "", **given})
        inbox = Inbox(tenant=tenant, id=new_id(), public_key=key, created_at=self.clock.now(), **given)
        await self.db.decide(open_inbox, inbox)
        return inbox

    async def change_inbox(self, tenant: str, id: str, fields: Mapping[str, Any]) -> Inbox:
        """Changes the given fields; `NotFound` when there is no such inbox."""
        await self.db.decide(change_inbox, tenant, id, checked("inbox", fields), self.clock.now())
        self.forget_inbox(id)
        return need(await self.db.get(Inbox, tenant, id))

    def forget_inbox(self, id: str) -> None:
        """What it is like is looked up anew."""
        self.known.forget(lambda inbox: inbox.id == id)

    async def rotate_secret(self, tenant: str, id: str) -> str:
        """A new key for signing visitors' identity, shown this once; the one before no longer counts."""
        secret = new_secret()
        row = InboxSecret(tenant, id, self.seal.close(secret, f"identity|{id}"), self.clock.now())
        await self.db.decide(rotate, row)
        return secret

    async def identity_secret(self, tenant: str, id: str) -> str:
        """The key with which the host site signs; empty while there is none."""
        row = await self.db.get(InboxSecret, tenant, id)
        return self.seal.open(row.sealed, f"identity|{id}") if row else ""

    def is_open(self, inbox: Inbox, now: int) -> bool:
        """Whether it is within business hours at `now` (ms)."""
        return is_open(inbox.hours, now)

    def embed(self, inbox: Inbox) -> str:
        """The one line that a host page needs."""
        return embed_line(inbox, self.public_url)


def _told(inbox: Inbox, at: int) -> InboxChanged:
    return InboxChanged(
        tenant=inbox.tenant, key=inbox.id, at=at, inbox=inbox.id, public_key=inbox.public_key, name=inbox.name
    )


async def open_inbox(read: Read, inbox: Inbox) -> Changes:
    """The inbox, and the fact."""
    return Changes(new=(inbox,), events=(_told(inbox, inbox.created_at),))


async def change_inbox(read: Read, tenant: str, id: str, given: dict[str, Any], now: int) -> Changes:
    """The inbox as it will be."""
    inbox = need(await read.get(Inbox, tenant, id))
    after = replace(inbox, **with_version(inbox, given))
    return Changes(changed=(after,), events=(_told(after, now),))


async def rotate(read: Read, row: InboxSecret) -> Changes:
    """The new key in place of the old."""
    need(await read.get(Inbox, row.tenant, row.inbox))
    held = await read.get(InboxSecret, row.tenant, row.inbox)
    if held is None:
        return Changes(new=(row,))
    return Changes(changed=(replace(row, version=held.version + 1),))
