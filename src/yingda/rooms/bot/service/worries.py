"""What is only suspected: no alarm and no protocol, but a note to the staff, once for each kind in a talk, and an earlier
turn in the queue. The visitor sees nothing of it.
"""

from yingda.rooms.conversations import Conversations
from yingda.rooms.sense import Felt, Reading

from ..model import Reason
from ..model.summary import RISKS

WORRY = "worry"


def worry_reason(reading: Felt | Reading) -> list[Reason]:
    """Why a person should look, for the turn; empty when nothing is suspected."""
    if not reading.worry:
        return []
    zh, en = RISKS[reading.worry]
    words = reading.risk_why
    return [
        Reason(
            WORRY,
            f"可能有风险（{zh}），请留意：{'、'.join(words)}",
            f"Perhaps a risk ({en}), please look: {', '.join(words)}",
        )
    ]


async def warn(talks: Conversations, tenant: str, conversation: str, cause: str, why: Reason, language: str) -> None:
    """Tells the staff of a talk, in the language of the business. Safe to repeat."""
    zh, _, _ = why.zh.partition("：")
    await talks.post(
        tenant, conversation, sender="system", author="", name="", kind="note", cause=cause,
        text=why.zh if language.startswith("zh") else why.en, client_id=f"worry:{zh}",
    )  # fmt: skip
