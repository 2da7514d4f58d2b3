"""Rules about contacts, without any engine."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from yingda.kernel import BadInput, NotSignedIn, Page, TooLarge
from yingda.rooms.people import Contact, PageView, contact_card, visitor_name
from yingda.rooms.people.model import changes_of, checked, erased, merged, read_claims, safe_page, step
from yingda.rooms.people.model.claims import LONGEST_MS, SLACK_MS
from yingda.rooms.people.model.trail import PAUSE_MS, URL_CHARS

NOW = 1_790_000_000_000
LIN = Contact("t", "kept", "林晓", external="C1001", verified=True, email="lin@x.example", first_seen=5, tags=("金卡",))


def test_names_of_those_who_have_not_said_theirs():
    assert visitor_name("1m80v2q9c4xw7tk07f3k", "zh-CN") == "访客 7F3K"
    assert visitor_name("1m80v2q9c4xw7tk07f3k", "en-GB") == "Visitor 7F3K"


def claims(**more):
    return {k: v for k, v in {"sub": "C1", "exp": NOW / 1000 + 60, **more}.items() if v is not ...}


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (claims(sub=...), "identity_no_subject"), (claims(sub=""), "identity_no_subject"),
        (claims(sub="  "), "identity_no_subject"), (claims(sub="x" * 201), "identity_no_subject"),
        (claims(sub=True), "identity_no_subject"), (claims(sub=["C1"]), "identity_no_subject"),
        (claims(sub=" C1"), "identity_bad_subject"), (claims(sub="C1\u202e"), "identity_bad_subject"),
        (claims(sub="C\ud800"), "identity_bad_subject"), (claims(sub="e\u0301"), "identity_bad_subject"),
        (claims(exp=...), "identity_no_expiry"), (claims(exp=None), "identity_no_expiry"),
        (claims(exp="tomorrow"), "identity_bad_time"), (claims(exp=True), "identity_bad_time"),
        (claims(exp=math.nan), "identity_bad_time"), (claims(exp=math.inf), "identity_bad_time"),
        (claims(exp=10**400), "identity_bad_time"), (claims(exp=NOW), "identity_bad_time"),
        (claims(exp=NOW / 1000 - 61), "identity_expired"), (claims(exp=0), "identity_expired"),
        (claims(exp=NOW / 1000 + 86_400 + 61), "identity_too_long"),
        (claims(iat=NOW / 1000 + 61), "identity_future"), (claims(nbf=NOW / 1000 + 61), "identity_future"),
        (claims(attributes=["a"]), "identity_bad_attributes"),
    ],
)  # fmt: skip
def test_claims_that_do_not_count(found, code):
    with pytest.raises(NotSignedIn) as caught:
        read_claims(found, NOW)
    assert caught.value.code == code
    assert caught.value.zh != caught.value.en


def test_claims_that_do():
    found = read_claims(
        claims(sub=1001, iat=NOW / 1000, name="林晓", phone=13800002071, attributes={"level": "金卡", "vip": True}), NOW
    )
    assert found.external == "1001"
    assert found.fields == {"name": "林晓", "phone": "13800002071", "attributes": {"level": "金卡", "vip": "true"}}
    odd = read_claims(claims(email="no mail", phone="call me", name="x" * 500), NOW)
    assert odd.fields == {}


@given(st.integers(NOW - 10 * LONGEST_MS, NOW + 10 * LONGEST_MS))
def test_the_time_of_an_identity(exp):
    code = ""
    try:
        read_claims(claims(exp=exp / 1000), NOW)
    except NotSignedIn as error:
        code = error.code
    early, late = exp <= NOW - SLACK_MS, exp > NOW + LONGEST_MS + SLACK_MS
    assert code == ("identity_expired" if early else "identity_too_long" if late else "")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["sub", "exp", "iat", "nbf", "name", "email", "phone", "attributes"]), JSON))
def test_whatever_a_site_signs_is_read_or_refused(found):
    try:
        read = read_claims(found, NOW)
    except (NotSignedIn, BadInput, TooLarge):
        return
    assert read.external


@given(
    st.dictionaries(
        st.text(max_size=80), st.none() | st.booleans() | st.integers() | st.text(max_size=600), max_size=60
    )
)
def test_attributes_keep_to_their_limits(found):
    try:
        kept = checked({"attributes": found})["attributes"]
    except (BadInput, TooLarge):
        return
    assert len(kept) <= 50
    assert all(0 < len(key) <= 64 and len(value) <= 500 for key, value in kept.items())
    assert checked({"attributes": kept})["attributes"] == kept


@pytest.mark.parametrize(
    "fields",
    [
        {"attributes": {str(i): "x" for i in range(51)}}, {"attributes": {"a": "x" * 501}}, {"attributes": {"a": {"b": 1}}},
        {"attributes": {"a" * 65: "x"}}, {"attributes": {" ": "x"}}, {"name": ""}, {"email": "no"}, {"phone": "<b>"},
        {"tags": [str(i) for i in range(31)]}, {"note": "x" * 4001},
    ],
)  # fmt: skip
def test_what_cannot_be_kept_of_a_contact(fields):
    with pytest.raises((BadInput, TooLarge)):
        checked(fields)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://shop.example/cart?id=7&token=abc&PWD=x", "https://shop.example/cart?id=7"),
        ("https://user:pass@shop.example:8443/a#top", "https://shop.example:8443/a"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("https://shop.example/#/orders/7", "https://shop.example/#/orders/7"),
        ("https://shop.example/#/in?token=x", "https://shop.example/"),
        ("https://shop.example/退货?词=退", "https://shop.example/退货?%E8%AF%8D=%E9%80%80"),
        ("javascript:alert(1)", None), ("data:text/html,x", None), ("/cart", None), ("", None), ("https://", None),
        ("https://[bad", None), ("https://x.example:99999/", None), ("ftp://x.example/", None),
    ],
)  # fmt: skip
def test_pages_as_they_may_be_kept(url, kept):
    found = safe_page(Page(url, "标题"))
    assert (found.url if found else None) == kept


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_page_breaks_anything(path, title):
    for url in (path, "https://x.example/" + path):
        page = safe_page(Page(url, title))
        if page:
            assert page.url.startswith(("http://", "https://"))
            assert len(page.url) <= URL_CHARS
            assert len(page.title) <= 200


views = st.lists(st.tuples(st.integers(0, 2 * PAUSE_MS), st.sampled_from("abc")), min_size=1, max_size=30)


@given(views)
def test_the_trail_tells_where_he_was(found):
    """Replayed page by page: neighbours differ unless he was away, and times never overlap."""
    trail, now = [], NOW
    for i, (wait, url) in enumerate(found):
        now += wait
        went = step(trail[-1] if trail else None, PageView("t", "c", str(i), now, url), now)
        if went.changed:
            trail[-1] = went.changed
        if went.new:
            trail.append(went.new)
    assert trail[-1].url == found[-1][1]
    for one, two in pairwise(trail):
        assert one.at + one.ms <= two.at
        assert one.url != two.url or two.at - (one.at + one.ms) > PAUSE_MS
        assert one.ms == two.at - one.at or two.at - (one.at + one.ms) > PAUSE_MS


def test_who_merges_into_whom():
    gone = Contact(
        "t",
        "gone",
        "访客 7F3K",
        email="claimed@x.example",
        tags=("急",),
        note="打过电话",
        first_seen=3,
        attributes={"level": "黑卡"},
    )
    pointer, kept = merged(gone, LIN)
    assert (pointer.merged_into, pointer.revoked) == ("kept", 1)
    assert (kept.tags, kept.note, kept.first_seen) == (("金卡", "急"), "打过电话", 3)
    assert (kept.name, kept.email, kept.attributes) == ("林晓", "lin@x.example", {})
    assert merged(replace(gone, blocked=True), LIN)[1].blocked


def test_what_is_left_of_an_erased_contact():
    full = replace(LIN, phone="138", attributes={"city": "杭州"}, note="x", blocked=True, version=4)
    left = erased(full)
    assert (left.id, left.blocked, left.revoked, left.version) == ("kept", True, 1, 4)
    for secret in ("林晓", "C1001", "lin@x", "138", "杭州", "金卡"):
        assert secret not in repr(left)


def test_only_what_differs_is_written():
    assert changes_of(LIN, LIN) == ()
    (row,) = changes_of(LIN, replace(LIN, name="x"))
    assert row.version == LIN.version + 1


def test_the_card():
    card = contact_card(replace(LIN, attributes={"level": "金卡", "city": "杭州", "size": "L"}))
    assert (card["level"], card["city"], card["since"], card["attributes"]) == ("金卡", "杭州", "", {"size": "L"})
