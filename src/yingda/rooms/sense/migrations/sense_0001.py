"""The meaning model of each business, and the last comparison with it."""

from alembic import op

revision = "sense_0001"
down_revision = None
branch_labels = ("sense",)
depends_on = None


def upgrade() -> None:
    """Two tables, each read by its key."""
    op.execute(
        """create table sense_encoder(
            tenant text not null, source text not null, url text not null, model text not null,
            key_sealed text not null, languages text not null, within double precision not null,
            updated_at bigint not null, updated_by text not null, version bigint not null, primary key(tenant))"""
    )
    op.execute(
        """create table sense_trial(
            tenant text not null, about text not null, at bigint not null, ended_at bigint not null,
            result text not null, problem text not null, version bigint not null, primary key(tenant))"""
    )


def downgrade() -> None:
    """Forgets both."""
    op.execute("drop table sense_trial")
    op.execute("drop table sense_encoder")
