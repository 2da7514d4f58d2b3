"""`LocalEncoder`: the encoder of a folder, loaded when it is first needed, run in a thread of its own: the event loop never
waits for it."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from yingda.kernel.encoding import Vectors

from . import OnnxEncoder, about


class LocalOnnx:
    """`LocalEncoder` over a folder; None: there is none."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="encoder")
        self.held: OnnxEncoder | None = None

    @property
    def name(self) -> str:
        """See `kernel.encoding`."""
        return about(self.folder).name if self.folder else ""

    @property
    def languages(self) -> tuple[str, ...]:
        """See `kernel.encoding`."""
        return about(self.folder).languages if self.folder else ()

    async def vectors(self, texts: Sequence[str]) -> Vectors:
        """See `kernel.encoding`."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, self._many, list(texts))

    def _many(self, texts: list[str]) -> Vectors:
        if self.held is None:
            assert self.folder is not None
            self.held = OnnxEncoder(self.folder)
        return self.held.many(texts).tolist() if texts else []

    def close(self) -> None:
        """Lets go of the thread; a batch under way ends first."""
        self.pool.shutdown(wait=False, cancel_futures=True)
