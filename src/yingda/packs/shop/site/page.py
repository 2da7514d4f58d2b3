"""Rendering: templates, the reader's language, the headers of a page, and the drawings."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response
from litestar.datastructures import Cookie
from markupsafe import Markup

from yingda.kernel import page_policy

from . import palette
from .terms import ZONE
from .words import CITIES, CITIES_ZH, words

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
LANGUAGE = "qinghe_lang"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
YEAR_S = 31_536_000


class Asset(NamedTuple):
    """A file that pages link to."""

    body: bytes
    type: str
    etag: str


@cache
def assets() -> Mapping[str, Asset]:
    """The style sheet (with the colours of the drawings), the script and the icon."""
    found = {}
    for file in sorted(ASSETS.iterdir()):
        body = file.read_bytes()
        if file.name == "shop.css":
            body += palette.sheet().encode()
        found[file.name] = Asset(body, TYPES[file.suffix], hashlib.sha256(body).hexdigest()[:12])
    return found


def money(fen: int) -> str:
    """¥1,299 or ¥6.50."""
    return f"¥{fen / 100:,.2f}".removesuffix(".00")


def tongue(request: Request[Any, Any, Any]) -> int:
    """0 for Chinese, 1 for English: what the address says, else the cookie, else the browser."""
    for said in (request.query_params.get("lang", ""), request.cookies.get(LANGUAGE, "")):
        if said[:2] in ("zh", "en"):
            return int(said[:2] == "en")
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> int:
    """What an Accept-Language header asks for; English for those who read neither, Chinese where nothing is said."""
    ranked: list[tuple[float, int, str]] = []
    for order, part in enumerate(header.split(",")[:20]):
        name, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), order, name.strip().lower()))
        except ValueError:
            continue
    names = [name for _, _, name in sorted(ranked) if name and name != "*"]
    known = (int(name[:2] == "en") for name in names if name[:2] in ("zh", "en"))
    return next(known, int(bool(names)))


class Tongue:
    """One language's words and ways of writing, for templates."""

    def __init__(self, side: int) -> None:
        self.side, self.tag, self.short = side, ("zh-CN", "en")[side], ("zh", "en")[side]

    def __call__(self, key: str, **values: Any) -> str:
        """The words of a key, with their blanks filled."""
        text = words()[key][self.side]
        return text.format(**values) if values else text

    def of(self, pair: tuple[Any, Any]) -> Any:
        """This language's side of a pair."""
        return pair[self.side]

    def city(self, name: str) -> str:
        """A city's name, with a space before it in Chinese when it is Latin."""
        return CITIES.get(name, name) if self.side else CITIES_ZH.get(name, name)

    def day(self, at: int | datetime) -> str:
        """`11 月 17 日` / `17 Nov`"""
        when = local(at)
        return f"{when.day} {when:%b}" if self.side else f"{when.month} 月 {when.day} 日"

    def date(self, at: int) -> str:
        """`2026 年 11 月 17 日` / `17 Nov 2026`"""
        when = local(at)
        return f"{when.day} {when:%b %Y}" if self.side else f"{when.year} 年 {when.month} 月 {when.day} 日"

    def moment(self, at: int) -> str:
        """`11-17 14:05` / `17 Nov 14:05`"""
        when = local(at)
        return f"{when.day} {when:%b %H:%M}" if self.side else f"{when:%m-%d %H:%M}"


def local(at: int | datetime) -> datetime:
    """A time (ms, or aware) in the shop's own zone."""
    return at if isinstance(at, datetime) else datetime.fromtimestamp(at / 1000, UTC).astimezone(ZONE)


@cache
def environment() -> Environment:
    """The templates: everything that is put in is escaped; a name that is not there is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["money"] = money
    made.filters["grouped"] = lambda n: f"{n:,}"
    return made


class Pictures:
    """The drawings of one page. Each gets its own prefix, so that no two gradients share an id."""

    def __init__(self) -> None:
        self.ids: Iterator[int] = count(1)

    def __call__(self, kind: str, paint: str, label: str = "", boxed: bool = False) -> Markup:
        """A thing drawn in a colour, for the eye alone when it has no `label`."""
        template = environment().get_template("pictures/frame.svg")
        file = "box" if boxed else kind
        return Markup(  # noqa: S704 - rendered by an escaping template
            template.render(i=f"p{next(self.ids)}", file=file, kind=kind, paint=paint, label=label)
        )


def other_language(request: Request[Any, Any, Any], side: int) -> str:
    """The address of this page in the other language."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"][:8]
    return f"{request.url.path}?{urlencode([*kept, ('lang', 'zh' if side else 'en')])}"


def answer(
    template: str, request: Request[Any, Any, Any], side: int, public_url: str, status: int = 200, **values: Any
) -> Response[str]:
    """A page."""
    t = Tongue(side)
    html = environment().get_template(template).render(
        t=t, picture=Pictures(), path=request.url.path, public_url=public_url.rstrip("/"),
        other=other_language(request, side), assets={name: a.etag for name, a in assets().items()}, **values,
    )  # fmt: skip
    head = {
        "Content-Security-Policy": page_policy(public_url), "Cache-Control": "private, no-cache",
        "Vary": "Cookie, Accept-Language", "Content-Language": t.tag,
    }  # fmt: skip
    made = Response(html, status_code=status, media_type="text/html", headers=head)
    if request.query_params.get("lang", "")[:2] in ("zh", "en"):
        made.cookies.append(
            Cookie(key=LANGUAGE, value=t.short, path="/shop", max_age=YEAR_S, samesite="lax", httponly=True)
        )
    return made
