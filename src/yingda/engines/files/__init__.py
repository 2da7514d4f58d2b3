"""`Blobs` in a folder."""

from .blobs import FileBlobs

__all__ = ["FileBlobs"]
