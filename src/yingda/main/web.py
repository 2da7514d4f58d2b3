"""Serving: the routes that everything installed, behind the wall, with the built front end."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from litestar import Litestar, Request, Response, Router, get
from litestar.config.compression import CompressionConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.routes import ASGIRoute

from yingda import __version__
from yingda.kernel import PUBLIC, NotFound
from yingda.kernel.limits import BODY_BYTES
from yingda.rooms.accounts import Accounts
from yingda.rooms.help import Help

from . import fair, health, metrics, parked, system, wall
from .build import Node, close_house
from .hosts import by_host
from .observe import Observed
from .static import Static

OPEN: dict[str, Any] = {"permission": PUBLIC}
PLAIN = ["^/console", "^/panel", "^/files", "^/yingda", "^/api/session", "^/api/me", "^/api/inboxes", "^/api/keys",
         "^/api/files"]  # fmt: skip
"""Not compressed on the way out: the built front end is already, files may be pictures, tokens stay apart from texts."""
NOT_BUILT = "前端还没有构建，请运行 make run / The front end is not built yet: run make run"


def pages(accounts: Accounts, static: Static) -> list[Any]:
    """The built pages: loader, panel and console."""

    @get("/", opt=OPEN, include_in_schema=False, sync_to_thread=False)
    def home() -> Redirect:
        return Redirect("/console/")

    @get("/yingda.js", opt=OPEN, include_in_schema=False, sync_to_thread=False)
    def loader(request: Request[Any, Any, Any]) -> Response[bytes]:
        head = {
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cache-Control": "public, max-age=300",
        }
        return found(static.answer(request, "loader/yingda.js", head))

    @get(["/panel", "/panel/{path:path}"], opt=OPEN, include_in_schema=False)
    async def panel(request: Request[Any, Any, Any], path: FromPath[str] = "") -> Response[bytes]:
        name = path.strip("/")
        if name and name != "index.html":
            return found(static.answer(request, f"panel/{name}"))
        inbox = await accounts.inbox_by_key(request.query_params.get("inbox", ""))
        hosts = " ".join(f"https://{host} http://{host}" for host in inbox.allowed_hosts) if inbox else ""
        frames = f"frame-ancestors 'self' {hosts}" if hosts else "frame-ancestors *"
        policy = wall.POLICY.replace("frame-ancestors 'none'", frames)
        return found(static.answer(request, "panel/index.html", {"Content-Security-Policy": policy}))

    @get(["/console", "/console/{path:path}"], opt=OPEN, include_in_schema=False, sync_to_thread=False)
    def console(request: Request[Any, Any, Any], path: FromPath[str] = "") -> Response[bytes]:
        name = path.strip("/")
        if "." not in name.rsplit("/", 1)[-1]:
            name = "index.html"  # a page of the console: its own router knows it
        return found(static.answer(request, f"console/{name}"))

    def found(answer: Response[bytes] | None) -> Response[bytes]:
        if answer is None:
            raise NotFound() if static.assets else NotFound("not_built", *NOT_BUILT.split(" / "))
        return answer

    return [home, loader, panel, console]


class Front:
    """The door of the application: sockets go straight to their handlers, everything else through the framework. A
    message to or from a socket passes no layer that has nothing to do for it."""

    def __init__(self, site: Litestar, node: Node) -> None:
        self.accounts, self.routes = node.need(Accounts), site.routes
        self.place = by_host(node.need(Help), str(node.setting("public_url", "")))
        observed: Observed = node.observed
        self.site = observed.tracer.requests(site) if observed.tracer else site
        self.sockets = {
            r.path: observed.socket(r.path.rpartition("/")[2], r.route_handler.fn)
            for r in site.routes
            if isinstance(r, ASGIRoute)
        }

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One connection, as ASGI has it."""
        handle = self.sockets.get(scope["path"]) if scope["type"] == "websocket" else None
        if handle is None:
            await self.site(await self.place(scope) if scope["type"] == "http" else scope, receive, send)
            return
        scope["user"] = await wall.who(self.accounts, scope)
        await handle(scope, receive, send)


def app(node: Node, *, close: bool = True) -> Front:
    """The application of a node. With `close` the node is closed when serving ends."""
    accounts = node.need(Accounts)
    owners = fair.finders(accounts, node.need(Help))

    @asynccontextmanager
    async def life(_: Litestar) -> AsyncIterator[None]:
        yield
        if close:
            await close_house(node)

    lifespan: list[Callable[[Litestar], AbstractAsyncContextManager[None]]] = [life]
    site = Litestar(
        [
            *health.routes(node), metrics.route(node), system.route(node), *parked.routes(node),
            *pages(accounts, Static()), *node.routes,
        ],
        middleware=[wall.headers, wall.recognise(accounts), fair.fair(node.shares, owners)],
        guards=[wall.permit(accounts)],
        exception_handlers=wall.HANDLERS,
        request_max_body_size=BODY_BYTES,
        lifespan=lifespan,
        compression_config=CompressionConfig("gzip", minimum_size=2_000, exclude=PLAIN),
        openapi_config=OpenAPIConfig(
            title="Yingda 应答", version=__version__, render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            openapi_router=Router("/api/schema", route_handlers=[], opt=OPEN),
        ),
        logging_config=None,
    )  # fmt: skip
    return Front(site, node)
