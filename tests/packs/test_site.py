"""The demo web site: its pages, its forms, whom it believes, and the rules of the till."""

import html
import json
import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey
from litestar import Litestar
from tests.support.wire import Web

from yingda.engines.sqlite import connect
from yingda.kernel import PUBLIC, House, SystemClock
from yingda.main import schema
from yingda.packs import shop
from yingda.packs.shop import site
from yingda.packs.shop.site import articles, cart, catalogue, identity, page, palette, terms
from yingda.packs.shop.site.words import words

SECRET, OTHER = "a-secret-of-the-inbox-0123456789abcdef", "another-secret-0123456789abcdefghijklm"
URL = "https://chat.example"
NOON = 1_795_320_000_000  # Sunday 22 November 2026, 12:00 in China
OWN = {"sec-fetch-site": "same-origin"}
HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "';alert(1)//", "{{7*7}}", "{% raw %}", "\u202etxt",
    "%00%ff%fe", "a" * 5000, "javascript:alert(1)", "\u2028<!--",
]  # fmt: skip


class Still(SystemClock):
    """A clock that stands at noon."""

    def now(self) -> int:
        return NOON


class Shop(NamedTuple):
    """A shop that can be visited."""

    house: House
    app: Litestar

    def visit(self, language: str = "zh-CN") -> "Visit":
        """A browser."""
        return Visit(self.app, language)


class Visit(Web):
    """A browser in the shop."""

    async def page(self, path: str, status: int = 200) -> str:
        """A page's HTML."""
        got, head, body = await self.call("GET", path)
        assert got == status, (path, got, body[:300])
        assert head["content-type"] == "text/html; charset=utf-8"
        return body.decode()

    async def send(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> tuple[int, str]:
        """Sends a form from the shop's own page; the status and where it leads."""
        head = {"content-type": "application/x-www-form-urlencoded", **(OWN if headers is None else headers)}
        status, got, _ = await self.call("POST", path, headers=head, raw=urlencode(fields).encode())
        return status, got.get("location", "")

    async def as_customer(self, id: str) -> "Visit":
        """Signs in."""
        assert (await self.send("/shop/sign-in", customer=id)) == (303, "/shop/orders")
        return self


async def opened(folder: Path, **more: Any) -> AsyncIterator[Shop]:
    path = folder / "shop.db"
    schema.upgrade(path, {"shop": Path(shop.__file__).with_name("migrations")})
    db = await connect(path)
    house: Any = House(db, None, None, None, Still(), {"public_url": more.pop("public_url", URL)})  # type: ignore[arg-type]
    try:
        if more.pop("demo", True):
            await shop.load_demo(house, "q", shop.FOLDER, NOON, inbox_key="KEY", identity_secret=SECRET)
        yield Shop(house, Litestar(site.routes(house), openapi_config=None))
    finally:
        await db.close()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Shop]:
    """The demo shop, at noon."""
    async for one in opened(tmp_path):
        yield one


class Names(HTMLParser):
    """The attributes of a page, as a browser reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        self.found += [(name, value or "") for name, value in attrs]


PAGES = [
    "/shop", "/shop/", "/shop/products",
    "/shop/products?category=charging&group=bank&sort=price-desc", "/shop/products?q=耳机",
    "/shop/products?q=nothing-like-it", "/shop/cart", "/shop/checkout", "/shop/returns", "/shop/help", "/shop/help?q=左耳",
    "/shop/help?topic=returns", "/shop/help/how-to-return", "/shop/sign-in",
]  # fmt: skip
SIGNED_IN = ["/shop/orders", "/shop/orders/QH-118233", "/shop/orders/QH-101533", "/shop/cart"]


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
async def test_every_page_answers_in_both_languages(town, language):
    visit = town.visit(language)
    for path in [*PAGES, *(f"/shop/products/{p.slug}" for p in catalogue.products().values())]:
        text = await visit.page(quote(path, safe="/?&=-"))
        assert f'<html lang="{language[:2] if language != "zh-CN" else "zh-CN"}">' in text, path
        assert len(re.findall("<h1[ >]", text)) == 1, path
        assert not re.search(r"\{\{|\{%|\{[a-z]\}|None\b|undefined", re.sub(r"<[^>]+>", "", text)), path
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), (path, "an id is there twice")
        linked = set(re.findall(r"url\(#([^)]+)\)", text))
        assert linked <= set(ids), (path, linked - set(ids))
    await visit.as_customer("C1001")
    for path in SIGNED_IN:
        await visit.page(path)


async def test_every_link_of_the_shop_leads_somewhere(town):
    visit, seen, todo = town.visit(), set(), ["/shop/"]
    while todo:
        path = todo.pop()
        if path in seen or len(seen) > 400:
            continue
        seen.add(path)
        status, head, body = await visit.call("GET", quote(html.unescape(path), safe="/?&=-%+."))
        assert status in (200, 303), (path, status)
        if head.get("content-type", "").startswith("text/html"):
            found = re.findall(r'(?:href|src|action)="(/shop[^"#]*)', body.decode())
            todo += [one for one in found if "lang=" not in one]
    assert len(seen) > 150


async def test_the_chat_is_embedded_by_the_one_line_of_the_manual(town):
    visit = town.visit()
    line = f'<script async src="{URL}/yingda.js" data-inbox="KEY"></script>'
    for path in ("/shop/", "/shop/products/qh-hp-pro", "/shop/cart", "/shop/help/how-to-return", "/shop/nowhere"):
        status, head, body = await visit.call("GET", path)
        assert line in body.decode(), (path, status)
        policy = head["content-security-policy"]
        assert "unsafe" not in policy
        assert f"script-src 'self' {URL};" in policy
        assert f"frame-src 'self' {URL};" in policy
        assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", body.decode()), "nothing inline"


async def test_who_is_signed_in_is_signed_for(town):
    visit = await town.visit().as_customer("C1001")
    status, head, body = await visit.call("GET", "/shop/")
    token = re.search(r'data-inbox="KEY" data-identity="([^"]+)"></script>', body.decode())
    assert status == 200
    assert token
    assert head["cache-control"] == "no-store"
    decoded = jwt.decode(token[1], OctKey.import_key(SECRET), algorithms=["HS256"])
    claims = decoded.claims
    assert decoded.header["alg"] == "HS256"
    assert (claims["sub"], claims["name"], claims["email"]) == ("C1001", "林晓", "linxiao@example.com")
    assert claims["phone"] == "13800002071"
    assert claims["attributes"] == {"level": "金卡", "since": "2023-03-12", "city": "杭州"}
    assert NOON // 1000 < claims["exp"] <= NOON // 1000 + 3600
    with pytest.raises(Exception, match="bad_signature"):
        jwt.decode(token[1], OctKey.import_key(OTHER), algorithms=["HS256"])


async def test_signing_out_ends_it_and_tells_the_chat_once(town):
    visit = await town.visit().as_customer("C1001")
    assert await visit.send("/shop/sign-out") == (303, "/shop/sign-in")
    first, second = await visit.page("/shop/sign-in"), await visit.page("/shop/sign-in")
    assert "data-identity" not in first
    assert "data-gone" in first
    assert "data-gone" not in second
    assert (await visit.call("GET", "/shop/orders"))[0] == 303


async def test_nobody_sees_the_orders_of_somebody_else(town):
    anna = await town.visit("en").as_customer("C1004")
    assert "QH-119044" in await anna.page("/shop/orders")
    mine = await anna.page("/shop/orders/QH-119044")
    assert "Leipzig" in mine
    foreign = await anna.page("/shop/orders/QH-118233", 404)
    absent = await anna.page("/shop/orders/QH-999999", 404)
    assert foreign.replace("QH-118233", "QH-999999") == absent, "the two are never told apart"
    stranger = town.visit()
    status, head, _ = await stranger.call("GET", "/shop/orders/QH-118233")
    assert (status, head["location"]) == (303, "/shop/sign-in?then=/shop/orders/QH-118233")


@pytest.mark.parametrize(
    "value",
    ["", "C1001", "C1001.9999999999.", f"C1001.9999999999.{'0' * 40}", "C1001.x.y", ".", "..", "é.1.ü", "C1001." * 60],
)
async def test_a_cookie_that_we_did_not_sign_is_nobody(town, value):
    visit = town.visit()
    visit.cookies["qinghe_customer"] = value
    assert "data-identity" not in await visit.page("/shop/")


def test_a_cookie_counts_for_its_secret_its_customer_and_its_time():
    kept = identity.write_cookie(SECRET, "C1001", NOON)
    assert identity.read_cookie(SECRET, kept, NOON) == "C1001"
    assert identity.read_cookie(OTHER, kept, NOON) == ""
    assert identity.read_cookie("", kept, NOON) == ""
    assert identity.read_cookie(SECRET, kept.replace("C1001", "C1002"), NOON) == ""
    assert identity.read_cookie(SECRET, kept, NOON + identity.STAYS_S * 1000) == ""


FOREIGN = [
    {}, {"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "none"}, {"origin": "https://127.0.0.1.evil.example"},
    {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1"},
]  # fmt: skip


@pytest.mark.parametrize("headers", FOREIGN)
async def test_a_form_of_another_site_does_nothing(town, headers):
    visit = town.visit()
    for path, fields in (
        ("/shop/sign-in", {"customer": "C1001"}), ("/shop/cart", {"do": "add", "product": "qh-hp-pro"}),
        ("/shop/sign-out", {}),
    ):  # fmt: skip
        assert (await visit.send(path, headers, **fields))[0] == 403
    assert not visit.cookies


async def test_older_browsers_say_their_origin(town):
    for origin in ("http://127.0.0.1", URL):
        assert (await town.visit().send("/shop/sign-in", {"origin": origin}, customer="C1001"))[0] == 303


async def test_cookies_are_kept_from_scripts_and_other_sites(town):
    visit = town.visit()
    status, head, _ = await visit.call(
        "POST",
        "/shop/sign-in",
        headers={**OWN, "content-type": "application/x-www-form-urlencoded"},
        raw=b"customer=C1001",
    )
    cookie = head["set-cookie"].lower()
    assert status == 303
    assert all(part in cookie for part in ("httponly", "samesite=lax", "secure", "path=/shop"))


@pytest.mark.parametrize(
    "then",
    [
        "//evil.example",
        "https://evil.example",
        "/shop//evil.example",
        "/shop/\\evil",
        "/shop/\r\nx: y",
        "/api",
        "/shopping",
    ],
)
async def test_signing_in_leads_nowhere_else(town, then):
    status, location = await town.visit().send("/shop/sign-in", customer="C1001", then=then)
    assert (status, location) == (303, "/shop")


async def test_who_is_not_a_customer_cannot_sign_in(town):
    for id in ("", "C9999", "' or 1=1 --", "C1001 "):
        visit = town.visit()
        assert await visit.send("/shop/sign-in", customer=id) == (303, "/shop/sign-in")
        assert not visit.cookies


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_text_or_not_at_all(town, text):
    visit = town.visit()
    asked = quote(text, safe="%")
    for path in (
        f"/shop/products?q={asked}&category={asked}&group={asked}&sort={asked}", f"/shop/help?q={asked}&topic={asked}",
        f"/shop/sign-in?then={asked}", f"/shop/products/qh-hp-pro?colour={asked}&lang={asked}",
        f"/shop/cart?coupon={asked}",
        f"/shop/?{asked}={asked}",
    ):  # fmt: skip
        body = await visit.page(path)
        assert "<script>alert" not in body
        assert "<img src=x" not in body
        assert ">49<" not in body
        assert "\u202e" not in body
        read = Names()
        read.feed(body)
        assert not {name for name, _ in read.found if name.startswith("on") or name == "style"}
        assert not {value for name, value in read.found if name in ("href", "src", "action") and "script:" in value}
    for path in (f"/shop/products/{asked}", f"/shop/help/{asked}", f"/shop/{asked}"):
        status, _, body = await visit.call("GET", path[:2000])
        assert status in (404, 400), (path, status)
        assert b"<script>alert" not in body


async def test_hostile_cookies_and_forms_are_harmless(town):
    visit = town.visit()
    for name in ("qinghe_cart", "qinghe_lang", "qinghe_customer", "qinghe_gone"):
        visit.cookies = {name: "<b>!QH-HP-PRO_obsidian_9_999.QH-NOPE_x_0_1!!<"}
        assert "<b>!" not in await visit.page("/shop/cart")
    visit.cookies = {}
    for fields in (
        {"do": "add", "product": "nope"}, {"do": "add", "product": "qh-hp-pro", "count": "-1", "colour": "<"},
        {"do": "<"}, {},
        {"do": "set", "line": "x", "count": "9" * 400}, {"do": "coupon", "code": "<script>"},
        {"do": "add", "product": "qh-hp-pro", "count": "٣"},
    ):  # fmt: skip
        assert (await visit.send("/shop/cart", **fields))[0] == 303
    status, _, _ = await visit.call(
        "POST",
        "/shop/cart",
        headers={**OWN, "content-type": "multipart/form-data; boundary=x"},
        raw=b"\xff\xfe--x garbage",
    )
    assert status in (303, 400)


async def test_what_is_not_there_is_a_page_of_its_own(town):
    for path in ("/shop/products/qh-nope", "/shop/help/nope", "/shop/nowhere/at/all"):
        assert "没有这个页面" in await town.visit().page(path, 404)
        assert "There is no such page" in await town.visit("en").page(path, 404)
    assert (await town.visit().call("GET", "/shop/assets/nope.css"))[0] == 404


async def test_a_shop_without_a_demo_business_says_so(tmp_path):
    async for closed in opened(tmp_path, demo=False):
        for path in ("/shop/", "/shop/products", "/shop/anything"):
            assert "店铺还没有开张" in await closed.visit().page(path, 404)
        visit = closed.visit()
        for path in (
            "/shop/cart",
            "/shop/orders",
            "/shop/sign-in",
            "/shop/returns",
            "/shop/help",
            "/shop/products/qh-hp-pro",
        ):
            assert "yingda.js" not in await visit.page(path, 404)
        assert (await visit.send("/shop/sign-in", customer="C1001"))[0] == 403


async def test_the_language_that_was_chosen_stays(town):
    visit = town.visit("zh-CN,zh;q=0.9")
    english = await visit.page("/shop/products/qh-hp-pro?colour=ivory&lang=en")
    assert 'data-lang="en"' in english
    assert "/shop/products/qh-hp-pro?colour=ivory&amp;lang=zh" in english
    assert '<html lang="en">' in await visit.page("/shop/")
    assert '<html lang="zh-CN">' in await visit.page("/shop/?lang=zh")
    assert "data-lang" not in await visit.page("/shop/")


@pytest.mark.parametrize(
    ("header", "side"),
    [
        ("", 0),
        ("zh-CN", 0),
        ("en", 1),
        ("de,en;q=0.5", 1),
        ("de-DE", 1),
        ("fr;q=0.1,zh-TW;q=0.9,en;q=0.8", 0),
        ("*", 0),
        ("en;q=x,zh", 0),
    ],
)
def test_the_language_of_the_browser(header, side):
    assert page.preferred(header) == side


async def test_a_cart_from_the_shelf_to_the_till(town):
    visit = town.visit()
    assert await visit.send("/shop/cart", do="add", product="qh-hp-pro", colour="ivory", cover="1") == (
        303,
        "/shop/cart",
    )
    await visit.send("/shop/cart", do="add", product="qh-hp-pro", colour="ivory", cover="1")
    await visit.send("/shop/cart", do="add", product="qh-cb-cc", colour="black-2-m", cover="1")
    text = await visit.page("/shop/cart")
    assert "¥1,936" in text  # 2 x (899 + 69)
    assert "¥1,975" in text  # with a cable, which has no cover
    assert "购物车，3 件" in text
    await visit.send("/shop/cart", do="coupon", code=" new20 ")
    assert "¥1,955" in await visit.page("/shop/cart")
    assert (await visit.send("/shop/cart", do="coupon", code="GOLD30"))[1] == "/shop/cart?coupon=no"
    assert "不属于您的会员等级" in await visit.page("/shop/cart?coupon=no")
    await visit.send("/shop/cart", do="set", line="QH-HP-PRO_ivory_1", count="0")
    text = await visit.page("/shop/cart")
    assert "再买 ¥60 就免运费" in text
    assert "¥47" in text
    assert (await visit.send("/shop/cart", do="add", product="qh-cb-cc", then="buy"))[1] == "/shop/checkout"
    assert "演示到这里为止" in await visit.page("/shop/checkout")


async def test_a_member_uses_the_coupon_of_his_level_and_black_pays_no_postage(town):
    gold = await town.visit().as_customer("C1001")
    await gold.send("/shop/cart", do="add", product="qh-hp-pro")
    await gold.send("/shop/cart", do="coupon", code="GOLD30")
    assert "¥869" in await gold.page("/shop/cart")
    assert (await gold.send("/shop/cart", do="coupon", code="NEW20"))[1] == "/shop/cart?coupon=no"
    black = await town.visit().as_customer("C1009")
    await black.send("/shop/cart", do="add", product="qh-acc-tip")
    assert "黑卡会员，免运费" in await black.page("/shop/cart")
    anna = await town.visit("en").as_customer("C1004")
    await anna.send("/shop/cart", do="add", product="qh-pb-10k")
    assert "cannot be sent" in await anna.page("/shop/cart")
    assert "cannot be sent to Berlin" in await anna.page("/shop/products/qh-pb-10k")


lines = st.lists(
    st.tuples(st.sampled_from(sorted(catalogue.products())), st.integers(0, 3), st.booleans(), st.integers(1, 99)),
    max_size=25,
)


@given(lines, st.sampled_from(["", "NEW20", "GOLD30"]))
def test_a_cart_survives_its_cookie(things, code):
    kept = cart.Cart(code=code)
    for sku, colour, cover, many in things:
        product = catalogue.products()[sku]
        kept = kept.add(product, product.colours[colour % len(product.colours)].slug, cover, many)
    value = cart.write(kept)
    assert cart.read(value) == kept
    assert re.fullmatch(r"[\w.!-]*", value)
    assert len(kept.lines) <= cart.LINES
    assert len(value) < 2000
    assert kept.goods == sum(line.sum for line in kept.lines)


@given(st.text(max_size=300))
def test_any_cookie_is_some_cart(text):
    found = cart.read(text)
    assert cart.read(cart.write(found)) == found


@given(
    st.integers(0, 2_000_000),
    st.sampled_from(terms.COUPONS),
    st.sampled_from(["杭州", "香港", "乌鲁木齐", "Berlin"]),
    st.booleans(),
)
def test_a_bill_adds_up(goods, coupon, city, black):
    made = terms.bill(goods, coupon, city, "黑卡" if black else "")
    assert made.total == made.goods - made.discount + made.postage >= 0
    assert (made.postage == 0) == (made.missing == 0 or goods == 0)
    assert made.discount in (0, coupon.off)
    assert (made.discount == 0) == (goods < coupon.over)


@pytest.mark.parametrize(
    ("hour", "city", "by_land", "first", "last", "today"),
    [
        (12, "杭州", False, 23, 23, True), (17, "杭州", False, 24, 24, False), (12, "深圳", False, 24, 24, True),
        (12, "成都", False, 24, 25, True), (12, "杭州", True, 25, 25, True), (12, "乌鲁木齐", False, 27, 29, True),
        (12, "Berlin", False, 27, 3, True), (12, "无名", False, 24, 25, True),
    ],
)  # fmt: skip
def test_when_a_parcel_is_there(hour, city, by_land, first, last, today):
    found = terms.arrival(NOON + (hour - 12) * 3_600_000, city, by_land=by_land)
    assert (found.first.day, found.last.day, found.today) == (first, last, today)
    assert found.possible == (not by_land or city not in ("香港", "Berlin"))


def test_every_product_is_dressed_for_the_window():
    for product in catalogue.products().values():
        drawing = page.Pictures()(product.kind, product.colours[0].paint, "a thing")
        assert drawing.startswith("<svg")
        assert (page.HERE / "templates" / "pictures" / f"{product.kind}.svg").exists()
        assert len(product.big) == 3
        assert product.reviews
        assert len(product.spec[0]) == len(product.spec[1]), product.sku
        assert len({c.slug for c in product.colours}) == len(product.colours)
        assert all(c.paint in palette.COLOURS for c in product.colours)
    assert len(catalogue.products()) == len(json.loads(json.dumps(list(catalogue.products()))))
    assert set(catalogue.FEATURED) | set(catalogue.COVER) | catalogue.SEALED | catalogue.BY_LAND <= set(
        catalogue.products()
    )


@pytest.mark.parametrize(
    ("query", "sku"),
    [
        ("充电宝", "QH-PB-10K"),
        ("headphones", "QH-HP-PRO"),
        ("65w", "QH-CH-65"),
        ("跑步耳机", "QH-RUN"),
        ("QH-KB-75", "QH-KB-75"),
        ("手表", "QH-WT-S"),
    ],
)
def test_a_search_finds_what_people_mean(query, sku):
    assert sku in [p.sku for p in catalogue.find(query)][:4]


def test_articles_are_found_and_cleaned():
    assert [a.slug for a in articles.policy("zh")] == list(articles.POLICY)
    assert len(articles.policy("en")) == len(articles.POLICY)
    assert articles.search("左耳没声音", "zh")[0].slug == "one-side-silent"
    for language in ("zh", "en"):
        for one in articles.articles(language).values():
            assert not re.search(r"<script|<style|\son\w+=|javascript:", str(one.html)), one.slug


def test_every_word_is_there_in_both_languages_and_is_used():
    sources = "".join(
        f.read_text("utf-8") for f in [*page.HERE.glob("*.py"), *(page.HERE / "templates").glob("*.html")]
    )
    for key, (zh, en) in words().items():
        assert zh
        assert en
        assert (
            set(re.findall(r"\{(\w)\}", zh)) == set(re.findall(r"\{(\w)\}", en)) or "{" not in zh + en or key == "as"
        ), key
        stem = re.split(r"-|\d", key)[0]
        assert f'"{key}"' in sources or f"'{key}'" in sources or f"'{stem}" in sources or f'"{stem}' in sources, key


async def test_routes_are_public_and_forms_check_for_themselves(town):
    for handler in site.routes(town.house):
        assert handler.opt["permission"] == PUBLIC
        assert ("POST" in {str(m) for m in handler.http_methods}) == bool(handler.opt.get("no_csrf"))
