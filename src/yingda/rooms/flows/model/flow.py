"""What a flow file says, and whether it makes sense.

A flow is a list of steps. A step has an id and does one thing: `say`, `ask` (for a slot), call a `tool`, `branch`,
`confirm`, `handover` or `end`. It goes on to `goto`, or else to the step below it. Every text is in zh and en.
"""

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from yingda.kernel import BadInput

Words = dict[str, str]
KINDS = ("say", "ask", "tool", "branch", "confirm", "handover", "end")
OUTCOMES = ("done", "cancelled", "handover", "failed")


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the answers to choose from. `words` are other ways to say it."""

    id: str
    text: Words
    words: tuple[str, ...] = ()


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """Something to be learned from the customer. `pattern` is what its value looks like anywhere in a sentence,
    `bare` what it may also look like once it was asked for; `form` writes the found groups ("QH-{1}"). `entity` names
    the kind of entity that fills it. `free`: other words than the options are taken as they are. `unknown` is said
    once to somebody who does not know it, together with the offer of a person. `after`: the slots it depends on; when
    one of them changes, this one is forgotten."""

    title: Words
    ask: Words
    type: Literal["order_no", "text", "choice", "yes_no", "number", "date"] = "text"
    again: Words = {}
    why: Words = {}
    unknown: Words = {}
    pattern: str = ""
    bare: str = ""
    form: str = ""
    entity: str = ""
    options: tuple[Option, ...] = ()
    free: bool = False
    least: float = 0
    most: float = 1_000_000
    after: tuple[str, ...] = ()


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """One way out of a branch: the first whose condition holds is taken; one without `if` always is."""

    goto: str
    path: str = field(name="if", default="")
    equal: Any = field(name="is", default=msgspec.UNSET)
    unlike: Any = field(name="not", default=msgspec.UNSET)
    among: list[Any] | None = field(name="in", default=None)
    above: float | None = None
    below: float | None = None
    filled: bool | None = None


class Do(Struct, frozen=True, forbid_unknown_fields=True):
    """One step. `args` are templates ("{order}"); `save` names where the tool's answer is kept; `card` and `options_from`
    are paths into what was kept. `single: take` fills a slot by itself when there is one option only. `clear` forgets
    slots on the way."""

    id: str
    say: Words | None = None
    ask: str = ""
    tool: str = ""
    branch: tuple[Case, ...] = ()
    confirm: Words | None = None
    handover: Words | None = None
    end: str = ""
    goto: str = ""
    text: Words = {}
    card: str = ""
    options_from: str = ""
    single: Literal["take", "ask"] = "ask"
    args: dict[str, Any] = {}
    save: str = ""
    on_error: str = ""
    agreed: str = ""
    refused: str = ""
    reason: str = ""
    skill: str = ""
    clear: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What it does; empty for a step that does nothing but go on."""
        return next((kind for kind in KINDS if getattr(self, kind)), "")


class Flow(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole flow. `tests` are dialogues that show what it does; they are run with the project's tests."""

    name: str
    title: Words
    steps: tuple[Do, ...]
    slots: dict[str, Slot] = {}
    description: str = ""
    reask: int = 2
    tests: list[dict[str, Any]] = []

    def at(self, id: str) -> Do | None:
        """The step of this id."""
        return next((step for step in self.steps if step.id == id), None)

    def below(self, id: str) -> str:
        """The id of the step under this one, empty at the end."""
        ids = [step.id for step in self.steps]
        place = ids.index(id) + 1
        return ids[place] if place < len(ids) else ""

    def tools(self) -> set[str]:
        """The tools it calls."""
        return {step.tool for step in self.steps if step.tool}


def compiled(raw: Mapping[str, Any], tools: Set[str] | None = None) -> Flow:
    """A flow from the values of its file; `BadInput` names everything that is wrong with it."""
    try:
        flow = msgspec.convert(raw, Flow)
    except msgspec.ValidationError as error:
        name = str(raw.get("name", "?")) if isinstance(raw, Mapping) else "?"
        raise BadInput("bad_flow", f"流程 {name} 写错了：{error}", f"Flow {name} is wrong: {error}") from error
    if wrong := list(problems(flow, tools)):
        said = "; ".join(wrong)
        raise BadInput("bad_flow", f"流程 {flow.name} 写错了：{said}", f"Flow {flow.name} is wrong: {said}")
    return flow


def problems(flow: Flow, tools: Set[str] | None = None) -> Iterator[str]:
    """What is wrong with a flow. `tools`: those that there are; None leaves them unchecked."""
    ids = [step.id for step in flow.steps]
    if not ids:
        yield "it has no steps"
    yield from (f"two steps are called {id}" for id in sorted({id for id in ids if ids.count(id) > 1}))
    for name, slot in flow.slots.items():
        yield from _slot(name, slot, flow)
    for step in flow.steps:
        yield from (f"{step.id}: {wrong}" for wrong in _step(step, flow, set(ids)))
        if tools is not None and step.tool and step.tool not in tools:
            yield f"{step.id}: there is no tool {step.tool}"
    yield from _words("title", flow.title)
    if flow.steps and not _ends(flow.steps[-1]):
        yield "the last step leads nowhere: end, hand over or go to another one"


def _ends(step: Do) -> bool:
    return bool(step.goto) or step.kind in ("end", "handover", "branch")


def _step(step: Do, flow: Flow, ids: set[str]) -> Iterator[str]:
    kinds = [kind for kind in KINDS if getattr(step, kind)]
    if len(kinds) > 1:
        yield f"it does {len(kinds)} things: {', '.join(kinds)}"
    targets = [step.goto, step.on_error, step.agreed, step.refused, *(case.goto for case in step.branch)]
    yield from (f"there is no step {target}" for target in targets if target and target not in ids)
    if step.ask and step.ask not in flow.slots:
        yield f"there is no slot {step.ask}"
    yield from (f"there is no slot {slot}" for slot in step.clear if slot not in flow.slots)
    if step.end and step.end not in OUTCOMES:
        yield f"{step.end} is no outcome"
    if step.branch and any(case.path for case in step.branch[-1:]) and not step.goto and not flow.below(step.id):
        yield "no way out when no condition holds"
    for name, words in (("say", step.say), ("confirm", step.confirm), ("handover", step.handover)):
        if words is not None:
            yield from _words(name, words)


def _slot(name: str, slot: Slot, flow: Flow) -> Iterator[str]:
    yield from _words(f"slot {name}: ask", slot.ask)
    yield from _words(f"slot {name}: title", slot.title)
    yield from (f"slot {name}: there is no slot {other}" for other in slot.after if other not in flow.slots)
    for pattern in (slot.pattern, slot.bare):
        try:
            re.compile(pattern)
        except re.error as error:
            yield f"slot {name}: {error}"


def _words(name: str, words: Words) -> Iterator[str]:
    for language in ("zh", "en"):
        if not words.get(language, "").strip():
            yield f"{name}: no {language} text"
