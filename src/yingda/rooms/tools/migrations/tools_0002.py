"""MCP servers whose tools flows may call."""

from alembic import op

revision = "tools_0002"
down_revision = "tools_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One table, read by its key."""
    op.execute(
        """create table mcp_server(
            tenant text not null, name text not null, url text not null, secret text not null, allowed text not null,
            timeout double precision not null, enabled boolean not null, updated_at bigint not null,
            updated_by text not null, version bigint not null, primary key(tenant, name))"""
    )


def downgrade() -> None:
    """Forgets it."""
    op.execute("drop table mcp_server")
