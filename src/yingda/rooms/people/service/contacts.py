"""What is known about customers: facts, trail, block list, and what happens to it all when it must go."""

from collections.abc import Mapping
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from yingda.kernel import Changes, NotFound, Page, Read, new_id

from .. import store
from ..events import ContactChanged
from ..model import (
    KEEP,
    Contact,
    Identity,
    PageCard,
    PageView,
    changes_of,
    checked,
    contact_card,
    erased,
    external_of,
    newcomer,
    safe_page,
)
from ..model import step as next_step
from .arrivals import SITE, Arrivals, told_of

CHAIN = 5


class Contacts(Arrivals):
    """Looks after contacts that are known."""

    async def contact(self, tenant: str, id: str) -> Contact:
        """A contact; for one that turned out to be another, that other one. `NotFound` when there is none."""
        for _ in range(CHAIN):
            found = await self.db.get(Contact, tenant, id)
            if found is None:
                break
            if not found.merged_into:
                return found
            id = found.merged_into
        raise NotFound

    async def find(self, tenant: str, external: str) -> Contact | None:
        """The contact with this id of the business's own."""
        identity = await self.db.get(Identity, tenant, SITE, external)
        return await self.db.get(Contact, tenant, identity.contact) if identity else None

    async def change(self, tenant: str, id: str, fields: Mapping[str, Any]) -> Contact:
        """Changes the given fields: name, email, phone, language, note, tags, attributes (those named; None removes one).
        Raises `BadInput` and `TooLarge` for what cannot be kept."""
        found = await self.contact(tenant, id)
        attributes = fields.get("attributes")
        given = checked({name: value for name, value in fields.items() if name != "attributes"})
        await self.db.decide(change, tenant, found.id, given, attributes, self.clock.now())
        return await self._anew(tenant, found.id)

    async def know(self, tenant: str, external: str, *, first_seen: int = 0, **fields: Any) -> Contact:
        """Makes a contact for a customer whom the business has told of (an import), or changes the one there is. He counts
        as verified only when a signed identity has come."""
        external, now = external_of(external), self.clock.now()
        found = await self.find(tenant, external)
        if found is None:
            contact = newcomer(tenant, new_id(), fields.get("language", "zh-CN"), first_seen or now)
            contact = replace(contact, external=external, **checked(fields))
            await self.db.decide(make_known, contact, now)
        else:
            await self.change(tenant, found.id, fields)
        found = await self.find(tenant, external)
        if found is None:
            raise NotFound
        return found

    async def block(self, tenant: str, id: str, *, on: bool) -> Contact:
        """Puts him on the block list, or takes him off it."""
        found = await self.contact(tenant, id)
        await self.db.decide(block, tenant, found.id, on, self.clock.now())
        return await self._anew(tenant, found.id)

    async def _anew(self, tenant: str, id: str) -> Contact:
        self.here.pop((tenant, id), None)
        return await self.contact(tenant, id)

    def card(self, contact: Contact) -> dict[str, Any]:
        """The contact as staff see him, without his trail and his conversations."""
        return contact_card(contact)

    async def forget_token(self, tenant: str, id: str) -> None:
        """Takes back every token of his: he signed out, or lost his telephone."""
        await self.db.decide(revoke, tenant, (await self.contact(tenant, id)).id)

    async def viewed(self, tenant: str, contact: str, page: Page, now: int) -> None:
        """He looks at a page. The same page again only grows longer; beyond 200 the oldest are forgotten. What is no page
        of a site is not kept."""
        safe = safe_page(page)
        if safe is not None:
            view = PageView(tenant, contact, new_id(), now, safe.url, safe.title)
            await self.db.decide(look, view)

    async def trail(self, tenant: str, contact: str, limit: int = 50) -> list[PageCard]:
        """The pages he looked at, newest first."""
        found = await store.views(self.db, tenant, (await self.contact(tenant, contact)).id, min(limit, KEEP))
        return [PageCard(view.at, view.url, view.title, view.ms) for view in found]

    async def export(self, tenant: str, id: str) -> dict[str, Any]:
        """All that is held about him here, as plain values."""
        found = await self.contact(tenant, id)
        everyone = [found, *await store.pointers(self.db, tenant, found.id)]
        return {
            "contacts": [to_builtins(one) for one in everyone],
            "identities": [to_builtins(one) for one in await store.identities(self.db, tenant, found.id)],
            "pages": [to_builtins(one) for one in await store.views(self.db, tenant, found.id, KEEP * 2)],
        }

    async def erase(self, tenant: str, id: str) -> None:
        """Forgets all that tells who he was. The bare row stays, so that what refers to him still finds something."""
        found = await self.contact(tenant, id)
        await self.db.decide(erase, tenant, found.id, self.clock.now())
        self.here.pop((tenant, found.id), None)


async def _must(read: Read, tenant: str, id: str) -> Contact:
    found = await read.get(Contact, tenant, id)
    if found is None:
        raise NotFound
    return found


async def change(
    read: Read, tenant: str, id: str, fields: dict[str, Any], attributes: dict[str, Any] | None, now: int
) -> Changes:
    """The contact with the given fields; of the attributes only those named change."""
    before = await _must(read, tenant, id)
    if attributes is not None:
        fields = {**fields, **checked({"attributes": {**before.attributes, **attributes}})}
    after = replace(before, **fields)
    return Changes(changed=changes_of(before, after), events=told_of(before, after, now))


async def make_known(read: Read, contact: Contact, now: int) -> Changes:
    """A contact with an id of the business's own, unless there is one meanwhile."""
    if await read.get(Identity, contact.tenant, SITE, contact.external):
        return Changes()
    return Changes(new=(contact, Identity(contact.tenant, SITE, contact.external, contact.id, now)))


async def block(read: Read, tenant: str, id: str, on: bool, now: int) -> Changes:
    """On the list, or off it."""
    before = await _must(read, tenant, id)
    after = replace(before, blocked=on)
    return Changes(changed=changes_of(before, after), events=told_of(before, after, now))


async def revoke(read: Read, tenant: str, id: str) -> Changes:
    """His tokens count no longer."""
    before = await _must(read, tenant, id)
    return Changes(changed=changes_of(before, replace(before, revoked=before.revoked + 1)))


async def look(read: Read, view: PageView) -> Changes:
    """One step further on his trail, or on that of whom he turned out to be."""
    contact = await read.get(Contact, view.tenant, view.contact)
    if contact is None:
        return Changes()
    view = replace(view, contact=contact.merged_into or contact.id)
    last = await store.views(read, view.tenant, view.contact, 1)
    step = next_step(last[0] if last else None, view, view.at)
    old = await store.views(read, view.tenant, view.contact, KEEP, KEEP - 1) if step.new else []
    return Changes(
        new=(step.new,) if step.new else (), changed=(step.changed,) if step.changed else (), removed=tuple(old)
    )


async def erase(read: Read, tenant: str, id: str, now: int) -> Changes:
    """Him, and the visitors who turned out to be him."""
    everyone = [await _must(read, tenant, id), *await store.pointers(read, tenant, id)]
    gone: list[Identity | PageView] = []
    for one in everyone:
        gone += [*await store.identities(read, tenant, one.id), *await store.views(read, tenant, one.id, KEEP * 2)]
    events = [
        ContactChanged(tenant=tenant, key=one.id, at=now, contact=one.id, name=erased(one).name, blocked=one.blocked)
        for one in everyone
    ]
    changed = tuple(row for one in everyone for row in changes_of(one, erased(one)))
    return Changes(changed=changed, removed=tuple(gone), events=tuple(events))
