"""The queries of the shop."""

from yingda.kernel import Read, plan

from .model import Customer, Order, Product, Return, Site

TABLES = (Product, Customer, Order, Return, Site)
PRODUCT, ORDER, RETURN = (",".join(plan(kind).columns) for kind in (Product, Order, Return))


async def products(db: Read, tenant: str) -> dict[str, Product]:
    """Everything the shop sells, by sku, in the order of its catalogue."""
    rows = await db.rows(f"select {PRODUCT} from shop_product where tenant=?1 order by sku", tenant)  # noqa: S608 - our column names
    return {row[1]: plan(Product).load(Product, row) for row in rows}


async def orders_of(db: Read, tenant: str, customer: str) -> list[Order]:
    """A customer's orders, newest first."""
    rows = await db.rows(
        f"select {ORDER} from shop_order where tenant=?1 and customer=?2 order by ordered_at desc, id desc",  # noqa: S608
        tenant, customer,
    )  # fmt: skip
    return [plan(Order).load(Order, row) for row in rows]


async def returns_of(db: Read, tenant: str, order: str) -> list[Return]:
    """What was set up for an order."""
    rows = await db.rows(f"select {RETURN} from shop_return where tenant=?1 and order_id=?2 order by id", tenant, order)  # noqa: S608
    return [plan(Return).load(Return, row) for row in rows]


async def returns_like(db: Read, tenant: str, prefix: str) -> int:
    """How many returns have a number that begins with `prefix`."""
    rows = await db.rows("select count(*) from shop_return where tenant=?1 and id like ?2", tenant, prefix + "%")
    return int(rows[0][0])
