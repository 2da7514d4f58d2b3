"""The dialogues inside a flow file (`tests:`), run against the engine with the answers of tools that the file gives.

tests:
  - name: …
    language: zh-CN            # default
    verified: true             # whether the customer has signed in; default false
    tools: {order_lookup: {…}} # what a tool answers; a list: one after another; {error: {code, zh, en}}: it refuses
    turns:
      - visitor: 我的快递到哪了 # or option: <id>
        bot: [订单号]           # every text must stand in what is said
        asks: order             # the slot asked for, or confirm
        options: [a, b]         # the ids offered
        outcome: digress        # digress, done, cancelled, handover, failed
    slots: {order: QH-118233}   # at the end
    calls: [order_lookup]       # all tools called, in order
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from msgspec import Struct

from yingda.kernel import ToolCall

from ..model import AnyInput, Call, Changing, Failed, Flow, Heard, Move, Returned, Run, Said, Test, Turn, begin, step
from .calls import NOT_VERIFIED
from .library import read


class Wrong(Struct, frozen=True):
    """One thing that is not as a dialogue says. `turn` from 1; 0: of the dialogue as a whole."""

    turn: int
    zh: str
    en: str

    def __str__(self) -> str:
        return f"turn {self.turn}: {self.en}" if self.turn else self.en


class Result(Struct, frozen=True):
    """What came of one dialogue. `passed` are the steps and arms that it went through; `wrong_slots` counts the slots
    that are not exact; `forbidden` are the tools that it called and should not have."""

    name: str
    problems: tuple[Wrong, ...]
    passed: frozenset[str] = frozenset()
    wrong_slots: int = 0
    forbidden: tuple[str, ...] = ()


class Coverage(Struct, frozen=True):
    """Which steps and arms of a flow its dialogues went through. `missed` are ids, arms as "<step>#…"."""

    steps: int
    steps_passed: int
    arms: int
    arms_passed: int
    missed: tuple[str, ...]


class Dialogue:
    """One dialogue of a flow file. `changing` are the tools that change something, `guarded` those that refuse somebody
    who has not signed in."""

    def __init__(self, flow: Flow, test: Test, changing: Changing, guarded: Set[str] = frozenset()) -> None:
        self.flow, self.test, self.changing, self.guarded = flow, test, changing, guarded
        self.answers = {name: list(a) if isinstance(a, list) else a for name, a in test.tools.items()}
        self.run: Run | None = None
        self.offered: list[str] = []
        self.passed: set[str] = set()

    def result(self, name: str) -> Result:
        """Runs it."""
        wrong = list(self._talk())
        if self.run is None:
            return Result(name, (Wrong(0, "一句话也没有", "it has no turns"),))
        slots = list(self._slots(self.run))
        calls, expected = list(self.run.tools), self.test.calls
        if expected is not None and calls != list(expected):
            said = ", ".join(calls) or "-"
            wrong.append(Wrong(0, f"实际调用了 {said}", f"called {said}, not {', '.join(expected) or '-'}"))
        forbidden = tuple((Counter(calls) - Counter(expected)).elements()) if expected is not None else ()
        return Result(name, (*wrong, *slots), frozenset(self.passed), len(slots), forbidden)

    def _talk(self) -> Iterator[Wrong]:
        for number, turn in enumerate(self.test.turns, 1):
            move, said = self._turn(turn)
            yield from (Wrong(number, zh, en) for zh, en in self._wrong(turn, move, said))

    def _slots(self, run: Run) -> Iterator[Wrong]:
        for name, value in self.test.slots.items():
            if run.slots.get(name) != value:
                got = run.slots.get(name)
                yield Wrong(0, f"{name} 是 {got!r}，不是 {value!r}", f"slot {name} is {got!r}, not {value!r}")

    def _turn(self, turn: Turn) -> tuple[Move, str]:
        heard = Heard(turn.visitor, turn.option)
        if self.run is None:
            who = ToolCall("test", "visitor", self.test.verified, "C1", "talk", self.test.language)
            move = begin(self.flow, "test", who, self.test.language, heard, self.changing)
        else:
            move = step(self.flow, self.run, Said(heard), self.changing)
        says, digress = list(move.says), move.digress
        self.passed |= {*move.path}
        while move.call is not None:
            move = step(self.flow, move.run, self._answer(move.call), self.changing)
            self.passed |= {*move.path}
            says += move.says
        self.run = move.run
        self.offered = [option["id"] for option in says[-1].options] if says else []
        return Move(move.run, move.says, None, digress), "\n".join(one.text for one in says)

    def _answer(self, call: Call) -> AnyInput:
        if call.tool in self.guarded and not self.test.verified:
            return NOT_VERIFIED
        answer = self.answers.get(call.tool)
        if isinstance(answer, list):
            answer = answer.pop(0) if answer else None
        if answer is None:
            return Failed("no_answer", {})
        if isinstance(error := answer.get("error"), dict):
            words = {language: str(error.get(language, "")) for language in ("zh", "en")}
            return Failed(str(error.get("code", "refused")), words)
        return Returned(answer)

    def _wrong(self, turn: Turn, move: Move, said: str) -> Iterator[tuple[str, str]]:
        for text in [turn.bot] if isinstance(turn.bot, str) else turn.bot:
            if text not in said:
                yield f"没有说“{text}”，说的是：{said}", f"{text!r} is not in what is said: {said!r}"
        run = move.run
        if turn.asks is not None:
            at = self.flow.at(run.at)
            asked = run.waiting if run.waiting in ("confirm", "consent") else at.ask if at and run.waiting else ""
            if asked != turn.asks:
                yield (
                    f"问的是 {asked or '（没有问）'}，不是 {turn.asks}",
                    f"asks for {asked or 'nothing'}, not {turn.asks}",
                )
        if turn.options is not None and self.offered != list(turn.options):
            yield f"给出的选项是 {self.offered}", f"offers {self.offered}, not {list(turn.options)}"
        outcome = "digress" if move.digress else run.outcome
        if turn.outcome is not None and outcome != turn.outcome:
            yield f"结果是 {outcome or '继续'}，不是 {turn.outcome}", f"outcome {outcome!r}, not {turn.outcome!r}"


def check(flow: Flow, changing: Changing, guarded: Set[str] = frozenset()) -> list[Result]:
    """Runs every dialogue of `flow`."""
    return [
        Dialogue(flow, test, changing, guarded).result(test.name or str(number))
        for number, test in enumerate(flow.tests, 1)
    ]


def coverage(flow: Flow, results: Iterable[Result]) -> Coverage:
    """How much of a flow its dialogues went through."""
    passed = frozenset[str]().union(*(result.passed for result in results))
    steps, arms = [step.id for step in flow.steps], flow.arms()
    missed = tuple(id for id in (*steps, *arms) if id not in passed)
    gone = sum("#" in id for id in missed)
    return Coverage(len(steps), len(steps) - len(missed) + gone, len(arms), len(arms) - gone, missed)


def check_file(path: Path, changing: Changing | None = None) -> list[Result]:
    """Runs every dialogue of a flow file. Raises `BadInput` for a file that is no flow."""
    return check(read(path), changing or {})


def coverage_of(path: Path, results: Iterable[Result]) -> Coverage:
    """How much of the flow of a file its dialogues went through."""
    return coverage(read(path), results)
