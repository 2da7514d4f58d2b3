"""A business's own flows: a draft that changes, and what was published, as it was."""

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import BadInput, Changes, Clash, NotFound, Row

from ..events import FlowPublished, FlowWithdrawn
from .file import LONGEST
from .flow import Words

NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}")


class OwnFlow(Row, frozen=True):
    """A flow that the business writes itself. `text` is the draft, `live` the published version that visitors meet (0:
    none, a pack's flow of the same name holds), `last` the newest one, `version` the revision of the row."""

    table, key = "flow", ("tenant", "name")
    tenant: str
    name: str
    title: Words
    text: str
    live: int = 0
    last: int = 0
    changed: bool = True
    updated_at: int = 0
    updated_by: str = ""
    version: int = 1

    @property
    def status(self) -> str:
        """One of "draft", "published", "changed" (published, with a newer draft)."""
        if not self.live:
            return "draft"
        return "changed" if self.changed else "published"


class FlowVersion(Row, frozen=True):
    """What was published; it never changes, so that a run under way goes on with it."""

    table, key = "flow_version", ("tenant", "name", "number")
    tenant: str
    name: str
    number: int
    at: int
    author: str
    text: str


class Author(Struct, frozen=True):
    """Who writes, when (ms)."""

    id: str
    at: int


def drafted(tenant: str, name: str, title: Words, text: str, by: Author) -> OwnFlow:
    """A new draft."""
    if not NAME.fullmatch(name):
        raise BadInput(
            "bad_flow_name", "流程名只能用小写字母、数字、- 和 _，以字母开头，最多 60 个字符",
            "A flow's name has lower case letters, digits, - and _, begins with a letter, at most 60 characters",
            field="name",
        )  # fmt: skip
    return OwnFlow(tenant, name, title, _fits(text), updated_at=by.at, updated_by=by.id)


def _fits(text: str) -> str:
    if len(text) > LONGEST:
        raise BadInput(
            "flow_too_long",
            f"流程文件最多 {LONGEST} 个字符",
            f"A flow file has at most {LONGEST} characters",
            field="text",
        )
    return text


def _seen(flow: OwnFlow, revision: int) -> None:
    if revision and revision != flow.version:
        raise Clash(
            "flow_changed", "有人刚刚保存过这个流程，请刷新后再改", "Somebody has saved this flow meanwhile",
            revision=flow.version,
        )  # fmt: skip


def saved(flow: OwnFlow, title: Words, text: str, revision: int, by: Author) -> Changes:
    """The draft is `text` now."""
    _seen(flow, revision)
    if text == flow.text:
        return Changes()
    return Changes(changed=(_next(flow, by, title=title, text=_fits(text), changed=True),))


def published(flow: OwnFlow, title: Words, text: str, revision: int, by: Author) -> Changes:
    """`text` goes live as a new version, and is the draft: the draft itself, or that of a version to go back to."""
    _seen(flow, revision)
    if flow.live and flow.live == flow.last and not flow.changed and text == flow.text:
        return Changes()
    number = flow.last + 1
    after = _next(flow, by, title=title, text=text, live=number, last=number, changed=False)
    told = FlowPublished(tenant=flow.tenant, key=flow.name, at=by.at, flow=flow.name, version=number)
    return Changes(
        changed=(after,), new=(FlowVersion(flow.tenant, flow.name, number, by.at, by.id, text),), events=(told,)
    )


def withdrawn(flow: OwnFlow, revision: int, by: Author) -> Changes:
    """Visitors meet it no more; its versions stay."""
    _seen(flow, revision)
    if not flow.live:
        return Changes()
    told = FlowWithdrawn(tenant=flow.tenant, key=flow.name, at=by.at, flow=flow.name)
    return Changes(changed=(_next(flow, by, live=0, changed=True),), events=(told,))


def removed(flow: OwnFlow) -> Changes:
    """Drafts that were never published may go; what was published is part of the record."""
    if flow.last:
        raise BadInput("was_published", "发布过的流程不能删除，可以停用", "It was published: withdraw it instead")
    return Changes(removed=(flow,))


def found(flow: OwnFlow | None) -> OwnFlow:
    """The flow, or `NotFound`."""
    if flow is None:
        raise NotFound("flow_not_found", "没有这个流程", "There is no such flow")
    return flow


def _next(flow: OwnFlow, by: Author, **change: Any) -> OwnFlow:
    return replace(flow, updated_at=by.at, updated_by=by.id, version=flow.version + 1, **change)
