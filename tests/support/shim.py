"""A disk that loses power, runs full or fails: the test's side of `shim.c`, which is compiled when it is needed.

`Shim` holds the control page. `Disk` replays what a process did to its files and builds, for any moment, what a power cut
would have left: bytes that were fsynced, names whose folder was fsynced, and of the rest whatever the test chooses.
"""

import mmap
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.needs import need

SOURCE = Path(__file__).with_name("shim.c")
FIELDS = ("write_error", "sync_error", "kill_at", "half", "count", "logging")
HEAD = struct.Struct("<cQQI")
SECTOR = 512


def build(folder: Path) -> Path:
    """The compiled shim."""
    compiler = need(shutil.which("gcc") or shutil.which("cc"), "a C compiler (apt install gcc)")
    out = folder / "shim.so"
    if not out.exists():
        subprocess.run(
            [compiler, "-O2", "-fPIC", "-shared", "-o", str(out), str(SOURCE), "-ldl", "-lpthread"], check=True
        )
    return out


class Shim:
    """The control page of processes under the shim. `root` is the folder that is watched, `folder` where the records go."""

    def __init__(self, folder: Path, root: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.root = folder, root
        self.library = build(folder)
        (folder / "control").write_bytes(bytes(4096))
        with (folder / "control").open("r+b") as file:
            self.page = mmap.mmap(file.fileno(), 4096)

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to come under the shim."""
        return {"LD_PRELOAD": str(self.library), "SHIM_ROOT": str(self.root), "SHIM_LOG": str(self.folder)}

    def set(self, **values: int) -> None:
        """Sets fields of the control page."""
        for name, value in values.items():
            struct.pack_into("<q", self.page, FIELDS.index(name) * 8, value)

    def reset(self) -> None:
        """A disk without faults, and nobody watches; old records are forgotten."""
        self.set(**dict.fromkeys(FIELDS, 0))
        for file in self.folder.glob("ops-*"):
            file.unlink()

    @property
    def count(self) -> int:
        """Operations on watched files so far."""
        return int(struct.unpack_from("<q", self.page, FIELDS.index("count") * 8)[0])

    def records(self, pid: int) -> bytes:
        """All that process `pid` did; asked once, since the number may be given to another process later."""
        file = self.folder / f"ops-{pid}"
        found = file.read_bytes() if file.exists() else b""
        file.unlink(missing_ok=True)
        return found


class Record(NamedTuple):
    """One operation: C made, W written, T truncated, S synced, E failed to sync, D folder synced, R renamed, L linked, U
    removed, O sent over a socket."""

    kind: str
    file: int
    offset: int
    data: bytes


def records(raw: bytes) -> Iterator[Record]:
    """The records of a log; a last one that is cut off is left out."""
    at = 0
    while at + HEAD.size <= len(raw):
        kind, file, offset, size = HEAD.unpack_from(raw, at)
        at += HEAD.size
        if at + size > len(raw):
            return
        yield Record(kind.decode(), file, offset, raw[at : at + size])
        at += size


class File:
    """One file: its durable bytes, and what was done since. `limbo` is what a failed fsync forgot: it is on the disk only
    by chance, whatever is synced later."""

    def __init__(self, data: bytes = b"") -> None:
        self.durable = bytearray(data)
        self.pending: list[Record] = []

    def sync(self) -> None:
        """Everything so far is on the disk, but what an earlier failure left in limbo."""
        for record in self.pending:
            perform(self.durable, record)
        self.pending = []

    def fail(self) -> None:
        """The system forgets what it could not write: the bytes count as clean, and nobody writes them again."""
        self.pending = []

    def left(self, chance: random.Random | None) -> bytes:
        """What a cut leaves: without `chance` only what was synced, else each sector of each unsynced write or not."""
        if chance is None or not self.pending:
            return bytes(self.durable)
        data, odds = bytearray(self.durable), chance.choice((0.1, 0.5, 0.9, 1.0))
        for record in self.pending:
            if record.kind == "T":
                if chance.random() < odds:
                    perform(data, record)
                continue
            for at in range(0, len(record.data), SECTOR):
                if chance.random() < odds:
                    part = record.data[at : at + SECTOR]
                    perform(data, Record("W", 0, record.offset + at, part))
        return bytes(data)


def perform(data: bytearray, record: Record) -> None:
    """One write or truncation."""
    end = record.offset + len(record.data)
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    if record.kind == "T":
        del data[record.offset :]
    else:
        data[record.offset : end] = record.data


class Disk:
    """The files below `root` as they are when it is made, all of them durable; `do` follows the records."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[int, File] = {}
        self.names: dict[str, File] = {}
        for path in root.rglob("*"):
            if path.is_file() and not path.name.endswith("-shm"):
                self.names[str(path)] = self.files[path.stat().st_ino] = File(path.read_bytes())
        self.durable = dict(self.names)
        self.renames: list[Record] = []

    def do(self, record: Record) -> None:
        """One operation."""
        kind = record.kind
        if kind == "C":
            self.files[record.file] = File()
            self._name(record)
        elif kind in "WT":
            self.files[record.file].pending.append(record)
        elif kind == "S":
            self.files[record.file].sync()
        elif kind == "E":
            self.files[record.file].fail()
        elif kind in "RLU":
            self._name(record)
        elif kind == "D":
            folder = words(record)[0].rstrip("/")
            inside = [r for r in self.renames if str(Path(words(r)[-1]).parent) == folder]
            for one in inside:
                self._apply(self.durable, one)
                self.renames.remove(one)

    def _name(self, record: Record) -> None:
        self._apply(self.names, record)
        self.renames.append(record)

    def _apply(self, names: dict[str, File], record: Record) -> None:
        said = words(record)
        if record.kind == "C":
            names[said[0]] = self.files.setdefault(record.file, File())
        elif record.kind == "U":
            names.pop(said[0], None)
        elif said[0] in names:
            names[said[1]] = names.pop(said[0]) if record.kind == "R" else names[said[0]]

    def cut(self, target: Path, chance: random.Random | None) -> None:
        """Builds in `target` what a power cut now would leave. Names that were not made durable are there or not, in the
        order in which they were given."""
        names = dict(self.durable)
        for record in self.renames[: chance.randint(0, len(self.renames)) if chance else 0]:
            self._apply(names, record)
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(mode=0o700)
        for name, file in names.items():
            if self.root not in Path(name).parents:
                continue
            path = target / Path(name).relative_to(self.root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.left(chance))


def words(record: Record) -> list[str]:
    """The paths in a record."""
    return record.data.decode().rstrip("\0").split("\0")
