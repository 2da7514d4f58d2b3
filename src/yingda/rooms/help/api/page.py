"""Rendering: templates, words, the headers of a page. Everything that is put in is escaped."""

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response
from litestar.datastructures import Cookie
from markupsafe import Markup, escape

from yingda.kernel import YingdaError, own_form, page_policy, pick

from ..model import Alternate, Centre, Crumb
from ..service import Reading

HERE = Path(__file__).resolve().parent.parent
CACHE = "public, max-age=60, stale-while-revalidate=600"
TOKEN, VOTER = "yingda_help", "yingda_help_voter"
YEAR_S = 31_536_000
BASE = "yingda.help.base"
"""What stands in an ASGI scope when a help centre was reached by its own host."""
Asked = Request[Any, Any, Any]


@cache
def words() -> Mapping[str, tuple[str, str]]:
    """Each text in Chinese and in English."""
    return {
        key: (str(zh), str(en)) for key, (zh, en) in yaml.safe_load((HERE / "words.yaml").read_text("utf-8")).items()
    }


@cache
def sheet() -> tuple[bytes, str]:
    """The style sheet and its fingerprint."""
    body = (HERE / "assets" / "help.css").read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:12]


@cache
def environment() -> Environment:
    """The templates."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["marked"] = marked
    return made


def marked(text: str, found: list[str]) -> Markup:
    """A text with the words that were looked for marked; everything else escaped."""
    if not found:
        return escape(text)
    either = re.compile("|".join(re.escape(one) for one in sorted(found, key=len, reverse=True)), re.I)
    out, at = Markup(), 0
    for match in either.finditer(text):
        out += escape(text[at : match.start()]) + Markup("<mark>{}</mark>").format(match[0])
        at = match.end()
    return out + escape(text[at:])


class Tongue:
    """One language's words, for templates."""

    def __init__(self, tag: str) -> None:
        self.tag, self.side = tag, 0 if tag == "zh-CN" else 1

    def __call__(self, key: str, **values: Any) -> str:
        """The words of a key, with their blanks filled."""
        text = words()[key][self.side]
        return text.format(**values) if values else text

    def many(self, key: str, one: str, n: int) -> str:
        """The words for a number of things."""
        return self(one) if n == 1 else self(key, n=n)

    def day(self, at: int) -> str:
        """`2026 年 11 月 17 日` / `17 Nov 2026`"""
        when = datetime.fromtimestamp(at / 1000, UTC)
        return f"{when.day} {when:%b %Y}" if self.side else f"{when.year} 年 {when.month} 月 {when.day} 日"

    def pick(self, texts: dict[str, str]) -> str:
        """This language's text of a pair."""
        return pick(texts, self.tag)


class Sheet:
    """One request to a help centre: where it is, in which language, and how its pages are made."""

    def __init__(self, request: Asked, centre: Centre, language: str, reading: Reading, public_url: str) -> None:
        self.request, self.centre, self.reading = request, centre, reading
        self.t = Tongue(language)
        own = request.scope.get(BASE) is not None
        self.base = "" if own else f"/help/{centre.slug}"
        self.site = f"https://{centre.host}" if centre.host else f"{public_url.rstrip('/')}/help/{centre.slug}"
        self.public_url = public_url.rstrip("/")
        self.root = f"{self.base}/{language}"
        self.name = self.t.pick(centre.name) or self.t("help")

    def url(self, path: str = "", language: str = "") -> str:
        """The address by which search engines know a page."""
        return f"{self.site}/{language or self.t.tag}{path}"

    def alternates(self, path: str, languages: list[str]) -> list[Alternate]:
        """The page in its languages; none where there is one only."""
        if len(languages) < 2:
            return []
        first = languages[0]
        return [
            *(Alternate(one, self.url(path, one)) for one in languages),
            Alternate("x-default", self.url(path, first)),
        ]

    def crumbs(self, *steps: tuple[str, str]) -> list[Crumb]:
        """The way here, the start page first; steps are (title, path)."""
        return [Crumb(self.name, self.url()), *(Crumb(title, self.url(path)) for title, path in steps)]

    def own_form(self) -> bool:
        """Whether a form was sent from this help centre's own pages."""
        return own_form(self.request.headers, urlsplit(self.public_url).netloc, self.centre.host)

    def ask(self, name: str, limit: int = 200) -> str:
        """A value of the address, on one line."""
        return " ".join(self.request.query_params.get(name, "")[:limit].split())

    async def show(
        self, template: str, *, path: str = "", status: int = 200, private: bool = False,
        languages: list[str] | None = None, **values: Any,
    ) -> Response[Any]:  # fmt: skip
        """A page. A public one has a fingerprint, so that whoever has it already gets 304."""
        inbox = await self.reading.inbox(self.centre)
        every = languages or self.reading.languages(self.centre)
        other = next((one for one in every if one != self.t.tag), "")
        html = environment().get_template(template).render(
            t=self.t, centre=self.centre, name=self.name, root=self.root, base=self.base, css=sheet()[1],
            canonical=self.url(path), alternates=self.alternates(path, every), inbox=inbox, public_url=self.public_url,
            other=f"{self.base}/{other}{path}" if other else "", path=path, private=private, **values,
        )  # fmt: skip
        mark = f'W/"{hashlib.sha256(html.encode()).hexdigest()[:20]}"'
        head = {
            "Content-Security-Policy": page_policy(self.public_url), "Content-Language": self.t.tag,
            "Cache-Control": "no-store" if private or status != 200 else CACHE,
        }  # fmt: skip
        if status == 200 and not private:
            head["ETag"] = mark
            if self.request.headers.get("if-none-match") == mark:
                return Response(b"", status_code=304, headers=head)
        return Response(html, status_code=status, media_type="text/html", headers=head)

    def cookie(self, name: str, value: str) -> Cookie:
        """A cookie of this help centre."""
        return Cookie(
            key=name, value=value, path=self.base or "/", max_age=YEAR_S, httponly=True, samesite="lax",
            secure=self.public_url.startswith("https://"),
        )  # fmt: skip


def complaint(error: YingdaError, tongue: Tongue) -> str:
    """What went wrong, in the reader's language."""
    return str(error.body(tongue.tag)["error"]["message"])


def preferred(header: str, languages: list[str]) -> str:
    """The first of `languages` that an Accept-Language header names, else the first there is."""
    ranked: list[tuple[float, int, str]] = []
    for order, part in enumerate(header.split(",")[:20]):
        name, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), order, name.strip().lower()[:2]))
        except ValueError:
            continue
    for _, _, name in sorted(ranked):
        for one in languages:
            if one.lower().startswith(name) and name:
                return one
    return languages[0]


__all__ = ["Sheet", "Tongue", "complaint", "preferred", "sheet"]
