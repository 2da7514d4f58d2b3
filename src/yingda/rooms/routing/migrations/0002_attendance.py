"""Which agents have a console open on which node."""

from alembic import op

revision = "routing_0002"
down_revision = "routing_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """create table attendance (
            tenant text not null, agent text not null, node text not null, at bigint not null,
            primary key (tenant, agent, node))"""
    )
    op.execute("create index attendance_node on attendance (node)")


def downgrade() -> None:
    op.execute("drop table attendance")
