"""Facts, trail, export and erasure: the real service on a real file."""

import asyncio

import pytest

from yingda.kernel import BadInput, NotFound, Page, TooLarge
from yingda.rooms.people import ContactChanged


async def test_facts_change(arrive, people, told):
    id = (await arrive()).contact.id
    changed = await people.change(
        "qinghe", id, {"name": "林晓", "phone": "138 0000 2071", "tags": ["急", "急"], "note": " 已回电 "}
    )
    assert (changed.name, changed.phone, changed.tags, changed.note) == ("林晓", "138 0000 2071", ("急",), "已回电")
    assert [(type(event), event.name) for event in told] == [(ContactChanged, "林晓")]
    await people.change("qinghe", id, {"attributes": {"level": "金卡", "city": "杭州"}})
    changed = await people.change("qinghe", id, {"attributes": {"city": None, "size": 3}})
    assert changed.attributes == {"level": "金卡", "size": "3"}
    assert (await people.change("qinghe", id, {})).version == changed.version
    assert len(told) == 1
    with pytest.raises(BadInput):
        await people.change("qinghe", id, {"attributes": {str(i): "x" for i in range(60)}})
    with pytest.raises(TooLarge):
        await people.change("qinghe", id, {"name": "x" * 200})


async def test_nobody_reaches_into_another_business(arrive, people):
    id = (await arrive()).contact.id
    for ask in (
        people.contact("other", id), people.change("other", id, {"name": "x"}), people.block("other", id, on=True),
        people.trail("other", id), people.export("other", id), people.erase("other", id),
        people.contact("qinghe", "nothere"),
    ):  # fmt: skip
        with pytest.raises(NotFound):
            await ask


async def test_customers_that_the_business_told_of(arrive, people, site):
    imported = await people.know("qinghe", "C1001", name="林晓", attributes={"level": "金卡"}, first_seen=5)
    assert (imported.external, imported.verified, imported.first_seen) == ("C1001", False, 5)
    again = await people.know("qinghe", "C1001", phone="138 0000 2071")
    assert (again.id, again.name, again.phone) == (imported.id, "林晓", "138 0000 2071")
    found = await arrive("", site.sign("C1001"))
    assert found.contact.id == imported.id
    assert found.contact.verified
    assert (await people.find("qinghe", "C1001")).id == imported.id
    assert await people.find("qinghe", "C2") is None
    many = await asyncio.gather(*(people.know("qinghe", "C3") for _ in range(10)))
    assert len({one.id for one in many}) == 1


async def test_the_trail(arrive, people, clock):
    id = (await arrive()).contact.id

    async def view(path, title=""):
        await people.viewed("qinghe", id, Page(f"https://shop.example/{path}", title), clock.now())

    await view("")
    clock.wait(s=20)
    await view("", "首页")
    clock.wait(s=10)
    await view("cart?token=secret", "购物车")
    await people.viewed("qinghe", id, Page("javascript:alert(1)", "x"), clock.now())
    await people.viewed("qinghe", "nothere", Page("https://shop.example/"), clock.now())
    clock.wait(s=5)
    await view("returns", "退货")
    found = [
        (view.url.removeprefix("https://shop.example/"), view.title, view.ms)
        for view in await people.trail("qinghe", id)
    ]
    assert found == [("returns", "退货", 0), ("cart", "购物车", 5_000), ("", "首页", 30_000)]


async def test_the_trail_is_bounded(arrive, people, clock, db):
    id = (await arrive()).contact.id
    for i in range(230):
        clock.wait(s=1)
        await people.viewed("qinghe", id, Page(f"https://shop.example/{i}"), clock.now())
    assert await db.rows("select count(*) from page_view") == [(200,)]
    trail = await people.trail("qinghe", id, 1_000)
    assert [view.url.rpartition("/")[2] for view in trail] == [str(i) for i in range(229, 29, -1)]


async def test_all_that_is_held_about_a_person(arrive, people, site, clock):
    customer = await arrive("", site.sign(name="林晓", email="lin@x.example"))
    stranger = await arrive()
    await people.viewed("qinghe", stranger.contact.id, Page("https://shop.example/cart"), clock.now())
    await arrive(stranger.token, site.sign())
    held = await people.export("qinghe", customer.contact.id)
    assert {one["id"] for one in held["contacts"]} == {customer.contact.id, stranger.contact.id}
    assert [one["external"] for one in held["identities"]] == ["C1001"]
    assert [one["url"] for one in held["pages"]] == ["https://shop.example/cart"]


async def test_nothing_is_left_after_erasure(arrive, people, site, clock, db, told):
    stranger = await arrive()
    await people.change("qinghe", stranger.contact.id, {"name": "小林", "email": "secret@x.example"})
    customer = await arrive(
        "", site.sign("C1001", name="林晓", email="lin@x.example", phone="13800002071", attributes={"city": "杭州"})
    )
    await arrive(stranger.token, site.sign("C1001"))
    await people.viewed("qinghe", customer.contact.id, Page("https://shop.example/cart"), clock.now())
    told.clear()
    await people.erase("qinghe", customer.contact.id)
    rows = repr([await db.rows(f"select * from {table}") for table in ("contact", "identity", "page_view")])
    for secret in ("林晓", "小林", "lin@", "secret@", "1380000", "杭州", "C1001", "cart"):
        assert secret not in rows
    assert await people.by_token(customer.token) is None
    assert {event.name for event in told} == {"已删除的客户"}
    again = await arrive("", site.sign("C1001"))
    assert again.contact.id != customer.contact.id
    assert again.contact.name.startswith("访客")


async def test_remembered_for_a_moment_and_no_longer(arrive, people, clock, db):
    id = (await arrive()).contact.id
    one = await people.welcome_contact("qinghe", id)
    assert await people.welcome_contact("qinghe", id) is one
    await people.change("qinghe", id, {"name": "林晓"})
    assert (await people.welcome_contact("qinghe", id)).name == "林晓"
