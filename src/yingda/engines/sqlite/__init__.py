"""`Database` on SQLite: write-ahead log, `synchronous=FULL`, one writer thread, many decisions in one commit."""

from .engine import Sqlite, connect
from .search import SqliteSearch

__all__ = ["Sqlite", "SqliteSearch", "connect"]
