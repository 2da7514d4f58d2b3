"""What a tool must be before it is kept. Each refusal names the field."""

import re
from collections.abc import Mapping
from typing import Any, NoReturn
from urllib.parse import urlsplit

from msgspec import Struct, ValidationError, json
from msgspec.structs import replace

from yingda.kernel import BadInput, clean, clean_line

from .tool import CUSTOMER, KNOWN, PLACE, SECRET, Draft, places

NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
FIELD = re.compile(r"[a-z][a-z0-9_]{0,39}")
HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
PATH = re.compile(r"\.|[^.\s]{1,60}(\.[^.\s]{1,60}){0,9}")
RESERVED = frozenset({"once", "customer", "secret", *KNOWN})
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
CHANGING = ("PUT", "PATCH", "DELETE")
OURS = frozenset({
    "host", "content-length", "content-type", "transfer-encoding", "connection", "accept-encoding", "idempotency-key",
    "user-agent", "te", "trailer", "upgrade", "expect",
})  # fmt: skip
ARGS, HEADERS, KEPT = 12, 20, 20
URL_CHARS, BODY_CHARS, SECRET_CHARS = 1_000, 8_000, 4_000
SHORTEST_S, LONGEST_S = 1.0, 20.0


class Rules(Struct, frozen=True):
    """What a tool is checked against: names that packs have taken, the secrets (name -> host) that there are, and whether
    plain http may be used towards a host."""

    taken: frozenset[str]
    secrets: Mapping[str, str]
    plain: Any
    """`plain(host) -> bool`."""


def checked(draft: Draft, rules: Rules) -> Draft:
    """The tool, trimmed and made consistent; `BadInput` with the `field` that is wrong."""
    if not NAME.fullmatch(draft.name):
        _no("name", "名称要用小写字母、数字和下划线，2 到 40 个字符", "A name has 2 to 40 small letters, digits and _")
    if draft.name in rules.taken:
        _no("name", "行业包已有同名工具，请换一个名称", "A pack has a tool of this name: choose another")
    if draft.method not in METHODS:
        _no("method", f"方法只能是 {'、'.join(METHODS)}", f"The method must be one of {', '.join(METHODS)}")
    if not SHORTEST_S <= draft.timeout <= LONGEST_S:
        _no("timeout", "超时为 1 到 20 秒", "The time limit must be 1 to 20 seconds")
    title = {k: clean_line(draft.title.get(k, ""), "title", empty=True) for k in ("zh", "en")}
    if not any(title.values()):
        _no("title", "请写一个名字", "Give it a title")
    title = {k: v or title["zh"] or title["en"] for k, v in title.items()}
    url, host = _url(clean_line(draft.url, "url", URL_CHARS), rules)
    body = _body(draft)
    after = replace(
        draft, title=title, url=url, args=_args(draft.args), headers=_headers(draft.headers), body=draft.body.strip(),
        keep=_keep(draft.keep), changes=draft.changes or draft.method in CHANGING,
    )  # fmt: skip
    _places(after, body, host, rules)
    return replace(after, needs_verified=after.needs_verified or CUSTOMER in places(url, after.headers, body))


def checked_secret(name: str, host: str, value: str) -> tuple[str, str]:
    """The host, in one spelling, and the value; `BadInput`."""
    if not FIELD.fullmatch(name):
        _no("name", "名称要用小写字母、数字和下划线", "A name has small letters, digits and _")
    value = value.strip()
    if not value or len(value) > SECRET_CHARS or not (value.isascii() and value.isprintable()):
        _no(
            "value", "密钥要有 1 到 4000 个可见字符，不能换行", "A secret has 1 to 4,000 visible characters on one line"
        )
    host = clean_line(host, "host", 253).lower().rstrip(".")
    if not re.fullmatch(r"[a-z0-9.-]+|\[[0-9a-f:.]+\]", host):
        _no("host", "请填主机名，例如 api.example.com", "Give a host name such as api.example.com")
    return host, value


def host_of(url: str) -> str:
    """The host of a URL or template, in one spelling."""
    return (urlsplit(url).hostname or "").rstrip(".")


def _no(field: str, zh: str, en: str) -> NoReturn:
    raise BadInput("bad_tool", zh, en, field=field)


def _url(url: str, rules: Rules) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        host, _ = host_of(url), parts.port
    except ValueError:
        _no("url", "网址无法识别", "This is not a web address")
    if parts.scheme not in ("http", "https") or not host or PLACE.search(parts.netloc) or "{" in parts.netloc:
        _no(
            "url",
            "网址要以 https://主机名 开头，主机名不能是变量",
            "The address begins with https://host, which is fixed",
        )
    if "@" in parts.netloc or parts.fragment:
        _no("url", "网址里不能有账号和 #", "The address may hold no account and no #")
    if not host.isascii():
        _no("url", "主机名请用 ASCII 写法（xn--…）", "Write the host in ASCII (xn--…)")
    if parts.scheme == "http" and not rules.plain(host):
        _no(
            "url",
            "请用 https；内网主机要先由运维放行",
            "Use https; hosts inside the network are opened by the operator",
        )
    return url, host


def _args(args: Mapping[str, str]) -> dict[str, str]:
    if len(args) > ARGS:
        _no("args", f"最多 {ARGS} 个参数", f"At most {ARGS} arguments")
    for name in args:
        if not FIELD.fullmatch(name) or name in RESERVED:
            _no("args", f"参数名「{name[:40]}」不能用", f"An argument cannot be called {name[:40]!r}")
    return {name: clean_line(text, "args", 200, empty=True) for name, text in args.items()}


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    if len(headers) > HEADERS:
        _no("headers", f"最多 {HEADERS} 个请求头", f"At most {HEADERS} headers")
    for name, value in headers.items():
        if not HEADER.fullmatch(name) or name.lower() in OURS:
            _no("headers", f"请求头「{name[:60]}」不能设置", f"The header {name[:60]!r} cannot be set")
        if not (value.isascii() and value.isprintable() and len(value) <= 1_000):
            zh, en = f"请求头 {name} 的值只能是一行 ASCII", f"The value of {name} must be one line of ASCII"
            _no("headers", zh, en)
    return {name: value.strip() for name, value in headers.items()}


def _body(draft: Draft) -> Any:
    text = clean(draft.body, BODY_CHARS)
    if not text:
        return None
    if draft.method == "GET":
        _no("body", "GET 没有请求体", "GET has no body")
    try:
        body = json.decode(text)
    except (ValidationError, ValueError, RecursionError) as error:
        raise BadInput(
            "bad_tool", f"请求体不是 JSON：{error}", f"The body is no JSON: {error}", field="body"
        ) from error
    if not isinstance(body, dict | list):
        _no("body", "请求体要是 JSON 对象或数组", "The body must be a JSON object or list")
    return body


def _keep(keep: Mapping[str, str]) -> dict[str, str]:
    if not 1 <= len(keep) <= KEPT:
        _no("keep", f"要保留 1 到 {KEPT} 项", f"Keep 1 to {KEPT} parts of the answer")
    for name, path in keep.items():
        if not FIELD.fullmatch(name) or not PATH.fullmatch(path):
            _no("keep", f"「{name[:40]}」的名称或路径不对", f"The name or path of {name[:40]!r} will not do")
    return dict(keep)


def _places(draft: Draft, body: Any, host: str, rules: Rules) -> None:
    """Every place is an argument, something known of the customer, or a secret for this very host."""
    if secret := next((p for p in places(draft.url) if p.startswith(SECRET)), ""):
        zh, en = "密钥不能写进网址，请放请求头", "A secret cannot be in the address: put it into a header"
        raise BadInput("bad_tool", zh, en, field="url", place=secret)
    for field, value in (("url", draft.url), ("headers", draft.headers), ("body", body)):
        for place in sorted(places(value)):
            if place.startswith(SECRET):
                _secret(field, place.removeprefix(SECRET), host, rules)
            elif place not in draft.args and place not in KNOWN:
                _no(field, f"没有参数「{place}」", f"There is no argument {place!r}")


def _secret(field: str, name: str, host: str, rules: Rules) -> None:
    if name not in rules.secrets:
        _no(field, f"没有密钥「{name}」，请先添加", f"There is no secret {name!r}: add it first")
    if rules.secrets[name] != host:
        belongs = rules.secrets[name]
        _no(field, f"密钥「{name}」只能发给 {belongs}", f"The secret {name!r} goes to {belongs} only")
