"""Articles that hold for a time only, and those that somebody should look at again."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.support.database import fresh

from yingda.engines.fetch import GuardedFetch
from yingda.kernel import BadInput
from yingda.rooms.knowledge import Content, Knowledge
from yingda.rooms.knowledge.service.readers.plain import markdown

T, DAY = "shop", 86_400_000
SALE = Content(
    "双十一满减怎么算", "跨店每满 300 减 50。", questions=("满减规则", "双11怎么减"), valid_from=10 * DAY,
    valid_until=12 * DAY,
)  # fmt: skip


class Hand:
    """A clock that is set by hand."""

    at = 0

    def now(self) -> int:
        return self.at


async def test_it_is_found_in_its_time_only(tmp_path: Path) -> None:
    async with fresh(tmp_path, "accounts", "knowledge") as db:
        clock, fetch = Hand(), GuardedFetch()
        room = Knowledge(db, fetch, clock)
        sale = await room.publish(T, (await room.create(T, SALE, slug="sale")).id)
        always = await room.publish(T, (await room.create(T, replace(SALE, valid_from=0, valid_until=0))).id)
        for at, found in ((0, False), (10 * DAY - 1, False), (10 * DAY, True), (12 * DAY - 1, True), (12 * DAY, False)):
            clock.at = at
            ids = {hit.article for hit in room.search(T, "双十一满减", limit=1 + found)}
            assert ids == ({sale.id, always.id} if found else {always.id}), at
            assert (room.article(T, sale.id, "public") is not None) is found
            assert (room.by_slug(T, "sale", "zh-CN") is not None) is found
            assert (sale.id in {one.id for one in room.live(T)}) is found
            assert room.article(T, sale.id) is not None, "staff see what was said"
            assert sale.id in {id for _, id in room.phrasings(T, "zh-CN")}, "the classifier knows it all the time"
        await room.withdraw(T, sale.id)
        clock.at = 11 * DAY
        assert {hit.article for hit in room.search(T, "双十一满减")} == {always.id}
        await fetch.close()


def test_it_ends_after_it_begins() -> None:
    with pytest.raises(BadInput) as wrong:
        replace(SALE, valid_until=10 * DAY).checked()
    assert wrong.value.code == "bad_dates"


def test_dates_of_a_file() -> None:
    front = "title: 满减\nvalid_from: 1970-01-11\nvalid_until: 1970-01-12\nreview_at: 1970-01-01T08:00:00+08:00"
    text = f"---\n{front}\n---\n规则"
    ((draft,), refused) = markdown("a.md", text.encode())
    assert not refused
    assert (draft.content.valid_from, draft.content.valid_until, draft.content.review_at) == (10 * DAY, 12 * DAY, 0)
