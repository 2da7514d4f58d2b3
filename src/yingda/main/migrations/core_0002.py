"""Many nodes: who runs a reaction, who told an event, which nodes there are, and what is due when."""

from alembic import op

revision = "core_0002"
down_revision = "core_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """On PostgreSQL an event also carries the transaction that kept it: nodes that look for each other's events read on
    from the oldest transaction that was under way when they last looked, so that they miss none and need no clock."""
    op.execute("alter table event add column node text not null default ''")
    op.execute("alter table reaction add column node text not null default ''")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("alter table event add column tx xid8")
        op.execute("alter table event alter column tx set default pg_current_xact_id()")
        op.execute("create index event_tx on event (tx)")
    op.execute(
        """create table node (
            tenant text not null, id text not null, name text not null, mark text not null, at bigint not null,
            version bigint not null, primary key (tenant, id))"""
    )
    op.execute(
        """create table timer (
            tenant text not null, name text not null, about text not null, due bigint not null, at bigint not null,
            cause text not null, body text not null, version bigint not null, primary key (tenant, name, about))"""
    )
    op.execute(
        """create table claim (
            tenant text not null, name text not null, node text not null, at bigint not null, version bigint not null,
            primary key (tenant, name))"""
    )
    op.execute("create index timer_due on timer (due)")


def downgrade() -> None:
    """One node again."""
    op.execute("drop table claim")
    op.execute("drop table timer")
    op.execute("drop table node")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop index event_tx")
        op.execute("alter table event drop column tx")
    op.execute("alter table reaction drop column node")
    op.execute("alter table event drop column node")
