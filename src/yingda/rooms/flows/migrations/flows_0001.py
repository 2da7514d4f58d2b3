"""The run of each conversation, and what went into it."""

from alembic import op

revision = "flows_0001"
down_revision = None
branch_labels = ("flows",)
depends_on = None


def upgrade() -> None:
    """Two tables, each read by its key."""
    op.execute(
        """create table flow_run(
            tenant text not null, conversation text not null, run text not null, cause text not null,
            answer text not null, inputs bigint not null, updated_at bigint not null, version bigint not null,
            primary key(tenant, conversation))"""
    )
    op.execute(
        """create table flow_input(
            tenant text not null, run text not null, number bigint not null, at bigint not null, input text not null,
            primary key(tenant, run, number))"""
    )


def downgrade() -> None:
    """Forgets both."""
    op.execute("drop table flow_input")
    op.execute("drop table flow_run")
