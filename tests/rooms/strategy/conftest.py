"""The running business of the walks."""

from tests.walks.conftest import town, town_data

__all__ = ["town", "town_data"]
