"""The second factor."""

import asyncio

import pyotp
import pytest

from yingda.kernel import BadInput, Clash, NotSignedIn, Unavailable
from yingda.rooms.accounts import Accounts

from .conftest import PASSWORD

EMAIL = "lin@qinghe.example"


@pytest.fixture
async def agent(accounts, shop):
    return (await accounts.agents("qinghe"))[0]


def code(secret, clock, ahead=0):
    return pyotp.TOTP(secret).at(clock.now() // 1000 + ahead * 30)


async def enrol(accounts, agent, clock):
    begun = await accounts.begin_totp("qinghe", agent.id)
    return begun.secret, await accounts.confirm_totp("qinghe", agent.id, code(begun.secret, clock))


async def refused(accounts, given):
    with pytest.raises(NotSignedIn) as caught:
        await accounts.sign_in(EMAIL, PASSWORD, given)
    assert caught.value.code == "need_code"
    return caught.value.facts


async def test_the_whole_way(accounts, agent, clock, db):
    begun = await accounts.begin_totp("qinghe", agent.id)
    assert begun.uri.startswith("otpauth://totp/")
    assert begun.secret in begun.uri
    assert begun.secret not in repr(await db.rows("select * from login"))
    await accounts.sign_in(EMAIL, PASSWORD)  # not asked for before it is confirmed
    with pytest.raises(BadInput):
        await accounts.confirm_totp("qinghe", agent.id, "000000")
    recovery = await accounts.confirm_totp("qinghe", agent.id, code(begun.secret, clock))
    assert len(set(recovery)) == 10
    assert await refused(accounts, "") == {}
    assert await refused(accounts, code(begun.secret, clock)) == {"wrong": True}  # used when it was confirmed
    clock.wait(s=30)
    signed = await accounts.sign_in(EMAIL, PASSWORD, code(begun.secret, clock))
    assert await accounts.principal(signed.token)
    assert await refused(accounts, code(begun.secret, clock)) == {"wrong": True}  # not twice
    with pytest.raises(BadInput):
        await accounts.disable_totp("qinghe", agent.id, "wrong")
    await accounts.disable_totp("qinghe", agent.id, PASSWORD)
    await accounts.sign_in(EMAIL, PASSWORD)


async def test_clocks_may_differ_by_a_step(accounts, agent, clock):
    secret, _ = await enrol(accounts, agent, clock)
    clock.wait(s=90)
    await accounts.sign_in(EMAIL, PASSWORD, code(secret, clock, -1))
    await accounts.sign_in(EMAIL, PASSWORD, code(secret, clock, 1))
    assert await refused(accounts, code(secret, clock))  # older than one that was used
    assert await refused(accounts, code(secret, clock, 3))


@pytest.mark.parametrize("given", ["1", "abcdef", "１２３４５６", "١٢٣٤٥٦", "-12345", "x" * 10_000, "\ud800"])
async def test_what_is_no_code(accounts, agent, clock, given):
    await enrol(accounts, agent, clock)
    assert await refused(accounts, given) == {"wrong": True}


async def test_a_code_shown_twice_at_once_opens_one_door(accounts, agent, clock):
    secret, _ = await enrol(accounts, agent, clock)
    clock.wait(s=30)
    shown = code(secret, clock)
    work = [accounts.sign_in(EMAIL, PASSWORD, shown) for _ in range(4)]
    results = await asyncio.gather(*work, return_exceptions=True)
    assert sum(not isinstance(one, Exception) for one in results) == 1


async def test_recovery_codes(accounts, agent, clock, db):
    _, recovery = await enrol(accounts, agent, clock)
    kept = repr(await db.rows("select * from login"))
    assert not any(one in kept for one in recovery)
    await accounts.sign_in(EMAIL, PASSWORD, recovery[0].upper().replace("-", " "))
    assert await refused(accounts, recovery[0])
    await accounts.sign_in(EMAIL, PASSWORD, recovery[1])


async def test_guessing_codes_is_throttled(accounts, agent, clock):
    accounts.by_email.burst = 1000
    await enrol(accounts, agent, clock)
    for _ in range(5):
        await refused(accounts, "000000")
    with pytest.raises(Exception, match="too_many"):
        await accounts.sign_in(EMAIL, PASSWORD, "000000")


async def test_out_of_order(accounts, agent, clock):
    with pytest.raises(Clash):
        await accounts.confirm_totp("qinghe", agent.id, "123456")
    await enrol(accounts, agent, clock)
    with pytest.raises(Clash):
        await accounts.begin_totp("qinghe", agent.id)
    await accounts.reset_totp("qinghe", agent.id)
    await accounts.sign_in(EMAIL, PASSWORD)


async def test_turning_it_off_and_on_makes_no_old_code_good(accounts, agent, clock):
    first, _ = await enrol(accounts, agent, clock)
    await accounts.disable_totp("qinghe", agent.id, PASSWORD)
    begun = await accounts.begin_totp("qinghe", agent.id)
    with pytest.raises(Clash):  # the same step: the code of this half minute is spent
        await accounts.confirm_totp("qinghe", agent.id, code(begun.secret, clock))
    clock.wait(s=30)
    await accounts.confirm_totp("qinghe", agent.id, code(begun.secret, clock))
    assert await refused(accounts, code(first, clock, 1))


async def test_another_secret_of_the_installation_opens_nothing(accounts, agent, clock, db):
    secret, _ = await enrol(accounts, agent, clock)
    clock.wait(s=30)
    other = Accounts(db, clock, "77" * 32, "", accounts.passwords.how)
    with pytest.raises(Unavailable) as caught:
        await other.sign_in(EMAIL, PASSWORD, code(secret, clock))
    assert caught.value.code == "secret_changed"
