"""The roof: chooses the engines, installs everything in order, starts and stops it. The only place that knows every name.

`STAIRCASE` is the one list: the order of installation, the layers that import-linter checks and the picture in
ARCHITECTURE are asserted to be equal to it.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import structlog

from yingda.engines.fetch import GuardedFetch
from yingda.engines.files import FileBlobs
from yingda.engines.inproc import InprocBus
from yingda.engines.nats import NatsBus
from yingda.engines.onnx.local import LocalOnnx
from yingda.engines.openai import OpenAIEncoder, OpenAIModel
from yingda.engines.s3 import S3Blobs
from yingda.engines.sqlite import SqliteSearch
from yingda.kernel import BadInput, Blobs, Bus, Database, House, SystemClock
from yingda.kernel.encoding import LocalEncoder, RemoteEncoder
from yingda.kernel.language import LanguageModel
from yingda.kernel.search import Search

from . import schema
from .cluster import Cluster
from .observe import Observed
from .reactor import Reactor
from .settings import Settings
from .traces import tracer

log = structlog.get_logger("build")

STAIRCASE: tuple[tuple[str, ...], ...] = (
    ("accounts",),
    ("people",),
    ("conversations",),
    ("sense", "knowledge", "glossary", "search", "tools", "llm"),
    ("flows",),
    ("bot",),
    ("routing",),
    ("desk", "delivery"),
    ("help",),
    ("learning", "strategy", "machine"),
)
"""Rooms from the ground up; those of one step do not know each other."""
CHANNELS = ("webchat",)
PACKS = ("common", "shop")
GROUP = "yingda.extensions"


def names(settings: Settings) -> Iterator[str]:
    """The modules to install, in order: rooms, channels, packs, then what the settings name."""
    for step in STAIRCASE:
        for room in step:
            yield f"yingda.rooms.{room}.install"
    for channel in CHANNELS:
        yield f"yingda.channels.{channel}"
    for pack in PACKS:
        yield f"yingda.packs.{pack}"
    yield from settings.extensions


def install(house: House, settings: Settings) -> None:
    """Lets everything say what it offers and what it reacts to."""
    for name in names(settings):
        come_in: Callable[[House], None] = import_module(name).install
        come_in(house)
    for found in entry_points(group=GROUP):
        found.load().install(house)


def migrations(settings: Settings) -> dict[str, Path]:
    """The folders of revisions of all that is to be installed, found without installing it."""
    found: dict[str, Path] = {}
    for name in [*names(settings), *(found.module for found in entry_points(group=GROUP))]:
        spec = find_spec(name) if find_spec(name.split(".")[0]) else None
        if spec is None or spec.origin is None:
            raise BadInput("no_module", f"没有扩展模块 {name}", f"There is no extension module {name}")
        folder = Path(spec.origin).parent / "migrations"
        if folder.is_dir():
            found[folder.parent.name] = folder
    return found


class Node(House):
    """A house with its reactor: one process of the product."""

    reactor: Reactor
    cluster: Cluster
    given: Settings
    observed: Observed
    draining: bool = False
    """It is closing: what is under way ends, nobody new is sent here."""


async def database(settings: Settings) -> Database:
    """The engine that the settings name, opened; its driver is imported only here."""
    if not settings.on_server:
        return await import_module("yingda.engines.sqlite").connect(settings.database_file)  # type: ignore[no-any-return]
    return await scaled("yingda.engines.postgres").connect(settings.database)  # type: ignore[no-any-return]


def scaled(module: str) -> Any:
    """A module that speaks with PostgreSQL; `BadInput` where its driver is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        zh = "PostgreSQL 需要额外的组件，请安装：pip install 'yingda[scale]'"
        en = "PostgreSQL needs the extra components: pip install 'yingda[scale]'"
        raise BadInput("missing_extra", zh, en) from error


def search(settings: Settings) -> Search:
    """The search index: beside the database, or in it."""
    if settings.on_server:
        return import_module("yingda.engines.postgres").PostgresSearch(settings.database)  # type: ignore[no-any-return]
    return SqliteSearch(settings.data / "search.db")


def files(settings: Settings) -> Blobs:
    """Where files are kept: beside the database, or in a bucket."""
    if settings.blobs_url:
        return S3Blobs(settings.blobs_url)
    return FileBlobs(settings.data / "files")


def bus(settings: Settings, values: Mapping[str, Any], shared: bool) -> Bus:
    """How nodes wake each other: NATS when it is given, else the database's own notices; a node that is alone needs
    neither."""
    if settings.bus_url:
        secret = str(values["secret"]).encode()
        return NatsBus(settings.bus_url, blake2b(secret, digest_size=8, person=b"yingda bus").hexdigest())
    if shared:
        return import_module("yingda.engines.pgnotify").NotifyBus(settings.database)  # type: ignore[no-any-return]
    return InprocBus()


async def open_house(settings: Settings, *, serve: bool = True) -> Node:
    """A house ready to be used: engines open, schema current, everything installed, and with `serve` started (indexes
    loaded, reactions running). Close it with `close_house`."""
    values = settings.as_mapping()
    db = await database(settings)
    fetch = GuardedFetch(allow_private=settings.allow_private_fetch, private_hosts=settings.private_hosts)
    way = bus(settings, values, db.shared) if serve else InprocBus()
    node = Node(db, way, files(settings), fetch, SystemClock(), values)
    node.given, node.observed = settings, Observed(tracer(settings.traces))
    try:
        node.offer(Search, search(settings))  # type: ignore[type-abstract]
        node.offer(LanguageModel, OpenAIModel(fetch))  # type: ignore[type-abstract]
        node.offer(RemoteEncoder, OpenAIEncoder(fetch))  # type: ignore[type-abstract]
        node.offer(LocalEncoder, LocalOnnx(settings.encoder))  # type: ignore[type-abstract]
        install(node, settings)
        node.observed.around(node)
        db.reactions = node.reactions
        await asyncio.to_thread(schema.upgrade, settings.database, node.migrations)
        node.reactor = Reactor(node)
        node.cluster = Cluster(node, node.reactor)
        db.told = node.observed.told(node.reactor.told)
        if serve:
            await node.cluster.join()
            for start in node.starting:
                await start()
            await node.reactor.start()
            await node.cluster.start()
    except BaseException:
        await node.bus.close()
        await db.close()
        raise
    return node


async def close_house(node: Node) -> None:
    """Ends what is under way, then closes; nothing that was acknowledged is lost."""
    node.draining = True
    await node.reactor.stop()
    for stop in reversed(node.stopping):
        try:
            await stop()
        except Exception:
            log.exception("could not stop cleanly")
    await node.cluster.stop()
    await node.fetch.close()
    await node.db.close()
    if node.observed.tracer:
        await asyncio.to_thread(node.observed.tracer.end)
