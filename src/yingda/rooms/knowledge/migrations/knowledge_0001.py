"""Articles, their published versions, and the imports that brought them."""

from alembic import op

revision = "knowledge_0001"
down_revision = None
branch_labels = ("knowledge",)
depends_on = None


def upgrade() -> None:
    """`live_at` has an index because every node looks for what others published."""
    op.execute(
        """create table article(
            tenant text not null, id text not null, slug text not null, language text not null, content text not null,
            live bigint not null, last bigint not null, changed boolean not null, live_at bigint not null,
            created_at bigint not null, updated_at bigint not null, updated_by text not null, mark text not null,
            version bigint not null, primary key(tenant, id), unique(tenant, slug, language))"""
    )
    op.execute("create index article_live_at on article(live_at)")
    op.execute(
        """create table article_version(
            tenant text not null, article text not null, number bigint not null, at bigint not null,
            author text not null, content text not null, primary key(tenant, article, number))"""
    )
    op.execute(
        """create table knowledge_import(
            tenant text not null, id text not null, at bigint not null, author text not null, report text not null,
            updated_at bigint not null, version bigint not null, primary key(tenant, id))"""
    )


def downgrade() -> None:
    """Forgets all of it."""
    for table in ("knowledge_import", "article_version", "article"):
        op.execute(f"drop table {table}")
