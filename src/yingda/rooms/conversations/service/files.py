"""Files: taken in under generated names, handed out by signed addresses only."""

import hashlib
import hmac
from collections.abc import AsyncIterator

from yingda.kernel import BadInput, Blobs, Changes, Clock, Database, FileRef, NotFound, Read, clean_line, is_id, new_id

from ..model.files import HEAD_BYTES, Attachment, kind_of


async def keep(_: Read, row: Attachment) -> Changes:
    """Remembers a file whose bytes are safe already."""
    return Changes(new=(row,))


class Files:
    """Files of conversations. `secret` signs their addresses: who holds an address may read the file, nobody else."""

    def __init__(self, db: Database, blobs: Blobs, clock: Clock, secret: str, limit: int) -> None:
        self.db, self.blobs, self.clock, self.limit = db, blobs, clock, limit
        self.key = hashlib.sha256(b"files\0" + secret.encode()).digest()

    async def take(self, tenant: str, name: str, data: AsyncIterator[bytes], by: str) -> FileRef:
        """Keeps a file durably. `BadInput` for types that are not taken, `TooLarge` beyond the limit."""
        name = clean_line(name.replace("\\", "/").rsplit("/", 1)[-1], "name", 200, empty=True) or "file"
        head = b""
        async for part in data:
            head += part
            if len(head) >= HEAD_BYTES:
                break
        if not head:
            raise BadInput("file_empty", "文件是空的", "The file is empty")
        kind = kind_of(name, head)
        id = new_id()

        async def whole() -> AsyncIterator[bytes]:
            yield head
            async for part in data:
                yield part

        size = await self.blobs.put(f"{tenant}/{id}", whole(), self.limit)
        row = Attachment(tenant, id, name, kind.type, size, kind.width, kind.height, self.clock.now(), by)
        await self.db.decide(keep, row)
        return self._ref(row)

    async def ref(self, tenant: str, id: str, by: str = "") -> FileRef:
        """A file that was taken in; with `by`, only one that he brought himself."""
        row = await self.db.get(Attachment, tenant, id) if is_id(id) else None
        if row is None or (by and row.by_whom != by):
            raise NotFound("file_not_found", "没有这个文件", "There is no such file")
        return self._ref(row)

    def url(self, tenant: str, id: str) -> str:
        """The address under which a file can be read."""
        return f"/files/{tenant}/{id}?s={self._sign(tenant, id)}"

    async def read(self, tenant: str, id: str, signature: str) -> tuple[FileRef, bytes]:
        """A file by its address; anything wrong with the address is `NotFound`."""
        if not hmac.compare_digest(self._sign(tenant, id).encode(), signature.encode("utf-8", "replace")):
            raise NotFound("file_not_found", "没有这个文件", "There is no such file")
        return await self.ref(tenant, id), await self.blobs.get(f"{tenant}/{id}")

    def _ref(self, row: Attachment) -> FileRef:
        return FileRef(row.id, row.name, row.type, row.size, row.width, row.height)

    def _sign(self, tenant: str, id: str) -> str:
        return hmac.new(self.key, f"{tenant}/{id}".encode(), hashlib.sha256).hexdigest()[:32]
