"""The largest number of each business stands in a row of its own."""

from alembic import op

revision = "conversations_0003"
down_revision = "conversations_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """create table conversation_counter (
            tenant text not null, number bigint not null, version bigint not null, primary key (tenant))"""
    )
    op.execute(
        "insert into conversation_counter (tenant, number, version)"
        " select tenant, max(number), 1 from conversation group by tenant"
    )


def downgrade() -> None:
    op.execute("drop table conversation_counter")
