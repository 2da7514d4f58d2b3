"""Imports inside functions, each with its reason. The list only shrinks: what is no longer there fails the test."""

INNER_IMPORTS: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("main/schema.py", "_run"): (
        ("alembic.config", "alembic.runtime.environment", "alembic.script"),
        "half a second and 30 MB that a start without a migration does not need",
    ),
    ("main/schema.py", "_in_file"): (("sqlalchemy", "sqlalchemy.pool"), "as above"),
    ("main/schema.py", "_on_server"): (
        ("asyncpg", "sqlalchemy", "sqlalchemy.ext.asyncio", "sqlalchemy.pool"),
        "as above; and an extra, needed only where the database is a PostgreSQL",
    ),
    ("main/schema.py", "asked"): (("asyncpg",), "an extra, needed only where the database is a PostgreSQL"),
}
"""(file, function) -> the modules, why."""
