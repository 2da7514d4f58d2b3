"""Imports inside functions, each with its reason. The list only shrinks: what is no longer there fails the test."""

INNER_IMPORTS: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("main/schema.py", "_run"): (
        ("alembic.config", "alembic.runtime.environment", "alembic.script", "sqlalchemy", "sqlalchemy.pool"),
        "half a second and 30 MB that a start without a migration does not need",
    ),
}
"""(file, function) -> the modules, why."""
