"""Conflicts between articles that somebody lets stand."""

from alembic import op

revision = "knowledge_0003"
down_revision = "knowledge_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Read whole for each business."""
    op.execute(
        """create table knowledge_ignored(
            tenant text not null, mark text not null, at bigint not null, author text not null,
            primary key(tenant, mark))"""
    )


def downgrade() -> None:
    """Forgets them."""
    op.execute("drop table knowledge_ignored")
