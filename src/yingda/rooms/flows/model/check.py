"""Whether a flow makes sense: everything that is wrong with it, each at its place and in words for its author."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from typing import Any

import msgspec
from msgspec import Struct

from yingda.kernel import BadInput

from .flow import KINDS, OUTCOMES, Do, Flow, Slot, Words
from .pattern import too_hard

STEPS, SLOTS, TESTS, TURNS, STARTS = 200, 60, 200, 60, 200
"""How many of each a flow may have; phrasings for each language."""


class Problem(Struct, frozen=True):
    """Something wrong. `where` is its place: "steps.<id>", "slots.<name>", "tests.<number>", a field, or a path of
    values ("steps[3].say"); `line` that of the file, from 1, 0 where it is not known. A `hint` stops nothing."""

    where: str
    zh: str
    en: str
    hint: bool = False
    line: int = 0

    def words(self, language: str) -> str:
        """What is wrong, with its place in front."""
        place = self.where.removeprefix("steps.").replace("slots.", "slot ")
        said = self.zh if language == "zh" else self.en
        return f"{place}: {said}" if place else said


def shaped(raw: Any) -> Flow | Problem:
    """A flow from the values of its file, or what keeps them from being one."""
    try:
        return msgspec.convert(raw, Flow)
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `$")
        field = UNKNOWN.match(said)
        where = path.strip("`") + (f".{field[1]}" if field else "")
        if where.startswith(".slots[...]"):
            where = where.replace("[...]", f".{_bad_slot(raw['slots'])}", 1)
        return Problem(where.removeprefix("."), _chinese(said), said)


def _bad_slot(slots: Mapping[str, Any]) -> str:
    """The first slot that is none: the reader of values does not say which."""
    for name, slot in slots.items():
        try:
            msgspec.convert(slot, Slot)
        except msgspec.ValidationError:
            return name
    return "..."


UNKNOWN = re.compile(r"Object contains unknown field `(.+)`")
CHINESE = (
    (UNKNOWN, "没有 {0} 这个字段"),
    (re.compile(r"Object missing required field `(.+)`"), "缺少字段 {0}"),
    (re.compile(r"Expected `(.+)`, got `(.+)`"), "应当是{0}，写的是{1}"),
    (re.compile(r"Invalid enum value (.+)"), "没有 {0} 这种写法"),
)
KINDS_ZH = {
    "str": "文字", "int": "整数", "float": "数字", "bool": "true 或 false", "object": "一组字段", "array": "列表",
    "null": "空",
}  # fmt: skip


def _chinese(said: str) -> str:
    """What the reader of values says, in Chinese."""
    for pattern, words in CHINESE:
        if found := pattern.fullmatch(said):
            return words.format(
                *(" 或 ".join(KINDS_ZH.get(k, k) for k in part.split(" | ")) for part in found.groups())
            )
    return f"这里写得不对：{said}"


def compiled(raw: Mapping[str, Any], tools: Set[str] | None = None) -> Flow:
    """A flow from the values of its file; `BadInput` names everything that is wrong with it."""
    flow = shaped(raw)
    wrong = [flow] if isinstance(flow, Problem) else [p for p in problems(flow, tools) if not p.hint]
    if isinstance(flow, Problem) or wrong:
        raise bad(str(raw.get("name", "?")) if isinstance(raw, Mapping) else "?", wrong)
    return flow


def bad(name: str, wrong: list[Problem]) -> BadInput:
    """The error that tells all of it."""
    zh, en = ("; ".join(one.words(language) for one in wrong) for language in ("zh", "en"))
    return BadInput("bad_flow", f"流程 {name} 写错了：{zh}", f"Flow {name} is wrong: {en}", flow=name)


def problems(flow: Flow, tools: Set[str] | None = None) -> Iterator[Problem]:
    """What is wrong with a flow. `tools`: those that there are; None leaves them unchecked."""
    yield from _limits(flow)
    ids = Counter(step.id for step in flow.steps)
    if not ids:
        yield Problem("steps", "一步也没有", "it has no steps")
    for id, times in ids.items():
        if times > 1:
            yield Problem(f"steps.{id}", f"有两步都叫 {id}", f"two steps are called {id}")
    yield from _words("title", "title", flow.title)
    for name, slot in flow.slots.items():
        yield from _slot(name, slot, flow)
    for step in flow.steps:
        yield from _step(step, flow, set(ids))
        if tools is not None and step.tool and step.tool not in tools:
            yield Problem(f"steps.{step.id}", f"没有工具 {step.tool}", f"there is no tool {step.tool}")
    if flow.steps and not _ends(flow.steps[-1]):
        yield Problem(
            f"steps.{flow.steps[-1].id}", "最后一步没有去处：要结束、转人工，或去别的步骤",
            "the last step leads nowhere: end, hand over or go to another one",
        )  # fmt: skip
    for step in flow.steps[1:]:
        if step.id not in _reached(flow):
            yield Problem(f"steps.{step.id}", "没有一条路走到这一步", "no way leads to this step", hint=True)


def _limits(flow: Flow) -> Iterator[Problem]:
    parts = {"steps": (len(flow.steps), STEPS), "slots": (len(flow.slots), SLOTS), "tests": (len(flow.tests), TESTS)}
    parts |= {f"starts.{language}": (len(texts), STARTS) for language, texts in flow.starts.items()}
    parts |= {f"tests.{place}": (len(test.turns), TURNS) for place, test in enumerate(flow.tests)}
    for where, (count, most) in parts.items():
        if count > most:
            yield Problem(where, f"最多 {most} 个，现在有 {count} 个", f"at most {most}, there are {count}")


def _ends(step: Do) -> bool:
    return bool(step.goto) or step.kind in ("end", "handover", "branch")


def ways(flow: Flow, step: Do) -> list[str]:
    """The steps to which one leads, in the order of its ways out."""
    if step.kind in ("end", "handover"):
        return []
    to = [case.goto for case in step.branch]
    if step.kind != "branch" or all(case.path for case in step.branch):
        to.append(step.agreed or step.goto or flow.below(step.id))
    return [id for id in (*to, step.refused, step.on_error) if id]


def _reached(flow: Flow) -> set[str]:
    """Every step that some way leads to. A slot that is corrected leads back, to where one has been."""
    known, open_ = set[str](), [flow.steps[0].id]
    while open_:
        step = flow.at(open_.pop())
        if step is not None and step.id not in known:
            known.add(step.id)
            open_ += ways(flow, step)
    return known


def _step(step: Do, flow: Flow, ids: Set[str]) -> Iterator[Problem]:
    where = f"steps.{step.id}"
    kinds = [kind for kind in KINDS if getattr(step, kind)]
    if len(kinds) > 1:
        said = ", ".join(kinds)
        yield Problem(where, f"一步做了 {len(kinds)} 件事：{said}", f"it does {len(kinds)} things: {said}")
    targets = [step.goto, step.on_error, step.agreed, step.refused, *(case.goto for case in step.branch)]
    for target in dict.fromkeys(targets):
        if target and target not in ids:
            yield Problem(where, f"没有步骤 {target}", f"there is no step {target}")
    for slot in (step.ask, *step.clear):
        if slot and slot not in flow.slots:
            yield Problem(where, f"没有信息项 {slot}", f"there is no slot {slot}")
    if step.end and step.end not in OUTCOMES:
        yield Problem(where, f"没有 {step.end} 这种结局", f"{step.end} is no outcome")
    if step.branch and step.branch[-1].path and not step.goto and not flow.below(step.id):
        yield Problem(where, "条件都不成立时没有去处", "no way out when no condition holds")
    for name, words in (("say", step.say), ("confirm", step.confirm), ("handover", step.handover)):
        if words is not None:
            yield from _words(where, name, words)
    if step.text:
        yield from _words(where, "text", step.text)


def _slot(name: str, slot: Slot, flow: Flow) -> Iterator[Problem]:
    where = f"slots.{name}"
    yield from _words(where, "ask", slot.ask)
    yield from _words(where, "title", slot.title)
    for field in ("again", "why", "unknown"):
        if words := getattr(slot, field):
            yield from _words(where, field, words)
    for option in slot.options:
        yield from _words(where, f"option {option.id}", option.text)
    for other in slot.after:
        if other not in flow.slots:
            yield Problem(where, f"没有信息项 {other}", f"there is no slot {other}")
    for pattern in (slot.pattern, slot.bare):
        if wrong := too_hard(pattern):
            yield Problem(where, *wrong)


def _words(where: str, name: str, words: Words) -> Iterator[Problem]:
    lead = "" if where == name else f"{name}: "
    for language, zh in (("zh", "中文"), ("en", "英文")):
        if not words.get(language, "").strip():
            yield Problem(where, f"{lead}没有{zh}", f"{lead}no {language} text")
