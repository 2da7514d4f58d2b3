"""A NATS server of a test's own, on a free port."""

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator

from tests.support.needs import need
from tests.support.server import free_port


class Nats:
    """One server. `kill` is SIGKILL, `stop` and `go` freeze it and let it go on, `start` again uses the same port."""

    def __init__(self) -> None:
        self.program = need(shutil.which("nats-server"), "nats-server (apt install nats-server)")
        self.port = free_port()
        self.url = f"nats://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Nats":
        """Starts, and waits until it takes connections."""
        self.process = subprocess.Popen(
            [self.program, "-a", "127.0.0.1", "-p", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 10
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return self
            time.sleep(0.02)
        raise AssertionError("nats-server did not start")

    def kill(self) -> None:
        """Gone at once."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    def stop(self) -> None:
        """It hangs: connections stay, nothing goes through."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def go(self) -> None:
        """It goes on."""
        assert self.process
        self.process.send_signal(signal.SIGCONT)


@contextlib.contextmanager
def nats() -> Iterator[Nats]:
    """A server for as long as it is needed."""
    server = Nats().start()
    try:
        yield server
    finally:
        server.kill()
