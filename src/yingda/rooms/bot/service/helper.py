"""Where a language model may help the bot, if a business has one: the bot has decided already, and goes on as it would have
without it whenever nothing usable comes back."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from yingda.rooms.conversations import Entry
from yingda.rooms.llm import Llm, Passage

from ..model import Decision, Playbook, Reason, Say, View, decide
from ..model.compose import Source
from ..model.decide import ANSWER, ASK, FOREIGN
from ..model.wording import cited
from .reader import Asked, Read, Reader

UNCLEAR = ("unknown", "mean", "reword")
LOOK_BACK = 8
WORDED = Reason("model", "由语言模型措辞，每句都有来源", "Worded by the language model; every sentence has its source")


class Helper:
    """Uses the model for three things: to read a question in its context, to word an answer, to sum up a talk."""

    def __init__(self, llm: Llm, reader: Reader) -> None:
        self.llm, self.reader = llm, reader

    async def reread(
        self, asked: Asked, read: Read, view: View, decision: Decision, book: Playbook, zone: str
    ) -> tuple[Read, View, Decision]:
        """A question that was not understood, read once more in its context. Only an answer from knowledge may come of
        that; what was felt, and every fact in the message, stay those of the customer's own words."""
        before = _said(asked.entries[-LOOK_BACK - 1 : -1])
        unclear = decision.talk == FOREIGN or (decision.kind == ASK and decision.note in UNCLEAR)
        if not unclear or view.option or not before:
            return read, view, decision
        better = await self.llm.rewrite(asked.talk.tenant, asked.entry.text, before)
        if not better:
            return read, view, decision
        again = self.reader.read(replace(asked, entry=replace(asked.entry, text=better)), book, zone).view
        second = replace(again, emotion=view.emotion, intensity=view.intensity, risk=view.risk, running=view.running)
        second = replace(second, too_angry=view.too_angry, felt_from=view.felt_from, patience=view.patience)
        found = decide(second)
        if found.kind != ANSWER:
            return read, view, decision
        why = Reason("rewrite", f"结合上文理解为「{better}」", f'Understood in its context as "{better}"')
        return replace(read, view=second), second, replace(found, reasons=(why, *found.reasons))

    async def worded(
        self, asked: Asked, view: View, sources: Sequence[Source], says: list[Say], decision: Decision
    ) -> tuple[list[Say], Decision]:
        """An answer in better words, when every sentence of them has its source."""
        plain = cited([source.paragraph for source in sources], view.language)
        if decision.kind != ANSWER or decision.note or not sources or not says or plain not in says[0].text:
            return says, decision
        passages = [Passage(s.title, f"{s.paragraph}\n{s.excerpt}") for s in sources]
        found = await self.llm.answer(asked.talk.tenant, asked.entry.text, passages, view.language)
        if found is None:
            return says, decision
        first = says[0]
        kept = [c for c in first.extra.get("citations", []) if c["n"] in found.sources]
        better = Say(first.text.replace(plain, found.text), first.kind, {**first.extra, "citations": kept})
        return [better, *says[1:]], replace(decision, reasons=(*decision.reasons, WORDED))

    async def summed(
        self, tenant: str, summary: dict[str, Any], entries: Sequence[Entry], language: str
    ) -> dict[str, Any]:
        """A summary with a sentence about the talk at its head; its points stay as they are."""
        text = await self.llm.summary(tenant, _said(entries), language)
        return {**summary, "text": text} if text else summary


def _said(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """What customer, bot and agents said to each other: nothing that only staff may see."""
    who = {"visitor": "customer", "bot": "assistant", "agent": "agent"}
    return [
        (who[e.sender], e.text) for e in entries if e.kind == "text" and e.sender in who and e.text and not e.for_staff
    ]
