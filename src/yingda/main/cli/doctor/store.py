"""What the doctor asks of a PostgreSQL server."""

import time
from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

SHOWN = ("server_version", "server_encoding", "fsync", "synchronous_commit", "full_page_writes", "max_connections")
CONNECT_S = 5


class Server(NamedTuple):
    """How a server is set, how far its clock is ahead of ours (seconds), and which revisions its database is at."""

    set: Mapping[str, str]
    ahead_s: float
    revisions: frozenset[str]


async def ask(url: str) -> Server:
    """Asks the server at `url`. Raises what the driver raises (`OSError`, `PostgresError`, `TimeoutError`)."""
    asyncpg: Any = import_module("asyncpg")
    db = await asyncpg.connect(url, timeout=CONNECT_S)
    try:
        begun = time.time()
        there = float(await db.fetchval("select extract(epoch from clock_timestamp())"))
        ahead = there - (begun + time.time()) / 2
        shown = {name: str(await db.fetchval("select current_setting($1)", name)) for name in SHOWN}
        known = await db.fetchval("select to_regclass('alembic_version') is not null")
        rows = await db.fetch("select version_num from alembic_version") if known else []
        return Server(shown, ahead, frozenset(row[0] for row in rows))
    finally:
        await db.close()
