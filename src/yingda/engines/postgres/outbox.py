"""The order in which commits are told.

Statements run side by side on several connections and their answers may overtake each other. A ticket is taken when a
statement is sent; what was kept is told in the order of the tickets. Whatever builds on another commit was sent after
it, so nobody ever hears an effect before its cause.
"""

from collections import deque
from collections.abc import Callable
from typing import Any

import structlog

from yingda.kernel import Event

log = structlog.get_logger("postgres")


class Ticket:
    """A place in the order; `then` is what happens when it is its turn."""

    __slots__ = ("bodies", "closed", "then")

    def __init__(self) -> None:
        self.closed = False
        self.bodies: list[tuple[Event, bytes]] = []
        self.then: Callable[[], None] | None = None


class Outbox:
    """Tells events, then lets those go on who wait for them."""

    def __init__(self) -> None:
        self.told: Callable[[list[tuple[Event, bytes]]], None] = _nobody
        self.order: deque[Ticket] = deque()

    def open(self) -> Ticket:
        """The next place in the order."""
        ticket = Ticket()
        self.order.append(ticket)
        return ticket

    def close(self, ticket: Ticket, bodies: list[tuple[Event, bytes]], then: Callable[[], Any] | None = None) -> None:
        """It is known what was kept. All that are next in order and known are told."""
        ticket.closed, ticket.bodies, ticket.then = True, bodies, then
        while self.order and self.order[0].closed:
            first = self.order.popleft()
            self.tell(first.bodies)
            if first.then:
                first.then()

    def tell(self, bodies: list[tuple[Event, bytes]]) -> None:
        """Tells events now."""
        if not bodies:
            return
        try:
            self.told(bodies)
        except Exception:
            log.exception("telling what was committed failed")


def _nobody(events: list[tuple[Event, bytes]]) -> None:
    """Until somebody wants to be told."""
