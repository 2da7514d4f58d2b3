"""Reading the answer: server-sent events put together into one reply, whatever the pieces they arrive in."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from msgspec import DecodeError, json

from yingda.kernel import Unavailable
from yingda.kernel.language import ModelCall, ModelReply

END = b"[DONE]"
LINE_BYTES = 262_144
CALLS = 16


def unreadable() -> Unavailable:
    """The error for what is no answer of this protocol."""
    return Unavailable("model_unreadable", "模型的答复看不懂", "The model's answer cannot be read")


class Events:
    """Cuts a stream of bytes into the data of its events."""

    def __init__(self) -> None:
        self.rest = b""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The data lines that are whole by now."""
        *lines, self.rest = (self.rest + chunk).split(b"\n")
        if len(self.rest) > LINE_BYTES:
            raise unreadable()
        for line in lines:
            if line.startswith(b"data:"):
                yield line[5:].strip()


class Building:
    """A reply that grows."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.calls: dict[int, list[str]] = {}
        self.ended, self.asked, self.told = "", 0, 0

    def add(self, data: bytes) -> str:
        """Takes one event and answers the text that it adds."""
        piece = _object(data)
        if piece.get("error"):
            raise refused()
        self._count(piece.get("usage"))
        choices = piece.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else {}
        if not isinstance(choice, dict):
            raise unreadable()
        self.ended = str(choice.get("finish_reason") or self.ended)
        said = choice.get("delta") or choice.get("message") or {}
        if not isinstance(said, dict):
            raise unreadable()
        self._call(said.get("tool_calls"))
        text = said.get("content")
        if not isinstance(text, str):
            return ""
        self.text.append(text)
        return text

    def reply(self) -> ModelReply:
        """All of it; `Unavailable` when it never came to an end."""
        if not self.ended:
            raise Unavailable("model_cut", "模型的答复中断了", "The model's answer broke off")
        calls = tuple(ModelCall(name, args) for name, args in self.calls.values())
        return ModelReply("".join(self.text), calls, self.asked, self.told, self.ended)

    def _call(self, pieces: Any) -> None:
        """Tool calls come in pieces too: the name first, the arguments in parts."""
        for n, piece in enumerate(pieces if isinstance(pieces, list) else ()):
            function = piece.get("function") if isinstance(piece, dict) else None
            if not isinstance(function, dict):
                raise unreadable()
            index = piece.get("index", n)
            if not isinstance(index, int) or not 0 <= index < CALLS:
                raise unreadable()
            held = self.calls.setdefault(index, ["", ""])
            held[0] += str(function.get("name") or "")
            held[1] += str(function.get("arguments") or "")

    def _count(self, usage: Any) -> None:
        if isinstance(usage, dict):
            asked, told = usage.get("prompt_tokens"), usage.get("completion_tokens")
            self.asked = max(0, asked) if isinstance(asked, int) else self.asked
            self.told = max(0, told) if isinstance(told, int) else self.told


def refused() -> Unavailable:
    """The error for what the endpoint turned down."""
    return Unavailable("model_refused", "模型接口没有接受请求", "The model's endpoint did not accept the request")


async def whole(chunks: AsyncIterator[bytes]) -> ModelReply:
    """The reply of an endpoint that does not stream."""
    building = Building()
    building.add(b"".join([chunk async for chunk in chunks]))
    return building.reply()


def _object(data: bytes) -> dict[str, Any]:
    try:
        piece = json.decode(data)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise unreadable() from error
    if not isinstance(piece, dict):
        raise unreadable()
    return piece
