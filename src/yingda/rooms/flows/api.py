"""HTTP of flows: what staff see and write."""

import difflib
from collections.abc import Sequence
from typing import Any

from litestar import Request, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct, to_builtins
from msgspec.structs import asdict

from yingda.kernel import BadInput, Principal, ToolCall

from .model import Failed, FlowVersion, Opened, OwnFlow, Problem, Run
from .model.file import LONGEST
from .service import Flows
from .service.lab import Called, Checked

Ask = Request[Principal, Any, Any]
DIFF_LINES = 4_000


class New(Struct):
    """A flow to begin. `copy`: the flow of which it is a copy."""

    name: str
    title: dict[str, str] = {}
    copy: str = ""


class Draft(Struct):
    """The file to keep; `revision` as it was read."""

    text: str
    revision: int = 0


class Publish(Struct):
    """`anyway`: though dialogues fail. `version`: the older version to go back to, instead of the draft."""

    revision: int = 0
    anyway: bool = False
    version: int = 0


class Seen(Struct):
    """Which revision is meant; 0: the newest."""

    revision: int = 0


class Text(Struct):
    """A file; with `values`, what it is to say now."""

    text: str
    values: dict[str, Any] | None = None


class Word(Struct):
    """Something said to a draft. `run` as it was answered before; without it, it begins."""

    text: str
    said: str = ""
    option: str = ""
    run: Run | None = None
    verified: bool = False
    customer: str = ""
    language: str = "zh-CN"
    real: bool = False


def routes(flows: Flows) -> list[Any]:
    """Every handler of the room."""
    staff, bench = Staff(flows), Bench(flows)
    reading, writing = {"permission": "flows.read"}, {"permission": "flows.write"}
    one = "/api/flows/{name:str}"
    return [
        get("/api/flows", opt=reading)(staff.listed),
        post("/api/flows", opt=writing)(staff.create),
        get(one, opt=reading)(staff.read),
        patch(one, opt=writing)(staff.save),
        delete(one, opt=writing)(staff.remove),
        post(f"{one}/publish", opt=writing, status_code=200)(staff.publish),
        post(f"{one}/withdraw", opt=writing, status_code=200)(staff.withdraw),
        get(f"{one}/versions/{{number:int}}", opt=reading)(staff.version),
        get(f"{one}/diff", opt=reading)(staff.diff),
        post(f"{one}/read", opt=reading, status_code=200)(bench.read),
        post(f"{one}/test", opt=reading, status_code=200)(bench.test),
        post(f"{one}/try", opt=writing, status_code=200)(bench.talk),
    ]


class Staff:
    """Writing flows."""

    def __init__(self, flows: Flows) -> None:
        self.flows, self.writing = flows, flows.writing

    async def listed(self, request: Ask) -> list[dict[str, Any]]:
        """Every flow: those of packs and those that the business wrote."""
        own = {flow.name: flow for flow in await self.writing.listed(request.user.tenant)}
        packs = self.flows.library.packs()
        return [_line(name, own.get(name), packs) for name in sorted({*own, *packs})]

    async def create(self, request: Ask, data: JSONBody[New]) -> dict[str, Any]:
        """A new draft."""
        who = request.user
        await self.writing.create(who.tenant, data.name, data.title, copy=data.copy, by=who.id)
        return await self._full(request, data.name)

    async def read(self, request: Ask, name: FromPath[str]) -> dict[str, Any]:
        """A flow with its file, its versions and the tools that there are."""
        return await self._full(request, name)

    async def save(self, request: Ask, name: FromPath[str], data: JSONBody[Draft]) -> dict[str, Any]:
        """Saves the draft."""
        who = request.user
        await self.writing.save(who.tenant, name, data.text, revision=data.revision, by=who.id)
        return await self._full(request, name)

    async def publish(self, request: Ask, name: FromPath[str], data: JSONBody[Publish]) -> dict[str, Any]:
        """Makes it live."""
        who = request.user
        await self.writing.publish(
            who.tenant, name, revision=data.revision, anyway=data.anyway, number=data.version, by=who.id
        )
        return await self._full(request, name)

    async def withdraw(self, request: Ask, name: FromPath[str], data: JSONBody[Seen]) -> dict[str, Any]:
        """Takes it away from visitors."""
        who = request.user
        await self.writing.withdraw(who.tenant, name, revision=data.revision, by=who.id)
        return await self._full(request, name)

    async def remove(self, request: Ask, name: FromPath[str]) -> None:
        """Deletes a draft that was never published."""
        await self.writing.remove(request.user.tenant, name)

    async def version(self, request: Ask, name: FromPath[str], number: FromPath[int]) -> dict[str, Any]:
        """One published version, as it was."""
        found = await self.writing.version(request.user.tenant, name, number)
        return _version(found) | {"text": found.text}

    async def diff(self, request: Ask, name: FromPath[str], version: FromQuery[int] = 0) -> Sequence[dict[str, str]]:
        """The draft beside a published version (0: the live one; without one, the pack's file): lines with "+", "-"
        or " ", and "…" where lines that are the same are left out."""
        tenant = request.user.tenant
        now = await self.writing.text(tenant, name)
        own = await self.writing.draft(tenant, name)
        number = version or (own.live if own else 0)
        published = await self.writing.version(tenant, name, number) if number else None
        old = published.text if published else self.flows.library.pack_text(name)
        return _diff(old, now)

    async def _full(self, request: Ask, name: str) -> dict[str, Any]:
        tenant = request.user.tenant
        own = await self.writing.draft(tenant, name)
        text = await self.writing.text(tenant, name)
        tools = [
            {"name": tool.name, "title": dict(tool.title), "args": dict(tool.args), "changes": tool.changes,
             "needs_verified": tool.needs_verified}
            for tool in (await self.flows.tools(tenant)).values()
        ]  # fmt: skip
        versions = await self.writing.versions(tenant, name)
        return _line(name, own, self.flows.library.packs()) | {
            "text": text, "revision": own.version if own else 0, "tools": tools,
            "versions": [_version(one) for one in versions],
        } | _opened(await self.flows.lab.read(tenant, text), request.user.language)  # fmt: skip


class Bench:
    """Trying a file that nobody has kept yet."""

    def __init__(self, flows: Flows) -> None:
        self.lab = flows.lab

    async def read(self, request: Ask, data: JSONBody[Text]) -> dict[str, Any]:
        """What a file says, and what is wrong with it; with `values`, the file that says them."""
        return _opened(await self.lab.read(request.user.tenant, _short(data.text), data.values), request.user.language)

    async def test(self, request: Ask, data: JSONBody[Text]) -> dict[str, Any]:
        """Runs the dialogues of a file."""
        checked, covered = await self.lab.test(request.user.tenant, _short(data.text))
        return {
            "tests": [_checked(one, request.user.language) for one in checked],
            "coverage": asdict(covered),
        }

    async def talk(self, request: Ask, data: JSONBody[Word]) -> dict[str, Any]:
        """Says something to a file."""
        who = ToolCall(
            request.user.tenant, "", data.verified, data.customer if data.verified else "", "", data.language
        )  # fmt: skip
        trial = await self.lab.talk(who, _short(data.text), data.said, data.option, data.run, real=data.real)
        return {
            "says": to_builtins(trial.says), "run": to_builtins(trial.run), "outcome": trial.outcome,
            "at": trial.run.at, "waiting": trial.run.waiting, "collected": trial.collected, "path": trial.path,
            "calls": [_called(one, request.user.language) for one in trial.calls],
        }  # fmt: skip


def _short(text: str) -> str:
    if len(text) > LONGEST:
        raise BadInput(
            "flow_too_long", f"流程文件最多 {LONGEST} 个字符", f"A flow file has at most {LONGEST} characters"
        )
    return text


def _line(name: str, own: OwnFlow | None, packs: Any) -> dict[str, Any]:
    """A flow in a list. `origin` is "pack", "own" or "both" (the business has written one of a pack's name)."""
    pack = packs.get(name)
    title = own.title if own and own.title else pack[0].title if pack else {"zh": name, "en": name}
    return {
        "name": name, "title": title, "origin": "both" if own and pack else "own" if own else "pack",
        "status": own.status if own else "pack", "version": own.live if own else 0,
        "updated_at": own.updated_at if own else 0, "updated_by": own.updated_by if own else "",
        "description": pack[0].description if pack and not own else "",
    }  # fmt: skip


def _opened(read: Opened, language: str) -> dict[str, Any]:
    arms = read.flow.arms() if read.flow else []
    return {
        "text": read.text, "values": read.raw, "sound": read.sound, "arms": arms,
        "problems": [_problem(one, language) for one in read.problems],
    }  # fmt: skip


def _problem(one: Problem, language: str) -> dict[str, Any]:
    said = one.zh if language.startswith("zh") else one.en
    return {"where": one.where, "line": one.line, "text": said, "hint": one.hint}


def _checked(one: Checked, language: str) -> dict[str, Any]:
    zh = language.startswith("zh")
    return {
        "name": one.result.name, "line": one.line, "passed": sorted(one.result.passed),
        "problems": [
            {"turn": wrong.turn, "line": line, "text": wrong.zh if zh else wrong.en}
            for wrong, line in zip(one.result.problems, one.lines, strict=True)
        ],
    }  # fmt: skip


def _called(one: Called, language: str) -> dict[str, Any]:
    failed = one.answer if isinstance(one.answer, Failed) else None
    words = failed.words.get("zh" if language.startswith("zh") else "en", "") if failed else ""
    return {
        "tool": one.tool, "args": one.args, "simulated": one.simulated, "failed": failed.code if failed else "",
        "error": words, "answer": to_builtins(one.answer),
    }  # fmt: skip


def _version(version: FlowVersion) -> dict[str, Any]:
    return {"version": version.number, "at": version.at, "by": version.author}


def _diff(old: str, new: str) -> list[dict[str, str]]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=2, lineterm="")
    shown = [line for line in lines if not line.startswith(("---", "+++"))][:DIFF_LINES]
    return [
        {"kind": "…", "text": ""} if line.startswith("@@") else {"kind": line[:1], "text": line[1:]} for line in shown
    ]
