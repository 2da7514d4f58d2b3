"""`Bus` between nodes over NATS."""

from .bus import NatsBus

__all__ = ["NatsBus"]
