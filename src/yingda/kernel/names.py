"""Names of files: made by us, never by a person, and safe on every kind of storage."""

import re

from .errors import BadInput

PART = re.compile(r"[0-9a-z][0-9a-z_-]{0,63}(\.[0-9a-z]{1,8}){0,2}")
DEPTH = 4


def is_blob_name(name: str) -> bool:
    """Whether it could be one; see `blob_name`."""
    parts = name.split("/")
    return len(parts) <= DEPTH and all(PART.fullmatch(part) for part in parts)


def blob_name(name: str) -> str:
    """`name` when it could have been generated: lower-case letters, digits, `-`, `_`, one or two endings, at most four
    levels. Raises `BadInput` for anything else."""
    if not is_blob_name(name):
        raise BadInput("bad_name", "文件名无效", "This is not the name of a file")
    return name
