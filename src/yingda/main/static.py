"""The built front end, from memory: a few hundred kilobytes, compressed once, with validators."""

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import NamedTuple

from litestar import Request, Response

ROOT = Path(__file__).parent.parent / "static"
TEXT = ("text/", "application/javascript", "application/json", "image/svg", "application/manifest")
FOREVER = "public, max-age=31536000, immutable"
CHECK = "no-cache"


class Asset(NamedTuple):
    """One file: its bytes, the same compressed (or empty), type, validator, and how long it may be kept."""

    body: bytes
    small: bytes
    type: str
    etag: str
    cache: str


def read(file: Path) -> Asset:
    """A file as it is served. Names with a content hash may be kept for ever."""
    body = file.read_bytes()
    type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if type in ("text/javascript", "text/html", "text/css", "application/json"):
        type += "; charset=utf-8"
    small = gzip.compress(body, 9, mtime=0) if type.startswith(TEXT) and len(body) > 800 else b""
    hashed = "assets" in file.parts
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Asset(body, small if len(small) < len(body) else b"", type, etag, FOREVER if hashed else CHECK)


class Static:
    """All files below `root`, by their path."""

    def __init__(self, root: Path = ROOT) -> None:
        files = (p for p in root.rglob("*") if p.is_file() and not p.name.endswith(".map")) if root.is_dir() else ()
        self.assets = {p.relative_to(root).as_posix(): read(p) for p in files}

    def answer(
        self,
        request: Request,  # type: ignore[type-arg]
        path: str,
        headers: dict[str, str] | None = None,
    ) -> Response[bytes] | None:
        """The file as a response, or None when there is none of this name."""
        asset = self.assets.get(path)
        if asset is None:
            return None
        head = {"ETag": asset.etag, "Cache-Control": asset.cache, "Vary": "Accept-Encoding", **(headers or {})}
        if request.headers.get("if-none-match") == asset.etag:
            return Response(b"", status_code=304, headers=head)
        if asset.small and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(asset.small, media_type=asset.type, headers={**head, "Content-Encoding": "gzip"})
        return Response(asset.body, media_type=asset.type, headers=head)
