"""Who comes in: the real service on a real file."""

import asyncio

import pytest

from yingda.kernel import Forbidden, NotSignedIn, Page
from yingda.rooms.people import ContactChanged, ContactMerged, People

from .conftest import SECRET, Site, encoded


async def refused(arrive, code, *given, kind=NotSignedIn, **more):
    with pytest.raises(kind) as caught:
        await arrive(*given, **more)
    assert caught.value.code == code


async def test_a_stranger_comes_again(arrive, people, clock):
    first = await arrive(language="en-US")
    assert first.contact.name.startswith("Visitor ")
    assert not first.verified
    clock.wait(days=30)
    again = await arrive(first.token, language="en-US")
    assert again.contact.id == first.contact.id
    assert again.contact.last_seen == clock.now()
    assert again.token != first.token  # renewed now and then
    known = await people.by_token(again.token)
    assert known == ("qinghe", first.contact.id, False)
    assert (await arrive("")).contact.id != first.contact.id


async def test_coming_often_writes_seldom(arrive, db):
    first = await arrive()
    for _ in range(5):
        assert (await arrive(first.token)).contact.version == 1
    assert (await arrive(first.token, language="en")).contact.version == 2


WRONG = {
    "altered": lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"),
    "verified": lambda t: ".".join([*t.split(".")[:4], "1", t.split(".")[5]]),
    "tenant": lambda t: t.replace("qinghe", "other"),
    "other contact": lambda t: t.replace(t.split(".")[1], "0" * 20),
    "long": lambda _: "x" * 10_000,
    "surrogate": lambda _: "\ud800",
    "dots": lambda _: ".....",
    "中文": lambda t: t + "中",
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
async def test_a_token_that_is_not_right(arrive, people, change):
    first = await arrive()
    assert (await arrive(change(first.token))).contact.id != first.contact.id
    assert await people.by_token(change(first.token)) is None


async def test_a_token_of_another_installation(arrive, people, db, clock, accounts, inbox):
    other = People(db, clock, accounts, "77" * 32)
    first = await arrive()
    assert await other.by_token(first.token) is None


async def test_tokens_run_out_and_are_taken_back(arrive, people, clock):
    first = await arrive()
    await people.forget_token("qinghe", first.contact.id)
    assert await people.by_token(first.token) is None
    second = await arrive(first.token)
    assert second.contact.id != first.contact.id
    clock.wait(days=401)
    assert await people.by_token(second.token) is None


async def test_a_signed_identity_names_a_new_customer(arrive, site, told):
    found = await arrive("", site.sign(name="林晓", email="lin@x.example", attributes={"level": "金卡"}))
    contact = found.contact
    assert found.verified
    assert (contact.name, contact.external, contact.verified, contact.attributes) == (
        "林晓",
        "C1001",
        True,
        {"level": "金卡"},
    )
    other = await arrive("", site.sign(attributes={"city": "杭州"}))
    assert other.contact.id == contact.id
    assert other.contact.attributes == {"level": "金卡", "city": "杭州"}
    assert other.contact.name == "林晓"


async def test_the_stranger_becomes_the_customer(arrive, site, people, told):
    stranger = await arrive()
    found = await arrive(stranger.token, site.sign(name="林晓"))
    assert found.contact.id == stranger.contact.id
    assert [type(event) for event in told] == [ContactChanged]
    assert (told[0].contact, told[0].name) == (stranger.contact.id, "林晓")
    assert (await people.by_token(found.token)).verified
    assert await people.by_token(stranger.token) is None  # what was unsigned opens nothing of his any more
    assert (await arrive(stranger.token)).contact.id != stranger.contact.id


async def test_the_stranger_merges_into_the_customer(arrive, site, people, told, clock):
    customer = await arrive("", site.sign(name="林晓"))
    await people.viewed("qinghe", customer.contact.id, Page("https://shop.example/"), clock.now())
    clock.wait(s=60)
    stranger = await arrive()
    await people.change("qinghe", stranger.contact.id, {"tags": ["急"], "email": "claimed@x.example"})
    await people.viewed("qinghe", stranger.contact.id, Page("https://shop.example/cart"), clock.now())
    told.clear()
    found = await arrive(stranger.token, site.sign())
    assert found.contact.id == customer.contact.id
    assert (found.contact.tags, found.contact.email) == (("急",), "")
    changed, event = told
    assert (type(changed), changed.contact) == (ContactChanged, customer.contact.id)
    assert isinstance(event, ContactMerged)
    assert (event.gone, event.into, event.name, event.key) == (
        stranger.contact.id,
        customer.contact.id,
        "林晓",
        customer.contact.id,
    )
    assert [view.url for view in await people.trail("qinghe", customer.contact.id)] == [
        "https://shop.example/cart",
        "https://shop.example/",
    ]
    assert (await people.contact("qinghe", stranger.contact.id)).id == customer.contact.id
    clock.wait(s=5)
    await people.viewed("qinghe", stranger.contact.id, Page("https://shop.example/old-tab"), clock.now())
    assert (await people.trail("qinghe", customer.contact.id, 1))[0].url == "https://shop.example/old-tab"
    assert await people.by_token(stranger.token) is None
    with pytest.raises(NotSignedIn):
        await people.welcome_contact("qinghe", stranger.contact.id)


async def test_another_customer_on_the_same_browser(arrive, site):
    one = await arrive("", site.sign("C1"))
    two = await arrive(one.token, site.sign("C2"))
    assert one.contact.id != two.contact.id
    assert (await arrive(two.token, site.sign("C1"))).contact.id == one.contact.id


async def test_many_tabs_at_once(arrive, site):
    stranger = await arrive()
    found = await asyncio.gather(*(arrive(stranger.token, site.sign("C9")) for _ in range(20)))
    assert {one.contact.id for one in found} == {stranger.contact.id}
    found = await asyncio.gather(*(arrive("", site.sign("C10")) for _ in range(20)))
    assert len({one.contact.id for one in found}) == 1


def forged(header, claims, signature=""):
    return f"{encoded(header)}.{encoded(claims)}.{signature}"


async def test_identities_that_do_not_count(arrive, site, clock):
    claims = {"sub": "C1001", "exp": clock.now() // 1000 + 60}
    await refused(arrive, "identity_signature", "", site.sign(secret="another secret of some length"))
    good = site.sign()
    await refused(arrive, "identity_signature", "", good[:-4] + "AAAA")
    await refused(
        arrive,
        "identity_signature",
        "",
        good.split(".")[0] + "." + encoded(claims | {"sub": "C2"}) + "." + good.split(".")[2],
    )
    for alg in ("none", "None", "NONE", "HS512", "RS256", "ES256", "EdDSA", "hs256"):
        await refused(arrive, "identity_algorithm", "", forged({"alg": alg, "typ": "JWT"}, claims, good.split(".")[2]))
        await refused(arrive, "identity_algorithm", "", forged({"alg": alg}, claims))
    await refused(arrive, "identity_algorithm", "", site.sign(alg="HS384"))
    await refused(arrive, "identity_no_subject", "", site.sign(...))
    await refused(arrive, "identity_no_expiry", "", site.sign(exp=...))
    await refused(arrive, "identity_expired", "", site.sign(minutes=-2))
    await refused(arrive, "identity_too_long", "", site.sign(minutes=60 * 25))
    await refused(arrive, "identity_future", "", site.sign(iat=clock.now() // 1000 + 600))


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "a.b",
        "a.b.c",
        "....",
        "e30.e30.",
        "\ud800",
        "中.文.字",
        "x" * 100_000,
        "eyJhbGciOiJIUzI1NiJ9.W10.AA",
        "[" * 5000,
    ],
)
async def test_what_is_no_identity(arrive, site, token):
    with pytest.raises(NotSignedIn) as caught:
        await arrive("", token)
    assert caught.value.code in ("identity_unreadable", "identity_signature", "identity_algorithm")


async def test_claims_that_are_no_object(arrive, site):
    from joserfc import jws
    from joserfc.jwk import OctKey

    for claims in (b"[]", b'"C1001"', b"17", b"null", b"not json", b"\xff\xfe", b"[" * 4000):
        token = jws.serialize_compact({"alg": "HS256"}, claims, OctKey.import_key(site.secret))
        await refused(arrive, "identity_unreadable", "", token)


async def test_a_key_in_the_header_is_no_key(arrive, site):
    from joserfc import jws
    from joserfc.jwk import OctKey

    key = OctKey.import_key("the attacker's own key, long enough")
    header = {"alg": "HS256", "jwk": key.as_dict(), "kid": "../../dev/null", "jku": "https://evil.example/jwks"}
    claims = b'{"sub":"C1001","exp":1790000060}'
    with pytest.raises(NotSignedIn):
        await arrive("", jws.serialize_compact(header, claims, key))


async def test_unsigned_claims_open_nobodys_history(arrive, site, people):
    customer = await arrive("", site.sign(name="林晓"))
    for token in ("", customer.contact.id, "C1001", f"qinghe.{customer.contact.id}.0.1.1.", customer.token[:-1]):
        assert (await arrive(token)).contact.id != customer.contact.id


async def test_the_secret_of_another_inbox_or_an_old_one(arrive, site, accounts, inbox, clock):
    other = await accounts.open_inbox("qinghe", name="二", identity="optional")
    await refused(arrive, "identity_not_set_up", "", site.sign(), at=other)
    await accounts.rotate_secret("qinghe", other.id)
    await refused(arrive, "identity_signature", "", site.sign(), at=other)
    fresh = Site(await accounts.rotate_secret("qinghe", inbox.id), clock)
    await refused(arrive, "identity_signature", "", site.sign())
    assert (await arrive("", fresh.sign())).verified


async def test_where_it_is_off_it_is_not_looked_at(arrive, site, accounts, inbox):
    off = await accounts.change_inbox("qinghe", inbox.id, {"identity": "off"})
    found = await arrive("", site.sign(), at=off)
    assert not found.verified
    assert found.contact.external == ""


async def test_where_it_is_required_nobody_comes_without(arrive, site, accounts, inbox, clock):
    required = await accounts.change_inbox("qinghe", inbox.id, {"identity": "required"})
    stranger = await arrive()
    await refused(arrive, "identity_required", "", at=required)
    await refused(arrive, "identity_required", stranger.token, at=required)
    found = await arrive(stranger.token, site.sign(), at=required)
    assert (await arrive(found.token, at=required)).verified
    clock.wait(days=8)
    await refused(arrive, "identity_required", found.token, at=required)


async def test_a_page_that_stays_open(arrive, site, clock):
    """Its identity runs out, its token still says who he is: for a week, and only for the same customer."""
    identity = site.sign(minutes=5)
    found = await arrive("", identity)
    other = await arrive("", site.sign("C2", minutes=5))
    clock.wait(h=2)
    again = await arrive(found.token, identity)
    assert (again.contact.id, again.verified) == (found.contact.id, True)
    await refused(arrive, "identity_expired", other.token, identity)
    await refused(arrive, "identity_expired", "", identity)
    clock.wait(days=7)
    await refused(arrive, "identity_expired", found.token, identity)
    assert (await arrive(found.token)).contact.id != found.contact.id
    assert (await arrive(found.token, site.sign())).contact.id == found.contact.id


async def test_the_block_list(arrive, site, people, told):
    stranger, customer = await arrive(), await arrive("", site.sign())
    for one in (stranger, customer):
        await people.welcome_contact("qinghe", one.contact.id)
        await people.block("qinghe", one.contact.id, on=True)
        await refused(arrive, "blocked", one.token, kind=Forbidden)
        for ask in (people.by_token(one.token), people.welcome_contact("qinghe", one.contact.id)):
            with pytest.raises(Forbidden):
                await ask
    await refused(arrive, "blocked", "", site.sign(), kind=Forbidden)
    assert told[-1].blocked
    await people.block("qinghe", stranger.contact.id, on=False)
    assert (await arrive(stranger.token)).contact.id == stranger.contact.id


async def test_a_visitor_of_one_business_is_a_stranger_in_another(arrive, accounts, people):
    first = await arrive()
    await accounts.found("二", "en", "UTC", "Bo", "bo@x.example", "correct horse", "other")
    inbox = await accounts.open_inbox("other", name="x")
    elsewhere = await arrive(first.token, at=inbox)
    assert elsewhere.contact.tenant == "other"
    assert elsewhere.contact.id != first.contact.id


@pytest.mark.parametrize("language", ["", "x" * 100, "<script>", "zh-CN", "\ud800", "zh-Hant-TW"])
async def test_any_language_a_browser_sends(arrive, language):
    assert (await arrive(language=language)).contact.language in ("zh-CN", "zh-Hant-TW")


def test_the_secret_is_not_used_as_it_is(people):
    assert people.tokens.key != SECRET.encode()
