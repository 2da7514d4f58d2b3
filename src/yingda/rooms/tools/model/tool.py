"""A tool and its secrets, as they are kept and as they are given.

Texts of a tool hold places: `{order_no}` an argument, `{secret.name}` a secret (in headers and body only), and what is
known of the customer: `{customer.id}` (his id with the business, signed for by its own site), `{customer.contact}`,
`{conversation}`, `{language}`.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from yingda.kernel import Row

PLACE = re.compile(r"\{([A-Za-z_][\w.]*)\}")
CUSTOMER = "customer.id"
KNOWN = (CUSTOMER, "customer.contact", "conversation", "language")
SECRET = "secret."  # noqa: S105 - the word that begins such a place


class Draft(Struct, frozen=True, forbid_unknown_fields=True):
    """A tool as it is given. `title` in zh and en; `args` name -> one sentence; `url` a template whose host is fixed;
    `body` a JSON template or empty; `keep` name -> path in the answer (`data.items.0.status`; `.` is all of it);
    `timeout` in seconds. `needs_verified`: only for customers for whom the host site has signed. `changes`: it changes
    something, so the customer is asked back first, and every call carries an `Idempotency-Key`."""

    name: str
    title: dict[str, str]
    url: str
    args: dict[str, str] = {}
    method: str = "GET"
    headers: dict[str, str] = {}
    body: str = ""
    keep: dict[str, str] = {}
    timeout: float = 8.0
    needs_verified: bool = False
    changes: bool = False
    enabled: bool = True


class HttpTool(Row, frozen=True):
    """A tool of one business; the fields of `Draft`, and who changed it when (ms)."""

    table, key = "http_tool", ("tenant", "name")
    tenant: str
    name: str
    title: dict[str, str]
    args: dict[str, str]
    method: str
    url: str
    headers: dict[str, str]
    body: str
    keep: dict[str, str]
    timeout: float
    needs_verified: bool
    changes: bool
    enabled: bool
    updated_at: int
    updated_by: str
    version: int = 1


class ToolSecret(Row, frozen=True):
    """A secret, sealed. It is sent to `host` and to nowhere else."""

    table, key = "tool_secret", ("tenant", "name")
    tenant: str
    name: str
    host: str
    sealed: str
    updated_at: int
    updated_by: str
    version: int = 1


class Listed(Struct, frozen=True):
    """A tool as authors of flows see it. `origin`: "pack", "http" or "mcp"."""

    name: str
    title: Mapping[str, str]
    args: Mapping[str, str]
    needs_verified: bool
    changes: bool
    origin: str


def texts(value: Any) -> Iterator[str]:
    """The texts inside a JSON value, not its keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def places(*values: Any) -> set[str]:
    """The places that JSON values hold."""
    return {place for value in values for text in texts(value) for place in PLACE.findall(text)}
