"""A run of a flow: its state, what goes in, what comes out."""

from typing import Any

from msgspec import Struct, field

from yingda.kernel import Row, ToolCall


class Heard(Struct, frozen=True):
    """One message of the visitor. `entities`: kind -> values found in it. `early`: it was sent before he could read what
    is asked now, so it agrees to nothing."""

    text: str = ""
    option: str = ""
    entities: dict[str, list[str]] = {}
    early: bool = False


class Run(Struct, frozen=True):
    """Where a run stands. All of it is plain JSON values; the same inputs always lead to the same state.

    `waiting` is what it waits for: "ask", "confirm", "consent" (asked by the engine itself before a change), "tool", or
    empty when it is over. `texts` are the slots in words, `offered` the options that were shown, `heard` what may still
    fill a slot whose options come later, `seen` how often each step was passed. `agreed` is true between a yes and the
    next thing that could make it untrue; `about` marks what he was asked to agree to, word for word. `changed`: a tool
    changed something, there is no way back. `outcome` is empty until it is over. `version` is the published version of a
    business's own flow that it began with; 0: a pack's flow."""

    id: str
    flow: str
    who: ToolCall
    language: str
    at: str = ""
    waiting: str = ""
    slots: dict[str, Any] = {}
    texts: dict[str, str] = {}
    kept: dict[str, Any] = {}
    heard: Heard = field(default_factory=Heard)
    offered: dict[str, list[dict[str, Any]]] = {}
    seen: dict[str, int] = {}
    asked: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    fails: int = 0
    digressions: int = 0
    passed: int = 0
    agreed: bool = False
    about: str = ""
    changed: bool = False
    outcome: str = ""
    reason: str = ""
    skill: str = ""
    version: int = 0


class Input(Struct, frozen=True, tag_field="kind"):
    """Anything that moves a run."""


class Began(Input, frozen=True, tag="began"):
    """The message that started it, and whose it was."""

    heard: Heard
    who: ToolCall | None = None


class Said(Input, frozen=True, tag="said"):
    """The visitor said something; `who` he is by now (he may have signed in), None: as before."""

    heard: Heard
    who: ToolCall | None = None


class Returned(Input, frozen=True, tag="returned"):
    """The tool answered."""

    result: dict[str, Any]


class Failed(Input, frozen=True, tag="failed"):
    """The tool refused or broke; `words` are for the person."""

    code: str
    words: dict[str, str]


AnyInput = Began | Said | Returned | Failed


class Call(Struct, frozen=True):
    """A tool to be called. `once` is the same when the call has to be repeated after a crash; `agreed` says that the
    customer has said yes to it."""

    tool: str
    args: dict[str, Any]
    once: str
    agreed: bool = False


class Utterance(Struct, frozen=True):
    """One message of the bot. `options`: [{"id", "text"}]."""

    text: str
    options: list[dict[str, str]] = []
    card: dict[str, Any] | None = None


class Step(Struct, frozen=True):
    """What came of one message. `done`: the run is over. `outcome`: "" (it waits for an answer), "digress" (the visitor
    asked something else: answer that, then say `says` to come back), or how it ended: "done", "cancelled", "handover",
    "failed". `collected`: what is known by now, title -> words; `tools`: the titles of those that were
    called and answered; `reason` and `skill` belong to a hand-over."""

    says: list[Utterance]
    done: bool
    outcome: str
    run: Run
    tools_called: list[str] = []
    collected: dict[str, str] = {}
    tools: list[dict[str, str]] = []
    reason: str = ""
    skill: str = ""


class FlowRun(Row, frozen=True):
    """The run of a conversation: one at a time. `cause` is what the newest step was the answer to, `answer` that step,
    `contact` whose run it is."""

    table, key = "flow_run", ("tenant", "conversation")
    tenant: str
    conversation: str
    run: Run
    cause: str
    answer: Step
    inputs: int
    updated_at: int
    contact: str = ""
    version: int = 1


class FlowInput(Row, frozen=True):
    """One input of a run, so that it can be run again and looked into."""

    table, key = "flow_input", ("tenant", "run", "number")
    tenant: str
    run: str
    number: int
    at: int
    input: AnyInput
    conversation: str = ""
