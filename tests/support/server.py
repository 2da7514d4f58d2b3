"""The real server as a process of its own, on a free port, for browsers and for being killed."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def environment(data: Path, port: int) -> dict[str, str]:
    """The settings of a test's own server."""
    keep = {k: v for k, v in os.environ.items() if not k.startswith("YINGDA_")}
    own = {
        "YINGDA_DATA": str(data), "YINGDA_PORT": str(port), "YINGDA_LOG_LEVEL": "warning", "LANG": "en_US.UTF-8",
        "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1",
    }  # fmt: skip
    return {**keep, **own}


def command(*words: str) -> list[str]:
    """`yingda …` with this interpreter."""
    return [sys.executable, "-c", "from yingda.main.cli import run; run()", *words]


class Server:
    """One server. `kill` is SIGKILL; `start` again serves the same data."""

    def __init__(self, data: Path, port: int = 0, extra: Mapping[str, str] | None = None) -> None:
        self.data, self.port = data, port or free_port()
        self.extra = dict(extra or {})
        """Environment beside what every test's server has."""
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.log = data.parent / f"server-{self.port}.log"

    def start(self, within: float = 60.0) -> "Server":
        """Starts and waits until it is healthy."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command("serve"),
                env={**environment(self.data, self.port), **self.extra},
                stdout=log,
                stderr=log,
                cwd=ROOT,
            )
        end = time.monotonic() + within
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError):
                if self.get("/health")["ok"]:
                    return self
            time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()[-4000:]}")

    def get(self, path: str) -> Any:
        """GET, as JSON."""
        with urllib.request.urlopen(self.url + path, timeout=5) as answer:
            return json.load(answer)

    def kill(self) -> None:
        """As if the power of the process were cut."""
        assert self.process
        self.process.kill()
        self.process.wait(10)

    def stop(self, within: float = 5.0) -> float:
        """SIGINT, as Ctrl-C; the seconds it took."""
        assert self.process
        begun = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(within)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise AssertionError("the server did not stop") from None
        return time.monotonic() - begun


def load_demo(data: Path, extra: Mapping[str, str] | None = None) -> None:
    """`yingda demo` into a data folder, or with `extra` environment elsewhere."""
    env = {**environment(data, free_port()), **(extra or {})}
    done = subprocess.run(command("demo"), env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextlib.contextmanager
def serving(data: Path) -> Iterator[Server]:
    """A server for as long as it is needed."""
    server = Server(data)
    try:
        yield server.start()
    finally:
        if server.process and server.process.poll() is None:
            server.stop()
