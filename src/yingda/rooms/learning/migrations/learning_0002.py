"""Questions taken from the catalogue of an industry, and phrasings that a round found itself."""

from alembic import op

revision = "learning_0002"
down_revision = "learning_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row for each time that somebody took questions; a round keeps what it would teach."""
    op.execute(
        """create table learning_adoption(
            tenant text not null, id text not null, pack text not null, language text not null, at bigint not null,
            author text not null, total bigint not null, items text not null, state text not null, error text not null,
            changed_at bigint not null, version bigint not null, primary key(tenant, id))"""
    )
    op.execute("alter table learning_round add column taught text not null default '[]'")


def downgrade() -> None:
    """Forgets them."""
    op.execute("alter table learning_round drop column taught")
    op.execute("drop table learning_adoption")
