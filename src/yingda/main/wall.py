"""What stands before every request: who asks, whether he may, what an error looks like, and which headers go out.

Closed by default: a route that names no permission is refused. A session counts only together with its CSRF token
wherever something could change.
"""

from collections.abc import Callable
from typing import Any

import structlog
from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException, SerializationException, ValidationException
from litestar.handlers import BaseRouteHandler
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from yingda.kernel import (
    KEY,
    MACHINE,
    NOBODY,
    PUBLIC,
    VISITOR,
    BadInput,
    Forbidden,
    NotFound,
    NotSignedIn,
    Principal,
    TooLarge,
    YingdaError,
)
from yingda.rooms.accounts import Accounts

log = structlog.get_logger("web")

COOKIE = "yingda_session"
KEY_REFUSED = "key_refused"
SAFE = ("GET", "HEAD", "OPTIONS")
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline';"
    " base-uri 'none'; form-action 'self'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Content-Security-Policy": POLICY,
}


def language_of(header: str) -> str:
    """The language of error texts: the first of an Accept-Language header, Chinese where nothing is said."""
    first = header.split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip()
    return "en" if first and first != "*" and not first.lower().startswith("zh") else "zh-CN"


def cookie_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The session token a browser sent, or an empty string."""
    header = connection.headers.get("cookie", "")
    for part in header.split(";") if COOKIE in header else ():  # SimpleCookie drops all when one of them is odd
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value.strip('"')
    return ""


async def who(accounts: Accounts, scope: Scope) -> Principal:
    """Who asks: nobody, the program whose key the request carries, or the agent whose session the cookie is."""
    if scope["type"] not in (ScopeType.HTTP, ScopeType.WEBSOCKET):
        return NOBODY
    connection = ASGIConnection[Any, Any, Any, Any](scope)
    if scope["type"] == ScopeType.HTTP and (key := offered(accounts, connection)):
        return await accounts.machine(key) or NOBODY  # never the cookie beside it
    token = cookie_of(connection)
    return (await accounts.principal(token) if token else None) or NOBODY


def recognise(accounts: Accounts) -> Callable[[ASGIApp], ASGIApp]:
    """Middleware: `scope["user"]` is who asks."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def handle(scope: Scope, receive: Receive, send: Send) -> None:
            scope["user"] = await who(accounts, scope)
            await app(scope, receive, send)

        return handle

    return wrap


def headers(app: ASGIApp) -> ASGIApp:
    """Middleware: the headers that every answer carries, unless it has its own."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableScopeHeaders.from_message(message)
                for name, value in HEADERS.items():
                    own.setdefault(name, value)
            await send(message)

        await app(scope, receive, out if scope["type"] == ScopeType.HTTP else send)

    return handle


def offered(accounts: Accounts, connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The key of a program in a request, or an empty string."""
    return accounts.offered_key(connection.headers.get("authorization", ""))


def no_key() -> NotSignedIn:
    """No key came, or one that does not hold (any more)."""
    return NotSignedIn(KEY_REFUSED, "密钥无效、已过期或已撤销", "This key is not valid, has run out or was revoked")


def permit(accounts: Accounts) -> Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], None]:
    """Guard of every route: its permission, and the CSRF token where a session could change something. Visitors and
    monitors are recognised by their token in the handler itself; the key of a program opens only routes that say so."""

    def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        permission = handler.opt.get("permission")
        if permission is None:
            raise Forbidden("no_permission_named", "这个地址没有开放", "This address is not open")
        who: Principal = connection.scope["user"]
        if connection.scope["type"] == ScopeType.WEBSOCKET:
            return  # a socket refuses by its own close code, which a browser can read
        if who.kind == "key":
            accounts.pace(who)
        if permission not in (VISITOR, MACHINE) and not who.may(permission):
            if who.kind != "nobody":
                raise Forbidden(permission=permission)
            raise no_key() if permission == KEY or offered(accounts, connection) else NotSignedIn
        closed = permission not in (PUBLIC, VISITOR, MACHINE, KEY) and not handler.opt.get("keys")
        if who.kind == "key" and closed:
            raise Forbidden(permission=permission)
        unsafe = connection.scope.get("method", "GET") not in SAFE
        guarded = unsafe and who.kind == "agent" and permission != VISITOR and not handler.opt.get("no_csrf")
        if guarded and not accounts.csrf_ok(who, connection.headers.get("x-csrf", "")):
            raise Forbidden("csrf", "页面已过期，请刷新后重试", "This page is out of date: reload and try again")

    return guard


def refuse(request: Request[Any, Any, Any], error: YingdaError) -> Response[dict[str, Any]]:
    """An expected failure, in the reader's language."""
    language = language_of(request.headers.get("accept-language", ""))
    head = {"Cache-Control": "no-store"}
    if after := getattr(error, "retry_after", 0):
        head["Retry-After"] = str(max(1, round(after)))
    if error.code == KEY_REFUSED:
        head["WWW-Authenticate"] = "Bearer"
    return Response(error.body(language), status_code=error.status, headers=head, media_type="application/json")


def translate(error: HTTPException) -> YingdaError:
    """A failure that the framework found, as one of ours."""
    if isinstance(error, ValidationException):
        found = [e for e in (error.extra or []) if isinstance(e, dict)][:20]
        where = [{"field": str(e.get("key", "")), "message": str(e.get("message", ""))} for e in found]
        return BadInput("bad_input", "提交的内容不对，请检查", "This is not as expected: please check it", fields=where)
    if error.status_code == NotFound.status:
        return NotFound()
    if error.status_code == TooLarge.status:
        return TooLarge("body_too_large", "内容太大", "This is too large")
    fault = YingdaError("http", "无法处理这个请求", error.detail or "This request cannot be served")
    fault.status = error.status_code  # type: ignore[misc]
    return fault


def on_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[dict[str, Any]]:
    """What the framework refused."""
    if error.status_code >= 500:
        return on_fault(request, error)
    answer = refuse(request, translate(error))
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value  # which methods there are, for one
    return answer


def on_garbage(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    """A body that is not what it says."""
    del error
    return refuse(request, BadInput("bad_json", "无法识别的内容", "This cannot be read"))


def on_fault(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, Any]]:
    """A fault of ours: logged whole, told in one sentence."""
    log.error("request failed", method=request.method, path=request.url.path, exc_info=error)
    fault = YingdaError(
        "internal", "出了点问题，已记录，请重试", "Something went wrong; it was logged. Please try again"
    )
    return refuse(request, fault)


HANDLERS: dict[Any, Any] = {
    YingdaError: refuse,
    HTTPException: on_http,
    SerializationException: on_garbage,
    UnicodeDecodeError: on_garbage,
    RecursionError: on_garbage,
    Exception: on_fault,
}
