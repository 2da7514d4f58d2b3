"""`Blobs` in a bucket of anything that speaks S3."""

from .blobs import S3Blobs

__all__ = ["S3Blobs"]
