"""The channels' counterpart: takes in what they bring, carries out what is posted."""

from .service import FrontDoor

__all__ = ["FrontDoor"]
