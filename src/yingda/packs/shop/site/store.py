"""The queries of the demo web site."""

from yingda.kernel import Read, plan

from ..model import Customer, Site

SITE, CUSTOMER = (",".join(plan(kind).columns) for kind in (Site, Customer))


async def site(db: Read) -> Site | None:
    """The business that the site serves: the first that has one."""
    rows = await db.rows(f"select {SITE} from shop_site order by tenant limit 1")  # noqa: S608 - our column names
    return plan(Site).load(Site, rows[0]) if rows else None


async def customers(db: Read, tenant: str) -> list[Customer]:
    """Everybody whom the sign-in page offers."""
    rows = await db.rows(f"select {CUSTOMER} from shop_customer where tenant=?1 order by id", tenant)  # noqa: S608
    return [plan(Customer).load(Customer, row) for row in rows]
