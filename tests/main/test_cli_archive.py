import gzip
import io
import sqlite3
import stat
import tarfile
from pathlib import Path

import pytest
from msgspec import json
from tests.main.terminal import Terminal
from tests.main.test_cli import NEW

from yingda.main import schema


@pytest.fixture
def backed_up(yingda: Terminal, tmp_path: Path) -> Path:
    """A backup of a business with a file."""
    assert yingda(*NEW).code == 0
    (yingda.data / "files" / "t").mkdir(parents=True, exist_ok=True)
    (yingda.data / "files" / "t" / "a.png").write_bytes(b"picture" * 1000)
    file = tmp_path / "kept" / "b.tar.gz"
    said = yingda("backup", str(file))
    assert said.code == 0, said.err
    return file


def elsewhere(yingda: Terminal, tmp_path: Path) -> Path:
    """Another data folder, from now on the one that is used."""
    data = tmp_path / "other"
    yingda.set(YINGDA_DATA=str(data))
    return data


def test_a_backup_comes_back_whole(yingda: Terminal, tmp_path: Path, backed_up: Path) -> None:
    assert stat.S_IMODE(backed_up.stat().st_mode) == 0o600, "it holds the secret"
    assert [f.name for f in backed_up.parent.iterdir()] == ["b.tar.gz"], "nothing is left lying about"
    secret = (yingda.data / "secret").read_text()
    data = elsewhere(yingda, tmp_path)
    said = yingda("restore", str(backed_up))
    assert said.code == 0, said.err
    assert (data / "secret").read_text() == secret
    assert (data / "files" / "t" / "a.png").read_bytes() == b"picture" * 1000
    assert stat.S_IMODE((data / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert "li@shop.example" in yingda("user", "list").out


def test_a_backup_is_taken_while_somebody_writes(yingda: Terminal, tmp_path: Path, backed_up: Path) -> None:
    db = sqlite3.connect(yingda.data / "yingda.db")
    db.execute("begin immediate")
    db.execute("update business set name = 'half done'")
    assert yingda("backup", str(tmp_path / "c.tar.gz")).code == 0
    db.rollback()
    db.close()
    elsewhere(yingda, tmp_path)
    assert yingda("restore", str(tmp_path / "c.tar.gz")).code == 0


def test_backup_names_itself_and_overwrites_nothing(yingda: Terminal, tmp_path: Path, backed_up: Path) -> None:
    assert yingda("backup", str(backed_up)).code == 1
    assert yingda("backup", str(backed_up.parent)).code == 0
    assert yingda("backup").code == 0
    assert list(tmp_path.glob("yingda-*.tar.gz"))


def test_backup_of_nothing(yingda: Terminal) -> None:
    assert "There are no data" in yingda("backup").err


def test_restore_leaves_what_is_there_alone(yingda: Terminal, backed_up: Path) -> None:
    said = yingda("restore", str(backed_up))
    assert said.code == 1
    assert "--force" in said.err
    (yingda.data / "mine").write_text("x")
    forced = yingda("restore", str(backed_up), "--force")
    assert forced.code == 0, forced.err
    assert not (yingda.data / "mine").exists()
    aside = next(yingda.data.parent.glob("data.before-*"))
    assert (aside / "mine").exists()


def rewrite(source: Path, target: Path, change: dict[str, bytes | None], more: dict[str, bytes] | None = None) -> Path:
    """The backup with some members changed, left out (None) or added."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            body = old.extractfile(member)
            data = change.get(member.name, body.read() if body else b"")
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))
        for name, data in (more or {}).items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            new.addfile(info, io.BytesIO(data))
    return target


@pytest.mark.parametrize(
    ("change", "more", "says"),
    [
        ({"data/secret": b"another"}, {}, "damaged: secret"),
        ({"data/secret": None}, {}, "damaged: secret"),
        ({}, {"data/extra": b"x"}, "damaged: extra"),
        ({"manifest.json": None}, {}, "damaged: manifest.json"),
        ({"manifest.json": b"{}"}, {}, "damaged"),
        ({}, {"data/../../evil": b"x"}, "does not belong"),
        ({}, {"/etc/evil": b"x"}, "does not belong"),
    ],
)
def test_a_changed_backup_is_refused(
    yingda: Terminal,
    tmp_path: Path,
    backed_up: Path,
    change: dict[str, bytes | None],
    more: dict[str, bytes],
    says: str,
) -> None:
    bad = rewrite(backed_up, tmp_path / "bad.tar.gz", change, more)
    data = elsewhere(yingda, tmp_path)
    said = yingda("restore", str(bad))
    assert said.code == 1
    assert says in said.err
    assert not data.exists()
    assert not list(tmp_path.glob(".yingda-*"))


def test_half_a_backup_is_refused(yingda: Terminal, tmp_path: Path, backed_up: Path) -> None:
    half = tmp_path / "half.tar.gz"
    half.write_bytes(backed_up.read_bytes()[: backed_up.stat().st_size // 2])
    (tmp_path / "text.tar.gz").write_text("hello")
    elsewhere(yingda, tmp_path)
    assert "damaged" in yingda("restore", str(half)).err
    assert "damaged" in yingda("restore", str(tmp_path / "text.tar.gz")).err
    assert "no such file" in yingda("restore", str(tmp_path / "none.tar.gz")).err


def test_the_manifest_tells_what_is_in_it(backed_up: Path) -> None:
    with gzip.open(backed_up) as raw, tarfile.open(fileobj=raw) as tar:
        manifest = json.decode(tar.extractfile("manifest.json").read())  # type: ignore[union-attr]
    assert schema.heads({}) <= set(manifest["schema"])
    assert {"yingda.db", "secret", "files/t/a.png"} <= {part["name"] for part in manifest["files"]}
    assert not [part for part in manifest["files"] if part["name"].endswith(("-wal", "-shm"))]
