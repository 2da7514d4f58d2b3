"""What knowledge offers."""

from pathlib import Path

from yingda.kernel import House
from yingda.rooms.accounts import Accounts

from . import api, store
from .api import conflicts
from .events import ArticlePublished, ArticleWithdrawn
from .service import Conflicts, Knowledge, Sites
from .service.sites import TIMER


def install(house: House) -> None:
    """Articles, their search, and the pages about them."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    knowledge = Knowledge(house.db, house.fetch, house.clock)
    house.offer(Knowledge, knowledge)

    async def moved(event: ArticlePublished | ArticleWithdrawn) -> None:
        await knowledge.heard(event.tenant, event.article)

    disagree = Conflicts(house.db, house.clock, knowledge.shelves)

    async def compare(event: ArticlePublished) -> None:
        disagree.soon(event.tenant)

    house.hear(ArticlePublished, compare)
    house.life(None, disagree.stop)
    house.route(*conflicts.routes(disagree))
    house.hear(ArticlePublished, moved)
    house.hear(ArticleWithdrawn, moved)
    house.life(knowledge.start, knowledge.stop)
    sites = Sites(house.db, house.fetch, house.clock, knowledge)
    house.timer(TIMER, sites.due)
    house.life(None, sites.close)
    house.route(*api.routes(knowledge, sites, house.need(Accounts).inbox_by_key))
