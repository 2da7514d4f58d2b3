"""A web site that is taken in: what is asked of it, how the last run ended, and what became of each page."""

from collections.abc import Iterable, Sequence
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import BadInput, Row, clean_line

from .web import address

HOUR_MS = 3_600_000
PAGES, DEPTH, EVERY_H = 2_000, 10, (0, 6, 24, 168, 720)
ERRORS = 100
"""Refusals that a report names; the rest is only counted."""
SILENT_MS = 120_000
"""A run that has said nothing for so long has died with its node."""
State = Literal["never", "running", "stopping", "done", "stopped", "failed"]
Fate = Literal["taken", "changed", "unchanged", "refused", "gone"]


class Trouble(Struct, frozen=True):
    """A page that was not taken, and why."""

    url: str
    zh: str
    en: str


class Crawl(Struct, frozen=True):
    """How a run stands. `waiting` pages are known and not looked at yet; `whole` says that it saw all that can be reached,
    so that what it did not see is gone."""

    begun_at: int = 0
    ended_at: int = 0
    looked: int = 0
    waiting: int = 0
    taken: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    gone: int = 0
    bytes: int = 0
    whole: bool = False
    troubles: tuple[Trouble, ...] = ()
    why: tuple[str, str] = ("", "")
    """Why it ended before its time, in zh and en."""


class Site(Row, frozen=True):
    """A site. `url` is where a run begins, `pages` and `depth` bound it, `every` hours it is run again (0: never).
    `withdraw` takes articles off the shelf when their pages are gone. `beat` is when the run under way last said that it
    lives, `node` of the run its mark."""

    table, key, once = "knowledge_site", ("tenant", "id"), ("tenant", "url")
    tenant: str
    id: str
    url: str
    pages: int
    depth: int
    every: int
    publish: bool
    withdraw: bool
    category: str
    state: State
    run: str
    crawl: Crawl
    beat: int
    created_at: int
    created_by: str
    version: int = 1

    def running(self, now: int) -> bool:
        """Whether a run is under way and alive."""
        return self.state in ("running", "stopping") and now - self.beat < SILENT_MS


class SitePage(Row, frozen=True):
    """A page of a site as the last run that met it left it. `article` is what it became."""

    table, key = "knowledge_page", ("tenant", "site", "url")
    tenant: str
    site: str
    url: str
    title: str
    article: str
    language: str
    fate: Fate
    seen_at: int
    changed_at: int
    run: str
    zh: str = ""
    en: str = ""
    version: int = 1


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked of a site."""

    url: str
    pages: int = 200
    depth: int = 4
    every: int = 0
    publish: bool = True
    withdraw: bool = False
    category: str = ""


def checked(plan: Plan) -> Plan:
    """The plan, trimmed; `BadInput` names the field."""
    url = clean_line(plan.url, "url", 500)
    url = url if "://" in url else f"https://{url}"
    parts = urlsplit(url)
    found = address(url, url)
    if found is None or not parts.hostname or "@" in parts.netloc:
        zh, en = "请填网址，例如 https://help.example.com/", "Give an address like https://help.example.com/"
        raise BadInput("bad_url", zh, en, field="url")
    if not 1 <= plan.pages <= PAGES:
        raise BadInput("bad_pages", f"页数在 1 到 {PAGES} 之间", f"Between 1 and {PAGES} pages", field="pages")
    if not 0 <= plan.depth <= DEPTH:
        raise BadInput("bad_depth", f"层数在 0 到 {DEPTH} 之间", f"Between 0 and {DEPTH} links deep", field="depth")
    if plan.every not in EVERY_H:
        raise BadInput("bad_every", "没有这种间隔", "There is no such interval", field="every")
    return replace(plan, url=found, category=clean_line(plan.category, "category", 40, empty=True))


def counted(crawl: Crawl, fate: Fate, trouble: Trouble | None = None) -> Crawl:
    """The report with one page more."""
    crawl = replace(crawl, **{fate: getattr(crawl, fate) + 1})
    if trouble and len(crawl.troubles) < ERRORS:
        crawl = replace(crawl, troubles=(*crawl.troubles, trouble))
    return crawl


def missing(held: Iterable[SitePage], run: str) -> list[SitePage]:
    """The pages that a whole run did not meet, though an earlier one did."""
    return [page for page in held if page.run != run and page.fate != "gone"]


def next_due(every: int, ended: int) -> int:
    """When it is run again, in ms; 0 for never."""
    return ended + every * HOUR_MS if every else 0


def ordered(pages: Sequence[SitePage]) -> list[SitePage]:
    """What somebody should look at first: trouble, then what is gone, changed, new, and the rest, each by address."""
    rank = {"refused": 0, "gone": 1, "changed": 2, "taken": 3, "unchanged": 4}
    return sorted(pages, key=lambda page: (rank[page.fate], page.url))
