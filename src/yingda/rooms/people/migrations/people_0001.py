"""Contacts, under which ids they are known, and the pages they looked at."""

from alembic import op

revision = "people_0001"
down_revision = None
branch_labels = ("people",)
depends_on = None

TABLES = ("contact", "identity", "page_view")


def upgrade() -> None:
    """Makes the tables."""
    op.execute(
        """create table contact(
            tenant text not null, id text not null, name text not null, language text not null, email text not null,
            phone text not null, external text not null, verified boolean not null, attributes text not null,
            tags text not null, note text not null, blocked boolean not null, revoked bigint not null,
            merged_into text not null, first_seen bigint not null, last_seen bigint not null, version bigint not null,
            primary key(tenant, id))"""
    )
    op.execute("create index contact_merged on contact(tenant, merged_into) where merged_into<>''")
    op.execute(
        """create table identity(
            tenant text not null, channel text not null, external text not null, contact text not null,
            created_at bigint not null, primary key(tenant, channel, external))"""
    )
    op.execute("create index identity_contact on identity(tenant, contact)")
    op.execute(
        """create table page_view(
            tenant text not null, contact text not null, id text not null, at bigint not null, url text not null,
            title text not null, ms bigint not null, primary key(tenant, contact, id))"""
    )


def downgrade() -> None:
    """Forgets them."""
    for table in reversed(TABLES):
        op.execute(f"drop table {table}")
