"""`Database` on SQLite: write-ahead log, `synchronous=FULL`, one writer thread, many decisions in one commit."""

from .engine import Sqlite, connect

__all__ = ["Sqlite", "connect"]
