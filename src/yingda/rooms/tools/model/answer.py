"""What is kept of an answer, and what a refusal means for the customer. Nothing that the other system wrote is shown to him
as an error: its words are not meant for him."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import DecodeError, json

from yingda.kernel import BadInput, Clash, NotFound, Unavailable, YingdaError, clean

from .request import HIDDEN
from .tool import HttpTool

TEXT_CHARS = 2_000
KEPT_BYTES = 16_384
DEEPEST = 20
SHORTEST_SECRET = 4
NOTHING = (NotFound, "tool_nothing", "没有查到对应的记录", "Nothing was found for this")
REFUSED = (BadInput, "tool_refused", "对方系统没有接受这些信息", "The system did not accept this information")
DENIED = (Unavailable, "tool_denied", "系统暂时办不了，请稍后再试", "The system cannot do this for now")
MOVED = (Unavailable, "tool_moved", "系统暂时连不上", "The system cannot be reached for now")
DOWN = (Unavailable, "tool_down", "系统暂时办不了，请稍后再试", "The system cannot do this for now")
MEANING: dict[int, tuple[type[YingdaError], str, str, str]] = {
    400: REFUSED, 422: REFUSED, 401: DENIED, 403: DENIED, 404: NOTHING, 410: NOTHING,
    409: (Clash, "tool_conflict", "这项办理与现有记录冲突", "This conflicts with what is on record"),
    429: (Unavailable, "tool_busy", "系统正忙，请稍后再试", "The system is busy. Please try again"),
}  # fmt: skip


def problem(status: int) -> YingdaError | None:
    """What a status means; None when it is good. `answered` is the status, for staff."""
    if 200 <= status < 300:
        return None
    kind, code, zh, en = MEANING.get(status, MOVED if 300 <= status < 400 else DOWN)
    return kind(code, zh, en, answered=status)


def kept(tool: HttpTool, body: bytes, secrets: Iterable[str]) -> dict[str, Any]:
    """The parts of the answer that are kept; None for a path that it does not have. `Unavailable` for what is no JSON or
    too much. Secrets that the other system sent back are hidden."""
    unreadable = Unavailable("tool_unreadable", "对方系统的答复看不懂", "The system's answer cannot be read")
    try:
        answer = json.decode(body) if body.strip() else None
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise unreadable from error
    hidden = tuple(secrets)
    found = {name: tame(_at(answer, path), hidden) for name, path in tool.keep.items()}
    if len(json.encode(found)) > KEPT_BYTES:
        raise unreadable
    return found


def scrubbed(text: str, secrets: Iterable[str]) -> str:
    """`text` with every secret hidden."""
    for secret in secrets:
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, HIDDEN)
    return text


def _at(answer: Any, path: str) -> Any:
    if path == ".":
        return answer
    for part in path.split("."):
        if isinstance(answer, Mapping):
            answer = answer.get(part)
        elif isinstance(answer, list) and part.isdecimal() and int(part) < len(answer):
            answer = answer[int(part)]
        else:
            return None
    return answer


def tame(value: Any, secrets: tuple[str, ...], depth: int = 0) -> Any:
    """Plain values that can be kept and shown: no control characters, no secrets, no endless texts or depths."""
    if isinstance(value, str):
        return clean(scrubbed(value, secrets)[:TEXT_CHARS])
    if depth > DEEPEST:
        return None
    if isinstance(value, Mapping):
        return {clean(scrubbed(str(k), secrets)[:120]): tame(v, secrets, depth + 1) for k, v in value.items()}
    if isinstance(value, list):
        return [tame(inner, secrets, depth + 1) for inner in value]
    return value
