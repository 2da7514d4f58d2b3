"""The engine for OpenAI-compatible endpoints, against a real server that speaks the protocol."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.outside import answered, outside
from tests.support.talking import SSE, calling, event, plain, streamed

from yingda.engines.fetch import GuardedFetch
from yingda.engines.openai import OpenAIModel
from yingda.engines.openai.stream import END, Building, Events
from yingda.kernel import YingdaError
from yingda.kernel.language import ModelCall, ModelMessage, ModelPlace

ASKED = (ModelMessage("system", "be good"), ModelMessage("user", "在吗"))


async def ask(reply, within=2.0, **more):
    async with outside(reply if callable(reply) else lambda seen: reply) as there:
        fetch = GuardedFetch(allow_private=True)
        try:
            place = ModelPlace(f"http://127.0.0.1:{there.port}/v1/", "m-1", "k-123")
            return await OpenAIModel(fetch).chat(place, ASKED, tokens=50, within=within, **more), there.seen
        finally:
            await fetch.close()


async def test_a_stream_is_put_together_while_it_is_heard():
    heard = []
    reply, (seen,) = await ask(streamed("您好，在的。"), heard=heard.append)
    assert (reply.text, reply.ended, reply.asked, reply.told) == ("您好，在的。", "stop", 10, 7)
    assert "".join(heard) == reply.text
    assert len(heard) > 1
    assert (seen.path, seen.headers["authorization"]) == ("/v1/chat/completions", "Bearer k-123")
    assert seen.data["messages"] == [{"role": "system", "content": "be good"}, {"role": "user", "content": "在吗"}]
    assert (seen.data["model"], seen.data["max_tokens"], seen.data["stream"]) == ("m-1", 50, True)
    assert "tools" not in seen.data


async def test_an_endpoint_that_does_not_stream():
    reply, _ = await ask(plain("在的"))
    assert (reply.text, reply.ended, reply.told) == ("在的", "stop", 4)


async def test_tool_calls_come_in_pieces():
    args = json.dumps({"order_no": "QH-1", "why": "太大"}, ensure_ascii=False)
    reply, (seen,) = await ask(calling("refund", args), tools=[{"name": "refund", "parameters": {}}])
    assert (reply.calls, reply.ended, reply.text) == ((ModelCall("refund", args),), "tool_calls", "")
    assert seen.data["tools"] == [{"type": "function", "function": {"name": "refund", "parameters": {}}}]


HELLO = event({"content": "你好"})
FAULTS = {
    "401": (answered({"error": "k-123 is wrong"}, "401 No"), "model_denied"),
    "404": (answered({}, "404 No"), "model_unknown"),
    "429": (answered({}, "429 Slow"), "model_busy"),
    "500": (answered({}, "500 Oh"), "model_down"),
    "400": (answered({"error": {"message": "k-123"}}, "400 No"), "model_refused"),
    "redirect": (answered({}, "302 Found", more="Location: http://evil.test/\r\n"), "model_refused"),
    "slow": ([SSE, HELLO, 9.0], "call_slow"),
    "silent": ([9.0], "call_slow"),
    "cut": ([SSE, HELLO], "model_cut"),
    "cut in a line": ([SSE, HELLO, b'data: {"choi'], "model_cut"),
    "done too soon": ([SSE, HELLO, b"data: [DONE]\n\n"], "model_cut"),
    "garbage": ([SSE, b"data: {not json\n\n"], "model_unreadable"),
    "a list": ([SSE, b"data: [1]\n\n"], "model_unreadable"),
    "odd choices": ([SSE, b'data: {"choices":["x"]}\n\n'], "model_unreadable"),
    "odd calls": ([SSE, event({"tool_calls": ["x"]})], "model_unreadable"),
    "far call": ([SSE, event({"tool_calls": [{"index": 10**9, "function": {"name": "x"}}]})], "model_unreadable"),
    "an error inside": ([SSE, HELLO, b'data: {"error":{"message":"overloaded"}}\n\n'], "model_refused"),
    "html": (answered(b"<h1>Bad gateway</h1>", kind="text/html"), "model_unreadable"),
    "endless line": ([SSE, b"data: " + b"x" * 300_000], "model_unreadable"),
    "endless": ([SSE, *([HELLO * 2_000] * 12)], "call_too_large"),
    "no http": ([b"hello\r\n\r\n"], "call_failed"),
}


@pytest.mark.parametrize("what", FAULTS)
async def test_faults_have_names_and_tell_no_secrets(what):
    pieces, says = FAULTS[what]
    with pytest.raises(YingdaError) as caught:
        await ask(pieces, within=1.0)
    assert caught.value.code == says
    assert "k-123" not in f"{caught.value.zh}{caught.value.en}{caught.value.facts}"


@given(st.text(max_size=200), st.lists(st.integers(1, 40), max_size=30), st.sampled_from(["\n\n", "\r\n\r\n"]))
def test_pieces_may_be_cut_anywhere(text, cuts, gap):
    """Also in the middle of a character or of a line's end."""
    body = {"choices": [{"delta": {"content": text}, "finish_reason": "stop"}]}
    raw = f": ping{gap}data: {json.dumps(body, ensure_ascii=False)}{gap}data: [DONE]{gap}".encode("utf-8", "replace")
    events, building, found, at = Events(), Building(), [], 0
    for size in [*cuts, len(raw)]:
        found += events.feed(raw[at : at + size])
        at += size
    assert found[-1] == END
    for data in found[:-1]:
        building.add(data)
    assert building.reply().text == text.encode("utf-8", "replace").decode()
