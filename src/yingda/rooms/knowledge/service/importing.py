"""Taking files in: read (in threads and processes), keep (one decision an article), report as it goes.

Safe to repeat: an article is known by slug and language, and what was brought before by its fingerprint, so a second
run of the same files changes nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import structlog
from msgspec.structs import replace

from yingda.kernel import BadInput, Clock, Database, Fetch, TooMany, YingdaError, new_id

from ..model import Article, Author, Draft, Import, Refusal, Report, Taken, shelf, slug_of
from . import cases
from .readers import Read, read, refused

log = structlog.get_logger("knowledge")
File = tuple[str, bytes]
Progress = Callable[[Report], None]
AT_ONCE, BATCH, TOGETHER = 2, 100, 50
JOBS = 4
SAVE_MS = 400
STALE_MS = 180_000
KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "text/markdown": ".md",
    "text/plain": ".md", "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip


class Importer:
    """Runs imports; `refresh` makes what was published searchable."""

    def __init__(
        self, db: Database, fetch: Fetch, clock: Clock, refresh: Callable[[list[tuple[str, str]]], Awaitable[None]]
    ) -> None:
        self.db, self.fetch, self.clock, self.refresh = db, fetch, clock, refresh
        self.reading = asyncio.Semaphore(AT_ONCE)
        self.tasks: set[asyncio.Task[None]] = set()

    async def run(
        self, tenant: str, files: list[File], *, publish: bool, by: str, progress: Progress | None = None
    ) -> Report:
        """Reads and keeps `files`, in order. What was published is made searchable in batches."""
        report, fresh = Report(total=len(files)), set[tuple[str, str]]()
        seen: dict[tuple[str, str], str] = {}
        for left, (name, data) in zip(range(len(files) - 1, -1, -1), files, strict=True):
            async with self.reading:
                found = await asyncio.to_thread(read, name, data)
            report, new = await self._keep(tenant, found, report, seen, Author(by, self.clock.now()), publish)
            fresh |= new
            if len(fresh) >= BATCH or not left:
                await self.refresh(sorted(fresh))
                fresh.clear()
            report = replace(report, total=_count(report) + left)
            if progress:
                progress(report)
        return replace(report, done=True)

    async def page(self, tenant: str, url: str, *, publish: bool, by: str) -> Report:
        """Reads and keeps what is at `url`."""
        found = await self._page(url)
        report, fresh = await self._keep(tenant, found, Report(), {}, Author(by, self.clock.now()), publish)
        await self.refresh(sorted(fresh))
        return replace(report, done=True, total=_count(report))

    async def _page(self, url: str) -> Read:
        try:
            return await self._read_page(url)
        except YingdaError as error:
            return refused(url, error.zh, error.en)

    async def _read_page(self, url: str) -> Read:
        parts = urlsplit(url.strip())
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadInput(
                "bad_url", "请填 http 或 https 开头的网址", "Please give an http or https address", field="url"
            )
        got = await self.fetch.get(url.strip(), hosts=(parts.hostname,))
        if got.status != 200:
            return refused(url, f"对方返回 {got.status}，没有取到内容", f"The site answered {got.status}")
        ending = KINDS.get(got.type.split(";")[0].strip().lower()) or PurePosixPath(parts.path).suffix.lower()
        name = PurePosixPath(unquote(parts.path)).stem or parts.hostname
        async with self.reading:
            found = await asyncio.to_thread(read, f"{name}{ending or '.html'}", got.body)
        slug = slug_of(f"{parts.hostname}{unquote(parts.path)}")
        drafts = [replace(d, name=url, slug=slug if len(found.drafts) == 1 else d.slug) for d in found.drafts]
        return Read(drafts, [replace(r, name=url) for r in found.refused])

    async def _keep(
        self, tenant: str, found: Read, report: Report, seen: dict[tuple[str, str], str], by: Author, publish: bool
    ) -> tuple[Report, set[tuple[str, str]]]:
        """Keeps what one file gave, many articles in one commit; answers the report so far and what is newly live."""
        taken, unchanged, gone = list(report.taken), list(report.unchanged), list(report.refused) + found.refused
        drafts = []
        for draft in found.drafts:
            key = draft.slug, shelf(draft.language)
            if key in seen:
                zh = f"与「{seen[key]}」是同一条（名称和语言都相同）"
                gone.append(Refusal(draft.name, zh, f'The same article as "{seen[key]}" (name and language)'))
            else:
                seen[key] = draft.name
                drafts.append(draft)
        fresh = set()
        for start in range(0, len(drafts), TOGETHER):
            some = drafts[start : start + TOGETHER]
            for said, new in await asyncio.gather(*(self._take(tenant, draft, by, publish) for draft in some)):
                if isinstance(said, Refusal):
                    gone.append(said)
                    continue
                (taken if new else unchanged).append(said)
                if new and publish:
                    fresh.add((tenant, said.article))
        return replace(report, taken=tuple(taken), unchanged=tuple(unchanged), refused=tuple(gone)), fresh

    async def _take(self, tenant: str, draft: Draft, by: Author, publish: bool) -> tuple[Taken | Refusal, bool]:
        """One article, and whether it is new or changed."""
        before = await self.db.first(Article, tenant, draft.slug, shelf(draft.language))
        try:
            await self.db.decide(cases.take, tenant, new_id(), draft, by, publish)
        except YingdaError as error:
            return Refusal(draft.name, error.zh, error.en), False
        after = await self.db.first(Article, tenant, draft.slug, shelf(draft.language))
        if after is None:
            return Refusal(draft.name, "没有存下来，请重试", "It was not kept; please try again"), False
        new = before is None or after.version != before.version
        return Taken(draft.name, draft.content.title, after.id, after.language), new

    # in the background

    async def begin(self, tenant: str, files: list[File], url: str, *, publish: bool, by: str) -> str:
        """Starts a run and answers its id."""
        if not files and not url:
            raise BadInput("nothing", "请选择文件或填写网址", "Choose files or give an address")
        if len(self.tasks) >= JOBS:
            raise TooMany(5.0)
        now = self.clock.now()
        row = Import(tenant, new_id(), now, by, Report(total=len(files) or 1), now)
        await self.db.decide(cases.note, row)
        task = asyncio.create_task(self._job(row, files, url, publish))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return row.id

    async def _job(self, row: Import, files: list[File], url: str, publish: bool) -> None:
        latest: list[Report] = []
        saving = asyncio.create_task(self._save_often(row, latest))
        try:
            if url:
                report = await self.page(row.tenant, url, publish=publish, by=row.author)
            else:
                report = await self.run(row.tenant, files, publish=publish, by=row.author, progress=latest.append)
        except Exception:
            log.exception("import failed", job=row.id)
            broken = Refusal(url or "*", "导入中断，请重试", "The import was interrupted; please try again")
            report = latest[-1] if latest else row.report
            report = replace(report, done=True, refused=(*report.refused, broken))
        finally:
            saving.cancel()
            await asyncio.gather(saving, return_exceptions=True)
        await self._save(row, report)

    async def _save_often(self, row: Import, latest: list[Report]) -> None:
        told = 0
        while True:
            await asyncio.sleep(SAVE_MS / 1000)
            if len(latest) > told:
                told = len(latest)
                await self._save(row, latest[-1])

    async def _save(self, row: Import, report: Report) -> None:
        now = self.clock.now()
        held = await self.db.get(Import, row.tenant, row.id) or row
        await self.db.decide(cases.note, replace(held, report=report, updated_at=now, version=held.version + 1))

    async def state(self, tenant: str, id: str) -> Import | None:
        """How a run stands; one whose node died is told as ended."""
        row = await self.db.get(Import, tenant, id)
        if row is None or row.report.done or self.clock.now() - row.updated_at < STALE_MS or self.tasks:
            return row
        broken = Refusal("*", "导入中断，请重试", "The import was interrupted; please try again")
        return replace(row, report=replace(row.report, done=True, refused=(*row.report.refused, broken)))


def _count(report: Report) -> int:
    return len(report.taken) + len(report.unchanged) + len(report.refused)
