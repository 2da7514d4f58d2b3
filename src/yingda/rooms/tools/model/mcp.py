"""Tools of other people's MCP servers: which server, which of its tools are allowed, what goes out and what is kept.

What a server says of its tools is shown to whoever allows them and to nobody else: neither a flow nor a model reads it,
and a server that changes its words later gains nothing. Only tools that were allowed by name are ever called, with the
arguments that they had then.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn
from urllib.parse import urlsplit

from msgspec import Struct, json
from msgspec.structs import replace

from yingda.kernel import BadInput, Row, Unavailable, clean, clean_line

from .answer import KEPT_BYTES, TEXT_CHARS, tame
from .check import FIELD, NAME, RESERVED, SHORTEST_S, URL_CHARS, Rules, host_of

LONGEST_S = 20.0
ALLOWED, ARGS, OFFERED = 40, 20, 200
TYPES = ("string", "integer", "number", "boolean")
REMOTE = re.compile(r"[A-Za-z0-9_./-]{1,128}")


class Allowed(Struct, frozen=True, forbid_unknown_fields=True):
    """A tool of a server that flows may call. `tool` is its name there; `args` are the names that flows use, with one
    sentence each, `names` what those are called there, `types` what they must be. `changes`: asked back before it runs;
    `customer`: the argument that is filled with the id of the customer, for whom the host site must have signed."""

    tool: str
    title: dict[str, str]
    args: dict[str, str] = {}
    names: dict[str, str] = {}
    types: dict[str, str] = {}
    changes: bool = True
    needs_verified: bool = False
    customer: str = ""


class McpServer(Row, frozen=True):
    """A server. `secret` names the one that is sent to it as a bearer token, empty: none."""

    table, key = "mcp_server", ("tenant", "name")
    tenant: str
    name: str
    url: str
    secret: str
    allowed: tuple[Allowed, ...]
    timeout: float
    enabled: bool
    updated_at: int
    updated_by: str
    version: int = 1


class ServerDraft(Struct, frozen=True, forbid_unknown_fields=True):
    """A server as it is given."""

    name: str
    url: str
    secret: str = ""
    allowed: tuple[Allowed, ...] = ()
    timeout: float = 10.0
    enabled: bool = True


class Offered(Struct, frozen=True):
    """A tool as a server offers it, made ready to be allowed. `reads`: the server says that it changes nothing; `problem`
    says why it cannot be used, in zh and en."""

    allow: Allowed
    text: str
    reads: bool
    problem: tuple[str, str] = ("", "")


def checked_server(draft: ServerDraft, rules: Rules) -> ServerDraft:
    """The server, trimmed; `BadInput` names the field."""
    if not NAME.fullmatch(draft.name) or len(draft.name) > 20:
        _no("name", "名称要用小写字母、数字和下划线，2 到 20 个字符", "A name has 2 to 20 small letters, digits and _")
    url = clean_line(draft.url, "url", URL_CHARS)
    try:
        parts, host = urlsplit(url), host_of(url)
    except ValueError:
        _no("url", "网址无法识别", "This is not a web address")
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or parts.fragment or not host.isascii():
        _no("url", "请填 https:// 开头的地址", "Give an address that begins with https://")
    if parts.scheme == "http" and not rules.plain(host):
        zh, en = "请用 https；内网主机要先由运维放行", "Use https; hosts inside the network are opened by the operator"
        _no("url", zh, en)
    if draft.secret and rules.secrets.get(draft.secret) != host:
        zh, en = f"密钥「{draft.secret}」不是给 {host} 的", f"The secret {draft.secret!r} is not for {host}"
        _no("secret", zh, en)
    if not SHORTEST_S <= draft.timeout <= LONGEST_S:
        _no("timeout", "超时为 1 到 20 秒", "The time limit must be 1 to 20 seconds")
    if len(draft.allowed) > ALLOWED:
        _no("allowed", f"一个服务最多允许 {ALLOWED} 个工具", f"At most {ALLOWED} tools of one server")
    names = [local_name(draft.name, one.tool) for one in draft.allowed]
    if len(set(names)) != len(names) or rules.taken & set(names):
        _no("allowed", "有同名的工具", "Two tools would have one name")
    return replace(draft, url=url, allowed=tuple(_allowed(one) for one in draft.allowed))


def _allowed(one: Allowed) -> Allowed:
    if not REMOTE.fullmatch(one.tool):
        _no("allowed", f"工具名「{one.tool[:40]}」不能用", f"The tool name {one.tool[:40]!r} cannot be used")
    title = {k: clean_line(one.title.get(k, ""), "title", empty=True)[:80] for k in ("zh", "en")}
    title = {k: v or title["zh"] or title["en"] or one.tool for k, v in title.items()}
    if len(one.args) > ARGS or set(one.args) != set(one.names) or set(one.args) != set(one.types):
        _no("allowed", "参数不完整", "The arguments are not whole")
    for name, there in one.names.items():
        if not FIELD.fullmatch(name) or name in RESERVED or not REMOTE.fullmatch(there) or one.types[name] not in TYPES:
            _no("allowed", f"参数「{name[:40]}」不能用", f"The argument {name[:40]!r} cannot be used")
    if one.customer and not REMOTE.fullmatch(one.customer):
        _no("allowed", "参数不完整", "The arguments are not whole")
    args = {name: clean_line(text, "args", 200, empty=True) for name, text in one.args.items()}
    return replace(one, title=title, args=args, needs_verified=one.needs_verified or bool(one.customer))


def local_name(server: str, tool: str) -> str:
    """What flows call it."""
    return f"{server}_{re.sub(r'[^a-z0-9]+', '_', snake(tool)).strip('_')}"[:40].rstrip("_")


def snake(name: str) -> str:
    """`orderNo` -> `order_no`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def offered(found: Any) -> list[Offered]:
    """The tools that a server lists; what is no tool is left out."""
    return [one for raw in (found if isinstance(found, list) else [])[:OFFERED] if (one := _offer(raw)) is not None]


def _offer(raw: Any) -> Offered | None:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("name"), str) or not REMOTE.fullmatch(raw["name"]):
        return None
    shape = raw.get("inputSchema")
    fields = shape.get("properties") if isinstance(shape, Mapping) else None
    fields = fields if isinstance(fields, Mapping) else {}
    wanted = shape.get("required") if isinstance(shape, Mapping) else None
    needed = {one for one in wanted if isinstance(one, str)} if isinstance(wanted, list) else set[str]()
    args, names, types, unfit = dict[str, str](), dict[str, str](), dict[str, str](), list[str]()
    for there, field in list(fields.items())[: 2 * ARGS]:
        kind = field.get("type") if isinstance(field, Mapping) else None
        name = re.sub(r"[^a-z0-9_]+", "_", snake(str(there))).strip("_")
        if kind in TYPES and FIELD.fullmatch(name) and name not in RESERVED and REMOTE.fullmatch(there):
            args[name] = clean(str(field.get("description") or there))[:200].replace("\n", " ")
            names[name], types[name] = there, str(kind)
        elif there in needed:
            unfit.append(str(there)[:40])
    marks = raw.get("annotations")
    reads = isinstance(marks, Mapping) and marks.get("readOnlyHint") is True
    title = clean(str(raw.get("title") or raw["name"]))[:80].replace("\n", " ")
    allow = Allowed(raw["name"], {"zh": title, "en": title}, args, names, types, changes=not reads)
    text = clean(str(raw.get("description") or ""))[:600]
    listed = ", ".join(unfit)
    problem = (f"参数 {listed} 的类型不支持", f"Arguments of an unknown kind: {listed}") if unfit else ("", "")
    return Offered(allow, text, reads, problem)


def arguments(one: Allowed, args: Mapping[str, Any], customer: str) -> dict[str, Any]:
    """What is sent: only arguments that were allowed, each of its kind; `BadInput` for one that cannot be. Empty ones are
    left out."""
    sent = {}
    for name, there in one.names.items():
        value = args.get(name)
        if value is None or value == "":
            continue
        sent[there] = _kind(one.types[name], value)
    if one.customer:
        sent[one.customer] = customer
    return sent


def _kind(kind: str, value: Any) -> Any:
    text = str(value).strip()
    try:
        if kind == "integer":
            return int(text)
        if kind == "number":
            return float(text)
    except ValueError as error:
        raise BadInput("tool_refused", "这个值应该是数字", "This should be a number") from error
    if kind == "boolean":
        return value if isinstance(value, bool) else text.lower() in ("true", "yes", "1", "是", "对")
    return text[:TEXT_CHARS]


def result(found: Any, secrets: Iterable[str]) -> dict[str, Any]:
    """What a flow keeps of a call: the structured part, if it is an object, and the text as `text`. `Unavailable` for a
    call that failed there; its words are not for the customer."""
    if not isinstance(found, Mapping):
        raise unreadable()
    if found.get("isError"):
        raise Unavailable("tool_down", "系统暂时办不了，请稍后再试", "The system cannot do this for now")
    parts = found.get("content")
    said = [p["text"] for p in parts if isinstance(p, Mapping) and isinstance(p.get("text"), str)] if isinstance(
        parts, list) else []  # fmt: skip
    hidden = tuple(secrets)
    held = found.get("structuredContent")
    kept = tame(held, hidden) if isinstance(held, Mapping) else {}
    kept = {"text": tame("\n".join(said), hidden), **kept}
    if len(json.encode(kept)) > KEPT_BYTES:
        raise unreadable()
    return kept


def unreadable() -> Unavailable:
    """The error for what is no answer of this protocol."""
    return Unavailable("tool_unreadable", "对方系统的答复看不懂", "The system's answer cannot be read")


def _no(field: str, zh: str, en: str) -> NoReturn:
    raise BadInput("bad_server", zh, en, field=field)
