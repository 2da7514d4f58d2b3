"""A business's own words."""

from alembic import op

revision = "glossary_0001"
down_revision = None
branch_labels = ("glossary",)
depends_on = None


def upgrade() -> None:
    """One table, read whole for each business and found by word."""
    op.execute(
        """create table glossary_term(
            tenant text not null, id text not null, kind text not null, word text not null, mark text not null,
            means text not null, unless text not null, language text not null, note text not null,
            updated_at bigint not null, updated_by text not null, version bigint not null,
            primary key(tenant, id), unique(tenant, kind, mark))"""
    )


def downgrade() -> None:
    """Forgets them."""
    op.execute("drop table glossary_term")
