"""Canned replies and suggestions."""

from alembic import op

revision = "desk_0001"
down_revision = None
branch_labels = ("desk",)
depends_on = None


def upgrade() -> None:
    op.execute(
        """create table canned (
            tenant text not null, id text not null, short text not null, title text not null, text text not null,
            scope text not null, owner text not null, language text not null, uses bigint not null,
            at bigint not null, version bigint not null, primary key (tenant, id))"""
    )
    op.execute("create index canned_short on canned (tenant, short)")
    op.execute(
        """create table suggested (
            tenant text not null, id text not null, conversation text not null, seq bigint not null,
            at bigint not null, text text not null, outcome text not null, agent text not null, said text not null,
            extra text not null, primary key (tenant, id))"""
    )


def downgrade() -> None:
    op.execute("drop table suggested")
    op.execute("drop table canned")
