"""Files over HTTP. A browser may show pictures in place; everything else is a download, and nothing runs."""

from typing import Any
from urllib.parse import quote

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from yingda.kernel import PUBLIC

from .model.files import IMAGES
from .service import Files

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=31536000, immutable",
}


def routes(files: Files) -> list[Any]:
    """The one route under which files are read."""

    @get("/files/{tenant:str}/{id:str}", opt={"permission": PUBLIC})
    async def read_file(tenant: FromPath[str], id: FromPath[str], s: FromQuery[str] = "") -> Response[bytes]:
        """A file, by its signed address."""
        ref, body = await files.read(tenant, id, s)
        shown = ref.type in IMAGES
        how = "inline" if shown else "attachment"
        headers = {**SAFE, "Content-Disposition": f"{how}; filename*=UTF-8''{quote(ref.name, safe='')}"}
        return Response(body, media_type=ref.type if shown else "application/octet-stream", headers=headers)

    return [read_file]
