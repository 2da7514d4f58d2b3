"""`Bus` inside one process."""

from .bus import InprocBus

__all__ = ["InprocBus"]
