"""The web chat: the visitor's socket, uploads, and the public face of an inbox. Wire format to envelope, nothing else."""

from .install import Webchat, install

__all__ = ["Webchat", "install"]
