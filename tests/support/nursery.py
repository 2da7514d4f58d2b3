"""Servers that start in a moment: a process that has imported everything forks one whenever it is asked.

The forked process runs what `yingda serve` runs. A thousand restarts then cost what starting costs, not what importing
does. A test may also replace one function of the product in the server to be (`tests.faults.broken`), to show that it
would notice.
"""

import asyncio
import contextlib
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.support.server import ROOT, Server, environment


class Nursery:
    """The process that forks. `extra` is added to its environment: the shim, for instance."""

    def __init__(self, log: Path, extra: Mapping[str, str] | None = None) -> None:
        env = {**environment(log.parent / "none", 0), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **(extra or {})}
        self.log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.nursery"], env=env, cwd=ROOT, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=out, text=True, bufsize=1,
            )  # fmt: skip
        self._read()

    def _read(self) -> Any:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the nursery ended:\n{self.log.read_text()[-3000:]}")
        return json.loads(line)

    def ask(self, **what: Any) -> Any:
        """One request and its answer."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(what) + "\n")
        return self._read()

    def close(self) -> None:
        """Ends it and what it forked."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(10)


class Child(Server):
    """A server forked by a nursery. `extra` settings go into its environment."""

    def __init__(self, nursery: Nursery, data: Path, port: int = 0, **extra: str) -> None:
        super().__init__(data, port)
        self.nursery, self.extra, self.pid = nursery, extra, 0

    def start(self, within: float = 60.0) -> "Child":
        """Starts and waits until it is healthy."""
        self.launch()
        return self.wait(within)

    def launch(self) -> None:
        """Starts it and waits for nothing."""
        env = {**environment(self.data, self.port), **self.extra}
        own = {k: v for k, v in env.items() if k.startswith(("YINGDA_", "TESTS_"))}
        self.pid = self.nursery.ask(op="fork", env=own, log=str(self.log))["pid"]

    def wait(self, within: float = 60.0) -> "Child":
        """Until it is healthy."""
        end = time.monotonic() + within
        while time.monotonic() < end and self.alive():
            with contextlib.suppress(OSError, ValueError):
                if self.get("/health")["ok"]:
                    return self
            time.sleep(0.02)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()[-4000:]}")

    def alive(self) -> bool:
        """Whether it runs."""
        return bool(self.pid and self.nursery.ask(op="alive", pid=self.pid)["alive"])

    def kill(self) -> None:
        """As if the power of the process were cut."""
        if self.pid:
            self.nursery.ask(op="end", pid=self.pid, signal=int(signal.SIGKILL))
            self.pid = 0

    def stop(self, within: float = 10.0) -> float:
        """Ctrl-C; the seconds it took."""
        begun = time.monotonic()
        if self.pid:
            self.nursery.ask(op="end", pid=self.pid, signal=int(signal.SIGINT), within=within)
            self.pid = 0
        return time.monotonic() - begun


@contextlib.contextmanager
def nursery(folder: Path, extra: Mapping[str, str] | None = None) -> Iterator[Nursery]:
    """A nursery for as long as it is needed."""
    one = Nursery(folder / "nursery.log", extra)
    try:
        yield one
    finally:
        one.close()


def child(env: dict[str, str], log: str) -> None:
    """In the forked process: what `yingda serve` does."""
    from tests.faults.broken import early

    from yingda.main.cli.serve import listen, loop_factory, run
    from yingda.main.logs import set_up
    from yingda.main.settings import Settings

    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for name in [n for n in os.environ if n.startswith(("YINGDA_", "TESTS_"))]:
        del os.environ[name]
    os.environ.update(env)
    early()
    settings = Settings.read()
    set_up(settings.log_level, settings.log_format)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(run(settings, listen(settings.host, settings.port)))


def end(pid: int, number: int, within: float = 10.0) -> None:
    """Sends a signal and waits for the end; SIGKILL when it does not come."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
    until = time.monotonic() + within
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.002)


async def once(folder: Path) -> None:
    """Opens and closes a house: what is worked out the first time need not be worked out in every fork."""
    from yingda.main.build import close_house, open_house
    from yingda.main.settings import Settings
    from yingda.main.web import app

    node = await open_house(Settings.read({"YINGDA_DATA": str(folder / "data")}))
    app(node, close=False)
    await close_house(node)


def main() -> None:
    """Imports all that a server needs, then forks for each line that asks for it."""
    from importlib import import_module

    import alembic.command
    import uvicorn.lifespan.on
    import uvicorn.protocols.http.httptools_impl

    from yingda.main.build import names
    from yingda.main.cli import serve
    from yingda.main.settings import Settings

    del alembic, uvicorn, serve
    for name in (*names(Settings.read({})), "uvloop", "sqlalchemy.dialects.sqlite", "tests.faults.broken"):
        import_module(name)
    for name in ("asyncpg", "yingda.engines.postgres", "yingda.engines.pgnotify", "yingda.engines.nats"):
        with contextlib.suppress(ImportError):
            import_module(name)
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        runner.run(once(Path(folder)))
    gc.collect()
    gc.freeze()
    pids: set[int] = set()
    print(json.dumps({"ready": True}), flush=True)  # noqa: T201
    for line in sys.stdin:
        asked = json.loads(line)
        answer: dict[str, Any] = {}
        if asked["op"] == "fork":
            pid = os.fork()
            if pid == 0:
                try:
                    child(asked["env"], asked["log"])
                finally:
                    os._exit(0)
            pids.add(pid)
            answer["pid"] = pid
        elif asked["op"] == "alive":
            with contextlib.suppress(ChildProcessError):
                answer["alive"] = asked["pid"] in pids and os.waitpid(asked["pid"], os.WNOHANG)[0] == 0
            if not answer.setdefault("alive", False):
                pids.discard(asked["pid"])
        else:
            end(asked["pid"], asked["signal"], asked.get("within", 10.0))
            pids.discard(asked["pid"])
        print(json.dumps(answer), flush=True)  # noqa: T201
    for pid in pids:
        end(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
