"""`Bus` of the one process of a small installation: whoever listens, listens here."""

from yingda.kernel import Hub


class InprocBus(Hub):
    """See `kernel.hub`."""
