"""The help centre as a reader without script meets it, and as those who write see what he left."""

import re
from urllib.parse import unquote, urlencode

import pytest
from tests.support.wire import Failed, Web
from tests.walks.conftest import Town

from yingda.rooms.help import Help

OWN = {"sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}
ROOT = "/help/town/zh-CN"


@pytest.fixture
async def reader(town: Town) -> Web:
    """Somebody with a browser; the help centre is open."""
    await town.node.need(Help).change("town", {"open": True, "intro": {"zh": "有问题先看看这里"}})
    return Web(town.app)


async def page(web: Web, url: str, status: int = 200) -> str:
    """A page as text."""
    got, _, body = await web.call("GET", url)
    assert got == status, (got, body[:300])
    return body.decode()


async def post(web: Web, url: str, **fields: str) -> tuple[int, dict[str, str], str]:
    """A form, sent from our own page."""
    status, head, body = await web.call("POST", url, raw=urlencode(fields).encode(), headers=OWN)
    return status, head, body.decode()


async def test_a_closed_centre_is_not_there(town: Town) -> None:
    status, _, _ = await Web(town.app).call("GET", ROOT)
    assert status == 404


async def test_it_reads_without_script(reader: Web) -> None:
    status, head, _ = await reader.call("GET", "/help")
    assert (status, head["location"]) == (302, "/help/town")
    status, head, _ = await reader.call("GET", "/help/town")
    assert head["location"] == ROOT
    home = await page(reader, ROOT)
    assert "有问题先看看这里" in home
    assert 'href="/help/town/zh-CN/articles/return-policy"' in home
    article = await page(reader, f"{ROOT}/articles/return-policy")
    assert "签收后 7 天内" in article
    scripts = re.findall(r"<script([^>]*)>", article)
    assert all("ld+json" in one or "yingda.js" in one for one in scripts), scripts


async def test_topics(town: Town, reader: Web) -> None:
    boss = await town.agent("boss@t.example")
    found = next(a for a in (await boss.json("GET", "/api/articles"))["items"] if a["slug"] == "return-policy")
    await boss.json("PATCH", f"/api/articles/{found['id']}", {"category": "退换 & 售后"})
    await boss.json("POST", f"/api/articles/{found['id']}/publish")
    language = "zh-CN" if found["language"] == "zh-CN" else "en"
    home = await page(reader, f"/help/town/{language}")
    (name,) = re.findall(rf'href="/help/town/{language}/topics/([^"]+)"', home)[:1]
    assert "/articles/return-policy" in await page(reader, f"/help/town/{language}/topics/{unquote(name)}")
    assert (await reader.call("GET", f"/help/town/{language}/topics/nothing"))[0] == 404


async def test_search_engines_find_their_way(reader: Web) -> None:
    article = await page(reader, f"{ROOT}/articles/return-policy")
    assert 'hreflang="en"' in article
    assert 'rel="canonical"' in article
    assert '"FAQPage"' in article
    assert '"BreadcrumbList"' in article
    found = await page(reader, "/help/town/sitemap.xml")
    assert found.count("<url>") == 2 + 5
    assert 'hreflang="en"' in found
    assert "Sitemap:" in await page(reader, "/help/town/robots.txt")
    status, head, _ = await reader.call("GET", f"{ROOT}/articles/return-policy")
    again, _, body = await reader.call("GET", f"{ROOT}/articles/return-policy", headers={"if-none-match": head["etag"]})
    assert (status, again, body) == (200, 304, b"")


@pytest.mark.parametrize("asked", ["退货", "tuihuo zenme shenqing", "七天無理由退貨"])
async def test_search(reader: Web, asked: str) -> None:
    assert "return-policy" in await page(reader, f"{ROOT}/search?{urlencode({'q': asked})}")


async def test_what_was_not_found_is_listed_for_the_writers(town: Town, reader: Web) -> None:
    for text in ("zhangyu 潜水艇", "zhangyu 潜水艇", "<script>alert(1)</script>", "a@b.cn 13812345678"):
        found = await page(reader, f"{ROOT}/search?{urlencode({'q': text})}")
        assert "<script>alert" not in found
    boss = await town.agent("boss@t.example")
    missed = await boss.json("GET", "/api/help/missed")
    assert [(one["text"], one["times"]) for one in missed if "潜水艇" in one["text"]] == [("zhangyu 潜水艇", 2)]
    assert not any("138" in one["text"] for one in missed)
    for one in missed:
        await boss.json("DELETE", "/api/help/missed", {"language": one["language"], "words": one["words"]})
    assert await boss.json("GET", "/api/help/missed") == []


async def test_a_vote_counts_once_for_each_reader(town: Town, reader: Web) -> None:
    url = f"{ROOT}/articles/return-policy/vote"
    status, _, body = await post(reader, url, useful="no")
    assert status == 200
    assert 'name="comment"' in body
    await post(reader, url, useful="no", comment="没说<b>运费</b>谁出")
    await post(Web(town.app), url, useful="yes")
    boss = await town.agent("boss@t.example")
    ((article, votes),) = (await boss.json("GET", "/api/help/votes")).items()
    assert votes == [1, 1]
    said = await boss.json("GET", f"/api/help/votes/{article}")
    assert [one["comment"] for one in said["comments"]] == ["没说<b>运费</b>谁出"]
    await post(reader, url, useful="yes")
    assert (await boss.json("GET", "/api/help/votes"))[article] == [2, 0]


async def test_a_form_of_another_site_is_refused(reader: Web) -> None:
    foreign = {"sec-fetch-site": "cross-site", "content-type": "application/x-www-form-urlencoded"}
    for path in ("articles/return-policy/vote", "contact"):
        raw = urlencode({"useful": "yes", "text": "在吗"}).encode()
        status, _, _ = await reader.call("POST", f"{ROOT}/{path}", raw=raw, headers=foreign)
        assert status == 404


async def test_the_contact_form_suggests_and_then_reaches_a_person(town: Town, reader: Web) -> None:
    form = {"text": "退货怎么申请", "name": "小林", "way": "lin@example.com", "id": "a" * 20}
    status, _, body = await post(reader, f"{ROOT}/contact", **form)
    assert status == 200
    assert "return-policy" in body
    agent = await town.agent()
    async with agent.socket() as desk:
        for _ in range(2):  # pressed twice
            status, head, _ = await post(reader, f"{ROOT}/contact", **form, do="send")
            assert (status, head["location"]) == (303, f"{ROOT}/messages")
        talk = (await desk.pushed("ring"))["conversation"]
        watched = await desk.ask("watch", conversation=talk, seq=0)
        assert watched["conversation"]["title"] == "小林"
        await desk.ask("send", conversation=talk, client_id="r" * 20, text="您好，可以退的")
    shown = await page(reader, f"{ROOT}/messages")
    assert shown.count("退货怎么申请") == 1
    assert "您好，可以退的" in shown


async def test_a_mistake_keeps_what_was_written(reader: Web) -> None:
    status, _, body = await post(reader, f"{ROOT}/contact", text="我的 <独角兽> 坏了", way="没有@", do="send")
    assert status == 400
    assert "邮箱地址不对" in body
    assert "我的 &lt;独角兽&gt; 坏了" in body
    assert (await reader.call("GET", f"{ROOT}/messages"))[0] == 303


async def test_its_own_host(town: Town, reader: Web) -> None:
    boss = await town.agent("boss@t.example")
    with pytest.raises(Failed) as wrong:
        await boss.json("PATCH", "/api/help", {"host": "not a host"})
    assert wrong.value.code == "bad_host"
    await boss.json("PATCH", "/api/help", {"host": "help.shop.example"})
    there = {"host": "help.shop.example"}
    status, head, _ = await reader.call("GET", "/", headers=there)
    assert (status, head["location"]) == (302, "/zh-CN")
    status, _, body = await reader.call("GET", "/zh-CN/articles/return-policy", headers=there)
    assert status == 200
    assert "https://help.shop.example/zh-CN/articles/return-policy" in body.decode()
    assert 'href="/zh-CN/contact"' in body.decode()
    assert (await reader.call("GET", "/console/", headers=there))[0] == 404
    assert (await reader.call("GET", "/yingda.js", headers=there))[0] == 200


async def test_only_those_who_may_change_it(town: Town) -> None:
    agent = await town.agent()
    with pytest.raises(Failed) as refused:
        await agent.json("PATCH", "/api/help", {"open": True})
    assert refused.value.status == 403
