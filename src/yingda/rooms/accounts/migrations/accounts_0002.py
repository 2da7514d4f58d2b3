"""Names in other languages, thresholds of mood, drafts that agents see, a look at the tone."""

from alembic import op

revision = "accounts_0002"
down_revision = "accounts_0001"
branch_labels = None
depends_on = None

NEW = {"business": ("names", "moods", "drafts"), "agent": ("tone",)}


def upgrade() -> None:
    op.execute("alter table business add column names text not null default '{}'")
    op.execute("alter table business add column moods text not null default '{}'")
    op.execute("alter table business add column drafts boolean not null default false")
    op.execute("alter table agent add column tone boolean not null default true")


def downgrade() -> None:
    for table, columns in NEW.items():
        for column in columns:
            op.execute(f"alter table {table} drop column {column}")
