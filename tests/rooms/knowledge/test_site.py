"""Taking in a web site: the rules of addresses and robots, and whole runs over a real small site on this machine."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.database import fresh
from tests.support.outside import Outside, answered, outside

from yingda.engines.fetch import GuardedFetch
from yingda.kernel import BadInput, Clash, SystemClock, TimerDue
from yingda.kernel.timers import Timer
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.knowledge.model import Plan, Site
from yingda.rooms.knowledge.model.web import address, matches, robots, sitemap, within
from yingda.rooms.knowledge.service import Sites
from yingda.rooms.knowledge.service.sites import TIMER, slug_for

START = "https://shop.test/help/"


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("returns", "https://shop.test/help/returns"),
        ("/a?b=2&a=1&utm_source=x#top", "https://shop.test/a?a=1&b=2"),
        ("//shop.test:443/x", "https://shop.test/x"),
        ("//shop.test:8443/x", "https://shop.test:8443/x"),
        ("mailto:a@b.c", None), ("javascript:alert(1)", None), ("/logo.png", None), ("http://u:p@shop.test/", None),
        ("/a/a/a/a/a", None), ("?a=1&b=2&c=3&d=4&e=5", None), ("/" + "x" * 600, None), ("http://[::1", None),
    ],
)  # fmt: skip
def test_addresses(link: str, found: str | None) -> None:
    assert address(START, link) == found


@given(st.text(max_size=80))
def test_any_link_is_a_fixed_address_or_none(link: str) -> None:
    found = address(START, link)
    if found is not None:
        assert address(START, found) == found
        assert urlsplit(found).scheme in ("http", "https")
        assert not urlsplit(found).fragment


@pytest.mark.parametrize(
    ("url", "same"),
    [("http://shop.test/", True), ("https://shop.test:8443/", False), ("https://www.shop.test/", False),
     ("https://shop.test.evil.example/", False)],
)  # fmt: skip
def test_one_host_only(url: str, *, same: bool) -> None:
    assert within(START, url) is same


def test_robots() -> None:
    text = """User-agent: Googlebot\nDisallow: /\n
User-agent: yingda\nUser-agent: other\nDisallow: /admin # not here\nAllow: /admin/help\nDisallow: /*.php$\nCrawl-delay: 2
User-agent: *\nDisallow: /x\nSitemap: https://shop.test/map.xml"""
    found = robots(text)
    assert (found.pause, found.sitemaps) == (2.0, ("https://shop.test/map.xml",))
    wanted = {"/": True, "/admin/a": False, "/admin/help/a": True, "/a.php": False, "/a.php?b=1": True, "/x": True}
    assert {path: found.allows(f"https://shop.test{path}") for path in wanted} == wanted
    assert not robots("User-agent: *\nDisallow: /x").allows("https://shop.test/x/y")
    assert robots("User-agent: *\nDisallow:").allows("https://shop.test/x")
    assert robots("nonsense \x00 : :\n\n::").allows("https://shop.test/x")


@given(
    pattern=st.lists(st.sampled_from(["a", "b", "*"]), max_size=8), path=st.text("ab", max_size=10), end=st.booleans()
)
def test_patterns_fit_as_their_regular_expression(pattern: list[str], path: str, *, end: bool) -> None:
    text = "".join(pattern)
    wanted = re.match(text.replace("*", ".*") + ("$" if end else ""), path) is not None
    assert matches(text + ("$" if end else ""), path) is wanted


def test_site_maps_are_read_without_a_parser_that_could_be_bombed() -> None:
    text = '<!DOCTYPE x [<!ENTITY a "&b;">]><urlset><url><loc>\n https://shop.test/a?x=1&amp;y=2 </loc></url><loc><![CDATA[https://shop.test/b]]></loc>'
    assert list(sitemap(text)) == ["https://shop.test/a?x=1&y=2", "https://shop.test/b"]


def test_names_last_and_stay_apart() -> None:
    assert slug_for("https://a.test/help/returns/") == slug_for("http://a.test/help/returns")
    assert slug_for("https://a.test/p?id=1") != slug_for("https://a.test/p?id=2")
    assert slug_for("https://a.test/" + "x" * 90 + "1") != slug_for("https://a.test/" + "x" * 90 + "2")


# a real site


def html(title: str, text: str, links: str = "", head: str = "") -> bytes:
    anchors = "".join(f'<a href="{link}">{link}</a> ' for link in links.split())
    body = f"<nav>{anchors}</nav><article><h1>{title}</h1><p>{text}</p></article>"
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


RETURNS = "签收之后七天以内，商品完好就可以申请无理由退货，运费由买家承担。"
TABLE = (
    "下面是各地的运费和时效，请以下单时显示的为准。</p><h2>运费</h2><table><tr><th>地区</th><th>运费</th></tr>"
    "<tr><td>华东</td><td>8 元</td></tr><tr><td>西藏</td><td>25 元</td></tr></table><p>满九十九元包邮，不含西藏和新疆。"
)


class Shop:
    """A site whose pages can be changed."""

    def __init__(self) -> None:
        self.pages: dict[str, Any] = {
            "/robots.txt": (b"User-agent: *\nDisallow: /admin\n", "text/plain"),
            "/sitemap.xml": (b"<urlset><url><loc>/only-in-the-map</loc></url></urlset>", "application/xml"),
            "/": html("青禾帮助", "欢迎来到青禾数码的帮助页面，这里写着退货、保修和配送的规定。",
                      "/returns /ship /returns#again /admin/x /old /hidden /elsewhere http://other.test/ /copy"),
            "/returns": html("七天无理由退货", RETURNS, "/deep/one"),
            "/ship": html("配送说明", TABLE),
            "/deep/one": html("保修多久", "所有耳机保修十二个月，人为损坏不在保修范围之内，请保留发票。", "/deep/two"),
            "/deep/two": html("太深了", "这一页在第三层，限制两层的时候不应该读到它，请注意这一点。"),
            "/only-in-the-map": html("发票怎么开", "在订单详情里点申请发票，填好抬头，一个工作日内发到您的邮箱。"),
            "/hidden": html("不收录", "这一页请求搜索引擎不要收录它，所以我们也不收录。",
                            head='<meta name="robots" content="noindex">'),
            "/copy": html("七天无理由退货", RETURNS),
            "/admin/x": html("后台", "robots 不允许读取这一页。"),
        }  # fmt: skip
        self.port = 0

    def reply(self, seen: Any) -> Any:
        found = self.pages.get(seen.path)
        if found is None:
            return answered(b"no", "404 Not Found", "text/html")
        if seen.path == "/elsewhere" or found == "away":
            return answered(b"", "302 Found", "text/html", "Location: http://other.test/\r\n")
        if found == "broken":
            return answered(b"", "503 Service Unavailable", "text/html")
        body, kind = found if isinstance(found, tuple) else (found, "text/html; charset=utf-8")
        return answered(body.replace(b"<loc>/", f"<loc>http://shop.test:{self.port}/".encode()), kind=kind)


async def here(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


class Bench:
    def __init__(self, sites: Sites, shop: Shop, there: Outside) -> None:
        self.sites, self.shop, self.there = sites, shop, there

    async def run(self, id: str = "", **plan: Any) -> Site:
        if not id:
            id = (await self.sites.add("t", Plan(**{"url": f"http://shop.test:{self.there.port}/"} | plan), "a1")).id
        await self.sites.begin("t", id)
        await asyncio.gather(*self.sites.tasks.values())
        return await self.sites.one("t", id)

    async def fates(self, site: Site) -> dict[str, str]:
        return {urlsplit(p.url).path: p.fate for p in await self.sites.pages("t", site.id)}

    def asked(self) -> list[str]:
        return [seen.path for seen in self.there.seen]


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    shop = Shop()
    fetch = GuardedFetch(private_hosts=["shop.test"], ask=here, total=3.0)
    async with fresh(tmp_path, "knowledge") as db, outside(shop.reply) as there:
        shop.port = there.port
        knowledge = Knowledge(db, fetch, SystemClock())
        sites = Sites(db, fetch, SystemClock(), knowledge)
        await knowledge.start()
        yield Bench(sites, shop, there)
        await sites.close()
        await knowledge.stop()
        await fetch.close()


async def test_a_site_is_read_and_read_again(bench: Bench) -> None:
    bench.shop.pages["/elsewhere"] = "away"
    site = await bench.run(depth=2, withdraw=True, category="网站")
    found = await bench.fates(site)
    assert (site.state, site.crawl.whole) == ("done", True), site.crawl
    assert {path for path, fate in found.items() if fate == "taken"} == {
        "/", "/returns", "/ship", "/deep/one", "/only-in-the-map",
    }  # fmt: skip
    assert {path for path, fate in found.items() if fate == "refused"} == {"/old", "/hidden", "/elsewhere", "/copy"}
    assert "/admin/x" not in bench.asked()
    assert "/deep/two" not in bench.asked()
    assert all(seen.headers["host"].startswith("shop.test") for seen in bench.there.seen)
    assert len(site.crawl.troubles) == site.crawl.refused == 4
    know = bench.sites.knowledge
    hit = know.search("t", "西藏运费多少钱")[0]
    assert hit.heading == "运费"
    assert "| 西藏 | 25 元 |" in hit.passage  # a table stays a table
    assert {a.content.category for a in know.live("t")} == {"网站"}

    # nothing changed: nothing is written again
    again = await bench.run(site.id)
    assert (again.crawl.unchanged, again.crawl.taken, again.crawl.changed, again.crawl.gone) == (5, 0, 0, 0)

    # one changed, one is answered by 404, one is linked no more
    bench.shop.pages["/ship"] = html("配送说明", "从今年起全国统一收取十二元运费，满一百九十九元包邮，请以下单时为准。")
    del bench.shop.pages["/only-in-the-map"]
    bench.shop.pages["/returns"] = html("七天无理由退货", RETURNS)
    third = await bench.run(site.id)
    found = await bench.fates(third)
    assert (third.crawl.changed, third.crawl.gone, third.crawl.unchanged) == (1, 2, 2)
    assert {path for path, fate in found.items() if fate == "gone"} == {"/only-in-the-map", "/deep/one"}
    assert {a.title for a in know.live("t")} == {"青禾帮助", "七天无理由退货", "配送说明"}


async def test_what_failed_for_once_is_not_gone(bench: Bench) -> None:
    site = await bench.run(depth=1)
    bench.shop.pages["/ship"] = "broken"  # today only
    again = await bench.run(site.id)
    assert again.crawl.gone == 0
    assert (await bench.fates(again))["/ship"] == "refused"
    assert any(a.title == "配送说明" for a in bench.sites.knowledge.live("t"))


async def test_limits_hold_and_nothing_is_gone_when_they_cut(bench: Bench) -> None:
    site = await bench.run(depth=0)
    await bench.sites.change("t", site.id, Plan(url="", pages=2), site.version)
    bench.there.seen.clear()
    again = await bench.run(site.id)
    assert again.crawl.looked == 2
    assert (again.crawl.whole, again.crawl.gone) == (False, 0)
    assert len(bench.asked()) <= 4


async def test_a_site_that_is_down_ends_with_its_reason(bench: Bench) -> None:
    bench.shop.pages["/robots.txt"] = (b"User-agent: *\nDisallow: /\n", "text/plain")
    site = await bench.run()
    assert site.state == "failed"
    assert "robots.txt" in site.crawl.why[1]
    assert bench.asked() == ["/robots.txt"]


async def test_cancelled_while_it_runs(bench: Bench) -> None:
    bench.shop.pages["/robots.txt"] = (b"User-agent: *\nCrawl-delay: 0.2\n", "text/plain")
    for n in range(60):
        bench.shop.pages["/"] += f'<a href="/p{n}">x</a>'.encode()
    site = await bench.sites.add("t", Plan(url=f"http://shop.test:{bench.there.port}/"), "a1")
    await bench.sites.begin("t", site.id)
    with pytest.raises(Clash):
        await bench.sites.begin("t", site.id)
    await asyncio.sleep(0)
    assert (await bench.sites.stop("t", site.id)).state == "stopping"
    await asyncio.gather(*bench.sites.tasks.values())
    ended = await bench.sites.one("t", site.id)
    assert ended.state == "stopped"
    assert ended.crawl.looked <= 16
    assert ended.crawl.gone == 0


async def test_the_clock_runs_it_again_and_takes_over_from_the_dead(bench: Bench) -> None:
    site = await bench.run(every=24, depth=0)
    timer = await bench.sites.db.get(Timer, "t", TIMER, site.id)
    assert timer is not None
    assert timer.due == site.crawl.ended_at + 24 * 3_600_000
    begun = site.crawl.begun_at
    due = TimerDue(tenant="t", key=site.id, at=0, name=TIMER, due=0)
    await bench.sites.due(due)
    await asyncio.gather(*bench.sites.tasks.values())
    site = await bench.sites.one("t", site.id)
    assert (site.state, site.crawl.begun_at > begun) == ("done", True)
    # a node that died in the middle of a run
    await bench.sites.begin("t", site.id)
    await bench.sites.close()
    held = await bench.sites.db.get(Timer, "t", TIMER, site.id)
    assert held is not None
    bench.sites.clock = Later(400_000)  # type: ignore[assignment]
    await bench.sites.due(due)
    await asyncio.gather(*bench.sites.tasks.values())
    assert (await bench.sites.one("t", site.id)).state == "done"


class Later:
    """A clock that is ahead."""

    def __init__(self, ms: int) -> None:
        self.ms = ms

    def now(self) -> int:
        return SystemClock().now() + self.ms


async def test_plans_are_checked_and_a_site_is_forgotten_whole(bench: Bench) -> None:
    for wrong in ({"url": "ftp://a.test/"}, {"url": "https://u:p@a.test/"}, {"url": "a.test", "pages": 0},
                  {"url": "a.test", "depth": 99}, {"url": "a.test", "every": 5}):  # fmt: skip
        with pytest.raises(BadInput):
            await bench.sites.add("t", Plan(**wrong), "a1")
    site = await bench.run(depth=0)
    with pytest.raises(Clash):
        await bench.sites.add("t", Plan(url=site.url), "a1")
    await bench.sites.remove("t", site.id)
    assert await bench.sites.every("t") == []
    assert await bench.sites.pages("t", site.id) == []
    assert bench.sites.knowledge.live("t")  # its articles stay
