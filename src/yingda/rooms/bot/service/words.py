"""The last look at what the bot is about to say: words that the business never says do not leave. Preferred wording takes
their place; where there is none, a person answers.
"""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from yingda.rooms.glossary import Hit, Words

from ..model import Decision, Reason, Say, View
from ..model.decide import ALARM
from ..model.wording import leaving

GLOSSARY = "glossary"
WORDING = "wording"
URGENT = 10
"""The priority of a talk that is handed over because of it: as one where the bot could not help."""


def fit(words: Words, says: list[Say], decision: Decision, turn: int, view: View) -> tuple[list[Say], Decision]:
    """What may be said of `says`, and the decision with the reasons. The fixed answer to a risk is never held back."""
    if not words.rules:
        return says, decision
    mended, replaced, left = said(words, says)
    reasons = (*decision.reasons, *_why(replaced, left))
    if not left or decision.kind == ALARM:
        return mended, replace(decision, reasons=reasons)
    parting, _, bad = said(words, [Say(leaving(WORDING, view.language, turn))])
    reason = decision.leave or WORDING
    priority = max(decision.priority, URGENT)
    return [] if bad else parting, replace(decision, reasons=reasons, leave=reason, priority=priority)


def said(words: Words, says: Sequence[Say]) -> tuple[list[Say], list[Hit], list[Hit]]:
    """Messages with the preferred wording, what it replaced, and what nothing replaces: in their texts, quick replies and
    cards."""
    replaced: list[Hit] = []
    left: list[Hit] = []

    def mend(value: Any) -> Any:
        if isinstance(value, str):
            whole, changed, kept = words.mended(value)
            replaced.extend(changed)
            left.extend(kept)
            return whole
        if isinstance(value, list):
            return [mend(one) for one in value]
        if isinstance(value, dict):
            return {key: one if key in ("id", "url", "article") else mend(one) for key, one in value.items()}
        return value

    out = []
    for say in says:
        shown: dict[str, Any] = {key: mend(say.extra[key]) for key in ("options", "card") if key in say.extra}
        out.append(Say(mend(say.text), say.kind, {**say.extra, **shown}))
    return out, replaced, left


def _why(replaced: Sequence[Hit], left: Sequence[Hit]) -> list[Reason]:
    """Why it says something else, or nothing."""
    reasons = []
    if replaced:
        pairs = list(dict.fromkeys((hit.word, hit.instead) for hit in replaced))
        zh = "、".join(f"「{word}」改为「{instead}」" for word, instead in pairs)
        en = ", ".join(f'"{instead}" for "{word}"' for word, instead in pairs)
        reasons.append(Reason(GLOSSARY, f"词表替换：{zh}", f"Glossary: {en}"))
    if left:
        names = list(dict.fromkeys(hit.word for hit in left))
        zh, en = "、".join(names), ", ".join(names)
        reasons.append(
            Reason(GLOSSARY, f"回答里有禁用词（{zh}），转人工", f"The answer held a forbidden word ({en}): to a person")
        )
    return reasons
