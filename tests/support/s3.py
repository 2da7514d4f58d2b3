"""A server that speaks S3 (moto), for tests: `with s3(folder) as address`, `bucket(address)`."""

import contextlib
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.support.needs import need
from tests.support.server import free_port

from yingda.kernel import new_id

KEYS = {"AWS_ACCESS_KEY_ID": "key-of-the-test", "AWS_SECRET_ACCESS_KEY": "secret-of-the-test"}
"""Who asks, for the environment."""


@contextlib.contextmanager
def s3(folder: Path) -> Iterator[str]:
    """Its address; its log is in `folder`."""
    command = need(shutil.which("moto_server"), "an S3 server (moto_server, see requirements-moto.lock)")
    port = free_port()
    with (folder / "moto.log").open("wb") as log:
        process = subprocess.Popen([command, "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log)
        try:
            end = time.monotonic() + 60
            while time.monotonic() < end and process.poll() is None:
                with (
                    contextlib.suppress(OSError),
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/moto-api/", timeout=2),
                ):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def bucket(server: str) -> str:
    """A new, empty bucket."""
    name = f"b-{new_id()}"
    with urllib.request.urlopen(urllib.request.Request(f"{server}/{name}", method="PUT"), timeout=10):
        return name
