"""The language model of each business, and what it has cost in each month."""

from alembic import op

revision = "llm_0001"
down_revision = None
branch_labels = ("llm",)
depends_on = None


def upgrade() -> None:
    """Two tables, each read by its key."""
    op.execute(
        """create table model_setting(
            tenant text not null, url text not null, model text not null, key_sealed text not null, uses text not null,
            requests bigint not null, tokens bigint not null, within double precision not null,
            updated_at bigint not null, updated_by text not null, version bigint not null, primary key(tenant))"""
    )
    op.execute(
        """create table model_spend(
            tenant text not null, month text not null, requests bigint not null, tokens bigint not null,
            version bigint not null, primary key(tenant, month))"""
    )


def downgrade() -> None:
    """Forgets both."""
    op.execute("drop table model_spend")
    op.execute("drop table model_setting")
