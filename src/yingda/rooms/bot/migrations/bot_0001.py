"""Turns of the bot."""

from alembic import op

revision = "bot_0001"
down_revision = None
branch_labels = ("bot",)
depends_on = None


def upgrade() -> None:
    op.execute(
        """create table bot_turn (
            tenant text not null, conversation text not null, seq bigint not null, id text not null,
            event text not null, at bigint not null, decision text not null, language text not null,
            emotion text not null, intensity double precision not null, risk text not null,
            ms double precision not null, failed bigint not null, text text not null, intents text not null,
            gate text not null, hits text not null, reasons text not null, says text not null, leave text,
            articles text not null, offered text not null, collected text not null,
            primary key (tenant, conversation, seq))"""
    )


def downgrade() -> None:
    op.execute("drop table bot_turn")
