"""JSON-RPC and the tools' arguments: whatever comes in, an answer of the right shape goes out."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.kernel import BadInput
from yingda.rooms.machine.model import TOOLS, Fault, Message, chosen, listed, parsed, part, tail, wanted

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = {"jsonrpc": st.sampled_from(["2.0", "1.0"]) | ANY, "id": ANY, "method": ANY, "params": ANY, "result": ANY}


@given(st.binary() | st.fixed_dictionaries({}, optional=FIELDS).map(lambda found: json.dumps(found).encode()))
def test_anything_is_a_message_or_a_fault(body):
    message: Message | Fault
    try:
        message = parsed(body)
    except Fault as fault:
        message = fault
    if isinstance(message, Fault):
        assert message.code in (-32700, -32600, -32602)
        assert not isinstance(message.id, bool | float | list | dict)
    else:
        assert isinstance(message.params, dict)
        assert isinstance(message.method, str)
        assert message.id is None or type(message.id) in (str, int)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 60_000, -32700),
        (b"[]", -32600),
        (b'[{"jsonrpc":"2.0","id":1,"method":"ping"}]', -32600),
        (b'{"id":1,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":true,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":1}', -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":[1]}', -32602),
    ],
)
def test_what_is_no_message(body, code):
    with pytest.raises(Fault) as found:
        parsed(body)
    assert found.value.code == code


def test_versions():
    assert chosen("2025-06-18") == "2025-06-18"
    assert chosen("2025-03-26") == "2025-03-26"
    assert chosen("1999-01-01") == chosen(None) == chosen([]) == "2025-11-25"


def test_what_is_listed_goes_by_permission():
    assert listed(frozenset()) == []
    assert [one["name"] for one in listed(frozenset({"knowledge.read"}))] == ["search_knowledge", "read_article"]
    assert all(one["annotations"]["readOnlyHint"] for one in listed(frozenset({"knowledge.read", "conversation.read"})))


@given(
    st.sampled_from(sorted(TOOLS)),
    st.dictionaries(st.sampled_from(["query", "id", "before", "language", "x"]), ANY) | ANY,
)
def test_arguments_are_right_or_refused(name, given):
    tool = TOOLS[name]
    try:
        got = wanted(tool, given)
    except BadInput as error:
        wrong = error.facts["field"]
    else:
        wrong = ""
    if wrong:
        assert wrong in ("arguments", *tool.fields)
    else:
        assert set(got) == set(tool.fields)
        for field, value in got.items():
            limit = tool.fields[field].get("maxLength")
            assert len(value) <= limit if limit else 0 <= value < 1 << 62
        assert all(got[field] for field in tool.needs)


@given(st.text(), st.integers(0, 50), st.integers(1, 10))
def test_parts_make_the_whole(text, offset, chars):
    read, at = "", offset
    while True:
        found, at = part(text, at, chars)
        assert len(found) <= chars
        read += found
        if not at:
            break
    assert read == text[offset:]


@given(st.lists(st.text(max_size=20), max_size=8), st.integers(1, 60))
def test_a_tail_is_the_newest_that_fits(texts, chars):
    lines = [{"seq": n, "text": text} for n, text in enumerate(texts)]
    kept = tail(lines, chars)
    assert sum(len(line["text"]) for line in kept) <= chars
    assert bool(kept) == bool(lines)
    assert [line["seq"] for line in kept] == list(range(len(texts)))[len(texts) - len(kept) :]
    if len(kept) < len(lines) and "cut" not in kept[0]:
        assert sum(len(text) for text in texts[-len(kept) - 1 :]) > chars
