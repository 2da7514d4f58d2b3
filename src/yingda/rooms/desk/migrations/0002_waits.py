"""How long people waited, and which answers staff found wrong."""

from alembic import op

revision = "desk_0002"
down_revision = "desk_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """create table waited (
            tenant text not null, id text not null, conversation text not null, at bigint not null, ms bigint not null,
            outcome text not null, primary key (tenant, id))"""
    )
    op.execute("create index waited_at on waited (tenant, at)")
    op.execute(
        """create table wrong_answer (
            tenant text not null, conversation text not null, seq bigint not null, article text not null,
            agent text not null, at bigint not null, primary key (tenant, conversation, seq))"""
    )
    op.execute("create index wrong_answer_at on wrong_answer (tenant, at)")


def downgrade() -> None:
    op.execute("drop table wrong_answer")
    op.execute("drop table waited")
