"""What people offers to the house, and how its rows lie in their tables."""

from yingda.engines.files import FileBlobs
from yingda.engines.inproc import InprocBus
from yingda.kernel import House, plan
from yingda.rooms.accounts import Accounts
from yingda.rooms.accounts.install import install as accounts_install
from yingda.rooms.people import People
from yingda.rooms.people.install import install


async def test_the_rooms_come_in_by_the_public_door(db, clock, tmp_path, inbox):
    house = House(
        db, InprocBus(), FileBlobs(tmp_path / "files"), None, clock, {"secret": "5a" * 32, "public_url": "http://x"}
    )
    accounts_install(house)
    install(house)
    people = house.need(People)
    assert house.need(Accounts).public_url == "http://x"
    found = await people.arrive(inbox, "", "", "zh-CN", clock.now())
    personal = house.persons["people"]
    assert (await personal.export("qinghe", found.contact.id))["contacts"][0]["id"] == found.contact.id
    await personal.erase("qinghe", found.contact.id)
    assert all("permission" in route.opt for route in house.routes)


async def test_every_row_class_is_its_table(db, clock, tmp_path):
    house = House(db, InprocBus(), FileBlobs(tmp_path / "files"), None, clock, {"secret": "5a" * 32})
    accounts_install(house)
    install(house)
    kinds = {str: "TEXT", int: "BIGINT", bool: "BOOLEAN"}
    for row in house.rows:
        table = await db.rows(f"select name, type, pk from pragma_table_info('{row.table}')")
        assert {name for name, _, _ in table} == set(plan(row).columns), row
        assert [name for name, _, pk in sorted(table, key=lambda one: one[2]) if pk] == list(row.key), row
        for name, type, _ in table:
            assert type.upper() == kinds.get(row.__annotations__[name], "TEXT"), (row, name)
