"""What a person must know when he takes over: what was asked, what was collected, what was tried. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from yingda.kernel import cut

REASONS = {
    "asked": ("客户要求人工", "asked for a person"),
    "angry": ("客户很生气", "the customer is angry"),
    "complaint": ("客户投诉", "a complaint"),
    "failing": ("机器人没能解决", "the bot could not help"),
    "risk": ("风险警报", "risk alarm"),
    "flow": ("流程需要人工", "a flow needs a person"),
    "wording": ("回答里有禁用词", "the answer held a forbidden word"),
}
MOODS = {
    "calm": ("平静", "calm"), "happy": ("高兴", "happy"), "anxious": ("着急", "anxious"), "angry": ("生气", "angry"),
    "disappointed": ("失望", "disappointed"), "sad": ("难过", "sad"),
}  # fmt: skip
RISKS = {
    "self_harm": ("自伤", "self-harm"), "threat": ("威胁", "threat"), "fraud": ("诈骗受害", "fraud victim"),
}  # fmt: skip
KINDS = {
    "order": ("订单号", "Order"), "phone": ("电话", "Phone"), "email": ("邮箱", "Mail"), "money": ("金额", "Amount"),
    "date": ("日期", "Date"),
}  # fmt: skip
QUESTIONS = 4


class Told(Struct, frozen=True):
    """What there is to summarise. `said` are the visitor's messages, oldest first; `collected` what flows and texts gave;
    `shown` titles of the articles he was shown, `about` the article (id) that it was about last."""

    said: Sequence[str]
    collected: Mapping[str, Any] = {}
    shown: Sequence[str] = ()
    emotion: str = "calm"
    intensity: float = 0.0
    risk: str = ""
    attempts: int = 0
    reason: str = ""
    intent: str = ""
    files: int = 0
    about: str = ""


def summary(told: Told, language: str) -> dict[str, Any]:
    """`{"text", "points", "question", "collected", "articles", "emotion", "intensity", "attempts", "reason", "risk"}`, the
    texts in the language of the staff. The customer's own words are quoted, never reworded."""
    n = 0 if language.startswith("zh") else 1
    questions = _questions(told.said)
    question = questions[-1] if questions else ""
    points = _points(told, questions, n)
    text = ("；" if n == 0 else "; ").join(p for p in points[:3])
    return {
        "text": text, "points": points, "question": question, "collected": dict(told.collected),
        "articles": list(told.shown), "emotion": told.emotion, "intensity": told.intensity,
        "attempts": told.attempts, "reason": told.reason, "risk": told.risk,
    }  # fmt: skip


def _questions(said: Sequence[str]) -> list[str]:
    """The first message that says something and the last ones: short ones (好的, hi) only when there is nothing else."""
    lines = [cut(text, 160) for text in said if text.strip()]
    telling = [line for line in lines if len(line) >= 5]
    found = list(dict.fromkeys(telling or lines))
    return found if len(found) <= QUESTIONS else [found[0], *found[1 - QUESTIONS :]]


def _points(told: Told, questions: Sequence[str], n: int) -> list[str]:
    colon = "：" if n == 0 else ": "
    points = []
    if told.risk:
        points.append(("风险", "Risk")[n] + colon + RISKS.get(told.risk, (told.risk, told.risk))[n])
    if told.reason:
        points.append(("原因", "Why")[n] + colon + REASONS.get(told.reason, (told.reason, told.reason))[n])
    if told.intent:
        points.append(("想办", "Wants")[n] + colon + told.intent)
    quoted = [f"「{q}」" if n == 0 else f'"{q}"' for q in questions]
    if quoted:
        points.append(("客户说", "Customer said")[n] + colon + ("、" if n == 0 else ", ").join(quoted))
    for name, value in told.collected.items():
        if value not in ("", None, [], {}):
            points.append(KINDS.get(name, (name, name))[n] + colon + _value(value))
    if told.files:
        points.append(("发来文件", "Files sent")[n] + colon + str(told.files))
    if told.shown:
        titles = [f"《{t}》" if n == 0 else f'"{t}"' for t in dict.fromkeys(told.shown)]
        points.append(("看过的知识", "Articles shown")[n] + colon + ("、" if n == 0 else ", ").join(titles))
    if told.emotion not in ("", "calm"):
        mood = MOODS.get(told.emotion, (told.emotion, told.emotion))[n]
        points.append(("情绪", "Mood")[n] + colon + f"{mood} {round(told.intensity * 100)}%")
    if told.attempts:
        points.append((f"机器人答了 {told.attempts} 次", f"The bot tried {told.attempts} times")[n])
    return points


def _value(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(str(v) for v in value)
    return cut(str(value), 120)
