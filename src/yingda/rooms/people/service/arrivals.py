"""Who comes in: by a token, by a signed identity, or as a stranger."""

from collections import OrderedDict
from typing import NamedTuple

from msgspec.structs import replace

from yingda.kernel import Changes, Clock, Database, NotSignedIn, Read, new_id
from yingda.rooms.accounts import Accounts, Inbox

from .. import store
from ..events import ContactChanged, ContactMerged
from ..model import (
    KEEP,
    Claims,
    Contact,
    Expired,
    Identity,
    changes_of,
    hello,
    language_of,
    merged,
    must_be_welcome,
    newcomer,
    vouched,
)
from .identity import verify
from .tokens import RENEW_MS, Ticket, Tokens

SITE = "site"
REMEMBER_MS, REMEMBERED = 10_000, 20_000


class Arrival(NamedTuple):
    """Who came, the token that his browser shall keep, and whether the host site has signed for him."""

    contact: Contact
    token: str
    verified: bool


class Known(NamedTuple):
    """The contact behind a token."""

    tenant: str
    contact: str
    verified: bool


class Arrivals:
    """Recognises visitors."""

    def __init__(self, db: Database, clock: Clock, accounts: Accounts, secret: str) -> None:
        self.db, self.clock, self.accounts, self.tokens = db, clock, accounts, Tokens(secret)
        self.here: OrderedDict[tuple[str, str], tuple[int, Contact]] = OrderedDict()

    async def arrive(self, inbox: Inbox, token: str, identity_jwt: str, language: str, now: int) -> Arrival:
        """Recognises a visitor or makes a new contact. A signed identity goes first: it opens the history of the contact
        it names, and an anonymous visitor becomes that contact. Raises `NotSignedIn` (codes `identity_…`) for an identity
        that does not count or is missing where it is required, `Forbidden` (`blocked`) for the block list."""
        tenant, language = inbox.tenant, language_of(language)
        ticket = self.tokens.read(token)
        holder = await self._holder(ticket, now) if ticket and ticket.tenant == tenant else None
        proven = bool(holder and ticket and ticket.verified)
        if identity_jwt and inbox.identity != "off":
            try:
                claims = verify(identity_jwt, await self.accounts.identity_secret(tenant, inbox.id), now)
                return await self._vouched(tenant, claims, holder, language, now)
            except Expired as error:  # a page that stays open: its token says the same and still counts
                if not proven or not holder or holder.external != error.external:
                    raise
        if inbox.identity == "required" and not proven:
            raise NotSignedIn("identity_required", "请先在网站登录", "Please sign in on the site first")
        if holder and ticket:
            return await self._again(must_be_welcome(holder), ticket, token, language, now)
        contact = newcomer(tenant, new_id(), language, now)
        await self.db.decide(come_in, contact)
        return Arrival(contact, self._token(contact, now, verified=False), verified=False)

    async def _again(self, holder: Contact, ticket: Ticket, token: str, language: str, now: int) -> Arrival:
        if hello(holder, language, now) != holder:
            await self.db.decide(greet, holder.tenant, holder.id, language, now)
            holder = await self.db.get(Contact, holder.tenant, holder.id) or holder
        if not ticket.verified and now - ticket.at > RENEW_MS:
            token = self._token(holder, now, verified=False)
        return Arrival(holder, token, ticket.verified)

    async def _vouched(self, tenant: str, claims: Claims, holder: Contact | None, language: str, now: int) -> Arrival:
        stranger = holder.id if holder and not holder.external else ""
        await self.db.decide(identify, tenant, claims, stranger, new_id(), language, now)
        identity = await self.db.get(Identity, tenant, SITE, claims.external)
        contact = await self.db.get(Contact, tenant, identity.contact) if identity else None
        for changed in (stranger, contact.id if contact else ""):
            self.here.pop((tenant, changed), None)
        if contact is None:  # erased in the same moment
            raise NotSignedIn
        return Arrival(must_be_welcome(contact), self._token(contact, now, verified=True), verified=True)

    async def _holder(self, ticket: Ticket, now: int) -> Contact | None:
        """Whose token it is, as long as it counts. Once the host site has signed for somebody, a token from before that
        opens nothing any more."""
        if not ticket.good(now):
            return None
        contact = await self.db.get(Contact, ticket.tenant, ticket.contact)
        if contact is None or contact.merged_into or contact.revoked != ticket.revoked:
            return None
        return contact if ticket.verified or not contact.external else None

    async def by_token(self, token: str) -> Known | None:
        """The contact behind a visitor's token, None when it does not count (any more); `Forbidden` when he is blocked."""
        ticket = self.tokens.read(token)
        contact = await self._holder(ticket, self.clock.now()) if ticket else None
        if not ticket or not contact:
            return None
        must_be_welcome(contact)
        return Known(contact.tenant, contact.id, ticket.verified)

    async def welcome_contact(self, tenant: str, id: str) -> Contact:
        """The contact of a visitor who is here. Cheap: asked at every message, so it is remembered for a moment. Raises
        `Forbidden` (`blocked`), and `NotSignedIn` when he is somebody else by now or was erased."""
        now = self.clock.now()
        held = self.here.get((tenant, id))
        if held is None or not 0 <= now - held[0] < REMEMBER_MS:
            contact = await self.db.get(Contact, tenant, id)
            if contact is None or contact.merged_into:
                raise NotSignedIn("bad_token", "请重新打开对话窗口", "Please open the chat again")
            held = self.here[tenant, id] = now, contact
            if len(self.here) > REMEMBERED:
                self.here.popitem(last=False)
        return must_be_welcome(held[1])

    def look_again(self, tenant: str, *contacts: str) -> None:
        """These have changed: what is remembered of them counts no longer."""
        for contact in contacts:
            self.here.pop((tenant, contact), None)

    def _token(self, contact: Contact, now: int, *, verified: bool) -> str:
        return self.tokens.make(Ticket(contact.tenant, contact.id, contact.revoked, now, verified))


async def come_in(_: Read, contact: Contact) -> Changes:
    """A stranger."""
    return Changes(new=(contact,))


async def greet(read: Read, tenant: str, id: str, language: str, now: int) -> Changes:
    """He is here again."""
    contact = await read.get(Contact, tenant, id)
    return Changes(changed=changes_of(contact, hello(contact, language, now)) if contact else ())


async def identify(
    read: Read, tenant: str, claims: Claims, stranger: str, fresh: str, language: str, now: int
) -> Changes:
    """The host site has signed for a visitor. If it has signed for this one before, he is that contact, and the stranger
    whose token he holds merges into it; else the stranger is him from now on, or a new contact is."""
    anonymous = await read.get(Contact, tenant, stranger) if stranger else None
    if anonymous and (anonymous.external or anonymous.merged_into):
        anonymous = None
    identity = await read.get(Identity, tenant, SITE, claims.external)
    kept = await read.get(Contact, tenant, identity.contact) if identity else None
    if kept is None:
        return _first_time(tenant, claims, anonymous, fresh, language, now)
    after = vouched(kept, claims, language, now)
    if anonymous is None:
        return Changes(changed=changes_of(kept, after), events=told_of(kept, after, now))
    gone, after = merged(anonymous, after)
    moved = await store.views(read, tenant, gone.id, KEEP)
    event = ContactMerged(tenant=tenant, key=kept.id, at=now, gone=gone.id, into=kept.id, name=after.name)
    return Changes(
        new=tuple(replace(view, contact=kept.id) for view in moved),
        changed=(*changes_of(anonymous, gone), *changes_of(kept, after)),
        removed=tuple(moved),
        events=(*told_of(kept, after, now), event),
    )


def _first_time(tenant: str, claims: Claims, anonymous: Contact | None, fresh: str, language: str, now: int) -> Changes:
    before = anonymous or newcomer(tenant, fresh, language, now)
    after = vouched(before, claims, language, now)
    identity = Identity(tenant, SITE, claims.external, after.id, now)
    if anonymous is None:
        return Changes(new=(after, identity))
    return Changes(new=(identity,), changed=changes_of(before, after), events=told_of(before, after, now))


KNOWN_BY = ("name", "email", "phone", "external", "tags", "blocked")


def told_of(before: Contact, after: Contact, now: int) -> tuple[ContactChanged, ...]:
    """The fact, where it is one that others care for: by what he is known, the block list."""
    if all(getattr(before, fact) == getattr(after, fact) for fact in KNOWN_BY):
        return ()
    return (
        ContactChanged(
            tenant=after.tenant, key=after.id, at=now, contact=after.id, name=after.name, language=after.language,
            blocked=after.blocked,
        ),
    )  # fmt: skip
