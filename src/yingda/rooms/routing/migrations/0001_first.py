"""Presence of agents."""

from alembic import op

revision = "routing_0001"
down_revision = None
branch_labels = ("routing",)
depends_on = None


def upgrade() -> None:
    op.execute(
        """create table presence (
            tenant text not null, agent text not null, status text not null, connected boolean not null,
            seen_at bigint not null, free_since bigint not null, version bigint not null,
            primary key (tenant, agent))"""
    )


def downgrade() -> None:
    op.execute("drop table presence")
