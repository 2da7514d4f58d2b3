"""The addresses of the demo shop. Reading is by GET; forms are taken from our own pages only and answered with a redirect.
Whether staff are signed in does not matter here."""

from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get, post
from litestar.exceptions import HTTPException

from yingda.kernel import PUBLIC, House

from ..model import Order
from ..store import orders_of, returns_of
from . import articles, catalogue, identity, page, store, terms
from .cart import MOST, Cart
from .counter import GONE, Guest, arrive
from .orders import masked, sight
from .words import STORIES

Asked = Request[Any, Any, Any]
OPEN: dict[str, Any] = {"permission": PUBLIC}
FORM: dict[str, Any] = {"permission": PUBLIC, "no_csrf": True}  # each checks where its form came from
FOREVER = "public, max-age=31536000, immutable"


def routes(house: House) -> list[Any]:
    """Handlers of the whole site."""
    return [*shelves(house), *till(house), *help_pages(house), *account(house), *rest(house)]


async def fields(request: Asked) -> dict[str, str]:
    """The plain fields of a form; nothing when it cannot be read."""
    try:
        form = await request.form()
    except (HTTPException, ValueError):
        return {}
    return {key: value[:200] for key, value in form.items() if isinstance(value, str)}


def whole(text: str, least: int, most: int) -> int:
    """A number from a form, within bounds; the least when it is none."""
    return max(least, min(most, int(text))) if text.isascii() and text.isdecimal() else least


def shelves(house: House) -> list[Any]:
    """Home, lists and products."""

    @get(["/shop", "/shop/"], opt=OPEN, include_in_schema=False)
    async def home(request: Asked) -> Response[str]:
        guest = await arrive(house, request)
        if guest.site is None:
            return guest.show("closed.html", 404)
        stock = catalogue.products()
        groups = {name: catalogue.find(category=name) for name in catalogue.CATEGORIES}
        featured = [stock[sku] for sku in catalogue.FEATURED]
        return guest.show("home.html", featured=featured, groups=groups, hero=featured[0])

    @get("/shop/products", opt=OPEN, include_in_schema=False)
    async def listed(request: Asked) -> Response[str]:
        guest = await arrive(house, request)
        if guest.site is None:
            return guest.show("closed.html", 404)
        query, category = guest.ask("q"), guest.ask("category")
        group, sort = guest.ask("group"), guest.ask("sort")
        category = category if category in catalogue.CATEGORIES else ""
        group = group if group in catalogue.GROUPS else ""
        sort = sort if sort in catalogue.SORTS else ""
        shown = catalogue.find(query, category, group, sort)
        near = {p.group: catalogue.GROUPS[p.group] for p in catalogue.find(query, category)}
        return guest.show(
            "list.html", query=query, category=category, group=group, sort=sort, sorts=list(catalogue.SORTS),
            shown=shown, groups=near if len(near) > 1 else {},
        )  # fmt: skip

    @get("/shop/products/{name:str}", opt=OPEN, include_in_schema=False)
    async def product(request: Asked) -> Response[str]:
        guest = await arrive(house, request)
        found = catalogue.by_slug(str(request.path_params["name"]))
        if guest.site is None or found is None:
            return guest.lost()
        by_land = found.sku in catalogue.BY_LAND
        return guest.show(
            "product.html", product=found, chosen=found.colour(guest.ask("colour")), group=catalogue.GROUPS[found.group],
            arrival=terms.arrival(guest.now, guest.city, by_land=by_land), by_land=by_land,
            sealed=found.sku in catalogue.SEALED, related=catalogue.related(found),
            instalment=found.price / 3 if found.price >= terms.INSTALMENTS_FROM else 0,
        )  # fmt: skip

    return [home, listed, product]


def till(house: House) -> list[Any]:
    """The cart."""

    @get("/shop/cart", opt=OPEN, include_in_schema=False)
    async def look(request: Asked) -> Response[str]:
        guest = await arrive(house, request)
        if guest.site is None:
            return guest.lost()
        held = terms.coupons(guest.level)
        coupon = guest.cart.coupon if guest.cart.coupon in held else None
        blocked = not terms.arrival(guest.now, guest.city, by_land=True).possible
        return guest.show(
            "cart.html", bill=terms.bill(guest.cart.goods, coupon, guest.city, guest.level), coupon=coupon, held=held,
            bad=guest.ask("coupon") == "no", most=MOST, featured=catalogue.find(sort="rating")[:4],
            unsent={line.product.sku for line in guest.cart.lines if blocked and line.product.sku in catalogue.BY_LAND},
        )  # fmt: skip

    @get("/shop/checkout", opt=OPEN, include_in_schema=False)
    async def checkout(request: Asked) -> Response[Any]:
        guest = await arrive(house, request)
        if guest.site is None:
            return guest.lost()
        coupon = guest.cart.coupon if guest.cart.coupon in terms.coupons(guest.level) else None
        return guest.show("checkout.html", bill=terms.bill(guest.cart.goods, coupon, guest.city, guest.level))

    @post("/shop/cart", opt=FORM, include_in_schema=False)
    async def change(request: Asked) -> Response[Any]:
        guest = await arrive(house, request)
        if not guest.own_form() or guest.site is None:
            return guest.refused()
        form = await fields(request)
        action = form.get("do", "")
        if action == "coupon":
            return coupon(guest, form.get("code", "").strip().upper())
        cart = changed(guest.cart, action, form)
        return guest.keep(cart, "/shop/checkout" if form.get("then") == "buy" else "/shop/cart")

    def coupon(guest: Guest, code: str) -> Response[Any]:
        fits = not code or code in {c.code for c in terms.coupons(guest.level)}
        return guest.keep(guest.cart._replace(code=code if fits else ""), "/shop/cart" + ("" if fits else "?coupon=no"))

    return [look, checkout, change]


def changed(cart: Cart, action: str, form: dict[str, str]) -> Cart:
    """The cart after a form: more of a thing, or so many of a line."""
    if action == "add" and (found := catalogue.by_slug(form.get("product", ""))):
        return cart.add(found, form.get("colour", ""), form.get("cover") == "1", whole(form.get("count", ""), 1, 20))
    if action == "set":
        return cart.put(form.get("line", ""), whole(form.get("count", ""), 0, MOST))
    return cart


def help_pages(house: House) -> list[Any]:
    """Returns policy, help centre, articles."""

    @get("/shop/returns", opt=OPEN, include_in_schema=False)
    async def returns(request: Asked) -> Response[str]:
        guest = await arrive(house, request)
        return guest.show("returns.html", items=articles.policy(guest.t.short)) if guest.site else guest.lost()

    @get("/shop/help", opt=OPEN, include_in_schema=False)
    async def helping(request: Asked) -> Response[str]:
        guest = await arrive(house, request)
        if guest.site is None:
            return guest.lost()
        query, topic = guest.ask("q"), guest.ask("topic")
        topics = articles.topics(guest.t.short)
        chosen = next((one for one in topics if one.folder == topic), None)
        found = articles.search(query, guest.t.short) if query else list(chosen.posts) if chosen else []
        return guest.show("help.html", query=query, topics=topics, chosen=chosen, found=found)

    @get("/shop/help/{name:str}", opt=OPEN, include_in_schema=False)
    async def article(request: Asked) -> Response[str]:
        guest = await arrive(house, request)
        found = articles.article(str(request.path_params["name"]), guest.t.short)
        if guest.site is None or found is None:
            return guest.lost()
        topic = next((one for one in articles.topics(guest.t.short) if one.folder == found.folder), None)
        return guest.show("article.html", article=found, topic=topic)

    return [returns, helping, article]


def account(house: House) -> list[Any]:
    """Signing in as a demo customer; his orders."""

    @get("/shop/sign-in", opt=OPEN, include_in_schema=False)
    async def door(request: Asked) -> Response[str]:
        guest = await arrive(house, request)
        if guest.site is None:
            return guest.lost()
        people = await store.customers(house.db, guest.site.tenant)
        return guest.show("sign-in.html", people=people, stories=STORIES, then=guest.ask("then", 200))

    @post("/shop/sign-in", opt=FORM, include_in_schema=False)
    async def enter(request: Asked) -> Response[Any]:
        guest = await arrive(house, request)
        if not guest.own_form() or guest.site is None:
            return guest.refused()
        form = await fields(request)
        people = {one.id for one in await store.customers(house.db, guest.site.tenant)}
        if not guest.site.identity_secret or form.get("customer", "") not in people:
            return guest.go("/shop/sign-in")
        kept = identity.write_cookie(guest.site.identity_secret, form["customer"], guest.now)
        return guest.go(form.get("then") or "/shop/orders", guest.cookie(identity.COOKIE, kept, identity.STAYS_S))

    @post("/shop/sign-out", opt=FORM, include_in_schema=False)
    async def leave(request: Asked) -> Response[Any]:
        guest = await arrive(house, request)
        if not guest.own_form():
            return guest.refused()
        return guest.go("/shop/sign-in", guest.cookie(identity.COOKIE, "", 0), guest.cookie(GONE, "1", 60))

    @get("/shop/orders", opt=OPEN, include_in_schema=False)
    async def orders(request: Asked) -> Response[Any]:
        guest = await arrive(house, request)
        if guest.site is None or guest.customer is None:
            return guest.go("/shop/sign-in?then=/shop/orders") if guest.site else guest.lost()
        found = await orders_of(house.db, guest.site.tenant, guest.customer.id)
        return guest.show("orders.html", sights=[sight(order, guest.t) for order in found])

    @get("/shop/orders/{number:str}", opt=OPEN, include_in_schema=False)
    async def order(request: Asked) -> Response[Any]:
        guest = await arrive(house, request)
        number = str(request.path_params["number"])[:40]
        if guest.site is None or guest.customer is None:
            return guest.go("/shop/sign-in?then=/shop/orders/" + quote(number, safe="")) if guest.site else guest.lost()
        found = await house.db.get(Order, guest.site.tenant, number)
        if found is None or found.customer != guest.customer.id:  # not there, or not his: never told apart
            return guest.lost()
        made = await returns_of(house.db, guest.site.tenant, found.id)
        return guest.show("order.html", one=sight(found, guest.t), made=made, phone=masked(guest.customer.phone))

    return [door, enter, leave, orders, order]


def rest(house: House) -> list[Any]:
    """Files that pages link to, and every other address."""

    @get("/shop/assets/{name:str}", opt=OPEN, include_in_schema=False, sync_to_thread=False)
    def asset(request: Asked) -> Response[bytes]:
        found = page.assets().get(str(request.path_params["name"]))
        if found is None:
            return Response(b"", status_code=404, media_type="text/plain")
        cache = FOREVER if request.query_params.get("v") == found.etag else "no-cache"
        head = {"ETag": f'"{found.etag}"', "Cache-Control": cache}
        if request.headers.get("if-none-match") == head["ETag"]:
            return Response(b"", status_code=304, headers=head)
        return Response(found.body, media_type=found.type, headers=head)

    @get("/shop/{rest:path}", opt=OPEN, include_in_schema=False)
    async def lost(request: Asked) -> Response[str]:
        guest = await arrive(house, request)
        return guest.lost() if guest.site else guest.show("closed.html", 404)

    return [asset, lost]
