"""What the engines themselves keep: the events that were told, and the reactions that are still to run."""

from alembic import op

revision = "core_0001"
down_revision = None
branch_labels = ("core",)
depends_on = None


def upgrade() -> None:
    """On SQLite both are their own index: reactions come and go, events are only ever appended, in the order of their
    ids."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    tail, blob = (" without rowid", "blob") if sqlite else ("", "bytea")
    op.execute(
        f"""create table event(
            tenant text not null, id text not null, about text not null, name text not null, at bigint not null,
            body {blob} not null, primary key(tenant, id)){tail}"""
    )
    op.execute(
        f"""create table reaction(
            tenant text not null, event text not null, name text not null, about text not null, at bigint not null,
            tries bigint not null, due bigint not null, error text not null, primary key(tenant, event, name)){tail}"""
    )


def downgrade() -> None:
    """Forgets both."""
    op.execute("drop table reaction")
    op.execute("drop table event")
