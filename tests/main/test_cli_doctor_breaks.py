"""The doctor, with one thing after the other broken on purpose: each is found, and told with why and what to do."""

import http.server
import os
import shutil
import socket
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec import json
from tests.main.terminal import Terminal, free_port, run, serving
from tests.main.test_cli import NEW
from tests.support import postgres
from tests.support.nats import nats

from yingda.main.cli.doctor import machine, store
from yingda.main.cli.doctor.postgres import judged


@pytest.fixture
def shop(yingda: Terminal) -> Terminal:
    """A business, on a port that is free."""
    yingda.set(YINGDA_PORT=str(free_port()))
    assert yingda(*NEW).code == 0
    return yingda


def found(yingda: Terminal, about: str) -> dict[str, Any]:
    """The one finding that speaks of something, in English. What is not well says why and what to do, in two languages."""
    every: list[dict[str, Any]] = json.decode(yingda("doctor", "--json").out)
    (one,) = [each for each in every if about in each["what"][1]] or pytest.fail(f"{about!r} is not in {every}")
    if one["state"] != "ok":
        assert all(one["todo"]), one
        assert all(one["why"]), one
        assert one["what"][0] != one["what"][1] or "=" in one["what"][0]
    return one


def test_the_disk_is_nearly_full(shop: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(shop.data)
    for free, state in ((10**10, "ok"), (10**9, "warn"), (10**8, "bad")):
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda _, free=free: usage._replace(free=free))
        assert found(shop, "of disk are free")["state"] == state


def test_a_database_that_somebody_locked(shop: Terminal) -> None:
    with closing(sqlite3.connect(shop.data / "yingda.db", isolation_level=None)) as other:
        other.execute("begin exclusive")
        assert found(shop, "has locked the database")["state"] == "bad"
        other.execute("rollback")
    assert "has locked" not in shop("doctor").out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_files_that_cannot_be_kept(shop: Terminal) -> None:
    (shop.data / "files").mkdir(exist_ok=True)
    (shop.data / "files").chmod(0o500)
    assert found(shop, "Files cannot be kept")["state"] == "bad"


def test_a_file_where_the_folder_of_files_should_be(shop: Terminal) -> None:
    assert found(shop, "Files can be kept")["state"] == "ok"
    shutil.rmtree(shop.data / "files", ignore_errors=True)
    (shop.data / "files").write_text("")
    assert found(shop, "Files cannot be kept")["state"] == "bad"


def test_a_bucket_that_is_not_there(shop: Terminal) -> None:
    shop.set(
        YINGDA_BLOBS_URL=f"s3://shop?endpoint=http://127.0.0.1:{free_port()}",
        AWS_ACCESS_KEY_ID="key", AWS_SECRET_ACCESS_KEY="secret-of-the-test",
    )  # fmt: skip
    one = found(shop, "Files cannot be kept")
    assert one["state"] == "bad"
    assert "YINGDA_BLOBS_URL" in one["todo"][1]
    assert "secret-of-the-test" not in shop("doctor").out


def test_no_backup_an_old_one_a_fresh_one(shop: Terminal, tmp_path: Path) -> None:
    assert found(shop, "never been a backup")["state"] == "warn"
    assert shop("backup", str(tmp_path / "b.tar.gz")).code == 0
    assert found(shop, "a recent backup")["state"] == "ok"
    then = (shop.data / "last-backup").stat().st_mtime - 20 * 86_400
    os.utime(shop.data / "last-backup", (then, then))
    assert found(shop, "20 days old")["state"] == "warn"


def test_no_model_though_there_are_articles(shop: Terminal, tmp_path: Path) -> None:
    assert "trained model" not in shop("doctor").out
    (tmp_path / "a.md").write_text("# 怎么退货\n\n在订单页点申请售后。\n", "utf-8")
    assert shop("knowledge", "import", str(tmp_path / "a.md")).code == 0
    shutil.rmtree(shop.data / "models", ignore_errors=True)
    assert found(shop, "no trained model")["state"] == "warn"


def test_a_page_names_what_is_not_there(shop: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in machine.PAGES:
        file = tmp_path / "static" / page
        file.parent.mkdir(parents=True)
        file.write_text('<script src="/panel/app.js"></script>')
    monkeypatch.setattr(machine, "PACKAGE", tmp_path)
    assert "panel/app.js" in found(shop, "not built, or not whole")["what"][1]
    (tmp_path / "static/panel/app.js").write_text("")
    assert found(shop, "The front end is built")["state"] == "ok"


def test_an_extra_that_is_not_installed(shop: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.set(YINGDA_TRACES="1")
    real = machine.find_spec
    monkeypatch.setattr(machine, "find_spec", lambda name: None if name == "opentelemetry" else real(name))
    assert "yingda[otel]" in found(shop, "extra otel is not installed")["todo"][0]


# PostgreSQL


@contextmanager
def on_postgres(yingda: Terminal) -> Iterator[str]:
    with postgres.database() as url:
        yingda.set(YINGDA_PORT=str(free_port()), YINGDA_DATABASE_URL=url, YINGDA_SECRET="s" * 32)
        yield url


def test_postgres_in_order(yingda: Terminal) -> None:
    with on_postgres(yingda):
        assert found(yingda, "safely set")["state"] == "ok"


def test_postgres_that_forgets(yingda: Terminal) -> None:
    with on_postgres(yingda) as url:
        name = url.rpartition("/")[2]
        postgres.execute(url, f"alter database {name} set synchronous_commit = off")
        one = found(yingda, "synchronous_commit = off")
        assert one["state"] == "bad"
        assert "acknowledged" in one["why"][1]


def test_postgres_that_cannot_write_chinese(yingda: Terminal) -> None:
    with on_postgres(yingda) as url:
        name = url.rpartition("/")[2] + "_ascii"
        place = url.rpartition("/")[0]
        postgres.execute(url, f"create database {name} encoding 'SQL_ASCII' locale 'C' template template0")
        try:
            yingda.set(YINGDA_DATABASE_URL=f"{place}/{name}")
            assert found(yingda, "encoded in SQL_ASCII")["state"] == "bad"
        finally:
            postgres.execute(url, f"drop database {name}")


def test_postgres_that_is_away(yingda: Terminal) -> None:
    secret = "p" * 12
    yingda.set(YINGDA_DATABASE_URL=f"postgresql://me:{secret}@127.0.0.1:{free_port()}/x", YINGDA_PORT=str(free_port()))
    assert found(yingda, "PostgreSQL at 127.0.0.1 cannot be used")["state"] == "bad"
    assert found(yingda, "YINGDA_SECRET is not set")["state"] == "warn"
    assert secret not in yingda("doctor").out


GOOD = store.Server(
    {"server_version": "15.4", "server_encoding": "UTF8", "fsync": "on", "synchronous_commit": "on",
     "full_page_writes": "on", "max_connections": "100"}, 0.1, frozenset(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "ahead", "says"),
    [
        ({"server_version": "13.9"}, 0.0, "too old"),
        ({"fsync": "off"}, 0.0, "fsync = off"),
        ({"full_page_writes": "off"}, 0.0, "full_page_writes = off"),
        ({}, 61.0, "61 s apart"),
        ({}, -7.0, "7 s apart"),
    ],
)
def test_what_is_wrong_with_a_server(change: dict[str, str], ahead: float, says: str) -> None:
    (one,) = judged(GOOD._replace(set={**GOOD.set, **change}, ahead_s=ahead))
    assert says in one.what[1]
    assert one.why[0]
    assert [each.state for each in judged(GOOD)] == ["ok"]


# the bus and the proxy


def test_nats(shop: Terminal) -> None:
    with nats() as server:
        shop.set(YINGDA_BUS_URL=server.url)
        assert found(shop, "NATS at")["state"] == "ok"
    one = found(shop, "cannot be reached")
    assert (one["state"], "two seconds late" in one["why"][1]) == ("warn", True)


class Careless(http.server.BaseHTTPRequestHandler):
    """A proxy that forwards requests and forgets about WebSockets."""

    behind = 0

    def do_GET(self) -> None:
        with socket.create_connection(("127.0.0.1", self.behind)) as line:
            line.sendall(f"GET {self.path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
            while data := line.recv(65_536):
                self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def careless(behind: int) -> Iterator[int]:
    """Its port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Careless,), {"behind": behind}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def test_a_proxy_that_forgets_websockets(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run(data, *NEW).code == 0
    with serving(data) as one, careless(one.port) as port:
        said = run(data, "doctor", YINGDA_PORT=str(one.port), YINGDA_PUBLIC_URL=f"http://127.0.0.1:{port}")
        assert "does not forward WebSockets" in said.out
        assert "proxy_http_version 1.1" in said.out
        assert said.code == 1
        well = run(data, "doctor", YINGDA_PORT=str(one.port), YINGDA_PUBLIC_URL=f"http://127.0.0.1:{one.port}")
        assert "WebSockets included" in well.out
        away = run(data, "doctor", YINGDA_PORT=str(one.port), YINGDA_PUBLIC_URL=f"http://127.0.0.1:{free_port()}")
        assert "cannot be opened from here" in away.out


def test_settings_do_not_leak(shop: Terminal) -> None:
    shop.set(YINGDA_METRICS_TOKEN="short", YINGDA_SECRET="too-short")
    said = shop("doctor").out
    assert "16" in said
    assert "short'" not in said
    assert "too-short" not in said
