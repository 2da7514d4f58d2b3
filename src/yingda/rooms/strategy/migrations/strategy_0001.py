"""What is tried, and which talk got what."""

from alembic import op

revision = "strategy_0001"
down_revision = None
branch_labels = ("strategy",)
depends_on = None


def upgrade() -> None:
    op.execute(
        """create table strategy(
            tenant text not null, id text not null, kind text not null, since bigint not null, author text not null,
            wordings text not null, article_version bigint not null, live boolean not null, arms text not null,
            round bigint not null, version bigint not null, primary key(tenant, id))"""
    )
    op.execute(
        """create table strategy_shown(
            tenant text not null, conversation text not null, strategy text not null, round bigint not null,
            arm bigint not null, at bigint not null, seq bigint not null, outcome text not null,
            version bigint not null, primary key(tenant, conversation, strategy))"""
    )


def downgrade() -> None:
    op.execute("drop table strategy_shown")
    op.execute("drop table strategy")
