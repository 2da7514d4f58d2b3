"""Files in a folder. A file appears under its name only when it is whole and on the disk."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import IO, ParamSpec, TypeVar

from yingda.kernel import NotFound, TooLarge, Unavailable, new_id
from yingda.kernel.names import blob_name, is_blob_name

P = ParamSpec("P")
T = TypeVar("T")


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class FileBlobs:
    """`Blobs` under `root`; for names see `kernel.names`."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)

    def path(self, name: str) -> Path:
        """Where `name` lies; `BadInput` for a name that was not generated."""
        return self.root.joinpath(*blob_name(name).split("/"))

    async def put(self, name: str, data: AsyncIterator[bytes], limit: int) -> int:
        """Keeps the bytes durably and answers their number; `TooLarge` beyond `limit`, and then nothing is kept."""
        path, size = self.path(name), 0
        part = path.with_name(f".{path.name}.{new_id()}")
        file = await _disk(_begin, part)
        try:
            async for chunk in data:
                size += len(chunk)
                if size > limit:
                    raise TooLarge("file_too_large", "文件太大", "This file is too large", limit=limit)
                await _disk(file.write, chunk)
            await _disk(_end, file, part, path, self.root)
        finally:
            file.close()
            part.unlink(missing_ok=True)
        return size

    async def get(self, name: str) -> bytes:
        """The bytes, or `NotFound`."""
        path = self.path(name)
        try:
            return await asyncio.to_thread(path.read_bytes)
        except (FileNotFoundError, IsADirectoryError) as error:
            raise NotFound from error
        except OSError as error:
            raise Unavailable from error

    async def remove(self, name: str) -> None:
        """Forgets them; no error when they are gone."""
        path = self.path(name)
        await asyncio.to_thread(path.unlink, missing_ok=True)

    async def names(self) -> AsyncIterator[str]:
        """See `kernel.ports.Blobs`."""
        for name in await asyncio.to_thread(_names, self.root):
            yield name


async def _disk(work: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """Work on the disk, off the loop; what the disk refuses is `Unavailable`."""
    try:
        return await asyncio.to_thread(work, *args, **named)
    except OSError as error:
        raise Unavailable("disk", "文件暂时无法保存，请稍后重试", "The file cannot be kept now") from error


def _names(root: Path) -> list[str]:
    found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return [name for name in found if is_blob_name(name)]


def _begin(part: Path) -> IO[bytes]:
    part.parent.mkdir(parents=True, exist_ok=True)
    return part.open("xb")


def _end(file: IO[bytes], part: Path, path: Path, root: Path) -> None:
    """On the disk first, under its name after, and the folders that may be new as well."""
    file.flush()
    os.fsync(file.fileno())
    file.close()
    part.replace(path)
    for folder in path.parents:
        _sync_folder(folder)
        if folder == root:
            break
