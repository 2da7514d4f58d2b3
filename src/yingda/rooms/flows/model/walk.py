"""Walking from step to step until something is needed from outside: an answer, a tool, or nothing more.

A `Walk` is the working copy of a run inside one move. It never lets a tool that changes something be called unless the
customer has just agreed; where the author of the flow forgot to ask, it asks by itself.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from msgspec import UNSET, json
from msgspec.structs import asdict

from yingda.kernel import pick

from . import phrases
from .flow import Case, Do, Flow, Words
from .run import Call, Heard, Run, Utterance
from .understand import Value, fill

STEPS_A_MOVE = 100
STEPS = 400
CALLS = 30
OPTIONS = 10
SAID = 40
PLACE = re.compile(r"\{([\w.]+)\}")
Changing = Mapping[str, Words]
"""The tools that change something outside, with their titles."""


class Move(NamedTuple):
    """The run after one input, what to say, and the tool to call, if any. `path`: the steps and arms that were passed."""

    run: Run
    says: tuple[Utterance, ...] = ()
    call: Call | None = None
    digress: bool = False
    path: tuple[str, ...] = ()


class Walk:
    """One move of a run."""

    def __init__(self, flow: Flow, run: Run, changing: Changing) -> None:
        self.flow, self.before, self.changing = flow, run, changing
        self.language = run.language
        self.slots, self.texts, self.kept = dict(run.slots), dict(run.texts), dict(run.kept)
        self.offered, self.seen = dict(run.offered), dict(run.seen)
        self.asked, self.said, self.tools = (
            [name for name in run.asked if name in flow.slots],
            list(run.said),
            list(run.tools),
        )
        self.at, self.waiting, self.heard = run.at, run.waiting, run.heard
        self.fails, self.digressions, self.passed = run.fails, run.digressions, run.passed
        self.agreed, self.about, self.changed = run.agreed, run.about, run.changed
        self.outcome, self.reason, self.skill = run.outcome, run.reason, run.skill
        self.says: list[Utterance] = []
        self.call: Call | None = None
        self.path: list[str] = []
        self.back = False
        """Going over known ground after a correction: what was said already is not said again."""

    # results

    def done(self, *, digress: bool = False) -> Move:
        """The move so far."""
        fixed = {"id", "flow", "who", "language", "version"}
        state = {name: getattr(self, name) for name in asdict(self.before) if name not in fixed}
        for name in ("asked", "said", "tools"):
            state[name] = tuple(state[name])
        old = self.before
        run = Run(old.id, old.flow, old.who, old.language, version=old.version, **state)
        return Move(run, tuple(self.says), self.call, digress, tuple(self.path))

    def over(self, outcome: str, words: Words | None = None, *, reason: str = "", skill: str = "") -> Move:
        """Ends the run."""
        if words:
            self.say(words)
        self.outcome, self.reason, self.skill, self.waiting, self.agreed = outcome, reason, skill, "", False
        return self.done()

    # texts

    def look(self, path: str) -> Any:
        """The value at a path: a slot, something kept, `seen.<step>`, `who.verified`. None when there is none."""
        head, *rest = path.split(".")
        value: Any
        if head in self.slots:
            value = self.slots[head]
        elif head == "seen":
            value = self.seen
        elif head == "who":
            value = {"verified": self.before.who.verified}
        else:
            value = self.kept.get(head)
        for name in rest:
            if isinstance(value, Mapping):
                value = value.get(name)
            elif (
                isinstance(value, Sequence) and not isinstance(value, str) and name.isdigit() and int(name) < len(value)
            ):
                value = value[int(name)]
            else:
                return None
        return value

    def shown(self, path: str) -> str:
        """The value at a path in words."""
        if path in self.slots:
            return self.texts.get(path, str(self.slots[path]))
        value = self.look(path)
        if isinstance(value, Mapping) and {"zh", "en"} & value.keys():
            return pick({str(k): str(v) for k, v in value.items()}, self.language)
        return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)

    def words(self, words: Words, **more: str) -> str:
        """A text of the flow in the language of the run, with values in their places."""
        return PLACE.sub(lambda m: more[m[1]] if m[1] in more else self.shown(m[1]), pick(words, self.language))

    def say(self, words: Words, options: list[dict[str, str]] | None = None, card: Any = None, **more: str) -> None:
        """Says something."""
        self.says.append(Utterance(self.words(words, **more), options or [], card if isinstance(card, dict) else None))

    # slots

    def set(self, name: str, value: Value) -> None:
        """Fills a slot; what depended on another value of it is forgotten."""
        if name in self.slots and self.slots[name] != value.value:
            self.forget_after(name)
        self.slots[name], self.texts[name] = value.value, value.text
        self.asked = [slot for slot in self.asked if slot != name] + [name]
        self.agreed = False

    def forget(self, name: str) -> None:
        """Empties a slot and those that depend on it."""
        self.slots.pop(name, None)
        self.texts.pop(name, None)
        self.asked = [slot for slot in self.asked if slot != name]
        self.agreed = False
        self.forget_after(name)

    def forget_after(self, name: str) -> None:
        """Empties the slots that depend on one."""
        for other, slot in self.flow.slots.items():
            if name in slot.after and other in self.slots:
                self.forget(other)

    def options(self, name: str) -> list[dict[str, Any]]:
        """The options of a slot: those offered last, those that would be offered now, or those of the file."""
        if name in self.offered:
            return self.offered[name]
        for step in self.flow.steps:
            if step.ask == name and step.options_from and (offer := self._offer(self.look(step.options_from))):
                return offer
        fixed = self.flow.slots[name].options
        return [{"id": o.id, "text": pick(o.text, self.language), "words": _all_words(o.words, o.text)} for o in fixed]

    def absorb(self, heard: Heard, skip: str = "", taken: Sequence[Any] = ()) -> list[str]:
        """Fills every empty slot about which `heard` says something plain; answers their names. One thing that was said
        fills one slot: `taken` are the values that another one has."""
        filled, used = [], list(taken)
        for name, slot in self.flow.slots.items():
            if name not in self.slots and name != skip:
                value = fill(slot, self.options(name), heard, asked=False)
                if value is not None and not (self.flow.slots[name].pattern and value.value in used):
                    self.set(name, value)
                    used.append(value.value)
                    filled.append(name)
        return filled

    # steps

    def go(self, id: str) -> Move:
        """From step `id` on, until something is needed or it is over."""
        for _ in range(STEPS_A_MOVE):
            step = self.flow.at(id)
            if step is None or self.passed >= STEPS:
                return self.over("failed", phrases.BROKEN, reason="no_way" if step is None else "endless")
            self.passed += 1
            self.path.append(id)
            self.at, self.waiting = id, ""
            self.seen[id] = self.seen.get(id, 0) + 1
            for slot in step.clear:
                self.forget(slot)
            then = self._do(step)
            if isinstance(then, Move):
                return then
            id = then
        return self.over("failed", phrases.BROKEN, reason="endless")

    def next(self, step: Do) -> str:
        """The step after one that goes on."""
        return step.goto or self.flow.below(step.id)

    def _do(self, step: Do) -> str | Move:
        kind = step.kind
        if kind in ("handover", "end"):
            outcome = step.end or "handover"
            return self.over(
                outcome, step.handover, reason=step.reason or ("" if step.end else "flow"), skill=step.skill
            )
        if kind == "confirm":
            self.waiting, self.agreed = "confirm", False
            self.prompt()
            return self.done()
        if kind == "branch":
            return self._branch(step)
        return self._ask(step) if kind == "ask" else self._tool(step) if kind == "tool" else self._say(step)

    def _branch(self, step: Do) -> str:
        for place, case in enumerate(step.branch):
            if self.holds(case):
                self.path.append(f"{step.id}#{place}")
                return case.goto
        self.path.append(f"{step.id}#else")
        return self.next(step)

    def _say(self, step: Do) -> str:
        text = self.words(step.say) if step.say else ""
        if text and not (self.back and text in self.said):
            self.said = [*self.said, text][-SAID:]
            card = self.look(step.card) if step.card else None
            self.says.append(Utterance(text, [], card if isinstance(card, dict) else None))
        return self.next(step)

    def _ask(self, step: Do) -> str | Move:
        name = step.ask
        if name in self.slots:
            return self.next(step)
        if step.options_from:
            self.offered[name] = self._offer(self.look(step.options_from))
            offered = self.offered[name]
            value = fill(self.flow.slots[name], offered, self.heard, asked=False) if offered else None
            if value is None and len(offered) == 1 and step.single == "take":
                value = Value(offered[0]["id"], str(offered[0]["text"]))
            if value is not None:
                self.set(name, value)
                return self.next(step)
        self.waiting, self.fails = "ask", 0
        self.prompt()
        return self.done()

    def _offer(self, found: Any) -> list[dict[str, Any]]:
        """Options that a tool gave, in the language of the run."""
        offered: list[dict[str, Any]] = []
        for option in found if isinstance(found, Sequence) and not isinstance(found, str) else ():
            if isinstance(option, Mapping) and "id" in option and len(offered) < OPTIONS:
                text = option.get("text", option["id"])
                shown = pick(dict(text), self.language) if isinstance(text, Mapping) else str(text)
                offered.append({"id": option["id"], "text": shown, "words": list(option.get("words", ()))})
        return offered

    def _tool(self, step: Do) -> Move:
        if step.tool in self.changing and not self.agreed:
            self.waiting = "consent"
            self.prompt()
            return self.done()
        if len(self.tools) >= CALLS:
            return self.over("failed", phrases.BROKEN, reason="endless")
        agreed, self.waiting, self.agreed = self.agreed and step.tool in self.changing, "tool", False
        self.tools.append(step.tool)
        self.call = Call(step.tool, self._args(step), f"{self.before.id}.{step.id}.{self.seen[step.id]}", agreed)
        return self.done()

    def _args(self, step: Do) -> dict[str, Any]:
        return {name: self._argument(value) for name, value in step.args.items()}

    def _argument(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        whole = PLACE.fullmatch(value)
        return self.look(whole[1]) if whole else PLACE.sub(lambda m: str(self.look(m[1]) or ""), value)

    def holds(self, case: Case) -> bool:
        """Whether the condition of a case holds."""
        if not case.path:
            return True
        value = self.look(case.path)
        checks = [
            case.filled is None or (value not in (None, "", [], {})) == case.filled,
            case.equal is UNSET or value == case.equal,
            case.unlike is UNSET or value != case.unlike,
            case.among is None or value in case.among,
            case.above is None or (isinstance(value, int | float) and value > case.above),
            case.below is None or (isinstance(value, int | float) and value < case.below),
        ]
        return all(checks)

    # asking

    def prompt(self, before: Words | None = None, **more: str) -> None:
        """Asks for what is waited for, again or for the first time; `before` is put in front."""
        step = self.flow.at(self.at)
        if step is None:
            return
        lead = self.words(before, **more) if before else ""
        if self.waiting == "ask":
            slot = self.flow.slots[step.ask]
            text, options = (
                self.words(step.text or slot.ask),
                [{"id": str(o["id"]), "text": str(o["text"])} for o in self.options(step.ask)],
            )
        else:
            text, self.about = self._consent(step), self.question()
            options = [{"id": "yes", "text": self.words(phrases.YES)}, {"id": "no", "text": self.words(phrases.NO)}]
        self.says.append(Utterance(lead + text, options))

    def question(self) -> str:
        """A mark of what a yes would agree to here: the words, the tool and what it would be given. A yes to other words
        (the flow or the tool was changed while they were on the screen) is none."""
        step = self.flow.at(self.at)
        if step is None:
            return ""
        whole = json.encode([step.id, step.tool, self._consent(step), self._args(step)], order="deterministic")
        return blake2b(whole, digest_size=12).hexdigest()

    def _consent(self, step: Do) -> str:
        """The words that ask for a yes."""
        title = self.changing.get(step.tool, self.flow.title)
        asked = step.confirm if self.waiting == "confirm" and step.confirm else phrases.CONSENT
        return self.words(asked, title=pick(title, self.language))


def _all_words(words: Sequence[str], text: Words) -> list[str]:
    """Both languages' texts count, whatever language he is read in."""
    return [*words, *text.values()]
