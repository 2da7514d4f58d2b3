"""Rules that are read from the installed house: its stairs, tables, entrances and settings."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest
from litestar import Litestar, WebSocket, get, websocket
from msgspec import Struct
from tests.house import contracts, permissions, tree
from tests.house.house import Entrance, entrances, opened
from tests.house.rows import disagreements

from yingda.kernel import Event, Op, Ops, Reaction, Row, Told
from yingda.main import build
from yingda.main.build import Node
from yingda.main.settings import PARSERS
from yingda.main.store import TABLES
from yingda.main.web import app

T = TypeVar("T")


@pytest.fixture
async def node(tmp_path: Path) -> AsyncIterator[Node]:
    async with opened(tmp_path / "data") as node:
        yield node


def test_one_staircase() -> None:
    """The order of installation, the layers of import-linter and the folders are the same list."""
    lint = [tuple(sorted(step)) for step in reversed(contracts.staircase())]
    assert [tuple(sorted(step)) for step in build.STAIRCASE] == lint
    folders = {p.parent.name for p in (tree.SRC / "yingda/rooms").glob("*/__init__.py")}
    assert folders == {room for step in build.STAIRCASE for room in step}


def drawn(text: str) -> list[tuple[str, ...]]:
    """The staircase as ARCHITECTURE.md draws it, from the ground up."""
    (picture,) = re.findall(r"^## The staircase$.*?^```\n(.*?)^```", text, re.M | re.S)
    steps = [re.split(r"\s{2,}", line)[0].split(" | ") for line in picture.splitlines()]
    return [tuple(sorted(step)) for step in reversed(steps)]


def test_the_staircase_is_drawn_as_it_is() -> None:
    built = [tuple(sorted(step)) for step in build.STAIRCASE]
    text = (tree.TOP / "ARCHITECTURE.md").read_text("utf-8")
    assert drawn(text) == built
    assert drawn(text.replace("desk | delivery  ", "desk  ")) != built


@pytest.mark.parametrize(("floor", "named"), [("channels", build.CHANNELS), ("packs", build.PACKS)])
def test_every_channel_and_pack_is_installed(floor: str, named: tuple[str, ...]) -> None:
    folders = {p.parent.name for p in (tree.SRC / "yingda" / floor).glob("*/__init__.py")}
    assert folders == set(named)


def test_install_order_is_the_staircase(node: Node) -> None:
    """Each room's migrations come in after those of the rooms below it."""
    order = [room for step in build.STAIRCASE for room in step]
    assert [room for room in node.migrations if room in order] == [room for room in order if room in node.migrations]


def ours(base: type[T]) -> set[type[T]]:
    """All classes of ours below `base`."""
    found: set[type[T]] = {kind for kind in base.__subclasses__() if kind.__module__.startswith("yingda.")}
    for kind in tuple(found):
        found |= ours(kind)
    return found


def test_rows_and_tables_agree(node: Node) -> None:
    kinds: list[type[Row]] = [Told, Reaction, *TABLES, *node.rows]
    assert len({kind.table for kind in kinds}) == len(kinds), "two classes for one table"
    forgotten = ours(Row) - set(kinds)
    assert not forgotten, f"not given to house.tables: {forgotten}"
    with closing(sqlite3.connect(node.settings["data"] / "yingda.db")) as db:
        wrong = list(disagreements(db, kinds))
    assert not wrong, "\n".join(wrong)


def test_every_entrance_names_a_known_permission(node: Node) -> None:
    found = entrances(app(node, close=False).routes)
    assert len(found) > 20
    assert not [one for one in found if one.permission not in permissions.known()]


def test_every_entrance_is_in_the_table(node: Node) -> None:
    made = permissions.table(entrances(app(node, close=False).routes))
    assert made == permissions.FILE.read_text("utf-8"), "run: python -m tests.house.permissions"


def test_events_have_names_of_their_own() -> None:
    """The registry revives events by their class name, so two of one name would shadow each other."""
    names = [kind.__name__ for kind in ours(Event)]
    assert len(names) == len(set(names))


SETTING = re.compile(r"""(?:\.setting\(|settings(?:\.get\(|\[))\s*["']([a-z_]+)["']""")


def unknown_settings(root: Path) -> list[str]:
    """Settings that are asked for and do not exist."""
    known = {*PARSERS, "max_file_bytes"}
    found = [(f, name) for f in tree.files(root) for name in SETTING.findall(f.read_text("utf-8"))]
    return [f"{f.relative_to(root)}: {name}" for f, name in found if name not in known]


def test_only_settings_that_exist_are_asked_for() -> None:
    assert unknown_settings(tree.SRC) == []


# tests of the tests


def test_unknown_settings_bite(tmp_path: Path) -> None:
    (tmp_path / "yingda").mkdir()
    (tmp_path / "yingda" / "x.py").write_text('a = house.setting("port")\nb = house.settings["colour"]\n')
    assert unknown_settings(tmp_path) == ["yingda/x.py: colour"]


def test_entrances_bite() -> None:
    class Frame(Struct):
        pass

    async def run(session: object, frame: object) -> None: ...

    ops = Ops({"send": Op(Frame, "visitor", run), "steal": Op(Frame, "", run)})

    @get("/open", opt={"permission": "public"}, sync_to_thread=False)
    def named() -> None: ...

    @get("/forgotten", sync_to_thread=False)
    def forgotten() -> None: ...

    @websocket("/ws", opt={"permission": "public", "ops": ops})
    async def wire(socket: WebSocket[Any, Any, Any]) -> None: ...

    @websocket("/bare", opt={"permission": "public"})
    async def bare(socket: WebSocket[Any, Any, Any]) -> None: ...

    found = entrances(Litestar([named, forgotten, wire, bare], openapi_config=None).routes)
    bad = {one.name for one in found if one.permission not in permissions.known()}
    assert bad == {"GET /forgotten", "/ws steal", "CONNECT /bare"}
    assert "`GET /forgotten`" in permissions.table([Entrance("GET /forgotten", None)])


class Good(Row, frozen=True):
    table, key, once = "good", ("tenant", "id"), ("tenant", "client_id")
    tenant: str
    id: str
    client_id: str
    count: int
    share: float
    on: bool
    words: tuple[str, ...]
    note: str | None = None


GOOD = """create table good(tenant text not null, id text not null, client_id text not null, count bigint not null,
    share double precision not null, "on" boolean not null, words text not null, note text, primary key(tenant, id))"""
ONCE = "create unique index good_once on good(tenant, client_id)"


@pytest.mark.parametrize(
    ("table", "index", "says"),
    [
        (GOOD, ONCE, ""),
        (GOOD.replace("good(", "other("), "", "no table good"),
        (GOOD.replace("count bigint not null,", ""), ONCE, "['count'] are only on one side"),
        (GOOD.replace("note text", "note text, extra text"), ONCE, "['extra'] are only on one side"),
        (GOOD.replace("count bigint", "count text"), ONCE, "good.count: text"),
        (GOOD.replace("note text", "note text not null"), ONCE, "good.note: null refused"),
        (GOOD.replace("words text not null", "words text"), ONCE, "good.words: null allowed"),
        (GOOD.replace("(tenant, id))", "(id, tenant))"), ONCE, "primary key"),
        (GOOD, ONCE.replace("unique", ""), "no unique key"),
        (GOOD, ONCE.replace("tenant, ", ""), "no unique key"),
        (GOOD, ONCE + " where count > 0", "no unique key"),
    ],
)
def test_tables_bite(table: str, index: str, says: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(table)
        if index:
            db.execute(index)
        found = list(disagreements(db, [Good]))
    assert len(found) == bool(says)
    assert says in "".join(found)
