"""What a request is about: the business, the reader's language, who is signed in, what is in the cart. One `Guest` a
request; it renders every page, so that all of them have the same frame and the same one line that embeds the chat."""

import asyncio
import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from yingda.kernel import House, clean, own_form

from ..model import Customer, Site
from . import articles, identity, page, store
from . import cart as carts
from .catalogue import CATEGORIES, products
from .terms import LEVELS
from .words import words

CART, GONE = "qinghe_cart", "qinghe_gone"
CART_S = 30 * 86_400
PATH = "/shop"
OWN = re.compile(r"/shop(/[\w.-]+)*/?(\?[\w=&/%.+-]*)?", re.ASCII)
"""The addresses that a form may send on to: paths of the shop, nothing else."""


class Guest:
    """Who is at the counter. `site` is None as long as no demo business is loaded."""

    def __init__(
        self, house: House, request: Request[Any, Any, Any], site: Site | None, customer: Customer | None
    ) -> None:
        self.request, self.site, self.customer = request, site, customer
        self.public_url = str(house.setting("public_url", "http://localhost:8000"))
        self.now = house.clock.now()
        self.side = page.tongue(request)
        self.t = page.Tongue(self.side)
        self.cart = carts.read(request.cookies.get(CART, ""))

    @property
    def level(self) -> str:
        """The customer's level; an empty string when nobody is signed in."""
        return self.customer.level if self.customer else ""

    @property
    def city(self) -> str:
        """Where things would be sent."""
        return self.customer.city if self.customer and self.customer.city else "杭州"

    def ask(self, name: str, limit: int = 80) -> str:
        """A value of the address: one short line, never more."""
        return " ".join(clean(self.request.query_params.get(name, "")[:limit]).split())

    def embed(self) -> dict[str, str]:
        """The attributes of the line that embeds the chat. `data-lang` only when the reader chose a language here that is
        not his browser's."""
        if not self.site:
            return {}
        line = {"data-inbox": self.site.inbox_key}
        if self.customer and self.site.identity_secret:
            line["data-identity"] = identity.token(self.site.identity_secret, self.customer, self.now)
        if page.preferred(self.request.headers.get("accept-language", "")) != self.side:
            line["data-lang"] = self.t.tag
        return line

    def show(self, template: str, status: int = 200, **values: Any) -> Response[str]:
        """A page."""
        made = page.answer(
            template, self.request, self.side, self.public_url, status, me=self.customer, cart=self.cart,
            embed=self.embed(), categories=CATEGORIES, levels=LEVELS, city=self.city, level=self.level,
            gone=self.request.cookies.get(GONE, "") == "1", **values,
        )  # fmt: skip
        if self.customer:
            made.headers["Cache-Control"] = "no-store"
        if self.request.cookies.get(GONE):
            made.cookies.append(self.cookie(GONE, "", 0))
        return made

    def lost(self) -> Response[str]:
        """No such page."""
        return self.show("lost.html", 404)

    def refused(self) -> Response[str]:
        """A form that did not come from here."""
        return self.show("refused.html", 403)

    def own_form(self) -> bool:
        """Whether a form was sent from our own pages."""
        return own_form(self.request.headers, urlsplit(self.public_url).netloc)

    def cookie(self, name: str, value: str, seconds: int) -> Cookie:
        """A cookie of ours; 0 seconds takes it away."""
        secure = self.public_url.startswith("https://")
        return Cookie(key=name, value=value, path=PATH, max_age=seconds, httponly=True, samesite="lax", secure=secure)

    def go(self, path: str, *cookies: Cookie) -> Response[Any]:
        """On to another page, by GET. Only a path of the shop is followed."""
        made: Response[Any] = Redirect(path if OWN.fullmatch(path) else PATH, status_code=303)
        made.headers["Cache-Control"] = "no-store"
        made.cookies.extend(cookies)
        return made

    def keep(self, cart: carts.Cart, path: str = "/shop/cart") -> Response[Any]:
        """Keeps a cart and goes on."""
        return self.go(path, self.cookie(CART, carts.write(cart), CART_S))


@cache
def stock() -> bool:
    """Reads what the pages are made of, once: some 0.4 s that belong in a thread, not on the event loop."""
    return bool(products() and words() and page.assets() and articles.topics("zh") and articles.topics("en"))


async def arrive(house: House, request: Request[Any, Any, Any]) -> Guest:
    """The guest of a request."""
    if not stock.cache_info().currsize:
        await asyncio.to_thread(stock)
    site = await store.site(house.db)
    customer = None
    if site and (kept := request.cookies.get(identity.COOKIE, "")):
        name = identity.read_cookie(site.identity_secret, kept, house.clock.now())
        customer = await house.db.get(Customer, site.tenant, name) if name else None
    return Guest(house, request, site, customer)
