"""Signing in, sessions, throttling: the real service on a real file."""

import asyncio
import statistics
import time

import pytest
from argon2 import PasswordHasher
from msgspec.structs import replace

from yingda.kernel import NotFound, NotSignedIn, TooMany
from yingda.rooms.accounts import Accounts, Session, SessionEnded
from yingda.rooms.accounts.model import Login
from yingda.rooms.accounts.service.signing import Factor, open_session

from .conftest import PASSWORD, SECRET

EMAIL = "lin@qinghe.example"


async def test_a_session_from_beginning_to_end(accounts, shop, db):
    signed = await accounts.sign_in("  LIN@Qinghe.example", PASSWORD, address="192.0.2.1", browser="Firefox")
    who = await accounts.principal(signed.token)
    assert who == signed.principal
    assert (who.kind, who.tenant, who.name, who.role) == ("agent", "qinghe", "林珊", "admin")
    assert who.may("agents.write")
    (session,) = await accounts.sessions("qinghe", who.id)
    assert (session.address, session.browser) == ("192.0.2.1", "Firefox")
    assert signed.token.rpartition(".")[2] not in repr(await db.rows("select * from session"))
    await accounts.sign_out("qinghe", who.id, who.session)
    assert await accounts.principal(signed.token) is None
    assert await accounts.sessions("qinghe", who.id) == []
    with pytest.raises(NotFound):
        await accounts.sign_out("qinghe", who.id, who.session)


WRONG = {
    "altered": lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"),
    "tenant": lambda t: t.replace("qinghe", "other"),
    "empty": lambda _: "",
    "long": lambda _: "x" * 5000,
    "surrogate": lambda t: t + "\ud800",
    "all surrogates": lambda _: "\ud800.\ud800.\ud800",
    "dots": lambda _: "..",
    "bare": lambda t: t.rpartition(".")[0],
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
async def test_a_token_that_is_not_right(accounts, shop, change):
    signed = await accounts.sign_in(EMAIL, PASSWORD)
    assert await accounts.principal(change(signed.token)) is None


STRANGERS = [(EMAIL, "wrong password"), ("no@x.example", PASSWORD), ("", ""), (EMAIL, ""), ("\x00" * 5, "\ud800")]


@pytest.mark.parametrize(("email", "password"), STRANGERS)
async def test_whatever_is_wrong_the_answer_is_the_same(accounts, shop, email, password):
    with pytest.raises(NotSignedIn) as caught:
        await accounts.sign_in(email, password)
    assert caught.value.code == "bad_login"
    assert caught.value.facts == {}


async def test_nobody_learns_by_the_clock_who_has_an_account(db, clock, shop):
    slow = Accounts(db, clock, SECRET, "", PasswordHasher(time_cost=2, memory_cost=8192, parallelism=1))
    await slow.hire("qinghe", name="陈静", email="chen@x.example", password=PASSWORD)
    await slow.passwords.right("", "warm up")
    took: dict[str, list[float]] = {"chen@x.example": [], "nobody@x.example": []}
    for _ in range(4):
        for email, times in took.items():
            begin = time.perf_counter()
            with pytest.raises(NotSignedIn):
                await slow.sign_in(email, "wrong password")
            times.append(time.perf_counter() - begin)
    known, unknown = (statistics.median(times) for times in took.values())
    assert 0.5 < known / unknown < 2


async def test_an_email_is_throttled_and_forgiven(accounts, shop, clock):
    accounts.by_email.burst = accounts.by_address.burst = 1000
    for _ in range(5):
        with pytest.raises(NotSignedIn):
            await accounts.sign_in(EMAIL, "wrong password")
    with pytest.raises(TooMany) as caught:
        await accounts.sign_in(EMAIL, PASSWORD)
    assert 1 < caught.value.retry_after <= 2
    clock.wait(s=2)
    with pytest.raises(NotSignedIn):
        await accounts.sign_in(EMAIL, "wrong password")
    clock.wait(s=2)
    with pytest.raises(TooMany):  # twice as long now
        await accounts.sign_in(EMAIL, PASSWORD)
    clock.wait(s=2)
    await accounts.sign_in(EMAIL, PASSWORD)
    await accounts.sign_in(EMAIL, PASSWORD)  # forgiven


async def test_an_address_that_guesses_at_many_is_throttled(accounts, shop, clock):
    accounts.by_address.burst = 1000
    for i in range(20):
        with pytest.raises(NotSignedIn):
            await accounts.sign_in(f"somebody{i}@x.example", "wrong password", address="198.51.100.9")
    with pytest.raises(TooMany):
        await accounts.sign_in(EMAIL, PASSWORD, address="198.51.100.9")
    await accounts.sign_in(EMAIL, PASSWORD, address="203.0.113.5")
    clock.wait(days=2)
    with pytest.raises(NotSignedIn):
        await accounts.sign_in("one@x.example", "wrong password", address="203.0.113.6")
    assert await accounts.db.rows("select count(*) from throttle") == [(3,)]  # the old ones go, twenty at a time


async def test_a_burst_is_refused_before_any_hashing(accounts, shop):
    results = await asyncio.gather(*(accounts.sign_in(EMAIL, "wrong") for _ in range(40)), return_exceptions=True)
    assert sum(isinstance(one, TooMany) for one in results) >= 20


async def test_a_session_ends_after_twelve_hours_of_rest(accounts, shop, clock):
    signed = await accounts.sign_in(EMAIL, PASSWORD)
    for _ in range(4):
        clock.wait(h=11.9)
        assert await accounts.principal(signed.token)
    clock.wait(h=12.1)
    assert await accounts.principal(signed.token) is None
    assert await accounts.sessions("qinghe", signed.principal.id) == []


async def test_a_session_ends_after_thirty_days_of_use(accounts, shop, clock):
    signed = await accounts.sign_in(EMAIL, PASSWORD)
    for _ in range(65):
        clock.wait(h=11)
        assert await accounts.principal(signed.token)
    clock.wait(h=6)
    assert await accounts.principal(signed.token) is None
    await accounts.sign_in(EMAIL, PASSWORD)
    assert await accounts.db.rows("select count(*) from session") == [(1,)]  # the one that ran out is gone


async def test_use_is_written_down_now_and_then_only(accounts, shop, clock, db):
    signed = await accounts.sign_in(EMAIL, PASSWORD)
    first = clock.now()
    for _ in range(10):
        clock.wait(s=20)
        await accounts.principal(signed.token)
    row = await db.get(Session, "qinghe", signed.principal.session)
    assert row.seen_at == first
    clock.wait(s=120)
    await accounts.principal(signed.token)
    row = await db.get(Session, "qinghe", signed.principal.session)
    assert row.seen_at == clock.now()
    assert await accounts.seen("qinghe") == {signed.principal.id: clock.now()}


async def test_another_process_is_noticed_within_seconds(accounts, db, shop, clock):
    signed = await accounts.sign_in(EMAIL, PASSWORD)
    assert await accounts.principal(signed.token)
    other = Accounts(db, clock, SECRET, "")
    await other.sign_out("qinghe", signed.principal.id, signed.principal.session)
    clock.wait(s=16)
    assert await accounts.principal(signed.token) is None


async def test_the_csrf_token_belongs_to_its_session(accounts, shop):
    one, two = [(await accounts.sign_in(EMAIL, PASSWORD)).principal for _ in range(2)]
    assert accounts.csrf_ok(one, accounts.csrf(one))
    assert not accounts.csrf_ok(two, accounts.csrf(one))
    assert not accounts.csrf_ok(one, "")
    assert not accounts.csrf_ok(one, "垃圾")
    assert not accounts.csrf_ok(replace(one, session=""), accounts.csrf(replace(one, session="")))


async def test_a_hash_of_other_parameters_is_renewed(db, clock, accounts, shop):
    signed = await accounts.sign_in(EMAIL, PASSWORD)
    stronger = Accounts(db, clock, SECRET, "", PasswordHasher(time_cost=2, memory_cost=128, parallelism=1))
    before = await db.get(Login, "qinghe", signed.principal.id)
    await stronger.sign_in(EMAIL, PASSWORD)
    after = await db.get(Login, "qinghe", signed.principal.id)
    assert before.password != after.password
    assert "m=128" in after.password
    await stronger.sign_in(EMAIL, PASSWORD)
    assert (await db.get(Login, "qinghe", signed.principal.id)).password == after.password


async def test_the_same_password_however_it_was_typed(accounts, shop):
    await accounts.hire("qinghe", name="René", email="rene@x.example", password="caf\u00e9 au lait")
    await accounts.sign_in("rene@x.example", "cafe\u0301 au lait")


async def test_whose_session_ended_is_told(accounts, shop, db):
    told = []
    db.told = lambda events: told.extend(event for event, _ in events)
    signed = await accounts.sign_in(EMAIL, PASSWORD)
    await accounts.sign_out("qinghe", signed.principal.id, signed.principal.session)
    (event,) = told
    assert isinstance(event, SessionEnded)
    assert event.topics() == (f"qinghe/a/{signed.principal.id}",)
    assert await db.rows("select count(*) from event where name='SessionEnded'") == [(1,)]


async def test_a_password_that_changes_while_it_is_checked(accounts, shop, db, clock):
    (agent,) = await accounts.agents("qinghe")
    session = Session("qinghe", "s" * 20, agent.id, "hash", clock.now(), clock.now())
    names = {"email": "whoever"}
    with pytest.raises(NotSignedIn):
        await db.decide(open_session, session, "the hash of before", "", None, names)
    kept = (await db.get(Login, "qinghe", agent.id)).password
    with pytest.raises(NotSignedIn):  # nor one for whom a second factor was not on, and is now, or the other way round
        await db.decide(open_session, session, kept, "", Factor(5), names)
    await db.decide(open_session, session, kept, "", None, names)
