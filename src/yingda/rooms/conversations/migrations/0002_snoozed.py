"""A conversation can be put aside until a time."""

from alembic import op

revision = "conversations_0002"
down_revision = "conversations_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table conversation add column snoozed_until bigint not null default 0")


def downgrade() -> None:
    op.execute("update conversation set status = 'open' where status = 'snoozed'")
    op.execute("alter table conversation drop column snoozed_until")
