"""Where models lie: one file a tenant, language and content, mapped into memory. A file is named by the hash of what it
was learned from, so that a second start finds it and nothing is learned twice.
"""

import asyncio
import contextlib
import mmap
import os
import sys
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import structlog

from yingda.kernel import Unavailable

from ..model import Defaults, Model, load
from ..model.classifier import FORMAT, Floats
from ..model.defaults import load as load_defaults
from ..model.reading import Trained, trained

log = structlog.get_logger("sense")
KEPT = 2
"""Files of one language that are kept: the one in use and the one before it."""
PATIENCE_S = 600


class Shelf:
    """The model files below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.one = asyncio.Lock()
        self.working: asyncio.subprocess.Process | None = None

    def place(
        self, tenant: str, language: str, texts: Sequence[str], labels: Sequence[str], encoder: str = "",
        taught: Sequence[str] = (),
    ) -> Path:  # fmt: skip
        """The file of what is learned from these phrasings (`taught`: those that a model has labelled itself), by words
        alone or with an encoder of this mark."""
        pairs = sorted(zip(texts, labels, strict=True))
        about: list[Any] = [
            FORMAT,
            language,
            pairs,
            *([encoder] if encoder else []),
            *([sorted(taught)] if taught else []),
        ]
        mark = blake2b(msgspec.msgpack.encode(about), digest_size=10).hexdigest()
        return self.folder / tenant / f"{'meaning-' if encoder else ''}{language}-{mark}.model"

    def take(self, path: Path) -> Trained | None:
        """The model in a file with its spelling, or None when there is none that can be read."""
        model = self.model(path)
        return None if model is None else trained(model)

    def model(self, path: Path) -> Model | None:
        """The model in a file, or None when there is none that can be read."""
        try:
            with path.open("rb") as file:
                return load(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("a model file cannot be used", file=path.name, error=str(error))
            path.unlink(missing_ok=True)
            return None

    def defaults(self, path: Path) -> Defaults | None:
        """The models that come with the product, or None when the file is not there or cannot be read."""
        try:
            return load_defaults(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            log.warning("a model file cannot be used", file=path.name, error=str(error))
            path.unlink(missing_ok=True)
            return None

    def clear(self, path: Path) -> None:
        """Removes the other files beside `path`: those of earlier releases."""
        for old in path.parent.glob("*.model"):
            if old != path:
                old.unlink(missing_ok=True)

    async def learn(
        self, path: Path, language: str, texts: Sequence[str], labels: Sequence[str], vectors: Floats | None = None,
        taught: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Learns in a worker process, one at a time, and writes `path`. `vectors` are what an encoder made of the texts.
        Raises `Unavailable` when the worker fails."""
        job: dict[str, Any] = {
            "language": language,
            "texts": list(texts),
            "labels": list(labels),
            "taught": list(taught),
        }
        if vectors is not None:
            job |= {"vectors": vectors.astype(np.float16).tobytes(), "width": vectors.shape[1]}
        await self.make(path, "train", job)

    async def make(self, path: Path, worker: str, job: Any) -> None:
        """Has a worker (a module beside this one) write `path`. Raises as `learn`."""
        async with self.one:
            if _there(path):
                return
            code, error = await self._run(path, worker, msgspec.msgpack.encode(job))
        if code != 0 or not _there(path):
            log.error("learning failed", code=code, error=error[-2000:])
            raise Unavailable(
                "learning_failed", "训练没有成功，仍用原来的模型", "Learning failed; the earlier model stays"
            )

    async def _run(self, path: Path, worker: str, job: bytes) -> tuple[int, str]:
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        self.working = await asyncio.create_subprocess_exec(
            sys.executable, "-m", f"yingda.rooms.sense.service.{worker}", str(path),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
            env={**os.environ, **threads, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )  # fmt: skip
        try:
            _, error = await asyncio.wait_for(self.working.communicate(job), PATIENCE_S)
            return self.working.returncode or 0, error.decode(errors="replace")
        except TimeoutError:
            return -1, "too slow"
        finally:
            await self.stop()

    async def stop(self) -> None:
        """Ends the worker under way."""
        worker, self.working = self.working, None
        if worker is not None and worker.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                worker.kill()
            await worker.wait()

    def tidy(self, path: Path, language: str) -> None:
        """Removes all but the newest files of a language; `path` always stays."""
        files = [p for p in path.parent.glob(f"{language}-*.model") if p != path]
        for old in sorted(files, key=lambda p: p.stat().st_mtime, reverse=True)[KEPT - 1 :]:
            old.unlink(missing_ok=True)


def _there(path: Path) -> bool:
    """Whether the file is there; its folder is, afterwards."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.exists()
