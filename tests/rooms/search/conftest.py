"""The running business of the walks."""

from tests.walks.conftest import engine, town, town_data

__all__ = ["engine", "town", "town_data"]
