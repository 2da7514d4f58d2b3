"""The addresses of a help centre: `/help/<slug>/<language>/…`, and the same under its own host. Reading is by GET; forms
are taken from our own pages only and answered with a redirect or with the page itself."""

import secrets
from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from yingda.kernel import PUBLIC, Clock, NotFound, TooMany, YingdaError, new_id
from yingda.kernel.limits import Buckets

from ..model import (
    PER_MAP,
    Alternate,
    Place,
    Rating,
    article_data,
    crumb_data,
    outlined,
    search_data,
    sitemap,
    sitemaps,
)
from ..service import Help, Message, Reading, WriteIn
from .page import CACHE, TOKEN, VOTER, Sheet, complaint, preferred, sheet

Asked = Request[Any, Any, Any]
OPEN: dict[str, Any] = {"permission": PUBLIC}
FORM: dict[str, Any] = {"permission": PUBLIC, "no_csrf": True}  # each checks where its form came from
LETTERS_PER_MINUTE, VOTES_PER_MINUTE = 3, 20
SUGGESTED = 4
ENOUGH = 0.25
"""A suggestion holds at least this share of what was written."""
FOREVER = "public, max-age=31536000, immutable"


class Site:
    """What the pages are made from."""

    def __init__(self, help: Help, reading: Reading, write: WriteIn, clock: Clock, public_url: str) -> None:
        self.help, self.reading, self.write, self.clock, self.public_url = help, reading, write, clock, public_url
        self.letters = Buckets(LETTERS_PER_MINUTE / 60, 2 * LETTERS_PER_MINUTE)
        self.votes = Buckets(VOTES_PER_MINUTE / 60, VOTES_PER_MINUTE)

    async def open(self, request: Asked) -> Sheet:
        """The help centre and language of an address; `NotFound`."""
        centre = await self.help.at(str(request.path_params["slug"]))
        language = str(request.path_params["language"])
        if language not in self.reading.languages(centre):
            raise NotFound("no_page", "没有这个页面", "There is no such page")
        return Sheet(request, centre, language, self.reading, self.public_url)


def pages(help: Help, reading: Reading, write: WriteIn, clock: Clock, public_url: str) -> list[Any]:
    """Handlers of the whole site."""
    site = Site(help, reading, write, clock, public_url)
    return [*doors(site), *machines(site), *shelves(site), *votes(site), *letters(site)]


def doors(site: Site) -> list[Any]:
    """The ways in, and the style sheets."""

    @get(["/help", "/help/"], opt=OPEN, include_in_schema=False)
    async def only() -> Redirect:
        centre = await site.help.only()
        if centre is None:
            raise NotFound("no_help_centre", "没有这个帮助中心", "There is no such help centre")
        return Redirect(f"/help/{centre.slug}")

    @get("/help/{slug:str}", opt=OPEN, include_in_schema=False)
    async def enter(request: Asked) -> Redirect:
        centre = await site.help.at(str(request.path_params["slug"]))
        language = preferred(request.headers.get("accept-language", ""), site.reading.languages(centre))
        place = Sheet(request, centre, language, site.reading, site.public_url)
        return Redirect(place.root, headers={"Vary": "Accept-Language", "Cache-Control": "no-store"})

    @get("/help/{slug:str}/assets/{name:str}", opt=OPEN, include_in_schema=False)
    async def asset(request: Asked) -> Response[bytes]:
        name, body = request.path_params["name"], b""
        if name == "help.css":
            body = sheet()[0]
        elif name == "theme.css":
            centre = await site.help.at(str(request.path_params["slug"]))
            body = f":root{{--brand-hue:{centre.hue}}}\n".encode()
        if not body:
            raise NotFound
        cache = FOREVER if request.query_params.get("v") else "no-cache"
        return Response(body, media_type="text/css", headers={"Cache-Control": cache})

    return [only, enter, asset]


def machines(site: Site) -> list[Any]:
    """What search engines ask for."""

    @get("/help/{slug:str}/robots.txt", opt=OPEN, include_in_schema=False)
    async def robots(request: Asked) -> Response[str]:
        centre = await site.help.at(str(request.path_params["slug"]))
        place = Sheet(request, centre, "zh-CN", site.reading, site.public_url)
        text = f"User-agent: *\nDisallow: /*/search\nDisallow: /*/messages\nSitemap: {place.site}/sitemap.xml\n"
        return Response(text, media_type="text/plain", headers={"Cache-Control": CACHE})

    @get("/help/{slug:str}/sitemap.xml", opt=OPEN, include_in_schema=False)
    async def site_map(request: Asked) -> Response[str]:
        centre = await site.help.at(str(request.path_params["slug"]))
        place = Sheet(request, centre, "zh-CN", site.reading, site.public_url)
        every = site.reading.everything(centre)
        page = request.query_params.get("page", "")
        many = len(every) > PER_MAP
        if many and not page.isdecimal():
            urls = [f"{place.site}/sitemap.xml?page={n}" for n in range(1, 2 + (len(every) - 1) // PER_MAP)]
            return xml(sitemaps(urls))
        start = (int(page) - 1) * PER_MAP if many and page.isdecimal() and int(page) else 0
        found = [
            Place(
                place.url(f"/articles/{quote(one.slug)}", one.language), one.at,
                tuple(
                    Alternate(o.language, place.url(f"/articles/{quote(o.slug)}", o.language))
                    for o in site.reading.translations(centre, one)
                ),
            )
            for one in every[start : start + PER_MAP]
        ]  # fmt: skip
        heads = [] if start else [Place(place.url("", one), 0) for one in site.reading.languages(centre)]
        return xml(sitemap([*heads, *found]))

    return [robots, site_map]


def xml(text: str) -> Response[str]:
    """A site map."""
    return Response(text, media_type="application/xml", headers={"Cache-Control": CACHE})


def shelves(site: Site) -> list[Any]:
    """Start page, categories, search, articles."""

    @get("/help/{slug:str}/{language:str}", opt=OPEN, include_in_schema=False)
    async def home(request: Asked) -> Response[Any]:
        place = await site.open(request)
        common = await site.reading.common(place.centre, place.t.tag)
        data = [search_data(place.name, place.url(), place.url("/search"))]
        sections = site.reading.sections(place.centre, place.t.tag)
        return await place.show("home.html", sections=sections, common=common, data=data)

    @get("/help/{slug:str}/{language:str}/topics/{topic:str}", opt=OPEN, include_in_schema=False)
    async def topic(request: Asked) -> Response[Any]:
        place = await site.open(request)
        named = str(request.path_params["topic"])
        sections = site.reading.sections(place.centre, place.t.tag)
        found = next((one for one in sections if one.name == named), None)
        if found is None:
            return await place.show("lost.html", status=404)
        path = f"/topics/{quote(named)}"
        crumbs = place.crumbs((named, path))
        return await place.show(
            "topic.html",
            path=path,
            section=found,
            sections=sections,
            languages=[place.t.tag],
            data=[crumb_data(crumbs)],
        )

    @get("/help/{slug:str}/{language:str}/search", opt=OPEN, include_in_schema=False)
    async def search(request: Asked) -> Response[Any]:
        place = await site.open(request)
        text = place.ask("q")
        if not text:
            return Redirect(place.root, status_code=303)
        found = site.reading.search(place.centre, text, place.t.tag)
        await site.reading.remember(place.centre, text, place.t.tag, found)
        return await place.show(
            "search.html", path=f"/search?q={quote(text)}", private=True, query=text, found=found, data=[]
        )

    @get("/help/{slug:str}/{language:str}/articles/{name:str}", opt=OPEN, include_in_schema=False)
    async def article(request: Asked) -> Response[Any]:
        place = await site.open(request)
        return await show_article(site, place, str(request.path_params["name"]))

    @get("/help/{slug:str}/{language:str}/{rest:path}", opt=OPEN, include_in_schema=False)
    async def lost(request: Asked) -> Response[Any]:
        place = await site.open(request)
        return await place.show("lost.html", status=404, data=[])

    return [home, topic, search, article, lost]


async def show_article(site: Site, place: Sheet, name: str, voted: str = "") -> Response[Any]:
    """An article; `voted` (yes, no, said) is what its reader has just done."""
    found = site.reading.article(place.centre, name, place.t.tag)
    if found is None:
        return await place.show("lost.html", status=404, data=[])
    path = f"/articles/{quote(found.slug)}"
    every = [one.language for one in site.reading.translations(place.centre, found)]
    if place.t.tag in every and name != found.slug:
        return Redirect(place.root + path, status_code=301)
    html, headings = outlined(site.reading.html(found))
    category = found.content.category
    steps = [(category, f"/topics/{quote(category)}")] if category and found.language == place.t.tag else []
    crumbs = place.crumbs(*steps, (found.title, path))
    asked = article_data(
        found.title, found.content.questions, site.reading.answer(found), place.url(path, found.language), found.at,
        found.language,
    )  # fmt: skip
    return await place.show(
        "article.html", path=path, private=bool(voted), article=found, html=html, headings=headings, crumbs=crumbs[:-1],
        related=site.reading.related(place.centre, found), languages=every, voted=voted, data=[crumb_data(crumbs), asked],
        foreign=found.language != place.t.tag,
    )  # fmt: skip


def votes(site: Site) -> list[Any]:
    """Did this help?"""

    @post(
        "/help/{slug:str}/{language:str}/articles/{name:str}/vote", opt=FORM, include_in_schema=False, status_code=200
    )
    async def vote(request: Asked) -> Response[Any]:
        place = await site.open(request)
        form, name = await fields(request), str(request.path_params["name"])
        found = site.reading.article(place.centre, name, place.t.tag)
        useful = form.get("useful", "")
        if not place.own_form() or found is None or useful not in ("yes", "no"):
            return await place.show("lost.html", status=404, data=[])
        if wait := site.votes.take(address(request)):
            raise TooMany(wait)
        voter = voter_of(request.cookies.get(VOTER, ""))
        comment = form.get("comment", "")[:1_000]
        await site.help.rate(
            Rating(
                place.centre.tenant, found.id, voter, site.clock.now(), found.version, found.language, useful == "yes",
                comment,
            )
        )  # fmt: skip
        answer = await show_article(site, place, name, "said" if comment or useful == "yes" else "no")
        answer.cookies.append(place.cookie(VOTER, voter))
        return answer

    return [vote]


def letters(site: Site) -> list[Any]:
    """Writing in, and reading what was answered."""

    @get("/help/{slug:str}/{language:str}/contact", opt=OPEN, include_in_schema=False)
    async def contact(request: Asked) -> Response[Any]:
        place = await site.open(request)
        return await form_page(place, {"text": place.ask("q", 1_000)})

    @post("/help/{slug:str}/{language:str}/contact", opt=FORM, include_in_schema=False, status_code=200)
    async def write(request: Asked) -> Response[Any]:
        place = await site.open(request)
        inbox = await site.reading.inbox(place.centre)
        if not place.own_form() or inbox is None or not place.centre.contact:
            return await place.show("lost.html", status=404, data=[])
        form = await fields(request)
        text = form.get("text", "").strip()
        if form.get(
            "website"
        ):  # a field that no person sees: whoever fills it in is a machine, and hears what it wants
            return Redirect(f"{place.root}/contact", status_code=303)
        if form.get("do") == "change":
            return await form_page(place, form)
        if text and form.get("do") != "send":
            hits = site.reading.search(place.centre, text, place.t.tag, SUGGESTED).hits
            if near := [hit for hit in hits if hit.share >= ENOUGH]:
                return await form_page(place, form, suggested=near)
        message = Message(
            letter_id(form.get("id", "")), text, form.get("name", ""), form.get("way", ""), place.url("/contact")
        )
        try:
            if wait := site.letters.take(address(request)):
                raise TooMany(wait)
            sent = await site.write.send(inbox, request.cookies.get(TOKEN, ""), place.t.tag, message)
        except YingdaError as error:
            return await form_page(place, form, wrong=complaint(error, place.t), status=error.status)
        answer: Response[Any] = Redirect(f"{place.root}/messages", status_code=303)
        answer.cookies.append(place.cookie(TOKEN, sent.token))
        return answer

    @get("/help/{slug:str}/{language:str}/messages", opt=OPEN, include_in_schema=False)
    async def messages(request: Asked) -> Response[Any]:
        place = await site.open(request)
        inbox = await site.reading.inbox(place.centre)
        token = request.cookies.get(TOKEN, "")
        if inbox is None or not token:
            return Redirect(f"{place.root}/contact", status_code=303)
        try:
            sent = await site.write.look(inbox, token, place.t.tag)
        except YingdaError:
            return Redirect(f"{place.root}/contact", status_code=303)
        return await place.show("messages.html", path="/messages", private=True, sent=sent, id=new_id(), data=[])

    return [contact, write, messages]


async def form_page(
    place: Sheet, form: dict[str, str], *, suggested: Any = (), wrong: str = "", status: int = 200
) -> Response[Any]:
    """The contact form, as it was filled in."""
    held = {name: form.get(name, "") for name in ("text", "name", "way")}
    return await place.show(
        "contact.html", path="/contact", status=status, private=True, form=held, id=letter_id(form.get("id", "")),
        suggested=suggested, wrong=wrong, data=[],
    )  # fmt: skip


async def fields(request: Asked) -> dict[str, str]:
    """The plain fields of a form; nothing when it cannot be read."""
    try:
        form = await request.form()
    except (HTTPException, ValueError):
        return {}
    return {key: value[:8_000] for key, value in form.items() if isinstance(value, str)}


def letter_id(text: str) -> str:
    """The id that a form carries, or a new one."""
    return text if text.isalnum() and 16 <= len(text) <= 40 else new_id()


def voter_of(cookie: str) -> str:
    """The random name of a reader's browser."""
    return (
        cookie
        if len(cookie) == 22 and cookie.replace("-", "").replace("_", "").isalnum()
        else secrets.token_urlsafe(16)
    )


def address(request: Asked) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else ""
