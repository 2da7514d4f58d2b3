"""Help centres, votes on articles, searches without an answer."""

from alembic import op

revision = "help_0001"
down_revision = None
branch_labels = ("help",)
depends_on = None


def upgrade() -> None:
    """A host belongs to one business at most; an empty one to nobody."""
    op.execute(
        """create table help_centre(
            tenant text not null, slug text not null, open boolean not null, name text not null, intro text not null,
            hue bigint not null, host text not null, inbox text not null, chat boolean not null,
            contact boolean not null, updated_at bigint not null, version bigint not null,
            primary key(tenant))"""
    )
    op.execute("create unique index help_centre_slug on help_centre(slug)")
    op.execute("create unique index help_centre_host on help_centre(host) where host<>''")
    op.execute(
        """create table help_rating(
            tenant text not null, article text not null, voter text not null, at bigint not null, number bigint not null,
            language text not null, useful boolean not null, comment text not null, version bigint not null,
            primary key(tenant, article, voter))"""
    )
    op.execute("create index help_rating_comment on help_rating(tenant, article, at) where comment<>''")
    op.execute(
        """create table help_missed(
            tenant text not null, language text not null, words text not null, text text not null, at bigint not null,
            times bigint not null, version bigint not null, primary key(tenant, language, words))"""
    )
    op.execute("create index help_missed_at on help_missed(tenant, at)")


def downgrade() -> None:
    """Forgets all of it."""
    for table in ("help_missed", "help_rating", "help_centre"):
        op.execute(f"drop table {table}")
