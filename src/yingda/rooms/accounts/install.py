"""What accounts offers."""

from pathlib import Path

from yingda.kernel import House

from .api import routes
from .events import AgentChanged, InboxChanged, KeyRevoked, SessionEnded
from .model import Agent, Business, Inbox, InboxSecret, Login, MachineKey, Session, Throttle
from .service import Accounts

MIGRATIONS = Path(__file__).parent / "migrations"


def install(house: House) -> None:
    """Businesses, staff, sessions, inboxes."""
    house.tables(Business, Agent, Login, Session, Throttle, Inbox, InboxSecret, MachineKey, migrations=MIGRATIONS)
    public_url = house.setting("public_url", "http://localhost:8000")
    accounts = Accounts(house.db, house.clock, house.setting("secret"), public_url)
    house.offer(Accounts, accounts)
    house.route(*routes(accounts))

    async def agent(event: AgentChanged | SessionEnded) -> None:
        accounts.forget_agent(event.tenant, event.agent)

    async def inbox(event: InboxChanged) -> None:
        accounts.forget_inbox(event.inbox)

    async def revoked(event: KeyRevoked) -> None:
        accounts.forget_key(event.tenant, event.key)

    house.hear(KeyRevoked, revoked)
    house.hear(AgentChanged, agent)
    house.hear(SessionEnded, agent)
    house.hear(InboxChanged, inbox)
