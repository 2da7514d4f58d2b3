"""Businesses, their staff and inboxes, and how people sign in."""

from alembic import op

revision = "accounts_0001"
down_revision = None
branch_labels = ("accounts",)
depends_on = None

TABLES = ("business", "agent", "login", "session", "throttle", "inbox", "inbox_secret")


def upgrade() -> None:
    """Makes the tables. An e-mail and a public key are unique over all tenants: whoever comes with one names no tenant."""
    op.execute(
        """create table business(
            tenant text not null primary key, name text not null, timezone text not null, language text not null,
            languages text not null, created_at bigint not null, version bigint not null)"""
    )
    op.execute(
        """create table agent(
            tenant text not null, id text not null, name text not null, email text not null, role text not null,
            title text not null, language text not null, languages text not null, skills text not null,
            capacity bigint not null, theme text not null, active boolean not null, created_at bigint not null,
            version bigint not null, primary key(tenant, id))"""
    )
    op.execute("create unique index agent_email on agent(email)")
    op.execute(
        """create table login(
            tenant text not null, agent text not null, password text not null, totp text not null,
            totp_on boolean not null, totp_step bigint not null, recovery text not null, seen_at bigint not null,
            version bigint not null, primary key(tenant, agent))"""
    )
    op.execute(
        """create table session(
            tenant text not null, id text not null, agent text not null, hash text not null, created_at bigint not null,
            seen_at bigint not null, address text not null, browser text not null, primary key(tenant, id))"""
    )
    op.execute("create index session_agent on session(tenant, agent)")
    op.execute(
        """create table throttle(
            tenant text not null, name text not null, failures bigint not null, at bigint not null,
            version bigint not null, primary key(tenant, name))"""
    )
    op.execute("create index throttle_at on throttle(tenant, at)")
    op.execute(
        """create table inbox(
            tenant text not null, id text not null, public_key text not null, name text not null, channel text not null,
            hue bigint not null, greeting text not null, away text not null, languages text not null,
            hours text not null, bot boolean not null, questions text not null, launcher text not null,
            position text not null, pack text not null, identity text not null, allowed_hosts text not null,
            created_at bigint not null, version bigint not null, primary key(tenant, id))"""
    )
    op.execute("create unique index inbox_public_key on inbox(public_key)")
    op.execute(
        """create table inbox_secret(
            tenant text not null, inbox text not null, sealed text not null, made_at bigint not null,
            version bigint not null, primary key(tenant, inbox))"""
    )


def downgrade() -> None:
    """Forgets them."""
    for table in reversed(TABLES):
        op.execute(f"drop table {table}")
