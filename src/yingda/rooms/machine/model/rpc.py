"""JSON-RPC 2.0 as MCP uses it: what a message is, and what answers look like."""

from typing import Any

from msgspec import DecodeError, Struct, json

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26")
"""The versions of MCP that are spoken, newest first."""
NOT_JSON, BAD_REQUEST, NO_METHOD, BAD_PARAMS = -32700, -32600, -32601, -32602
METHOD_CHARS, ID_CHARS = 100, 200


class Message(Struct, frozen=True):
    """A request, or with no `id` a notification (or somebody's answer), to which nothing is said."""

    method: str
    params: dict[str, Any]
    id: str | int | None = None


class Fault(Exception):
    """What cannot be answered: `code` is JSON-RPC's, `id` that of the request where it is known."""

    def __init__(self, code: int, message: str, id: str | int | None = None, **data: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.id, self.data = code, message, id, data


def parsed(body: bytes) -> Message:
    """The one message of a request. `Fault` for what is none; lists of messages went out of MCP and are refused."""
    try:
        found = json.decode(body)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Fault(NOT_JSON, "Parse error") from error
    if not isinstance(found, dict) or found.get("jsonrpc") != "2.0":
        raise Fault(BAD_REQUEST, "Invalid request: one JSON-RPC 2.0 message is expected")
    id, method, params = found.get("id"), found.get("method"), found.get("params", {})
    if "id" in found and not _is_id(id):
        raise Fault(BAD_REQUEST, "Invalid request: an id is a string or an integer")
    if method is None and "id" in found and ("result" in found or "error" in found):
        return Message("", {})
    if not isinstance(method, str) or not 0 < len(method) <= METHOD_CHARS:
        raise Fault(BAD_REQUEST, "Invalid request: no method", id)
    if not isinstance(params, dict):
        raise Fault(BAD_PARAMS, "Invalid params: an object is expected", id)
    return Message(method, params, id)


def _is_id(id: Any) -> bool:
    if isinstance(id, str):
        return len(id) <= ID_CHARS
    return isinstance(id, int) and not isinstance(id, bool) and abs(id) < 1 << 63


def chosen(asked: Any) -> str:
    """The version to be spoken with a client that asked for one."""
    return asked if asked in VERSIONS else VERSIONS[0]


def answer(id: str | int | None, result: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request."""
    return {"jsonrpc": "2.0", "id": id, "result": result}


def failure(fault: Fault) -> dict[str, Any]:
    """The answer to a request that cannot be served."""
    error = {"code": fault.code, "message": fault.message, **({"data": fault.data} if fault.data else {})}
    return {"jsonrpc": "2.0", "id": fault.id, "error": error}


def outcome(found: dict[str, Any], *, failed: bool = False) -> dict[str, Any]:
    """What a tool answers: as structure, and the same as text for clients that read only that."""
    text = {"type": "text", "text": json.encode(found).decode()}
    return {"content": [text], "isError": True} if failed else {"content": [text], "structuredContent": found}
