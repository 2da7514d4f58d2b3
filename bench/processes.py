"""Servers under test: started, watched through /proc, stopped. Only processes that were started here are touched."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


class Server:
    """A server process and its children."""

    def __init__(self, *command: str, env: dict[str, str] | None = None, log: Path | None = None) -> None:
        path = f"{ROOT / 'src'}:{ROOT}"
        self.log = log.open("ab") if log else subprocess.DEVNULL
        self.process = subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.PIPE if log is None else self.log, stderr=self.log, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": path, **(env or {})},
        )  # fmt: skip

    def pids(self) -> list[int]:
        """The process and its children."""
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            for task in Path(f"/proc/{pid}/task").glob("*"):
                with contextlib.suppress(OSError):
                    todo += [int(child) for child in (task / "children").read_text().split()]
        return found

    def cpu(self) -> float:
        """Processor seconds so far, of all threads, also ended ones (clock ticks of 10 ms)."""
        total = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / os.sysconf("SC_CLK_TCK")

    def rss(self) -> float:
        """Resident MiB."""
        total = 0
        for pid in self.pids():
            for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith("VmRSS"):
                    total += int(line.split()[1])
        return total / 1024

    def stop(self) -> None:
        """Ends it, kindly at first."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if not isinstance(self.log, int):
            self.log.close()


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_healthy(port: int, server: Server, within: float = 60.0) -> float:
    """Seconds until `GET /health` answers 200."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < within:
        if server.process.poll() is not None:
            raise RuntimeError("the server ended by itself; see its log")
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer,
        ):
            if answer.status == 200:
                return time.perf_counter() - begun
        time.sleep(0.01)
    raise RuntimeError("the server did not become healthy; see its log")


@contextlib.contextmanager
def running(server: Server) -> Iterator[Server]:
    """Stops it at the end."""
    try:
        yield server
    finally:
        server.stop()


def read_port(server: Server) -> int:
    """The port that a floor prints."""
    out: Any = server.process.stdout
    return int(out.readline())
