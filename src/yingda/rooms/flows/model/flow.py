"""What a flow file says.

A flow is a list of steps. A step has an id and does one thing: `say`, `ask` (for a slot), call a `tool`, `branch`,
`confirm`, `handover` or `end`. It goes on to `goto`, or else to the step below it. Every text is in zh and en.
"""

from typing import Any, Literal

import msgspec
from msgspec import Struct, field

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


class Turn(Struct, frozen=True, forbid_unknown_fields=True):
    """One turn of a dialogue: what the visitor says (or the option that he presses), and what must come of it."""

    visitor: str = ""
    option: str = ""
    bot: str | tuple[str, ...] = ()
    asks: str | None = None
    options: tuple[str, ...] | None = None
    outcome: str | None = None


class Test(Struct, frozen=True, forbid_unknown_fields=True):
    """A dialogue that shows what a flow does. `tools` are the answers of tools: a list is given one after another."""

    turns: tuple[Turn, ...]
    name: str = ""
    language: str = "zh-CN"
    verified: bool = False
    tools: dict[str, dict[str, Any] | list[dict[str, Any]]] = {}
    slots: dict[str, Any] = {}
    calls: tuple[str, ...] | None = None


class Flow(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole flow. `starts` is what people say who want it, by language; `tests` are dialogues that show what it does."""

    name: str
    title: Words
    steps: tuple[Do, ...]
    slots: dict[str, Slot] = {}
    description: str = ""
    starts: dict[Literal["zh", "en"], tuple[str, ...]] = {}
    reask: int = 2
    tests: tuple[Test, ...] = ()

    def at(self, id: str) -> Do | None:
        """The step of this id."""
        return next((step for step in self.steps if step.id == id), None)

    def below(self, id: str) -> str:
        """The id of the step under this one, empty at the end."""
        ids = [step.id for step in self.steps]
        place = ids.index(id) + 1
        return ids[place] if place < len(ids) else ""

    def arms(self) -> list[str]:
        """Its ways out, one id each: "<step>#0" … and "<step>#else" of a branch, "#yes" and "#no" of a confirmation,
        "#error" of a tool that may refuse."""
        found = []
        for step in self.steps:
            if step.kind == "branch":
                found += [f"{step.id}#{place}" for place in range(len(step.branch))]
                found += [f"{step.id}#else"] if all(case.path for case in step.branch) else []
            elif step.kind == "confirm":
                found += [f"{step.id}#yes", f"{step.id}#no"]
            elif step.kind == "tool" and step.on_error:
                found.append(f"{step.id}#error")
        return found

    def tools(self) -> set[str]:
        """The tools it calls."""
        return {step.tool for step in self.steps if step.tool}
