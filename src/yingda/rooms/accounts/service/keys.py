"""Keys for programs: made, listed, taken back, and recognised at every request."""

import contextlib
import hmac
from collections.abc import Collection
from typing import NamedTuple

from msgspec.structs import replace

from yingda.kernel import Changes, Principal, Read, TooMany, YingdaError, new_id, new_secret

from .. import store
from ..events import KeyMade, KeyRevoked
from ..model import Business, MachineKey, bearer, checked_key, is_secret, too_many_keys
from ..model.keys import DAY_MS, MOST, PREFIX, SHOWN, USED_MS
from .core import Core, Held, need
from .seal import digest


class Made(NamedTuple):
    """A new key with its secret, which is told this once."""

    key: MachineKey
    secret: str


class Keys(Core):
    """Keys of a business. A revoked one is gone; that it was there stands in its events."""

    async def keys(self, tenant: str) -> list[MachineKey]:
        """All of them, the newest first, those that ran out too."""
        return await store.keys(self.db, tenant)

    async def make_key(self, who: Principal, name: str, permissions: Collection[str], days: int = 0) -> Made:
        """A new key that holds for so many days (0: until it is revoked). `BadInput`, `Forbidden` for permissions that
        `who` has not himself, `Clash` when there are too many."""
        name, given = checked_key(name, permissions, days, who.permissions)
        secret, now = PREFIX + new_secret(), self.clock.now()
        row = MachineKey(
            who.tenant, new_id(), name, digest(secret), secret[: len(PREFIX) + SHOWN], given, who.id, who.name, now,
            now + days * DAY_MS if days else 0,
        )  # fmt: skip
        await self.db.decide(make, row)
        return Made(row, secret)

    async def revoke_key(self, who: Principal, id: str) -> None:
        """Takes it back; `NotFound`. This node refuses it when this returns, others when they hear of it."""
        await self.db.decide(revoke, who.tenant, id, who.id, who.name, self.clock.now())
        self.forget_key(who.tenant, id)

    def forget_key(self, tenant: str, id: str) -> None:
        """Whether it is still there is looked up anew."""
        self.machines.forget(lambda held: held.key.id == id and held.key.tenant == tenant)

    def offered_key(self, header: str) -> str:
        """The key in an Authorization header, if it holds one; empty otherwise."""
        return bearer(header)

    async def machine(self, secret: str) -> Principal | None:
        """Who comes with this key, None when it is none (any more). Cheap: asked at every request."""
        if not is_secret(secret):
            return None
        hash, now = digest(secret), self.clock.now()
        held = await self.machines.get(hash, now, lambda: self._find(hash))
        if held is None or not held.key.holds(now):
            return None
        if now - held.key.used_at >= USED_MS:
            with contextlib.suppress(YingdaError):  # a full house reads on; the use is written down the next time
                await self.db.decide(use, held.key.tenant, held.key.id, now)
            self.forget_key(held.key.tenant, held.key.id)
        return held.principal

    def pace(self, who: Principal) -> None:
        """Takes one request of a key from what it may in a while; `TooMany`."""
        if wait := self.by_key.take(f"{who.tenant}/{who.id}"):
            raise TooMany(wait)

    async def _find(self, hash: str) -> Held | None:
        key = await store.key_by_hash(self.db, hash)
        if key is None or not hmac.compare_digest(key.hash, hash):
            return None
        business = await self.db.get(Business, key.tenant)
        if business is None:
            return None
        who = Principal("key", key.tenant, key.id, key.name, "", business.language, frozenset(key.permissions))
        return Held(who, key)


async def make(read: Read, row: MachineKey) -> Changes:
    """The key, and the fact."""
    if len(await store.keys(read, row.tenant)) >= MOST:
        raise too_many_keys()
    told = KeyMade(
        tenant=row.tenant, key=row.id, at=row.created_at, name=row.name, permissions=row.permissions,
        expires_at=row.expires_at, by=row.made_by, by_name=row.made_by_name,
    )  # fmt: skip
    return Changes(new=(row,), events=(told,))


async def revoke(read: Read, tenant: str, id: str, by: str, by_name: str, now: int) -> Changes:
    """Gone, and the fact."""
    held = need(await read.get(MachineKey, tenant, id))
    told = KeyRevoked(tenant=tenant, key=id, at=now, name=held.name, by=by, by_name=by_name)
    return Changes(removed=(held,), events=(told,))


async def use(read: Read, tenant: str, id: str, now: int) -> Changes:
    """Writes down that it is in use, unless that was done a moment ago."""
    held = await read.get(MachineKey, tenant, id)
    if held is None or now - held.used_at < USED_MS:
        return Changes()
    return Changes(changed=(replace(held, used_at=now, version=held.version + 1),))
