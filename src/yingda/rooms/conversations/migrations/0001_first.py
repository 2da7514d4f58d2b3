"""Conversations and their entries."""

from alembic import op

revision = "conversations_0001"
down_revision = None
branch_labels = ("conversations",)
depends_on = None


def upgrade() -> None:
    op.execute(
        """create table conversation (
            tenant text not null, id text not null, inbox text not null, channel text not null, contact text not null,
            title text not null, language text not null, number bigint not null, opened_at bigint not null,
            updated_at bigint not null, status text not null, handler text not null, assignee text not null,
            assignee_name text not null, assignee_title text not null, skill text not null, seq bigint not null,
            version bigint not null, waiting_since bigint not null, queued_at bigint not null,
            resolved_at bigint not null, first_reply_at bigint not null, preview text not null,
            preview_from text not null, unread bigint not null, visitor_unread bigint not null,
            visitor_got bigint not null, visitor_read bigint not null, staff_got bigint not null,
            staff_read bigint not null,
            emotion text not null, intensity double precision not null, risk text not null, priority bigint not null,
            score bigint not null, turns_failed bigint not null, tags text not null,
            primary key (tenant, id))"""
    )
    tail = " without rowid" if op.get_bind().dialect.name == "sqlite" else ""  # its own index, by conversation and seq
    op.execute(
        f"""create table entry (
            tenant text not null, conversation text not null, seq bigint not null, id text not null,
            at bigint not null, sender text not null, author text not null, name text not null, kind text not null,
            text text not null, client_id text not null, cause text not null, extra text not null,
            primary key (tenant, conversation, seq), unique (tenant, conversation, client_id)){tail}"""
    )
    op.execute(
        """create table attachment (
            tenant text not null, id text not null, name text not null, type text not null, size bigint not null,
            width bigint not null, height bigint not null, at bigint not null, by_whom text not null,
            primary key (tenant, id))"""
    )
    op.execute("create unique index conversation_number on conversation (tenant, number)")
    op.execute("create index conversation_of on conversation (tenant, inbox, contact, opened_at, id)")
    op.execute("create index conversation_contact on conversation (tenant, contact, opened_at, id)")
    op.execute(
        "create unique index conversation_one_open on conversation (tenant, inbox, contact) where status = 'open'"
    )
    op.execute("create index conversation_touched on conversation (tenant, status, updated_at, id)")
    op.execute("create index conversation_whose on conversation (tenant, assignee, status, updated_at, id)")
    op.execute(
        "create index conversation_queue on conversation (tenant, priority desc, queued_at, id)"
        " where handler = 'queue' and status = 'open'"
    )
    op.execute(
        "create index conversation_held on conversation (tenant, assignee) where handler = 'agent' and status = 'open'"
    )


def downgrade() -> None:
    op.execute("drop table attachment")
    op.execute("drop table entry")
    op.execute("drop table conversation")
