"""Asking over the guarded client: only the host that the business has set, bounded in bytes and time, never redirected."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec import json

from yingda.kernel import Fetch, Unavailable
from yingda.kernel.language import ModelMessage, ModelPlace, ModelReply

from .stream import END, Building, Events, refused, unreadable, whole

REPLY_BYTES = 1_048_576


class OpenAIModel:
    """`LanguageModel`."""

    def __init__(self, fetch: Fetch) -> None:
        self.fetch = fetch

    async def chat(
        self, place: ModelPlace, messages: Sequence[ModelMessage], *, tokens: int, within: float,
        tools: Sequence[Mapping[str, Any]] = (), heard: Callable[[str], None] | None = None,
    ) -> ModelReply:  # fmt: skip
        """See `kernel.language`."""
        headers = {"Content-Type": "application/json", "Accept": "text/event-stream, application/json"}
        if place.key:
            headers["Authorization"] = f"Bearer {place.key}"
        url = place.url.rstrip("/") + "/chat/completions"
        hosts = [(urlsplit(url).hostname or "").rstrip(".")]
        body = json.encode(_body(place.model, messages, tokens, tools))
        asked = self.fetch.stream(
            "POST", url, headers=headers, body=body, hosts=hosts, limit=REPLY_BYTES, within=within
        )
        async with asked as answer:
            if answer.status != 200:
                raise problem(answer.status)
            kind = answer.type.partition(";")[0].strip().lower()
            if kind == "application/json":  # it does not stream
                return await whole(answer.chunks)
            if kind != "text/event-stream":
                raise unreadable()
            return await _streamed(answer.chunks, heard)


async def _streamed(chunks: AsyncIterator[bytes], heard: Callable[[str], None] | None) -> ModelReply:
    building, events = Building(), Events()
    async for chunk in chunks:
        for data in events.feed(chunk):
            if data == END:
                return building.reply()
            text = building.add(data)
            if text and heard:
                heard(text)
    return building.reply()


def _body(
    model: str, messages: Sequence[ModelMessage], tokens: int, tools: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    body: dict[str, Any] = {
        "model": model, "messages": [{"role": m.role, "content": m.text} for m in messages], "max_tokens": tokens,
        "temperature": 0, "stream": True, "stream_options": {"include_usage": True},
    }  # fmt: skip
    if tools:
        body["tools"] = [{"type": "function", "function": dict(tool)} for tool in tools]
    return body


def problem(status: int) -> Unavailable:
    """What a status means, in words for staff; the endpoint's own words may hold what was sent."""
    if status in (401, 403):
        zh, en = "模型接口不认这个密钥", "The model's endpoint does not accept this key"
        return Unavailable("model_denied", zh, en, answered=status)
    if status == 404:
        zh, en = "接口地址或模型名称不对", "The address or the name of the model is wrong"
        return Unavailable("model_unknown", zh, en, answered=status)
    if status == 429:
        zh, en = "模型接口正忙，或额度用完了", "The model's endpoint is busy, or its quota is used up"
        return Unavailable("model_busy", zh, en, answered=status)
    if status >= 500:
        zh, en = "模型接口出了故障", "The model's endpoint has failed"
        return Unavailable("model_down", zh, en, answered=status)
    return refused()
