"""`Bus` between nodes over PostgreSQL's own NOTIFY, for installations without NATS."""

from .bus import NotifyBus

__all__ = ["NotifyBus"]
