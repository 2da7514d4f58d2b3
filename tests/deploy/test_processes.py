"""The processes that the compose files would start, as plain processes: the very commands and settings of the files, with
only addresses and folders of this machine put in. Behind nginx, with the configuration that we hand out."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.deploy.test_files import DEPLOY
from tests.engines.test_s3 import server as s3_server
from tests.main.terminal import COMMAND, free_port
from tests.support import postgres
from tests.support.nats import nats
from tests.support.needs import need
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from yingda.kernel import new_id

storage = s3_server
NEW = ("init", "--name", "小店", "--admin", "李雷", "--email", "li@shop.example", "--password", "correct-horse-9")


def service(file: str, name: str) -> dict[str, Any]:
    """A service of a compose file."""
    return yaml.safe_load((DEPLOY / "compose" / file).read_text("utf-8"))["services"][name]


def environment(given: dict[str, str], values: dict[str, str], places: dict[str, str]) -> dict[str, str]:
    """What compose would set: `${NAME…}` filled in; then the addresses of the other services by ours."""
    filled = {k: re.sub(r"\$\{(\w+)[^}]*\}", lambda m: values.get(m[1], ""), str(v)) for k, v in given.items()}
    for there, here in places.items():
        filled = {k: v.replace(there, here) for k, v in filled.items()}
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("YINGDA_", "AWS_"))}
    return {**keep, "PYTHONPATH": str(DEPLOY.parent / "src"), "LANG": "C.UTF-8", **filled}


def ready(port: int, path: str = "/health/ready") -> bool:
    """Whether somebody there can serve."""
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=3) as answer:
        return bool(answer.status == 200)
    return False


def wait(until: Any, within: float = 90.0) -> None:
    """Until it is so."""
    end = time.monotonic() + within
    while not until():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.1)


@contextmanager
def process(command: list[str], env: dict[str, str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """It runs; at the end it does not."""
    with log.open("wb") as out:
        one = subprocess.Popen(command, env=env, stdout=out, stderr=out)
    try:
        yield one
    finally:
        if one.poll() is None:
            one.kill()
        one.wait(10)


def test_the_one_node(tmp_path: Path) -> None:
    node, port = service("one.yaml", "yingda"), free_port()
    env = environment(node["environment"], {"YINGDA_DOMAIN": "help.example.com"}, {})
    env |= {"YINGDA_PORT": str(port), "YINGDA_DATA": str(tmp_path / "data")}
    with process([*COMMAND, *node["command"]], env, tmp_path / "log") as one:
        wait(lambda: ready(port) or one.poll() is not None)
        assert one.poll() is None, (tmp_path / "log").read_text()
        one.send_signal(signal.SIGTERM)
        assert one.wait(int(node["stop_grace_period"].removesuffix("s"))) == 0


def nginx_conf(folder: Path, port: int, nodes: list[int]) -> Path:
    """Ours, without HTTPS, for these nodes."""
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    text = re.sub(r"listen 443 ssl;\s+http2 on;", f"listen 127.0.0.1:{port};", text)
    text = re.sub(r"\n\s+ssl_\w+ .*", "", text)
    servers = iter(nodes)
    text = re.sub(r"127\.0\.0\.1:800\d", lambda _: f"127.0.0.1:{next(servers)}", text)
    temps = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = folder / "nginx.conf"
    conf.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;\n"
        f"events {{}}\nhttp {{ access_log off; {temps}\n{text}\n}}\n"
    )
    return conf


class Visitor:
    """Somebody at a chat window, through the proxy."""

    def __init__(self, port: int, key: str, token: str = "") -> None:
        self.wire: ClientConnection = connect(f"ws://127.0.0.1:{port}/ws/visitor", proxy=None).__enter__()
        self.welcome = self.ask("hello", inbox=key, token=token)

    def ask(self, op: str, **body: Any) -> Any:
        """The answer to an operation."""
        self.wire.send(json.dumps({"op": op, "ref": new_id(), **body}))
        while True:
            frame = json.loads(self.wire.recv(20))
            if frame["op"] in ("ack", "error"):
                assert frame["op"] == "ack", frame
                return frame["data"]

    def heard(self, text: str) -> bool:
        """Waits for an entry with this text."""
        while True:
            frame = json.loads(self.wire.recv(20))
            if frame["op"] == "entry" and text in frame["entry"]["text"]:
                return True


@pytest.fixture
def town(tmp_path: Path, storage: str) -> Iterator[tuple[int, str, list["subprocess.Popen[bytes]"], list[int]]]:
    """Three nodes of `three.yaml` behind nginx: its port, the inbox, the processes and their ports."""
    program = need(shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin"), "nginx (apt install nginx-light)")
    ports = [free_port() for _ in range(3)]
    with ExitStack() as stack:
        url = stack.enter_context(postgres.database())
        bus = stack.enter_context(nats())
        values = {
            "YINGDA_DOMAIN": "help.example.com", "POSTGRES_PASSWORD": "x", "YINGDA_SECRET": "s" * 32,
            "YINGDA_BLOBS_URL": f"s3://files?endpoint={storage}", "AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s",
        }  # fmt: skip
        places = {"postgresql://yingda:x@postgres/yingda": url, "nats://nats:4222": bus.url}
        processes = []
        for i, port in enumerate(ports, 1):
            node = service("three.yaml", f"yingda-{i}")
            env = environment(node["environment"], values, places)
            env |= {"YINGDA_PORT": str(port), "YINGDA_DATA": str(tmp_path / f"data-{i}")}
            if i == 1:
                done = subprocess.run(
                    [*COMMAND, *NEW], env=env, capture_output=True, text=True, timeout=120, check=False
                )
                assert done.returncode == 0, done.stdout + done.stderr
            processes.append(stack.enter_context(process([*COMMAND, *node["command"]], env, tmp_path / f"log-{i}")))
        logs = [tmp_path / f"log-{i}" for i in (1, 2, 3)]
        wait(lambda: all(map(ready, ports)) or any(one.poll() is not None for one in processes))
        assert all(map(ready, ports)), "\n".join(log.read_text()[-2000:] for log in logs)
        front = free_port()
        conf = nginx_conf(tmp_path, front, ports)
        stack.enter_context(
            process([program, "-c", str(conf), "-e", "stderr"], dict(os.environ), tmp_path / "nginx.out")
        )
        wait(lambda: ready(front))
        ((key,),) = postgres.execute(url, "select public_key from inbox limit 1")
        yield front, str(key), processes, ports


def test_three_nodes_behind_a_proxy(town: Any) -> None:
    front, key, processes, ports = town
    assert not ready(front, "/metrics"), "figures are not for everybody"
    first = Visitor(front, key)
    tabs = [first, *(Visitor(front, key, first.welcome["token"]) for _ in range(5))]
    kept = first.ask("send", client_id="one", text="第一句")
    for tab in tabs[1:]:
        assert tab.heard("第一句"), "whichever node a tab is on, it hears"
    processes[0].send_signal(signal.SIGTERM)
    assert processes[0].wait(40) == 0
    assert sum(map(ready, ports)) == 2
    again = Visitor(front, key, first.welcome["token"])
    assert [entry["text"] for entry in again.welcome["entries"] if entry["seq"] == kept["seq"]] == ["第一句"]
    assert again.ask("send", client_id="one", text="第一句")["seq"] == kept["seq"], "a retry changes nothing"
    later = again.ask("send", client_id="two", text="第二句")
    assert later["conversation"] == kept["conversation"]
    alive = 0
    for tab in tabs:
        with suppress(ConnectionClosed):
            alive += tab.heard("第二句")
    assert alive >= 3, "those on the other nodes stayed where they were"
