"""Many HTML pages in one process: their texts and where they lead. Imported by `child` only.

A library of this weight takes a second to load: a site's pages are read some at a time.
"""

from html.parser import HTMLParser
from typing import Any

from msgspec import Struct, json

from . import page
from .plain import Read, decode

LINKS = 1_000


class Job(Struct):
    """A page to be read."""

    name: str
    body: bytes


class Leads(HTMLParser):
    """Where a page leads, and what it asks of those who read it by machine."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.base = self.canonical = ""
        self.hidden = self.closed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        has = {name: value or "" for name, value in attrs}
        if tag == "a" and has.get("href") and "nofollow" not in has.get("rel", "").lower() and len(self.links) < LINKS:
            self.links.append(has["href"])
        elif tag == "base" and not self.base:
            self.base = has.get("href", "")
        elif tag == "link" and "canonical" in has.get("rel", "").lower().split():
            self.canonical = self.canonical or has.get("href", "")
        elif tag == "meta" and has.get("name", "").lower() in ("robots", "yingda"):
            said = has.get("content", "").lower()
            self.hidden |= "noindex" in said or "none" in said
            self.closed |= "nofollow" in said or "none" in said


class Seen(Struct):
    """What one page gave. `hidden`: it asks not to be taken; `closed`: its links are not to be followed."""

    drafts: list[Any]
    refused: list[Any]
    links: list[str]
    base: str = ""
    canonical: str = ""
    hidden: bool = False
    closed: bool = False


def read_many(data: bytes) -> list[Seen]:
    """Reads a batch; the order is that of the job."""
    return [_one(job) for job in json.decode(data, type=list[Job])]


def _one(job: Job) -> Seen:
    leads = Leads()
    text = decode(job.body)
    if text is not None:
        leads.feed(text)
        leads.close()
    found = Read([], []) if leads.hidden else page.read(job.name, job.body)
    links = [] if leads.closed else leads.links
    return Seen(found.drafts, found.refused, links, leads.base, leads.canonical, leads.hidden, leads.closed)
