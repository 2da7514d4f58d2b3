"""What search engines read: site map, languages, structured data. Pure text."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct, json

from yingda.kernel import cut

PER_MAP = 5_000
"""Addresses in one site map; the protocol allows 50,000 and 50 MB (sitemaps.org)."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


class Alternate(Struct, frozen=True):
    """The same page in a language (BCP 47, or "x-default")."""

    language: str
    url: str


class Crumb(Struct, frozen=True):
    """A step from the start page to this one."""

    title: str
    url: str


class Place(Struct, frozen=True):
    """A page for the site map; `at` (ms) is when it last changed, 0 when that says nothing."""

    url: str
    at: int
    alternates: tuple[Alternate, ...] = ()


def sitemap(places: Iterable[Place]) -> str:
    """One site map."""
    out = [f'{HEAD}<urlset {SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">']
    for place in places:
        more = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(one.language)} href={quoteattr(one.url)}/>'
            for one in place.alternates
        )
        when = f"<lastmod>{day(place.at)}</lastmod>" if place.at else ""
        out.append(f"<url><loc>{escape(place.url)}</loc>{when}{more}</url>")
    return "\n".join([*out, "</urlset>", ""])


def sitemaps(urls: Sequence[str]) -> str:
    """The index of several site maps."""
    lines = "\n".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls)
    return f"{HEAD}<sitemapindex {SPACE}>\n{lines}\n</sitemapindex>\n"


def day(at: int) -> str:
    """2026-11-22"""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%d")


def data(value: dict[str, Any]) -> str:
    """JSON-LD that may stand inside a script element whatever the texts hold."""
    text = json.encode({"@context": "https://schema.org", **value}).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def crumb_data(crumbs: Sequence[Crumb]) -> str:
    """The way to this page."""
    items = [
        {"@type": "ListItem", "position": place, "name": one.title, "item": one.url}
        for place, one in enumerate(crumbs, 1)
    ]
    return data({"@type": "BreadcrumbList", "itemListElement": items})


def article_data(title: str, questions: Sequence[str], answer: str, url: str, at: int, language: str) -> str:
    """An article as a question with its answer."""
    asked = [title, *questions][:1]
    entity = [
        {"@type": "Question", "name": one, "acceptedAnswer": {"@type": "Answer", "text": cut(answer, 600), "url": url}}
        for one in asked
    ]
    return data({"@type": "FAQPage", "inLanguage": language, "dateModified": day(at), "mainEntity": entity})


def search_data(name: str, url: str, search: str) -> str:
    """The site and how it is searched."""
    action = {
        "@type": "SearchAction", "target": {"@type": "EntryPoint", "urlTemplate": search + "?q={q}"},
        "query-input": "required name=q",
    }  # fmt: skip
    return data({"@type": "WebSite", "name": name, "url": url, "potentialAction": action})
