"""HTTP of knowledge: what visitors read, what staff write."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Literal

from litestar import Request, delete, get, patch, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import UNSET, DecodeError, Struct, UnsetType, ValidationError, json
from msgspec.structs import asdict

from yingda.kernel import PUBLIC, BadInput, NotFound, Principal, cut

from ..model import Article, Content, Import, Live, Report, Version, first_paragraph, plain, shelf
from ..service import Knowledge
from ..service.markdown import html

FindInbox = Callable[[str], Awaitable[Any]]
Ask = Request[Principal, Any, Any]
FILES = 50
UPLOAD_BYTES = 64 * 1_048_576
SHOWN = 8


class Draft(Struct):
    """The body of a new article."""

    title: str
    body: str = ""
    category: str = ""
    questions: list[str] = []
    tags: list[str] = []
    audience: Literal["public", "customers", "internal"] = "public"
    review_at: int = 0
    valid_from: int = 0
    valid_until: int = 0
    language: str = "zh-CN"
    slug: str = ""


class Change(Struct):
    """What of an article is to be saved. `revision` is that of the article as it was read; without it, it overwrites."""

    title: str | UnsetType = UNSET
    body: str | UnsetType = UNSET
    category: str | UnsetType = UNSET
    questions: list[str] | UnsetType = UNSET
    tags: list[str] | UnsetType = UNSET
    audience: Literal["public", "customers", "internal"] | UnsetType = UNSET
    review_at: int | UnsetType = UNSET
    valid_from: int | UnsetType = UNSET
    valid_until: int | UnsetType = UNSET
    revision: int = 0


class Seen(Struct):
    """Which revision is meant; 0: the newest."""

    revision: int = 0


class Text(Struct):
    """Markdown to be shown."""

    body: str = ""


class Link(Struct):
    """A page to be taken in."""

    url: str
    draft: bool = False


def routes(knowledge: Knowledge, find: FindInbox) -> list[Any]:
    """Every handler of the room."""
    visitors, staff, imports = Visitors(knowledge, find), Staff(knowledge), Imports(knowledge)
    reading, writing = {"permission": "knowledge.read"}, {"permission": "knowledge.write"}
    open_to_all = {"permission": PUBLIC}
    return [
        get("/api/web/{key:str}/articles", opt=open_to_all)(visitors.find),
        get("/api/web/{key:str}/articles/{id:str}", opt=open_to_all)(visitors.read),
        get("/api/articles", opt=reading)(staff.list),
        post("/api/articles", opt=writing)(staff.create),
        post("/api/articles/preview", opt=reading, status_code=200)(staff.preview),
        get("/api/articles/{id:str}", opt=reading)(staff.read),
        patch("/api/articles/{id:str}", opt=writing)(staff.change),
        delete("/api/articles/{id:str}", opt=writing)(staff.remove),
        post("/api/articles/{id:str}/publish", opt=writing, status_code=200)(staff.publish),
        post("/api/articles/{id:str}/withdraw", opt=writing, status_code=200)(staff.withdraw),
        get("/api/articles/{id:str}/versions/{number:int}", opt=reading)(staff.version),
        post(
            "/api/knowledge/import", opt=writing, status_code=202, request_max_body_size=UPLOAD_BYTES
        )(imports.begin),
        get("/api/knowledge/import/{job:str}", opt=reading)(imports.state),
    ]  # fmt: skip


class Visitors:
    """What a visitor may read: public articles of the business behind an inbox key."""

    def __init__(self, knowledge: Knowledge, find: FindInbox) -> None:
        self.knowledge, self.inbox = knowledge, find

    async def _inbox(self, key: str) -> Any:
        inbox = await self.inbox(key)
        if inbox is None:
            raise NotFound("inbox_not_found", "没有这个接入点", "There is no such inbox")
        return inbox

    async def find(
        self, key: FromPath[str], q: FromQuery[str] = "", lang: FromQuery[str] = "zh-CN"
    ) -> list[dict[str, Any]]:
        """Search; without words, the common questions."""
        inbox = await self._inbox(key)
        if q.strip():
            hits = self.knowledge.search(inbox.tenant, q[:500], lang, limit=SHOWN)
            return [
                {
                    "id": hit.article, "title": hit.title, "category": hit.category, "excerpt": hit.excerpt,
                    "heading": hit.heading, "words": hit.words,
                }
                for hit in hits
            ]  # fmt: skip
        return [
            {
                "id": live.id, "title": live.title, "category": live.content.category,
                "excerpt": cut(plain(first_paragraph(live.content.body)), 140), "heading": "", "words": [],
            }
            for live in self._common(inbox, lang)
        ]  # fmt: skip

    def _common(self, inbox: Any, language: str) -> list[Live]:
        """Those named by the inbox (ids or slugs; texts are no articles), else the first ones."""
        live = self.knowledge.live(inbox.tenant, language)
        slugs = {a.slug: a for a in live}
        chosen: dict[str, Live] = {}
        for name in getattr(inbox, "questions", ()) or ():
            named = self.knowledge.article(inbox.tenant, name)
            found = slugs.get(named.slug if named else name)
            if found:
                chosen[found.id] = found
        return list(chosen.values())[:SHOWN] or live[:SHOWN]

    async def read(self, key: FromPath[str], id: FromPath[str], lang: FromQuery[str] = "") -> dict[str, Any]:
        """One article, by id or slug; in another language where there is one and `lang` asks for it."""
        inbox = await self._inbox(key)
        live = self.knowledge.article(inbox.tenant, id, "public") or self.knowledge.by_slug(inbox.tenant, id, lang)
        if live is not None and lang and shelf(lang) != live.language:
            live = self.knowledge.by_slug(inbox.tenant, live.slug, lang) or live
        if live is None or live.content.audience != "public":
            raise NotFound("article_not_found", "没有这篇知识", "There is no such article")
        return {
            "id": live.id, "title": live.title, "category": live.content.category, "html": html(live.content.body),
            "text": plain(live.content.body), "updated_at": live.at, "language": live.language,
            "version": live.version,
        }  # fmt: skip


class Staff:
    """Writing articles."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    async def list(
        self, request: Ask, q: FromQuery[str] = "", category: FromQuery[str] = "", language: FromQuery[str] = "",
        status: FromQuery[str] = "",
    ) -> dict[str, Any]:  # fmt: skip
        """Articles that fit, newest first, and how many there are in each category. `status` is draft, published, changed,
        review (somebody should look at it again) or expired."""
        now = self.knowledge.clock.now()
        every = [a for a in await self.knowledge.listed(request.user.tenant) if _fits(a, q, language, status, now)]
        counts = Counter(a.content.category for a in every)
        shown = [_line(a, now) for a in every if not category or a.content.category == category]
        return {
            "items": shown,
            "categories": [{"name": name, "count": n} for name, n in sorted(counts.items(), key=lambda c: -c[1])],
        }

    async def create(self, request: Ask, data: JSONBody[Draft]) -> dict[str, Any]:
        """A new draft."""
        content = Content(
            data.title, data.body, data.category, tuple(data.questions), tuple(data.tags), data.audience, data.review_at,
            data.valid_from, data.valid_until,
        )  # fmt: skip
        who = request.user
        article = await self.knowledge.create(who.tenant, content, data.language, slug=data.slug, by=who.id)
        return await self._full(article)

    async def read(self, request: Ask, id: FromPath[str]) -> dict[str, Any]:
        """An article with its draft and its versions."""
        return await self._full(await self.knowledge.draft(request.user.tenant, id))

    async def change(self, request: Ask, id: FromPath[str], data: JSONBody[Change]) -> dict[str, Any]:
        """Saves the draft."""
        fields = {name: value for name, value in asdict(data).items() if value is not UNSET and name != "revision"}
        fields |= {name: tuple(fields[name]) for name in ("questions", "tags") if name in fields}
        who = request.user
        return await self._full(await self.knowledge.change(who.tenant, id, fields, revision=data.revision, by=who.id))

    async def publish(self, request: Ask, id: FromPath[str], data: JSONBody[Seen | None] = None) -> dict[str, Any]:
        """Makes the draft live."""
        who, seen = request.user, data or Seen()
        return await self._full(await self.knowledge.publish(who.tenant, id, revision=seen.revision, by=who.id))

    async def withdraw(self, request: Ask, id: FromPath[str], data: JSONBody[Seen | None] = None) -> dict[str, Any]:
        """Takes it off the shelf."""
        who, seen = request.user, data or Seen()
        return await self._full(await self.knowledge.withdraw(who.tenant, id, revision=seen.revision, by=who.id))

    async def remove(self, request: Ask, id: FromPath[str]) -> None:
        """Deletes a draft that was never published."""
        await self.knowledge.remove(request.user.tenant, id)

    async def preview(self, data: JSONBody[Text]) -> dict[str, str]:
        """Markdown as visitors will see it."""
        return {"html": html(data.body[:200_000])}

    async def version(self, request: Ask, id: FromPath[str], number: FromPath[int]) -> dict[str, Any]:
        """One published version, as it was."""
        found = await self.knowledge.version(request.user.tenant, id, number)
        if found is None:
            raise NotFound("version_not_found", "没有这个版本", "There is no such version")
        return _version(found) | asdict(found.content) | {"html": html(found.content.body)}

    async def _full(self, article: Article) -> dict[str, Any]:
        versions = await self.knowledge.versions(article.tenant, article.id)
        live = next((v.content for v in versions if v.number == article.live), article.content)
        return {
            "id": article.id, "slug": article.slug, "language": article.language, **asdict(live),
            "status": article.status, "version": article.live, "revision": article.version,
            "draft": asdict(article.content) if article.status != "published" else None,
            "versions": [_version(v) for v in versions], "updated_at": article.updated_at,
        }  # fmt: skip


class Imports:
    """Taking files in."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    async def begin(self, request: Ask) -> dict[str, str]:
        """Files as multipart `files` (with `draft` to publish nothing), or `{"url"}` as JSON."""
        who = request.user
        if request.content_type[0].startswith("multipart/"):
            files, draft = await _uploaded(request)
            job = await self.knowledge.begin_import(who.tenant, files, publish=not draft, by=who.id)
        else:
            link = _link(await request.body())
            job = await self.knowledge.begin_import(who.tenant, url=link.url, publish=not link.draft, by=who.id)
        return {"job": job}

    async def state(self, request: Ask, job: FromPath[str]) -> dict[str, Any]:
        """How it stands; reasons in the language of whoever asks."""
        row: Import | None = await self.knowledge.import_state(request.user.tenant, job)
        if row is None:
            raise NotFound("import_not_found", "没有这次导入", "There is no such import")
        return report_json(row.report, request.user.language)


def _link(body: bytes) -> Link:
    try:
        return json.decode(body, type=Link)
    except (DecodeError, ValidationError) as error:
        raise BadInput("bad_body", "请选择文件或填写网址", "Send files, or an address as `url`") from error


async def _uploaded(request: Ask) -> tuple[list[tuple[str, bytes]], bool]:
    form = await request.form()
    parts = [part for name, part in form.multi_items() if name in ("files", "files[]", "file")]
    uploads = [part for part in parts if isinstance(part, UploadFile)]
    if len(uploads) > FILES:
        raise BadInput("too_many_files", f"一次最多 {FILES} 个文件", f"At most {FILES} files at once", limit=FILES)
    files = [(str(part.filename or "file"), await part.read()) for part in uploads]
    return files, str(form.get("draft", "")).lower() in ("1", "true", "yes", "on")


def report_json(report: Report, language: str) -> dict[str, Any]:
    """As the import page shows it."""
    zh = language.lower().startswith("zh")
    return {
        "done": report.done, "total": report.total, "taken": [asdict(t) for t in report.taken],
        "unchanged": [asdict(t) for t in report.unchanged],
        "refused": [{"name": r.name, "reason": r.zh if zh else r.en} for r in report.refused],
    }  # fmt: skip


def _fits(article: Article, q: str, language: str, status: str, now: int) -> bool:
    if (language and article.language != shelf(language)) or (status and status not in _states(article, now)):
        return False
    content = article.content
    text = "\n".join((content.title, article.slug, content.body, *content.questions, *content.tags)).lower()
    return all(word in text for word in q.lower().split())


def _states(article: Article, now: int) -> set[str]:
    """All that can be said of where an article stands."""
    content, states = article.content, {article.status}
    if content.review_at and content.review_at <= now:
        states.add("review")
    if article.live and content.valid_until and content.valid_until <= now:
        states.add("expired")
    return states


def _line(article: Article, now: int) -> dict[str, Any]:
    content = article.content
    return {
        "id": article.id, "slug": article.slug, "title": content.title, "category": content.category,
        "language": article.language, "status": article.status, "updated_at": article.updated_at,
        "version": article.live, "questions": len(content.questions), "audience": content.audience,
        "review_at": content.review_at, "review": "review" in _states(article, now),
        "valid": content.valid(now),
    }  # fmt: skip


def _version(version: Version) -> dict[str, Any]:
    return {"version": version.number, "at": version.at, "by": version.author, "title": version.content.title}
