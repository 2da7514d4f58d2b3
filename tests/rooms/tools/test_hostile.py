"""Other systems that mean no good, or are broken; and arguments that try to become something else."""

import asyncio
import contextlib
import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.tools.conftest import WHO
from tests.rooms.tools.test_tools import code
from tests.support.outside import answered, outside

from yingda.engines.fetch import GuardedFetch
from yingda.kernel import BadInput, YingdaError
from yingda.rooms.tools.model import Draft, HttpTool, Rules, checked, request

HOSTILE = {
    "huge": (answered(b"[" + b"1," * 200_000 + b"1]"), "call_too_large"),
    "slow": ([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", 9.0, b"}"], "call_slow"),
    "silent": ([9.0], "call_slow"),
    "cut": ([b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"], "call_failed"),
    "no http": ([b"SSH-2.0-OpenSSH\r\n\r\n"], "call_failed"),
    "endless head": ([b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 300_000], "call_failed"),
    "no json": (answered(b"<html>hi</html>", kind="text/html"), "tool_unreadable"),
    "deep": (answered(b"[" * 100_000 + b"]" * 100_000), "tool_unreadable"),
    "not utf-8": (answered(b'{"data":{"status":"\xff\xfe"}}'), "tool_unreadable"),
    "much": (answered({"data": {"status": ["x" * 1_900] * 10}}), "tool_unreadable"),
    "to itself": (answered({}, "302 Found", more="Location: /other\r\n"), "tool_moved"),
    "to this machine": (answered({}, "307 Away", more="Location: http://127.0.0.1:22/\r\n"), "tool_moved"),
    "bomb": (answered(b"\x1f\x8b" + b"\x00" * 40, more="Content-Encoding: gzip\r\n"), "call_failed"),
}


@pytest.mark.parametrize("what", HOSTILE)
async def test_a_hostile_answer_is_an_error_with_words(bench, what):
    pieces, says = HOSTILE[what]
    await bench.kept(timeout=1.0)
    bench.there.reply = lambda seen: pieces
    assert await code(bench.run(order_no="1")) == says
    assert len(bench.there.seen) <= 2


async def test_what_is_kept_is_tame(bench):
    await bench.kept(keep={"all": ".", "gone": "data.9.x"})
    bench.there.reply = lambda seen: answered(
        {"a\x00b": ["x\x07y\u202e", {"n": 1, "no": None}, True], "t": "长" * 5_000}
    )
    kept = await bench.run(order_no="1")
    assert kept["gone"] is None
    assert kept["all"]["ab"] == ["xy", {"n": 1, "no": None}, True]
    assert len(kept["all"]["t"]) == 2_000


async def test_private_addresses_stay_closed(bench):
    """A public name that leads inside, with the client as it is by default."""

    async def inside(host, port):
        return ["127.0.0.1"]

    await bench.kept(url="https://erp.example.com/{order_no}")
    bench.tools.fetch = GuardedFetch(ask=inside)
    assert await code(bench.run(order_no="1")) == "fetch_private"


async def test_a_header_cannot_grow_another(bench):
    await bench.kept(headers={"X-Order": "no {order_no}"}, url=f"http://erp.test:{bench.there.port}/x")
    for value in ("1\r\nX-Admin: yes", "1\nX", "退货", "\x00"):
        assert await code(bench.run(order_no=value)) == "tool_value"
    assert bench.there.seen == []
    await bench.run(order_no="12")
    assert bench.there.seen[0].headers["x-order"] == "no 12"


@pytest.mark.parametrize(
    ("field", "value"),
    [("url", "https://{order_no}.example.com/"), ("url", "https://e.example.com@evil.test/"), ("url", "ftp://e.test/"),
     ("url", "http://plain.example.com/"), ("url", "https://e.test/{nobody}"), ("url", "https://e.test/{secret.x}"),
     ("url", "https:///x"), ("url", "https://e.test:{order_no}/"), ("url", "https://[::1/"),
     ("headers", {"Host": "x"}), ("headers", {"X-A": "1\r\nX-B: 2"}), ("headers", {"Idempotency-Key": "1"}),
     ("headers", {"A B": "1"}), ("body", "{not json"), ("body", '"text"'), ("keep", {}), ("keep", {"a": "b..c"}),
     ("name", "Find Order"), ("args", {"once": "x"}), ("args", {"customer": "x"}), ("method", "TRACE"),
     ("timeout", 600.0), ("title", {"fr": "x"})],
)  # fmt: skip
def test_what_cannot_be_a_tool(field, value):
    good = {"name": "find", "title": {"zh": "查"}, "url": "https://e.test/{order_no}", "args": {"order_no": "号"},
            "keep": {"a": "b"}, "method": "POST"}  # fmt: skip
    rules = Rules(frozenset(), {}, lambda host: False)
    assert checked(Draft(**good), rules).title == {"zh": "查", "en": "查"}
    with pytest.raises(YingdaError) as caught:
        checked(Draft(**good | {field: value}), rules)
    assert caught.value.facts["field"] == field


def tool(**more):
    base = {
        "tenant": "t", "name": "x", "title": {}, "args": {"a": "", "b": ""}, "method": "POST",
        "body": '{"a":"{a}","t":"<{b}>"}',
        "url": "https://e.test/p/{a}/q?b={b}&c=1", "headers": {}, "keep": {"k": "."}, "timeout": 1.0,
        "needs_verified": False, "changes": False, "enabled": True, "updated_at": 0, "updated_by": "",
    }  # fmt: skip
    return HttpTool(**base | more)


@given(st.text(max_size=40), st.text(max_size=40))
def test_arguments_stay_where_they_are_put(a, b):
    """Whatever a customer says is one part of the path, one value of the query, one text of the body."""
    asked = None
    with contextlib.suppress(BadInput):  # what cannot be sent is refused
        asked = request(tool(), {"a": a, "b": b}, WHO, {})
    if asked is None:
        assert not a.strip() or a.strip() in (".", "..")
        return
    parts, plain = urlsplit(asked.url), [text.encode("utf-8", "replace").decode() for text in (a, b)]
    assert (parts.scheme, parts.netloc, asked.host, parts.fragment) == ("https", "e.test", "e.test", "")
    assert parts.path.split("/")[::3] == ["", "q"]
    assert len(parts.path.split("/")) == 4
    assert parse_qsl(parts.query, keep_blank_values=True) == [("b", plain[1]), ("c", "1")]
    assert json.loads(asked.body) == {"a": plain[0], "t": f"<{plain[1]}>"}


async def test_the_client_follows_no_redirect_and_says_nothing_of_what_was_sent():
    moved = answered({}, "302 Found", more="Location: http://127.0.0.1:1/\r\n")
    async with outside(lambda seen: moved) as there:
        fetch = GuardedFetch(allow_private=True)
        url = f"http://127.0.0.1:{there.port}/"
        page = await fetch.send("POST", url, headers={"X-Key": "s3cret"}, body=b"{}", hosts=["127.0.0.1"])
        assert (page.status, len(there.seen)) == (302, 1)
        for headers in ({"X-Key": "s3cret\r\nX: y"}, {"Host": "evil"}, {"X\n": "y"}):
            assert await code(fetch.send("GET", url, headers=headers, hosts=["127.0.0.1"])) == "bad_header"
        assert await code(fetch.send("BREW", url, headers={}, hosts=["127.0.0.1"])) == "bad_method"
        assert await code(fetch.send("GET", url, headers={}, hosts=["other.test"])) == "fetch_host"
        there.reply = lambda seen: [b"garbage s3cret\r\n\r\n"]
        with pytest.raises(YingdaError) as caught:
            await fetch.send("GET", url, headers={"X-Key": "s3cret"}, hosts=["127.0.0.1"])
        assert "s3cret" not in caught.value.zh + caught.value.en + str(caught.value.facts)
        await fetch.close()


async def test_a_stream_comes_in_pieces_and_may_be_left():
    pieces = [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"3\r\none\r\n", 0.01, b"3\r\ntwo\r\n", 60.0]
    async with outside(lambda seen: pieces) as there:
        fetch, got = GuardedFetch(allow_private=True), []
        url = f"http://127.0.0.1:{there.port}/"
        async with asyncio.timeout(5):
            async with fetch.stream("GET", url, headers={}, hosts=["127.0.0.1"]) as answer:
                async for chunk in answer.chunks:
                    got.append(chunk)
                    if b"".join(got) == b"onetwo":
                        break
        await fetch.close()
    assert b"".join(got) == b"onetwo"
