"""Turns by time, for the report."""

from alembic import op

revision = "bot_0002"
down_revision = "bot_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create index bot_turn_at on bot_turn(tenant, at)")


def downgrade() -> None:
    op.execute("drop index bot_turn_at")
