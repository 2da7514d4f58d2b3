"""HTTP tools of businesses, and their secrets."""

from alembic import op

revision = "tools_0001"
down_revision = None
branch_labels = ("tools",)
depends_on = None


def upgrade() -> None:
    """Two tables, each read by its key."""
    op.execute(
        """create table http_tool(
            tenant text not null, name text not null, title text not null, args text not null, method text not null,
            url text not null, headers text not null, body text not null, keep text not null,
            timeout double precision not null, needs_verified boolean not null, changes boolean not null,
            enabled boolean not null, updated_at bigint not null, updated_by text not null, version bigint not null,
            primary key(tenant, name))"""
    )
    op.execute(
        """create table tool_secret(
            tenant text not null, name text not null, host text not null, sealed text not null,
            updated_at bigint not null, updated_by text not null, version bigint not null, primary key(tenant, name))"""
    )


def downgrade() -> None:
    """Forgets both."""
    op.execute("drop table tool_secret")
    op.execute("drop table http_tool")
