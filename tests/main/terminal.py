"""The command `yingda` as a person at a terminal has it: in this process, or as one of its own."""

import contextlib
import io
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from yingda.main import cli

SRC = Path(__file__).resolve().parents[2] / "src"
COMMAND = [sys.executable, "-c", "from yingda.main.cli import run; run()"]


class Said(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


class Terminal:
    """Runs commands with a data folder of its own."""

    def __init__(self, data: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.data, self.patch, self.capture = data, patch, capture
        self.set(YINGDA_DATA=str(data), LC_ALL="en_US.UTF-8", COLUMNS="200")

    def set(self, **values: str) -> None:
        """Sets variables of the environment."""
        for name, value in values.items():
            self.patch.setenv(name, value)
        cli.words.language.cache_clear()

    def __call__(self, *words: str, stdin: str = "") -> Said:
        """Runs `yingda words…` here; `stdin` is what somebody pipes in."""
        self.patch.setattr(sys, "argv", ["yingda", *words])
        self.patch.setattr(sys, "stdin", io.StringIO(stdin))
        self.capture.readouterr()
        code = 0
        try:
            cli.run()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        return Said(code, *self.capture.readouterr())


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, **values: str) -> Mapping[str, str]:
    """That of a command of its own."""
    return {**os.environ, "PYTHONPATH": str(SRC), "YINGDA_DATA": str(data), "LC_ALL": "en_US.UTF-8", **values}


def run(data: Path, *words: str, **values: str) -> Said:
    """Runs `yingda words…` in a process of its own."""
    done = subprocess.run(
        [*COMMAND, *words], env=environment(data, **values), capture_output=True, text=True, timeout=60, check=False
    )
    return Said(done.returncode, done.stdout, done.stderr)


class Served(NamedTuple):
    """A server that runs."""

    url: str
    port: int
    process: "subprocess.Popen[str]"

    def stop(self, how: signal.Signals = signal.SIGINT) -> float:
        """Stops it; answers how many seconds it took."""
        begun = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(10)
        return time.monotonic() - begun


def healthy(url: str) -> bool:
    """Whether it answers that it can serve."""
    with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/health", timeout=2) as answer:
        return bool(answer.status == 200)
    return False


@contextlib.contextmanager
def serving(data: Path, *words: str, **values: str) -> Iterator[Served]:
    """`yingda serve` on a free port, once it is healthy."""
    port = free_port()
    log = (data.parent / "serve.log").open("w+")
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port), *words],
        env=environment(data, **values), stdout=log, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    served = Served(f"http://localhost:{port}", port, process)
    try:
        deadline = time.monotonic() + 60
        while not healthy(served.url):
            if process.poll() is not None or time.monotonic() > deadline:
                log.seek(0)
                pytest.fail(f"it did not start: {log.read()}")
            time.sleep(0.05)
        yield served
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(10)
        log.close()
