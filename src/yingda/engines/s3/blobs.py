"""Files in a bucket. What is larger than a part goes up in parts, which become a file only when all are there: a file
that is broken off, or grows over the limit, leaves nothing.

Who may: the keys of the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN`), else the role of
the machine or of the pod. They are never in a setting of ours, so never in a log.
"""

from collections.abc import AsyncIterator, Iterable
from datetime import timedelta
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

from yingda.kernel import BadInput, Measure, NotFound, TooLarge, Unavailable, counter
from yingda.kernel.names import blob_name, is_blob_name

PART_BYTES = 5 * 1_048_576
"""The smallest part that S3 takes, and what one upload holds in memory for each of `AT_ONCE`."""
AT_ONCE = 2
PAGE = 1_000
TIMEOUT, CONNECT = "60s", "5s"
RETRIES = {
    "max_retries": 3,
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=2), "base": 2},
    "retry_timeout": timedelta(seconds=20),
}
ASKED = frozenset({"endpoint", "region", "virtual_host"})


def options(url: str) -> dict[str, Any]:
    """What the client is made with, from `s3://bucket/prefix?endpoint=…&region=…&virtual_host=1`; `BadInput` for what it
    does not know."""
    parts = urlsplit(url)
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if strange := ", ".join(sorted(set(query) - ASKED)):
        zh, en = f"YINGDA_BLOBS_URL 里有不认识的参数：{strange}", f"YINGDA_BLOBS_URL has unknown parameters: {strange}"
        raise BadInput("bad_setting", zh, en, settings=["YINGDA_BLOBS_URL"])
    endpoint = query.get("endpoint", "")
    found: dict[str, Any] = {
        "bucket": parts.hostname,
        "prefix": parts.path.strip("/") or None,
        "region": query.get("region", "us-east-1" if endpoint else None),
        "virtual_hosted_style_request": query.get("virtual_host") == "1",
        "client_options": {"timeout": TIMEOUT, "connect_timeout": CONNECT, "allow_http": endpoint.startswith("http:")},
    }
    if endpoint:
        found["endpoint"] = endpoint
    return {name: value for name, value in found.items() if value is not None}


class S3Blobs:
    """`Blobs` at an `s3://` URL; for names see `kernel.names`. Needs the extra `s3`."""

    def __init__(self, url: str) -> None:
        given = options(url)
        try:
            store = import_module("obstore.store")
            self.errors = import_module("obstore.exceptions")
        except ImportError as error:
            zh = "文件存到 S3 需要先安装：pip install 'yingda[s3]'"
            en = "Keeping files in S3 needs: pip install 'yingda[s3]'"
            raise BadInput("no_s3", zh, en, settings=["YINGDA_BLOBS_URL"]) from error
        self.store: Any = store.S3Store(**given, retry_config=RETRIES)
        self.failed = 0

    async def put(self, name: str, data: AsyncIterator[bytes], limit: int) -> int:
        """See `kernel.ports.Blobs`."""
        place, counted = blob_name(name), Counted(data, limit)
        try:
            await self.store.put_async(place, counted, chunk_size=PART_BYTES, max_concurrency=AT_ONCE)
        except Exception as error:
            if counted.failed is not None:
                raise counted.failed from error
            raise self._refused(error) from error
        return counted.size

    async def get(self, name: str) -> bytes:
        """See `kernel.ports.Blobs`."""
        place = blob_name(name)
        try:
            found = await self.store.get_async(place)
            return bytes(await found.bytes_async())
        except (FileNotFoundError, self.errors.NotFoundError) as error:
            raise NotFound from error
        except (self.errors.BaseError, OSError) as error:
            raise self._refused(error) from error

    async def remove(self, name: str) -> None:
        """See `kernel.ports.Blobs`."""
        place = blob_name(name)
        try:
            await self.store.delete_async(place)
        except (FileNotFoundError, self.errors.NotFoundError):
            return
        except (self.errors.BaseError, OSError) as error:
            raise self._refused(error) from error

    async def names(self) -> AsyncIterator[str]:
        """See `kernel.ports.Blobs`."""
        try:
            async for page in self.store.list(chunk_size=PAGE):
                for found in page:
                    if is_blob_name(found["path"]):
                        yield found["path"]
        except (self.errors.BaseError, OSError) as error:
            raise self._refused(error) from error

    def _refused(self, error: Exception) -> Unavailable:
        self.failed += 1
        return Unavailable(
            "storage", "文件存储暂时不可用，请稍后重试", "The file storage is unavailable. Please try again"
        )

    def measures(self) -> Iterable[Measure]:
        """See `kernel.measure`."""
        yield counter("yingda_blobs_failed_total", "What the file storage refused or did not answer", self.failed)


class Counted:
    """The bytes on their way, counted; over the limit, or when their sender fails, it says so and stops."""

    def __init__(self, data: AsyncIterator[bytes], limit: int) -> None:
        self.data, self.limit, self.size = data, limit, 0
        self.failed: Exception | None = None

    def __aiter__(self) -> "Counted":
        return self

    async def __anext__(self) -> bytes:
        try:
            chunk = await anext(self.data)
            self.size += len(chunk)
            if self.size > self.limit:
                raise TooLarge("file_too_large", "文件太大", "This file is too large", limit=self.limit)
        except StopAsyncIteration:
            raise
        except Exception as error:
            self.failed = error
            raise
        return chunk
