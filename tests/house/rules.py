"""The rules of the house that are read from source text. Each takes the folder that holds `yingda/` and answers the
violations, one sentence each; an empty list is a house in order."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.house import tree

FILE_LINES = 400
FUNCTION_LINES = 60

DATA = {".yaml", ".yml", ".json", ".html", ".txt", ".md", ".csv", ".typed"}
ROOM = ("__init__", "model", "events", "store", "service", "api", "install", "migrations")

INNER: Mapping[str, tuple[str, ...]] = {
    "__init__": ROOM,
    "model": ("model", "events"),
    "events": ("events", "model"),
    "store": ("store", "model", "events"),
    "service": ("service", "model", "events", "store"),
    "api": ("api", "service", "model", "events"),
    "install": ROOM,
    "migrations": (),
}
"""Which of its own files a file of a room may import."""
OUTER: Mapping[str, tuple[str, ...]] = {
    "__init__": (),
    "model": ("kernel",),
    "events": ("kernel",),
    "store": ("kernel",),
    "service": ("kernel", "rooms"),
    "api": ("kernel",),
    "install": ("kernel", "rooms"),
    "migrations": (),
}
"""What of the house a file of a room may import beside that; rooms by their doors."""

SQL = re.compile(
    r"""^[\s(]*(
      select\s+(distinct\s+)?[\w?*'"(.].*\sfrom\s | select\s+[\w?*(]+\s*$ | select\s+1\b |
      insert\s+(or\s+\w+\s+)?into\s | replace\s+into\s | update\s+[\w?".]+\s+set\s | delete\s+from\s |
      with\s+(recursive\s+)?[\w?]+\s*(\([^)]*\)\s*)?as\s*(not\s+|materialized\s*)*\( |
      (create|drop|alter)\s+(unique\s+|virtual\s+|temp\s+)*(table|index|view|trigger)\s | pragma\s+\w+\s*(=|\(|$) |
      begin\s+(immediate|exclusive|deferred)\b
    )""",
    re.I | re.X | re.S,
)
SQL_HOMES = ("engines", "migrations", "store", "store.py")
SQL_ALSO = {"main/schema.py": "runs the migrations: asks which revision a database is at"}


def _place(root: Path, file: Path) -> str:
    return file.relative_to(root / "yingda").as_posix()


def sizes(root: Path) -> Iterator[str]:
    """No file over 400 lines, no function over 60."""
    for file in tree.files(root):
        lines = file.read_text("utf-8").count("\n")
        if lines > FILE_LINES:
            yield f"{_place(root, file)}: {lines} lines, at most {FILE_LINES}"
        for function in tree.functions(file):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{_place(root, file)}: {function.name} has {length} lines, at most {FUNCTION_LINES}"


def doors(root: Path) -> Iterator[str]:
    """A room is entered by its door, `yingda.rooms.x`; only `main` also names `yingda.rooms.x.install`."""
    for file in tree.files(root):
        parts = file.relative_to(root / "yingda").parts
        home = parts[1] if parts[0] == "rooms" and len(parts) > 1 else ""
        for found in tree.imports(root, file):
            names = found.module.split(".")
            if names[:2] != ["yingda", "rooms"]:
                continue
            room, inner = (names[2] if len(names) > 2 else ""), names[3:]
            if not room:
                room, inner = (found.names or ("",))[0], []
            within = set(inner) | {n for n in found.names if (root / "yingda/rooms" / room / f"{n}.py").exists()}
            if room == home or not within or (parts[0] == "main" and within <= {"install"}):
                continue
            yield f"{_place(root, file)}:{found.line} enters {room} by {'.'.join(sorted(within))}, not by its door"


def kernel_alone(root: Path) -> Iterator[str]:
    """The kernel imports nothing of ours."""
    for file in tree.files(root, "yingda/kernel"):
        for found in tree.imports(root, file):
            if found.module.split(".")[0] == "yingda" and not found.module.startswith("yingda.kernel"):
                yield f"{_place(root, file)}:{found.line} imports {found.module}"


def wall(root: Path) -> Iterator[str]:
    """Channels, engines and packs import the kernel and their own files, nothing else of ours."""
    for floor in ("channels", "engines", "packs"):
        for file in tree.files(root, f"yingda/{floor}"):
            own = ".".join(["yingda", *file.relative_to(root / "yingda").with_suffix("").parts[:2]])
            for found in tree.imports(root, file):
                ours = found.module == "yingda" or found.module.startswith("yingda.")
                if ours and not (found.module + ".").startswith(("yingda.kernel.", own + ".")):
                    yield f"{_place(root, file)}:{found.line} imports {found.module}"


def rooms(root: Path) -> list[Path]:
    """The folders of the rooms."""
    folder = root / "yingda/rooms"
    return sorted(p for p in folder.iterdir() if p.is_dir() and p.name != "__pycache__") if folder.exists() else []


def shape(root: Path) -> Iterator[str]:
    """Every room has a door and an `install`, and no other files than those of the written shape."""
    for room in rooms(root):
        have = {p.name.removesuffix(".py") for p in room.iterdir()} - {"__pycache__"}
        for name in ("__init__", "install"):
            if name not in have:
                yield f"rooms/{room.name}: no {name}"
        for path in sorted(room.iterdir()):
            if path.name.removesuffix(".py") in ROOM or path.name == "__pycache__" or path.suffix in DATA:
                continue
            if not (path.is_dir() and not list(path.rglob("*.py"))):
                yield f"rooms/{room.name}: {path.name} is not one of the files of a room"


def room_imports(root: Path) -> Iterator[str]:
    """Within a room each file imports only what its kind may: a model knows no store, an api no other room."""
    for room in rooms(root):
        for file in tree.files(root, f"yingda/rooms/{room.name}"):
            kind = file.relative_to(room).parts[0].removesuffix(".py")
            if kind not in ROOM:
                continue
            for found in tree.imports(root, file):
                if wrong := _unfit(room.name, kind, found, room):
                    yield f"{_place(root, file)}:{found.line}: {kind} may not import {wrong}"


def _unfit(room: str, kind: str, found: tree.Import, folder: Path) -> str:
    names = found.module.split(".")
    if names[0] != "yingda":
        return ""
    if names[1:3] != ["rooms", room]:
        return "" if len(names) > 1 and names[1] in OUTER[kind] else found.module
    inner = names[3:4] or [n for n in found.names if (folder / n).exists() or (folder / f"{n}.py").exists()]
    if not inner:  # `from . import Name`: its own door
        return "" if kind in ("__init__", "install") else f"its own door ({', '.join(found.names)})"
    return next((n for n in inner if n not in INNER[kind] and n != kind), "")


def needs(root: Path) -> dict[str, set[str]]:
    """Every module of ours and the modules of ours that it imports when it is loaded."""
    modules = {tree.module(root, file): file for file in tree.files(root)}
    graph: dict[str, set[str]] = {}
    for name, file in modules.items():
        graph[name] = set()
        for found in tree.imports(root, file):
            named = {f"{found.module}.{n}" for n in found.names} & set(modules)
            graph[name] |= {m for m in named or {found.module} if m in modules and m != name}
    return graph


def cycles(root: Path) -> Iterator[str]:
    """No two modules need each other, however far about."""
    graph = needs(root)
    while free := {name for name, below in graph.items() if not below & set(graph)}:
        graph = {name: below for name, below in graph.items() if name not in free}
    while free := {name for name in graph if not any(name in below for below in graph.values())}:
        graph = {name: below for name, below in graph.items() if name not in free}
    if graph:
        yield f"these modules import each other: {', '.join(sorted(graph))}"


CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "new_id", "new_secret", "SystemClock"}


def pure(root: Path) -> Iterator[str]:
    """A model reads no clock, makes no ids and awaits nothing."""
    for room in rooms(root):
        for file in [*room.glob("model.py"), *room.glob("model/**/*.py")]:
            for node in ast.walk(tree.parsed(file)):
                if isinstance(node, ast.AsyncFunctionDef | ast.Await):
                    yield f"{_place(root, file)}:{node.lineno}: a model awaits nothing"
                elif isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    owner = getattr(getattr(node.func, "value", None), "id", "")
                    if name in CLOCKS and (isinstance(node.func, ast.Name) or owner in ("datetime", "date", "time")):
                        yield f"{_place(root, file)}:{node.lineno}: {name}() in a model"


def sql(root: Path) -> Iterator[str]:
    """SQL stands in stores, engines and migrations."""
    for file in tree.files(root):
        place = _place(root, file)
        if set(place.split("/")) & set(SQL_HOMES) or place in SQL_ALSO:
            continue
        for line, text in tree.strings(file):
            if SQL.match(text):
                yield f"{place}:{line}: SQL outside store: {text.strip()[:60]!r}"


def inner_imports(root: Path) -> list[tuple[str, str, str]]:
    """(file, function, module) of every import that stands inside a function."""
    return [
        (_place(root, file), found.function, found.module)
        for file in tree.files(root)
        for found in tree.imports(root, file)
        if found.function
    ]


def future_annotations(root: Path) -> Iterator[str]:
    """Types are read at run time, so nobody postpones them."""
    for file in tree.files(root):
        for found in tree.imports(root, file):
            if found.module == "__future__" and "annotations" in found.names:
                yield f"{_place(root, file)}:{found.line}: postponed annotations"


def untold_events(root: Path) -> Iterator[str]:
    """Every event and every row class says what it means."""
    for file in tree.files(root, "yingda/rooms"):
        for node in tree.parsed(file).body:
            if isinstance(node, ast.ClassDef) and not ast.get_docstring(node):
                bases = {getattr(b, "id", "") for b in node.bases}
                if bases & {"Event", "Row"}:
                    yield f"{_place(root, file)}:{node.lineno}: {node.name} has no docstring"
