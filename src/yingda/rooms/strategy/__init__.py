"""Tries wordings of an answer, and when to offer a person: carefully, visibly, and off until somebody turns it on."""

from .service import Strategies

__all__ = ["Strategies"]
