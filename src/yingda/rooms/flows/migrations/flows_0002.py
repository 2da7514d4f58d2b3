"""A business's own flows; and whose a run is, so that what is held about one person can be found."""

import json

import sqlalchemy as sa
from alembic import op

revision = "flows_0002"
down_revision = "flows_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Inputs of runs that are no longer kept belong to nobody who could be named: they go."""
    op.execute(
        """create table flow(
            tenant text not null, name text not null, title text not null, text text not null, live bigint not null,
            last bigint not null, changed boolean not null, updated_at bigint not null, updated_by text not null,
            version bigint not null, primary key(tenant, name))"""
    )
    op.execute(
        """create table flow_version(
            tenant text not null, name text not null, number bigint not null, at bigint not null, author text not null,
            text text not null, primary key(tenant, name, number))"""
    )
    op.execute("alter table flow_run add column contact text not null default ''")
    op.execute("alter table flow_input add column conversation text not null default ''")
    _name_them()
    op.execute("create index flow_run_contact on flow_run(tenant, contact)")
    op.execute("create index flow_input_conversation on flow_input(tenant, conversation)")


def _name_them() -> None:
    db = op.get_bind()
    contact = sa.text("update flow_run set contact=:contact where tenant=:tenant and conversation=:talk")
    talk = sa.text("update flow_input set conversation=:talk where tenant=:tenant and run=:run")
    for tenant, conversation, run in db.execute(sa.text("select tenant, conversation, run from flow_run")).all():
        known = json.loads(run)
        db.execute(contact, {"contact": known["who"]["contact"], "tenant": tenant, "talk": conversation})
        db.execute(talk, {"talk": conversation, "tenant": tenant, "run": known["id"]})
    db.execute(sa.text("delete from flow_input where conversation=''"))


def downgrade() -> None:
    """Forgets the flows and the names."""
    op.execute("drop index flow_input_conversation")
    op.execute("drop index flow_run_contact")
    op.execute("alter table flow_input drop column conversation")
    op.execute("alter table flow_run drop column contact")
    op.execute("drop table flow_version")
    op.execute("drop table flow")
