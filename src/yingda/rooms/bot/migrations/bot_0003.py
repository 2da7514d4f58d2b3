"""What a talk is about, with each turn."""

from alembic import op

revision = "bot_0003"
down_revision = "bot_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("alter table bot_turn add column topic text")


def downgrade() -> None:
    op.execute("alter table bot_turn drop column topic")
