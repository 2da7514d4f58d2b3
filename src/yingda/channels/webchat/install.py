"""The routes of the web chat."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from litestar import Request, Response, asgi, get, post
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType, ScopeType
from litestar.params import Body, FromPath, FromQuery
from litestar.types import Receive, Scope, Send
from msgspec.structs import asdict

from yingda.kernel import PUBLIC, VISITOR, BadInput, House, Line, Outbound, Reception
from yingda.kernel.limits import FILE_BYTES, Buckets

from .session import Session, ops

CHUNK = 65_536
STRANGERS_PER_S, STRANGERS_AT_ONCE = 1.0, 120
"""New visitors from one address; whoever has been here before is not counted, nor is this machine itself."""
LOCAL = ("127.0.0.1", "::1", "")
FACE = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=60", "Vary": "Accept-Language"}


class Webchat:
    """The channel. Its clients listen to the bus, so nothing has to be carried to them."""

    name = "web"
    live = True

    async def send(self, message: Outbound) -> None:
        """Nothing to do: see `live`."""


def token_of(request: Request[Any, Any, Any]) -> str:
    """The visitor's token, from the header."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


async def parts(file: UploadFile) -> AsyncIterator[bytes]:
    """A file, piece by piece."""
    while part := await file.read(CHUNK):
        yield part


def routes(house: House) -> list[Any]:
    """Socket, upload and face. The reception is asked for at call time: it is installed with the rooms."""
    reception: Any = house.need(Reception)  # type: ignore[type-abstract]
    table, strangers = ops(), Buckets(STRANGERS_PER_S, STRANGERS_AT_ONCE)
    limit = int(house.setting("max_file_bytes", FILE_BYTES)) + CHUNK

    @asgi("/ws/visitor", opt={"permission": PUBLIC, "ops": table}, copy_scope=True)
    async def socket(scope: Scope, receive: Receive, send: Send) -> None:
        """The visitor's socket; see the guide on the visitor API."""
        if scope["type"] != ScopeType.WEBSOCKET:
            raise BadInput("websocket_only", "这里只接受 WebSocket", "This is a WebSocket")
        line = Line(receive, send, shares=house.shares)  # type: ignore[arg-type]
        address = (scope.get("client") or ("",))[0]
        session = Session(line, reception, house.bus, lambda: 0.0 if address in LOCAL else strangers.take(address))
        line.leaving.append(session.end)
        await line.serve(session, table, session.may)

    @get("/api/web/inbox/{key:str}", opt={"permission": PUBLIC})
    async def face(key: FromPath[str], lang: FromQuery[str] = "zh-CN") -> Response[Any]:
        """The public face of an inbox: the one request that the loader makes."""
        return Response(await reception.inbox(key, lang), headers=FACE)

    @post("/api/web/{key:str}/files", opt={"permission": VISITOR}, request_max_body_size=limit)
    async def upload(
        request: Request[Any, Any, Any],
        key: FromPath[str],
        data: Annotated[dict[str, UploadFile], Body(media_type=RequestEncodingType.MULTI_PART)],
    ) -> dict[str, Any]:
        """Takes a file in, before it is sent with a message."""
        visitor = await reception.recognise(key, token_of(request))
        file = data.get("file")
        if not isinstance(file, UploadFile):
            raise BadInput("no_file", "没有收到文件", "There is no file in this request")
        ref = await reception.upload(visitor, file.filename, file.content_type or "", parts(file))
        return {**asdict(ref), "url": reception.file_url(visitor, ref.id)}

    return [socket, face, upload]


def install(house: House) -> None:
    """A live channel and its routes."""
    house.channel(Webchat())
    house.route(*routes(house))
