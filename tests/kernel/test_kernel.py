"""The ground floor: identifiers, text, rows, limits, the socket's line."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from yingda.kernel import (
    PUBLIC,
    BadInput,
    Changes,
    Event,
    Line,
    NotSignedIn,
    Op,
    Ops,
    Principal,
    Reaction,
    Row,
    Told,
    TooLarge,
    TooMany,
    clean,
    clean_line,
    cut,
    frame,
    is_id,
    limits,
    new_id,
    pick,
    plan,
    revive,
    told,
)
from yingda.kernel.limits import Bucket, Buckets


class Thing(Row, frozen=True):
    """A row with every kind of field."""

    table, key = "thing", ("tenant", "id")
    tenant: str
    id: str
    on: bool
    tags: list[str]
    note: dict[str, int] | None = None


class Happened(Event, frozen=True, kw_only=True):
    """A fact."""

    op = "happened"
    what: str


class Whispered(Event, frozen=True, kw_only=True):
    """A signal."""

    kept = False


def test_ids_increase_and_are_unique():
    ids = [new_id() for _ in range(5_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert all(is_id(id) for id in ids)
    assert not is_id("../../etc/passwd")


@given(st.text(max_size=300))
def test_clean_is_harmless_and_stable(text):
    once = clean(text)
    assert clean(once) == once
    assert not any(c in once for c in "\x00\u202e\u2066\ufeff")
    once.encode("utf-8")


def test_clean_refuses_whole():
    assert clean("\ud800a\r\nb") == "?a\nb"
    with pytest.raises(TooLarge):
        clean("长" * (limits.TEXT_CHARS + 1))
    with pytest.raises(BadInput):
        clean_line(" \t ")
    assert clean_line(" a \n b ") == "a b"


@given(st.text(max_size=200), st.integers(2, 50))
def test_cut_fits(text, limit):
    assert len(cut(text, limit)) <= limit
    assert "\n" not in cut(text, limit)


def test_pick_falls_back():
    assert pick({"zh": "您好", "en": "Hello"}, "zh-TW") == "您好"
    assert pick({"zh": "您好"}, "fr") == "您好"
    assert pick({}, "fr") == ""


@given(st.booleans(), st.lists(st.text()), st.none() | st.dictionaries(st.text(), st.integers()))
def test_rows_come_back_as_they_went(on, tags, note):
    thing = Thing("t", "1", on, tags, note)
    kept = [int(v) if isinstance(v, bool) else v for v in plan(Thing).dump(thing)]
    assert plan(Thing).load(Thing, kept) == thing


def test_events_are_told_once_with_their_reactions():
    fact = Happened(tenant="t", key="k", at=1, what="x")
    rows, bodies = told(
        Changes(events=(fact, Whispered(tenant="t", key="k", at=1))),
        {Happened: (("a", None), ("b", lambda e: e.what == "y"))},
    )
    assert [type(r) for r in rows] == [Told, Reaction]
    assert rows[1].name == "a"
    assert revive("Happened", bodies[0][1]) == fact
    assert json.loads(frame(fact))["op"] == "happened"


def test_errors_speak_two_languages():
    error = NotSignedIn()
    assert error.body("zh-CN")["error"]["message"] == "请先登录"
    assert error.body("en-GB")["error"] == {"code": "signed_out", "message": "Please sign in"}


def test_nobody_may_only_what_is_public():
    assert Principal().may(PUBLIC)
    assert not Principal().may("self")
    assert Principal("agent", permissions=frozenset({"a"})).may("a")
    assert not Principal("agent", permissions=frozenset({"a"})).may("b")


def test_buckets_refuse_and_refill():
    bucket = Bucket(rate=1000, burst=2)
    assert [bucket.take(), bucket.take()] == [0, 0]
    assert 0 < bucket.take() <= 0.001
    some = Buckets(rate=0.001, burst=1, keep=2)
    assert some.take("a") == 0
    assert some.take("a") > 0
    assert (some.take("b"), some.take("c")) == (0, 0)
    assert some.take("a") == 0, "the least recently used was forgotten"


class Frame(Struct):
    """A frame."""

    n: int = 0


async def line_of(messages, ops, **more):
    sent = []
    waiting = [{"type": "websocket.connect"}, *messages]

    async def receive():
        await asyncio.sleep(0)
        return waiting.pop(0) if waiting else {"type": "websocket.disconnect"}

    async def send(message):
        sent.append(message)

    line = Line(receive, send, **more)
    await line.serve(None, ops, lambda permission: permission == PUBLIC)
    await asyncio.sleep(0.01)
    return [json.loads(m["text"]) for m in sent if m["type"] == "websocket.send"]


async def test_a_line_answers_every_frame_and_survives_garbage():
    async def double(_, frame):
        if frame.n < 0:
            raise TooMany(2)
        return frame.n * 2

    async def broken(_, frame):
        raise ZeroDivisionError

    ops = Ops(
        {"double": Op(Frame, PUBLIC, double), "broken": Op(Frame, PUBLIC, broken), "deep": Op(Frame, "x", double)}
    )
    texts = [
        '{"op":"double","ref":1,"n":4}', "{", "null", '{"op":"nope","ref":2}', '{"op":"double","ref":3,"n":"four"}',
        '{"op":"broken","ref":4}', '{"op":"deep","ref":5}', '{"op":"double","ref":6,"n":-1}', '"x"' * 30_000,
        '{"op":"double","ref":7,"n":1}',
    ]  # fmt: skip
    messages = [{"type": "websocket.receive", "text": t} for t in texts]
    messages.insert(1, {"type": "websocket.receive", "bytes": b"\xff\xfe\x00"})
    answers = await line_of(messages, ops)
    by_ref = {a.get("ref"): a for a in answers}
    assert by_ref[1]["data"] == 8
    assert by_ref[7]["data"] == 2
    assert by_ref[3]["error"]["code"] == "bad_frame"
    assert by_ref[2]["error"]["code"] == "unknown_op"
    assert by_ref[4]["error"]["code"] == "internal"
    assert by_ref[5]["error"]["code"] == "forbidden"
    assert by_ref[6]["error"]["retry_after"] == 2
    assert len(answers) == len(messages)


async def test_a_slow_reader_is_closed_not_buffered():
    sent = []
    gate = asyncio.Event()

    async def send(message):
        await gate.wait()
        sent.append(message)

    line = Line(asyncio.Event().wait, send)
    line.opened = True
    for _ in range(limits.PENDING_FRAMES + 5):
        line.tell(b"{}")
    assert len(line.pending) <= limits.PENDING_FRAMES
    gate.set()
    await asyncio.sleep(0.01)
    assert sent[-1] == {"type": "websocket.close", "code": 1013}
