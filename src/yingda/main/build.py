"""The roof: chooses the engines, installs everything in order, starts and stops it. The only place that knows every name.

`STAIRCASE` is the one list: the order of installation, the layers that import-linter checks and the picture in
ARCHITECTURE are asserted to be equal to it.
"""

import asyncio
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import entry_points

import structlog

from yingda.engines.fetch import GuardedFetch
from yingda.engines.files import FileBlobs
from yingda.engines.inproc import InprocBus
from yingda.engines.sqlite import connect
from yingda.kernel import House, SystemClock

from . import schema
from .reactor import Reactor
from .settings import Settings

log = structlog.get_logger("build")

STAIRCASE: tuple[tuple[str, ...], ...] = (
    ("accounts",),
    ("people",),
    ("conversations",),
    ("sense", "knowledge"),
    ("flows",),
    ("bot",),
    ("routing",),
    ("desk", "delivery"),
)
"""Rooms from the ground up; those of one step do not know each other."""
CHANNELS = ("webchat",)
PACKS = ("shop",)
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


class Node(House):
    """A house with its reactor: one process of the product."""

    reactor: Reactor


async def open_house(settings: Settings, *, serve: bool = True) -> Node:
    """A house ready to be used: engines open, schema current, everything installed, and with `serve` started (indexes
    loaded, reactions running). Close it with `close_house`."""
    values = settings.as_mapping()
    db = await connect(settings.database_file)
    fetch = GuardedFetch(allow_private=settings.allow_private_fetch)
    node = Node(db, InprocBus(), FileBlobs(settings.data / "files"), fetch, SystemClock(), values)
    try:
        install(node, settings)
        db.reactions = node.reactions
        await asyncio.to_thread(schema.upgrade, settings.database_file, node.migrations)
        node.reactor = Reactor(node)
        db.told = node.reactor.told
        if serve:
            for start in node.starting:
                await start()
            await node.reactor.start()
    except BaseException:
        await db.close()
        raise
    return node


async def close_house(node: Node) -> None:
    """Ends what is under way, then closes; nothing that was acknowledged is lost."""
    await node.reactor.stop()
    for stop in reversed(node.stopping):
        try:
            await stop()
        except Exception:
            log.exception("could not stop cleanly")
    await node.fetch.close()
    await node.db.close()
