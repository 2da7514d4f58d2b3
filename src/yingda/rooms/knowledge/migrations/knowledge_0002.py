"""Web sites that are taken in, and what became of their pages."""

from alembic import op

revision = "knowledge_0002"
down_revision = "knowledge_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two tables; a page is found by its site."""
    op.execute(
        """create table knowledge_site(
            tenant text not null, id text not null, url text not null, pages bigint not null, depth bigint not null,
            every bigint not null, publish boolean not null, withdraw boolean not null, category text not null,
            state text not null, run text not null, crawl text not null, beat bigint not null,
            created_at bigint not null, created_by text not null, version bigint not null, primary key(tenant, id),
            unique(tenant, url))"""
    )
    op.execute(
        """create table knowledge_page(
            tenant text not null, site text not null, url text not null, title text not null, article text not null,
            language text not null, fate text not null, seen_at bigint not null, changed_at bigint not null,
            run text not null, zh text not null, en text not null, version bigint not null,
            primary key(tenant, site, url))"""
    )


def downgrade() -> None:
    """Forgets both."""
    op.execute("drop table knowledge_page")
    op.execute("drop table knowledge_site")
