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

from collections.abc import Iterator
from typing import Any

from yingda.kernel import ToolCall

from ..model import AnyInput, Call, Changing, Failed, Flow, Heard, Move, Returned, Run, Said, begin, step


class Dialogue:
    """One dialogue of a flow file."""

    def __init__(self, flow: Flow, test: dict[str, Any], changing: Changing) -> None:
        self.flow, self.test, self.changing = flow, test, changing
        self.answers = {name: list(a) if isinstance(a, list) else a for name, a in test.get("tools", {}).items()}
        self.run: Run | None = None

    def problems(self) -> Iterator[str]:
        """What is not as the file says; nothing when all is well."""
        for number, turn in enumerate(self.test.get("turns", ()), 1):
            move, said = self._turn(turn)
            yield from (f"turn {number}: {wrong}" for wrong in self._wrong(turn, move, said))
        run = self.run
        if run is None:
            yield "it has no turns"
            return
        for name, value in self.test.get("slots", {}).items():
            if run.slots.get(name) != value:
                yield f"slot {name} is {run.slots.get(name)!r}, not {value!r}"
        if "calls" in self.test and list(run.tools) != self.test["calls"]:
            yield f"called {list(run.tools)}, not {self.test['calls']}"

    def _turn(self, turn: dict[str, Any]) -> tuple[Move, str]:
        heard = Heard(str(turn.get("visitor", "")), str(turn.get("option", "")))
        if self.run is None:
            language = self.test.get("language", "zh-CN")
            who = ToolCall("test", "visitor", bool(self.test.get("verified")), "C1", "talk", language)
            move = begin(self.flow, "test", who, language, heard, self.changing)
        else:
            move = step(self.flow, self.run, Said(heard), self.changing)
        says, digress = [u.text for u in move.says], move.digress
        options = [u.options for u in move.says]
        while move.call is not None:
            move = step(self.flow, move.run, self._answer(move.call), self.changing)
            says += [u.text for u in move.says]
            options += [u.options for u in move.says]
        self.run = move.run
        self.offered = [o["id"] for o in options[-1]] if options else []
        return Move(move.run, move.says, None, digress), "\n".join(says)

    def _answer(self, call: Call) -> AnyInput:
        answer = self.answers.get(call.tool)
        if isinstance(answer, list):
            answer = answer.pop(0) if answer else None
        if answer is None:
            return Failed("no_answer", {})
        if "error" in answer:
            error = answer["error"]
            return Failed(error.get("code", "refused"), {"zh": error.get("zh", ""), "en": error.get("en", "")})
        return Returned(answer)

    def _wrong(self, turn: dict[str, Any], move: Move, said: str) -> Iterator[str]:
        wanted = turn.get("bot", [])
        for text in [wanted] if isinstance(wanted, str) else wanted:
            if text not in said:
                yield f"{text!r} is not in what is said: {said!r}"
        run = move.run
        if "asks" in turn:
            at = self.flow.at(run.at)
            asked = run.waiting if run.waiting in ("confirm", "consent") else at.ask if at and run.waiting else ""
            if asked != turn["asks"]:
                yield f"asks for {asked or 'nothing'!r}, not {turn['asks']!r}"
        if "options" in turn and self.offered != turn["options"]:
            yield f"offers {self.offered}, not {turn['options']}"
        outcome = "digress" if move.digress else run.outcome
        if outcome != turn.get("outcome", outcome if "outcome" not in turn else ""):
            yield f"outcome {outcome!r}, not {turn['outcome']!r}"


def check(flow: Flow, changing: Changing) -> dict[str, list[str]]:
    """Runs every dialogue of `flow`: name -> what is wrong. `changing`: the tools that change something."""
    return {
        str(test.get("name", number)): list(Dialogue(flow, test, changing).problems())
        for number, test in enumerate(flow.tests, 1)
    }
