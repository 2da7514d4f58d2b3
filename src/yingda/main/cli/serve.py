"""`yingda serve`: opens the house and serves it until Ctrl-C or SIGTERM."""

import asyncio
import ctypes
import gc
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import FrameType
from typing import Annotated, Any

import structlog
import typer
import uvicorn

from yingda import __version__
from yingda.kernel import BadInput, Unavailable
from yingda.kernel.limits import FRAME_BYTES
from yingda.main import demo as demo_business
from yingda.main.build import Node, close_house, open_house
from yingda.main.drain import drain
from yingda.main.frames import Frames
from yingda.main.logs import set_up
from yingda.main.settings import Settings, unknown
from yingda.main.web import app as application

from . import store
from .words import out, say

log = structlog.get_logger("serve")

HEEDED = (signal.SIGINT, signal.SIGTERM)
LOOPBACK = ("127.0.0.1", "::1", "localhost")
GRACE_S = 2
"""How long open requests and sockets may take to end after Ctrl-C."""
BACKLOG = 2048


class Server(uvicorn.Server):
    """Uvicorn, and a word when it is ready."""

    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], leave: Callable[[Callable[[], bool]], Awaitable[None]]
    ) -> None:
        super().__init__(config)
        self.ready, self.leave = ready, leave
        self.terminated = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, then says so."""
        await super().startup(sockets)
        if self.started:
            self.ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM: somebody restarts or moves this node, so clients are led away first. Ctrl-C: at once."""
        self.terminated = sig == signal.SIGTERM and not self.should_exit
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Leads clients away, then closes as uvicorn does. A second signal ends the waiting."""
        await self.leave(lambda: not self.terminated or self.force_exit)
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn's, but a signal that was heeded is not raised again at the end: the house is still to be closed."""
        before = {number: signal.signal(number, self.handle_exit) for number in HEEDED}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def add(app: typer.Typer) -> None:
    """Adds the command."""

    @app.command(help=say("启动服务", "Start the server"))
    def serve(
        host: Annotated[str | None, typer.Option(help=say("监听地址", "Address to listen on"))] = None,
        port: Annotated[int | None, typer.Option(help=say("端口", "Port"))] = None,
        demo: Annotated[
            bool, typer.Option("--demo", help=say("没有企业时载入演示", "Load the demo when there is no business"))
        ] = False,
    ) -> None:
        settings = Settings.read(host=host, port=port)
        set_up(settings.log_level, settings.log_format)
        for name, meant in unknown():
            log.warning("unknown setting", name=name, **({"did_you_mean": meant} if meant else {}))
        listening = listen(settings.host, settings.port)
        if demo:
            load_demo(settings)
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            code = runner.run(run(settings, listening))
        sys.exit(code)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's, where there is one (not on Windows)."""
    try:
        return import_module("uvloop").new_event_loop  # type: ignore[no-any-return]
    except ImportError:
        return None


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; `BadInput` in plain words when the address cannot be had."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
        listening.setblocking(False)
        return listening
    except OSError as error:
        reason = error.strerror or str(error)
        zh = f"无法监听 {host}:{port}（{reason}）。端口可能被占用：换一个，例如 YINGDA_PORT=8001"
        en = f"Cannot listen on {host}:{port} ({reason}). If the port is taken choose another, e.g. YINGDA_PORT=8001"
        raise BadInput("cannot_listen", zh, en) from error


def load_demo(settings: Settings) -> None:
    """Loads the demo business where there is no business, in a process of its own: what loading needs (some 40 MB) is not
    kept by the one that serves."""
    if store.businesses(settings.database):
        return
    out.print("  ▸ 载入演示企业 · loading the demo business")
    child = subprocess.run(
        [sys.executable, "-c", "from yingda.main.cli import run; run()", "demo"], stdout=subprocess.DEVNULL, check=False
    )
    if child.returncode:
        raise Unavailable("demo_failed", "演示企业没有载入", "The demo business could not be loaded")


async def run(settings: Settings, listening: socket.socket) -> int:
    """Serves until a signal; answers the exit code. Whatever goes wrong, the house is closed."""
    node = await open_house(settings)
    try:
        logins = await demo_business.logins(node)
        if logins and (settings.public_url or settings.host not in LOOPBACK):
            log.warning("the demo business is open to the network: its passwords are known to everybody")
        port = listening.getsockname()[1]
        server = Server(
            config(settings, node), lambda: banner(settings, port, logins),
            lambda hurry: drain(node, settings.drain_s, hurry),
        )  # fmt: skip
        tidy()
        await server.serve(sockets=[listening])
    finally:
        await close_house(node)
        listening.close()
    return 0 if server.started else 1


def tidy() -> None:
    """Gives back what only the start needed, and takes what stays out of the
    garbage collector's rounds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)  # a message makes hundreds of short-lived objects, hardly ever a cycle
    with suppress(OSError, AttributeError):  # only where the C library is GNU's
        ctypes.CDLL(None).malloc_trim(0)


def config(settings: Settings, node: Node) -> uvicorn.Config:
    """How uvicorn serves: the fast parts, no log of its own, forwarded headers only from whom the settings name."""
    web: Any = application(node, close=False)
    return uvicorn.Config(
        web,
        loop="none",
        http="httptools",
        ws=Frames,
        ws_max_size=FRAME_BYTES * 4,
        ws_ping_interval=25.0,
        ws_ping_timeout=25.0,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=BACKLOG,
        proxy_headers=True,
        forwarded_allow_ips=settings.forwarded_allow,
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=30,
        lifespan="on",
    )


def banner(settings: Settings, port: int, logins: list[str]) -> None:
    """What to open, in both languages: whoever starts it for the first time has set nothing yet."""
    url = settings.url if settings.public_url or settings.port == port else f"http://localhost:{port}"
    lines = [
        f"应答 Yingda {__version__}",
        "",
        f"  控制台 · console      {url}/console/",
        *([f"  演示商店 · demo shop  {url}/shop/"] if logins else []),
        f"  数据 · data           {settings.data}",
        *(["", "  演示账号 · demo logins", *(f"    {line}" for line in logins)] if logins else []),
        "",
        "  Ctrl-C 停止 · stop",
    ]
    if settings.log_format == "json":
        log.info("serving", url=url, data=str(settings.data))
    else:
        out.print("\n".join(lines), markup=False)
