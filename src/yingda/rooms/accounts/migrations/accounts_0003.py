"""Keys for programs."""

from alembic import op

revision = "accounts_0003"
down_revision = "accounts_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A hash is unique over all tenants: a program that comes with a key names no tenant."""
    op.execute(
        """create table machine_key(
            tenant text not null, id text not null, name text not null, hash text not null, shown text not null,
            permissions text not null, made_by text not null, made_by_name text not null, created_at bigint not null,
            expires_at bigint not null, used_at bigint not null, version bigint not null, primary key(tenant, id))"""
    )
    op.execute("create unique index machine_key_hash on machine_key(hash)")


def downgrade() -> None:
    op.execute("drop table machine_key")
