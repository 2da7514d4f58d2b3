"""`Database` on PostgreSQL: reads of one kind share a query, changes of one shape share a statement and a commit."""

from .engine import Postgres, connect
from .search import PostgresSearch

__all__ = ["Postgres", "PostgresSearch", "connect"]
