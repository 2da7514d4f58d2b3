"""What every search index promises. A module that defines a fixture `index` (a fresh, empty engine) and imports this
suite runs it."""

import itertools
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yingda.kernel import new_id
from yingda.kernel.search import DOC_BITS, DONE, Place, Progress, Text

DAY = 86_400_000
NOW = 1_790_000_000_000
LATEST = 1 << 62
EXAMPLE = itertools.count()
"""Each example has milliseconds of its own: places that are taken would be moved."""


def text(about, seq, at, *terms, tenant="t1", low=0):
    return Text(tenant, about, seq, at << DOC_BITS | low, frozenset(terms))


async def found(index, *terms, tenant="t1", newest=LATEST, oldest=0, limit=50):
    ends = await index.ends(tenant)
    if ends is None:
        return []
    return [
        (p.about, p.seq) for p in await index.find(tenant, terms, min(newest, ends[1]), max(oldest, ends[0]), limit)
    ]


async def test_all_terms_newest_first(index):
    texts = [text("c1", i, NOW - i * 3 * DAY, "退货", f"n{i % 3}") for i in range(1, 40)]
    await index.put(random.Random(1).sample(texts, len(texts)), [("t1", "c1", 39)])
    assert await found(index, "退货", limit=5) == [("c1", i) for i in range(1, 6)]
    assert await found(index, "退货", "n2") == [("c1", i) for i in range(2, 40, 3)]
    assert await found(index, "退货", "没有") == []


async def test_spans_and_pages(index):
    await index.put([text("c1", i, NOW - i * DAY, "a") for i in range(1, 30)], [])
    first = await index.find("t1", ["a"], NOW << DOC_BITS, (NOW - 40 * DAY) << DOC_BITS, 10)
    assert [p.seq for p in first] == list(range(1, 11))
    rest = await index.find("t1", ["a"], first[-1].doc - 1, (NOW - 20 * DAY) << DOC_BITS, 50)
    assert [p.seq for p in rest] == list(range(11, 21))
    assert isinstance(rest[0], Place)


async def test_businesses_never_meet(index):
    await index.put([text("c1", 1, NOW, "x"), text("c9", 1, NOW, "x", tenant="t2")], [])
    assert await found(index, "x") == [("c1", 1)]
    assert await found(index, "x", tenant="t2") == [("c9", 1)]
    assert await index.ends("t3") is None


async def test_the_same_place_twice(index):
    both = [text("c1", 1, NOW, "x"), text("c2", 1, NOW, "x"), text("c3", 1, NOW, "x", tenant="t2")]
    await index.put(both, [])
    await index.put([text("c4", 1, NOW, "x"), *both], [])
    assert sorted(await found(index, "x")) == [("c1", 1), ("c2", 1), ("c4", 1)]
    assert await found(index, "x", tenant="t2") == [("c3", 1)]


async def test_marks_only_rise(index):
    await index.put([text("c1", 1, NOW, "x")], [("t1", "c1", 7), ("t1", "c2", 2)])
    await index.put([], [("t1", "c1", 3), ("t1", "c2", 5)])
    assert await index.upto([("t1", "c1"), ("t1", "c2"), ("t1", "c3"), ("t2", "c1")]) == {
        ("t1", "c1"): 7,
        ("t1", "c2"): 5,
    }
    assert await index.upto([]) == {}


async def test_progress(index):
    assert await index.progress("t1") == Progress("", "")
    await index.proceed("t1", Progress("c5", "e1"))
    await index.proceed("t1", Progress(DONE, "e2"))
    assert await index.progress("t1") == Progress(DONE, "e2")
    assert await index.progress("t2") == Progress("", "")


async def test_terms_are_taken_as_they_are(index):
    odd = ("and", "or", "not", "near", "·re", "＠王", "¶visitor", "ü", "ß", "𠮷", "é")
    await index.put([text("c1", i, NOW - i, term) for i, term in enumerate(odd, 1)], [])
    for i, term in enumerate(odd, 1):
        assert await found(index, term) == [("c1", i)], term


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
async def test_as_a_plain_list_would(index, data):
    tenant, start = new_id(), NOW - next(EXAMPLE)
    some = st.tuples(st.integers(0, 400), st.frozensets(st.sampled_from("abcde"), min_size=1))
    docs = data.draw(st.lists(some, max_size=40))
    texts = [text("c", i, start - day * DAY, *terms, tenant=tenant, low=i) for i, (day, terms) in enumerate(docs)]
    await index.put(texts, [])
    asked = data.draw(st.frozensets(st.sampled_from("abcde"), min_size=1, max_size=3))
    limit = data.draw(st.integers(1, 20))
    right = sorted((t for t in texts if asked <= t.terms), key=lambda t: -t.doc)[:limit]
    assert await found(index, *asked, tenant=tenant, limit=limit) == [(t.about, t.seq) for t in right]
