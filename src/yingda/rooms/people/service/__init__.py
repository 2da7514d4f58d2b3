"""The use cases of people, in two parts, and the one service that others see."""

from .arrivals import Arrival, Known
from .contacts import Contacts

__all__ = ["Arrival", "Known", "People"]


class People(Contacts):
    """Customers: who they are, under which ids they come, what they looked at."""
