"""Writing a business's own flows: draft, publish, withdraw, go back to an older version."""

import asyncio

from yingda.kernel import BadInput, Changes, Clash, Clock, Database, NotFound, Read

from .. import store
from ..model import Flow, FlowVersion, OwnFlow, bad, opened, values, written
from ..model import own as rules
from ..model.own import Author
from . import dialogues
from .calls import Known, Toolbox
from .library import Library

FLOWS = 200
"""Flows of its own that a business may have."""


class Writing:
    """The flows of every business, as their authors see them."""

    def __init__(self, db: Database, clock: Clock, library: Library, tools: Known) -> None:
        self.db, self.clock, self.library, self.tools = db, clock, library, tools

    # reading

    async def listed(self, tenant: str) -> list[OwnFlow]:
        """Every flow that the business wrote, by name."""
        return await store.listed(self.db, tenant)

    async def draft(self, tenant: str, name: str) -> OwnFlow | None:
        """A flow of the business, None when it has none of this name."""
        return await self.db.get(OwnFlow, tenant, name)

    async def versions(self, tenant: str, name: str) -> list[FlowVersion]:
        """What was published of it, the newest first."""
        return await store.versions(self.db, tenant, name)

    async def version(self, tenant: str, name: str, number: int) -> FlowVersion:
        """One of them; `NotFound`."""
        found = await self.db.get(FlowVersion, tenant, name, number)
        if found is None:
            raise NotFound("version_not_found", "没有这个版本", "There is no such version")
        return found

    async def text(self, tenant: str, name: str) -> str:
        """The draft of the business, else the file of a pack; `NotFound`."""
        own = await self.draft(tenant, name)
        found = own.text if own else self.library.pack_text(name)
        if not found:
            raise NotFound("flow_not_found", "没有这个流程", "There is no such flow", flow=name)
        return found

    # changing

    async def create(
        self, tenant: str, name: str, title: dict[str, str] | None = None, *, copy: str = "", by: str = ""
    ) -> OwnFlow:
        """A new draft: a copy of the flow `copy` (its own name may be used again: the copy wins over the pack's), or one
        with a single step. `Clash` when the business has one of this name already."""
        text = await self.text(tenant, copy) if copy else written(_blank(name, title or {}))
        if copy and (copy != name or title):
            raw = values(text)
            text = written({**raw, "name": name, "title": title or raw.get("title", {})}, text)
        flow = rules.drafted(tenant, name, await self._title(text, {}), text, self._by(by))
        await self.db.decide(_create, flow)
        return flow

    async def save(self, tenant: str, name: str, text: str, *, revision: int = 0, by: str = "") -> OwnFlow:
        """Saves the draft, also one that is not right yet. `Clash` when somebody saved after `revision`; 0 overwrites."""
        title = await self._title(text, {})
        await self.db.decide(_save, tenant, name, title, text, revision, self._by(by))
        return await self._own(tenant, name)

    async def publish(
        self, tenant: str, name: str, *, revision: int = 0, anyway: bool = False, number: int = 0, by: str = ""
    ) -> OwnFlow:
        """Makes the draft live (or, with `number`, what was published then: the way back). `BadInput` when the flow is
        not right, or when a dialogue of it fails and it is not to be published `anyway`."""
        own = await self._own(tenant, name)
        text = (await self.version(tenant, name, number)).text if number else own.text
        tools = Toolbox(await self.tools(tenant))
        flow = await asyncio.to_thread(_sound, name, text, tools)
        if not (anyway or number):
            failed = [one for one in await asyncio.to_thread(_check, flow, tools) if one.problems]
            if failed:
                raise BadInput(
                    "dialogues_fail", f"有 {len(failed)} 个对话测试没有通过",
                    f"{len(failed)} of its dialogues fail", failed=[one.name for one in failed],
                )  # fmt: skip
        revision = revision or own.version
        await self.db.decide(_publish, tenant, name, flow.title, text, revision, self._by(by))
        await self.library.refresh(tenant, name)
        return await self._own(tenant, name)

    async def withdraw(self, tenant: str, name: str, *, revision: int = 0, by: str = "") -> OwnFlow:
        """Takes it away from visitors; runs under way go on."""
        await self.db.decide(_withdraw, tenant, name, revision, self._by(by))
        await self.library.refresh(tenant, name)
        return await self._own(tenant, name)

    async def remove(self, tenant: str, name: str) -> None:
        """Deletes a draft that was never published; `BadInput` for others."""
        await self.db.decide(_remove, tenant, name)

    # inside

    def _by(self, id: str) -> Author:
        return Author(id, self.clock.now())

    async def _own(self, tenant: str, name: str) -> OwnFlow:
        return rules.found(await self.draft(tenant, name))

    async def _title(self, text: str, fallback: dict[str, str]) -> dict[str, str]:
        read = await asyncio.to_thread(opened, text)
        return read.flow.title if read.flow else fallback


def _sound(name: str, text: str, tools: Toolbox) -> Flow:
    read = opened(text, tools.names())
    if read.flow is None or not read.sound:
        raise bad(name, [problem for problem in read.problems if not problem.hint])
    if read.flow.name != name:
        raise BadInput(
            "other_name", f"文件里的 name 是 {read.flow.name}，应当是 {name}",
            f"The file says name: {read.flow.name}; it has to be {name}",
        )  # fmt: skip
    return read.flow


def _check(flow: Flow, tools: Toolbox) -> list[dialogues.Result]:
    return dialogues.check(flow, tools.changing(), tools.guarded())


def _blank(name: str, title: dict[str, str]) -> dict[str, object]:
    return {
        "name": name,
        "title": {"zh": title.get("zh") or "新流程", "en": title.get("en") or "New flow"},
        "starts": {"zh": [], "en": []},
        "slots": {},
        "steps": [
            {"id": "hello", "say": {"zh": "您好，我来帮您办理。", "en": "Hello, let me help you with this."}},
            {"id": "finish", "end": "done"},
        ],
        "tests": [],
    }


async def _create(read: Read, flow: OwnFlow) -> Changes:
    if await read.get(OwnFlow, flow.tenant, flow.name):
        raise Clash("flow_name_taken", "已有同名的流程", "There is a flow of this name already")
    if len(await store.listed(read, flow.tenant)) >= FLOWS:
        raise BadInput("too_many_flows", f"最多 {FLOWS} 个流程", f"At most {FLOWS} flows")
    return Changes(new=(flow,))


async def _save(
    read: Read, tenant: str, name: str, title: dict[str, str], text: str, revision: int, by: Author
) -> Changes:
    flow = rules.found(await read.get(OwnFlow, tenant, name))
    return rules.saved(flow, title or flow.title, text, revision, by)


async def _publish(
    read: Read, tenant: str, name: str, title: dict[str, str], text: str, revision: int, by: Author
) -> Changes:
    return rules.published(rules.found(await read.get(OwnFlow, tenant, name)), title, text, revision, by)


async def _withdraw(read: Read, tenant: str, name: str, revision: int, by: Author) -> Changes:
    return rules.withdrawn(rules.found(await read.get(OwnFlow, tenant, name)), revision, by)


async def _remove(read: Read, tenant: str, name: str) -> Changes:
    return rules.removed(rules.found(await read.get(OwnFlow, tenant, name)))
