"""The demo web site of Qinghe Digital: a small shop that embeds the chat by the one line a customer would paste."""

from .routes import routes

__all__ = ["routes"]
