"""Rules of signing in and of staff, without any engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from yingda.kernel import BadInput, Clash, TooLarge
from yingda.rooms.accounts import ROLES, Agent, Inbox, host_allowed, permissions_of
from yingda.rooms.accounts.model import (
    Login,
    Session,
    Throttle,
    checked,
    checked_email,
    checked_password,
    checked_tenant,
    embed_line,
    ends_at,
    failed,
    keeps_an_admin,
    used,
    wait_ms,
)
from yingda.rooms.accounts.model.rules import DAY, FREE, HOUR, LONGEST_MS

ADMIN = Agent("t", "a", "林珊", "lin@x.example", "admin")


def test_roles_are_a_ladder():
    agent, supervisor, admin = (permissions_of(name) for name in ("agent", "supervisor", "admin"))
    assert agent < supervisor < admin
    assert admin - supervisor == {
        "business.write", "agents.write", "inboxes.write", "tools.write", "flows.write", "model.write", "keys.write",
        "system",
    }  # fmt: skip
    assert supervisor - agent == {"knowledge.write", "flows.read", "tools.read", "glossary.write", "glossary.anyway"}
    assert agent == {
        "conversation.read", "conversation.reply", "conversation.assign", "canned.read", "canned.write", "contact.read",
        "contact.write", "knowledge.read", "business.read", "agents.read", "inboxes.read",
        "glossary.read",
    }  # fmt: skip
    assert permissions_of("root") == frozenset()
    assert all(set(role.title) == {"zh", "en"} for role in ROLES.values())


@given(st.text(max_size=300))
def test_whatever_is_typed_as_an_email_is_kept_or_refused(text):
    try:
        email = checked_email(text)
    except (BadInput, TooLarge):
        return
    assert "@" in email
    assert checked_email(email.upper()) == checked_email(email)


@pytest.mark.parametrize(
    "email", ["", "lin", "@x", "a b@x.example", "a@x\n.example", "<a@x.example>", "a@" + "x" * 300]
)
def test_no_email(email):
    with pytest.raises((BadInput, TooLarge)):
        checked_email(email)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "short",
        "123456789",
        "1234567890",
        "aaaaaaaaaaaa",
        "lin.shan@x.example",
        "LIN.SHAN@X.EXAMPLE",
        "abababababab",
        "x" * 257,
    ],
)
def test_weak_passwords(password):
    with pytest.raises(BadInput) as caught:
        checked_password(password, "lin.shan@x.example")
    assert caught.value.code == "weak_password"


def test_good_passwords():
    for password in ("correct horse", "今天天气很好我们去公园", "a1!b2@c3#d"):
        assert checked_password(password, "lin@x.example") == password


@given(st.integers(0, 60), st.sampled_from(["email", "address"]))
def test_waits_grow_and_are_bounded(failures, kind):
    throttle = Throttle("", "n", failures, 1_000_000)
    wait = wait_ms(throttle, kind, 1_000_000)
    more = wait_ms(replace(throttle, failures=failures + 1), kind, 1_000_000)
    assert 0 <= wait <= more <= LONGEST_MS
    assert (wait == 0) == (failures < FREE[kind])
    assert wait_ms(throttle, kind, 1_000_000 + LONGEST_MS) == 0


def test_failures_are_counted_and_forgiven():
    one = failed(None, "n", 5)
    two = failed(one, "n", 6)
    assert (one.failures, two.failures, two.at, two.version) == (1, 2, 6, 2)
    assert failed(two, "n", 6 + HOUR).failures == 1


def test_a_session_ends_by_rest_or_by_age():
    assert ends_at(Session("t", "s", "a", "h", 0, 0)) == 12 * HOUR
    assert ends_at(Session("t", "s", "a", "h", 0, 29 * DAY + 20 * HOUR)) == 30 * DAY


def test_a_code_counts_once():
    login = Login("t", "a", recovery=("r1", "r2"), totp_step=7)
    assert used(login, 8, "").totp_step == 8
    for step in (7, 6):
        with pytest.raises(Clash):
            used(login, step, "")
    after = used(login, 0, "r1")
    assert after.recovery == ("r2",)
    with pytest.raises(Clash):
        used(after, 0, "r1")


def test_there_is_always_an_administrator():
    other = replace(ADMIN, id="b")
    demoted, gone = replace(ADMIN, role="agent"), replace(ADMIN, active=False)
    for after in (demoted, gone):
        assert keeps_an_admin(ADMIN, after, [other]) == (other,)
        with pytest.raises(Clash) as caught:
            keeps_an_admin(ADMIN, after, [])
        assert caught.value.code == "last_admin"
    assert keeps_an_admin(ADMIN, replace(ADMIN, name="x"), []) == ()
    assert keeps_an_admin(demoted, replace(demoted, active=False), []) == ()


def test_hosts_that_may_embed():
    inbox = Inbox("t", "i", "k", "n", allowed_hosts=("shop.example", "*.qinghe.example", "localhost:3000"))
    for host in ("shop.example", "SHOP.example:8443", "a.b.qinghe.example", "qinghe.example", "localhost:3000"):
        assert host_allowed(inbox, host), host
    for host in ("evil.example", "shop.example.evil.example", "notqinghe.example", "localhost:4000", ""):
        assert not host_allowed(inbox, host), host
    assert host_allowed(replace(inbox, allowed_hosts=()), "anything.example")


def test_the_embed_line_cannot_be_broken_out_of():
    inbox = Inbox("t", "i", "abc", "n")
    assert (
        embed_line(inbox, "https://h.example/")
        == '<script async src="https://h.example/yingda.js" data-inbox="abc"></script>'
    )
    assert '"onload' not in embed_line(inbox, 'https://h.example/"onload="x')


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("agent", {"role": "root"}), ("agent", {"capacity": -1}), ("agent", {"capacity": 101}), ("agent", {"name": " "}),
        ("agent", {"skills": ["x" * 41]}), ("agent", {"languages": []}), ("agent", {"language": "<script>"}),
        ("agent", {"theme": "neon"}), ("business", {"timezone": "nowhere"}), ("business", {"languages": ["zz zz"]}),
        ("inbox", {"hue": 361}), ("inbox", {"position": "top"}), ("inbox", {"identity": "maybe"}),
        ("inbox", {"greeting": {"fr": "salut"}}), ("inbox", {"allowed_hosts": ["https://x.example"]}),
        ("inbox", {"allowed_hosts": ["x.example; script-src *"]}), ("inbox", {"greeting": {"zh": "长" * 1001}}),
        ("inbox", {"questions": ["q"] + [f"q{i}" for i in range(12)]}),
    ],
)  # fmt: skip
def test_fields_that_cannot_be(kind, fields):
    with pytest.raises((BadInput, TooLarge)):
        checked(kind, fields)


def test_fields_are_cleaned():
    fields = checked(
        "agent", {"name": "  林\u202e珊 ", "email": " Lin@X.Example ", "skills": ["a", "a", " "], "active": False}
    )
    assert fields == {"name": "林珊", "email": "lin@x.example", "skills": ("a",), "active": False}
    assert checked("inbox", {"allowed_hosts": ["Shop.Example"]}) == {"allowed_hosts": ("shop.example",)}
    for bad in ("", "-x", "X", "a" * 41, "a.b", "a/b"):
        with pytest.raises(BadInput):
            checked_tenant(bad)
