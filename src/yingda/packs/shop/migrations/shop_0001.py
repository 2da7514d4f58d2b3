"""What a shop knows: products, customers, orders, returns."""

from alembic import op

revision = "shop_0001"
down_revision = None
branch_labels = ("shop",)
depends_on = None


def upgrade() -> None:
    """Orders are found by number and by customer, returns by order."""
    op.execute(
        """create table shop_product(
            tenant text not null, sku text not null, name text not null, category text not null, price bigint not null,
            icon text not null, warranty bigint not null, text text not null, aliases text not null,
            colours text not null, spec text not null, primary key(tenant, sku))"""
    )
    op.execute(
        """create table shop_customer(
            tenant text not null, id text not null, name text not null, phone text not null, email text not null,
            level text not null, since text not null, city text not null, address text not null,
            language text not null, primary key(tenant, id))"""
    )
    op.execute(
        """create table shop_order(
            tenant text not null, id text not null, customer text not null, ordered_at bigint not null,
            status text not null, items text not null, total bigint not null, carrier text not null,
            tracking text not null, signed_at bigint not null, track text not null, address text not null,
            payment text not null, goods bigint not null, discount bigint not null, shipping bigint not null,
            primary key(tenant, id))"""
    )
    op.execute("create index shop_order_customer on shop_order(tenant, customer, ordered_at)")
    op.execute(
        """create table shop_return(
            tenant text not null, id text not null, order_id text not null, sku text not null, kind text not null,
            reason text not null, customer text not null, created_at bigint not null, once_key text not null,
            status text not null, primary key(tenant, id), unique(tenant, once_key))"""
    )
    op.execute("create index shop_return_order on shop_return(tenant, order_id)")
    op.execute(
        """create table shop_site(
            tenant text not null, inbox_key text not null, identity_secret text not null, primary key(tenant))"""
    )


def downgrade() -> None:
    """Forgets all of it."""
    for table in ("shop_site", "shop_return", "shop_order", "shop_customer", "shop_product"):
        op.execute(f"drop table {table}")
