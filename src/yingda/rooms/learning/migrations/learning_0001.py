"""Proposals, rounds, learned phrasings, the business's own test."""

from alembic import op

revision = "learning_0001"
down_revision = None
branch_labels = ("learning",)
depends_on = None


def upgrade() -> None:
    op.execute(
        """create table learning_proposal(
            tenant text not null, id text not null, kind text not null, language text not null, article text not null,
            texts text not null, at bigint not null, last_at bigint not null, answer text not null, why text not null,
            talks text not null, times bigint not null, state text not null, author text not null,
            decided_at bigint not null, version bigint not null, primary key(tenant, id))"""
    )
    op.execute("create index learning_proposal_state on learning_proposal(tenant, state, kind, times, last_at)")
    op.execute("create index learning_proposal_about on learning_proposal(tenant, kind, language, article, last_at)")
    op.execute(
        """create table learning_phrase(
            tenant text not null, language text not null, text text not null, label text not null, round text not null,
            at bigint not null, primary key(tenant, language, text))"""
    )
    op.execute("create index learning_phrase_round on learning_phrase(tenant, round)")
    op.execute(
        """create table learning_case(
            tenant text not null, language text not null, text text not null, expect text not null, at bigint not null,
            author text not null, primary key(tenant, language, text))"""
    )
    op.execute(
        """create table learning_round(
            tenant text not null, id text not null, language text not null, at bigint not null, author text not null,
            proposals text not null, phrases bigint not null, state text not null, comparison text not null,
            error text not null, changed_at bigint not null, changed_by text not null, version bigint not null,
            primary key(tenant, id))"""
    )


def downgrade() -> None:
    """Forgets all of it."""
    for table in ("learning_round", "learning_case", "learning_phrase", "learning_proposal"):
        op.execute(f"drop table {table}")
