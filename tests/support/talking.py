"""A language model's endpoint on this machine that speaks the protocol: streams, calls tools, fails, is slow or talks
rubbish - and, when a test wants it, obeys every order that it finds anywhere in its prompt."""

import json
import re
from collections.abc import Iterable
from typing import Any

from tests.support.outside import Piece, Reply, Seen, answered

SSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
ORDER = re.compile(r"(?:ORDER|命令)[:：](.*?)(?:END|完毕)", re.S)


def event(delta: dict[str, Any], ended: str | None = None, **more: Any) -> bytes:
    """One server-sent event."""
    body = {"choices": [{"index": 0, "delta": delta, "finish_reason": ended}], **more}
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n".encode()


def streamed(text: str, tokens: int = 7, size: int = 3) -> list[Piece]:
    """A reply in small pieces, with its cost at the end."""
    parts = [event({"content": text[i : i + size]}) for i in range(0, len(text), size)]
    usage = {"choices": [], "usage": {"prompt_tokens": 10, "completion_tokens": tokens}}
    end = event({}, "stop") + f"data: {json.dumps(usage)}\n\ndata: [DONE]\n\n".encode()
    return [SSE, event({"role": "assistant"}), *parts, end]


def calling(name: str, args: str) -> list[Piece]:
    """A reply that wants a tool, its arguments in pieces."""
    first = {"tool_calls": [{"index": 0, "id": "c1", "function": {"name": name, "arguments": ""}}]}
    rest = [
        event({"tool_calls": [{"index": 0, "function": {"arguments": args[i : i + 4]}}]})
        for i in range(0, len(args), 4)
    ]
    return [SSE, event(first), *rest, event({}, "tool_calls"), b"data: [DONE]\n\n"]


def plain(text: str) -> list[Piece]:
    """A reply of an endpoint that does not stream."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return answered({"choices": [choice], "usage": {"prompt_tokens": 3, "completion_tokens": 4}})


def data_of(seen: Seen) -> dict[str, Any]:
    """What the prompt holds."""
    found: dict[str, Any] = json.loads(seen.data["messages"][-1]["content"])
    return found


def saying(text: str) -> Reply:
    """Always the same."""
    return lambda seen: streamed(text)


def obedient(seen: Seen) -> Iterable[Piece]:
    """Does what it is told, whoever tells it: an order to call a tool becomes a call, any other is said, cited as if every
    source had said it; and it tells all that it knows."""
    prompt = "\n".join(m["content"] for m in seen.data["messages"])
    orders = [order.strip() for order in ORDER.findall(prompt)]
    for order in orders:
        if order.startswith("CALL "):
            _, name, args = order.split(" ", 2)
            return calling(name, args)
    said = [f"{order} [{n}]。" for order in orders for n in (1, 2)]
    return streamed("".join(said) + f" {prompt} [1]。" if said else prompt, size=200)
