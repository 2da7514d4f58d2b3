"""What may tune the bot from outside: the business's thresholds of mood, and whoever tries other wordings.

The bot knows no experiment. It asks a `Tactics`, when there is one, how patient to be in a talk and in which of a
business's own wordings to say an answer; without one it is as it always was.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from yingda.rooms.accounts import Business
from yingda.rooms.conversations import Conversation

from ..model import Decision, Reason, View
from ..model.compose import Source
from ..model.decide import ANSWER
from ..model.view import TWICE

MOST_PATIENT = 3
"""A person takes over after so many failed turns at the latest, whatever is tried."""


class Tactics(Protocol):
    """What is tried in a talk. The same talk always gets the same answer."""

    async def patience(self, tenant: str, conversation: str) -> int | None:
        """After how many failed turns a person takes over; None: as always."""

    async def wording(self, tenant: str, conversation: str, seq: int, source: Source) -> tuple[int, str] | None:
        """Which wording (1 is the first after the article's own), and its words; None: the article's own."""


class Tuning:
    """The tactics in use, none at first."""

    def __init__(self) -> None:
        self.tactics: Tactics | None = None

    async def patience(self, talk: Conversation) -> int:
        """After how many failed turns a person takes over in this talk."""
        wished = await self.tactics.patience(talk.tenant, talk.id) if self.tactics is not None else None
        return min(max(wished, 1), MOST_PATIENT) if wished else TWICE

    async def view(self, view: View, business: Business, talk: Conversation) -> View:
        """A view with what the business wants."""
        moods = business.moods
        return replace(
            view, too_angry=moods.from_("handover"), felt_from=moods.from_("empathy"),
            patience=await self.patience(talk),
        )  # fmt: skip

    async def worded(
        self, sources: Sequence[Source], decision: Decision, talk: Conversation, seq: int
    ) -> tuple[list[Source], Decision]:
        """An answer from one article in the wording that this talk gets. What goes on from an answer, repeats it or
        joins several is said as it stands."""
        if self.tactics is None or decision.kind != ANSWER or decision.note or len(sources) != 1:
            return list(sources), decision
        found = await self.tactics.wording(talk.tenant, talk.id, seq, sources[0])
        if found is None:
            return list(sources), decision
        n, text = found
        why = Reason("strategy", f"用第 {n + 1} 种说法回答", f"Answered in wording {n + 1}")
        return [replace(sources[0], paragraph=text)], replace(decision, reasons=(*decision.reasons, why))
