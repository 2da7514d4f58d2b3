"""From a tool and its arguments to the request. What a customer said stays data: it is escaped where it stands."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from msgspec import Struct, json

from yingda.kernel import BadInput, Forbidden, ToolCall

from .tool import CUSTOMER, PLACE, SECRET, HttpTool, places

HIDDEN = "******"
TEXT_CHARS = 2_000


class Request(Struct, frozen=True):
    """What is sent. `body` is JSON or empty."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes

    @property
    def host(self) -> str:
        """The only host that may answer."""
        return (urlsplit(self.url).hostname or "").rstrip(".")


def request(
    tool: HttpTool, args: Mapping[str, Any], who: ToolCall, secrets: Mapping[str, str], once: str = ""
) -> Request:
    """The request of one call. `secrets`: name -> value, or `HIDDEN` for showing it to people. `once` becomes the
    idempotency key of a tool that changes something. `Forbidden` without a signed customer where his id is needed,
    `BadInput` for values that cannot be sent."""
    known: dict[str, Any] = {name: args.get(name) for name in tool.args}
    known |= {
        CUSTOMER: who.external, "customer.contact": who.contact, "conversation": who.conversation,
        "language": who.language,
    }  # fmt: skip
    body = json.decode(tool.body) if tool.body else None
    if CUSTOMER in places(tool.url, tool.headers, body) and not (who.verified and who.external):
        raise Forbidden("not_verified", "需要先登录", "You need to sign in first")
    known |= {SECRET + name: value for name, value in secrets.items()}
    headers = {"Accept": "application/json"} | {k: _header(v, known) for k, v in tool.headers.items()}
    if body is not None:
        headers["Content-Type"] = "application/json"
    if tool.changes and once:
        headers["Idempotency-Key"] = once
    content = b"" if body is None else json.encode(_value(body, known))
    return Request(tool.method, _url(tool.url, known), headers, content)


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.encode(value).decode()
    if len(text) > TEXT_CHARS:
        raise BadInput("tool_value", "填写的内容太长", "What was given is too long")
    return text.encode("utf-8", "replace").decode()


def _filled(template: str, known: Mapping[str, Any], escape: Callable[[str], str]) -> str:
    return PLACE.sub(lambda m: escape(_text(known[m[1]])) if m[1] in known else m[0], template)


def _url(template: str, known: Mapping[str, Any]) -> str:
    """Values are escaped whole, so they stay inside their part of the path or query. In the path none may be missing."""
    path = template.partition("?")[0]
    for place in PLACE.findall(path):
        if place in known and not _text(known[place]).strip():
            raise BadInput("tool_arg_missing", "还缺少办理所需的信息", "Something needed is still missing", arg=place)
    url = _filled(template, known, lambda text: quote(text, safe=""))
    if any(part in (".", "..") for part in urlsplit(url).path.split("/")):
        raise BadInput("tool_value", "填写的内容不能用", "What was given cannot be used")
    return url


def _header(template: str, known: Mapping[str, Any]) -> str:
    value = _filled(template, known, str)
    if not (value.isascii() and value.isprintable()):
        raise BadInput("tool_value", "填写的内容不能用", "What was given cannot be used")
    return value


def _value(template: Any, known: Mapping[str, Any]) -> Any:
    """A text that is nothing but one place takes the value with its type; inside other text its words are put in."""
    if isinstance(template, Mapping):
        return {key: _value(inner, known) for key, inner in template.items()}
    if isinstance(template, list):
        return [_value(inner, known) for inner in template]
    if not isinstance(template, str):
        return template
    alone = PLACE.fullmatch(template)
    if alone and alone[1] in known:
        value = known[alone[1]]
        return _text(value) if isinstance(value, str) else value
    return _filled(template, known, str)
