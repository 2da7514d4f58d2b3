"""A hand for the agent: what could be answered, how the customer feels, what was said so far."""

from datetime import UTC, datetime
from typing import Any

from msgspec import to_builtins
from msgspec.structs import replace

from yingda.kernel import BadInput, Changes, Clock, Database, Forbidden, NotFound, Principal, Read, clean, new_id
from yingda.rooms.accounts import Accounts
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import BOT, Conversations, value_of
from yingda.rooms.sense import Sense, entities

from ..events import SuggestionJudged
from ..model import OUTCOMES, Personal, Suggested, look, reworded

RISING = 0.15
POINTS = 20
DRAFT_CHARS, LOOKED_AT = 300, 4_000
"""So much of what is typed, and of a reply, is read."""


def trend(values: list[float]) -> str:
    """Where a mood goes: the last against the mean of those before."""
    if len(values) < 2:
        return "flat"
    change = values[-1] - sum(values[:-1]) / (len(values) - 1)
    return "up" if change > RISING else "down" if change < -RISING else "flat"


async def judge(read: Read, tenant: str, id: str, agent: str, outcome: str, said: str, at: int) -> Changes:
    """What became of a suggestion. The first word counts."""
    row = await read.get(Suggested, tenant, id)
    if row is None:
        raise NotFound("suggestion_not_found", "没有这条建议", "There is no such suggestion")
    if row.outcome:
        return Changes()
    told = SuggestionJudged(
        tenant=tenant, key=row.conversation, at=at, suggestion=id, agent=agent, outcome=outcome, said=said
    )
    return Changes(removed=(row,), new=(replace(row, outcome=outcome, agent=agent, said=said),), events=(told,))


async def keep(_: Read, row: Suggested) -> Changes:
    """Remembers what was suggested."""
    return Changes(new=(row,))


class Assist:
    """Beside the agent. Suggestions are kept, so that what he makes of them can teach the bot."""

    def __init__(
        self, db: Database, clock: Clock, accounts: Accounts, talks: Conversations, bot: Bot, sense: Sense
    ) -> None:
        self.db, self.clock, self.accounts, self.talks = db, clock, accounts, talks
        self.bot, self.sense = bot, sense
        self.shown: dict[tuple[str, str, str], tuple[int, dict[str, Any] | None]] = {}

    async def of(self, who: Principal, conversation: str) -> dict[str, Any]:
        """Suggestion, mood and summary for a conversation as it stands."""
        talk = await self.talks.get(who.tenant, conversation)
        turns = await self.bot.turns(who.tenant, conversation)
        points = [
            {"seq": t.seq, "at": t.at, "emotion": t.emotion, "value": value_of(t.emotion, t.intensity)}
            for t in turns
            if t.emotion
        ][-POINTS:]
        mood = {"name": talk.emotion, "trend": trend([float(str(p["value"])) for p in points]), "points": points}
        return {
            "suggestion": await self._suggestion(who, conversation, talk.seq),
            "emotion": mood,
            "summary": to_builtins(await self.bot.summary(who.tenant, conversation)),
        }

    async def while_typing(self, who: Principal, conversation: str, draft: str) -> dict[str, Any]:
        """A suggestion for what the visitor is typing. Nothing of it is kept. `Forbidden` where the business does not let
        agents see it, or the bot has the talk."""
        talk = await self.talks.get(who.tenant, conversation)
        business = await self.accounts.business(who.tenant)
        if not business.drafts or talk.handler == BOT:
            raise Forbidden("drafts_off", "没有开启“看到客户正在输入的内容”", "Agents do not see what customers type")
        text = clean(draft, DRAFT_CHARS)
        found = await self.bot.suggest(who.tenant, conversation, who.language, draft=text) if text else None
        return {"suggestion": {**to_builtins(found), "id": ""} if found else None}

    async def tone(self, who: Principal, text: str) -> dict[str, Any]:
        """What of a reply may be said better, in the language of whoever writes it; nothing of it is kept."""
        text = text[:LOOKED_AT]
        felt = self.sense.feel(text)
        now = datetime.fromtimestamp(self.clock.now() / 1000, UTC)
        personal = [Personal(e.kind, e.start, e.end) for e in entities(text, now, ()) if e.kind in ("id", "card")]
        hints = look(text, felt.emotion, felt.intensity, personal)
        chinese = who.language.startswith("zh")
        told = [
            {
                "kind": h.kind, "start": h.start, "end": h.end, "text": h.zh if chinese else h.en, "instead": h.instead,
                "words": text[h.start : h.end],
            }
            for h in hints
        ]  # fmt: skip
        return {"hints": told, "reworded": reworded(text, hints)}

    async def judge(self, who: Principal, id: str, outcome: str, said: str) -> None:
        """He took it, changed it, or did not want it."""
        if outcome not in OUTCOMES:
            raise BadInput("unknown_outcome", "没有这种结果", "There is no such outcome", choices=list(OUTCOMES))
        await self.db.decide(judge, who.tenant, id, who.id, outcome, clean(said), self.clock.now())

    async def _suggestion(self, who: Principal, conversation: str, seq: int) -> dict[str, Any] | None:
        key = (who.tenant, conversation, who.language)
        if (known := self.shown.get(key)) and known[0] == seq:
            return known[1]
        found = await self.bot.suggest(who.tenant, conversation, who.language)
        value: dict[str, Any] | None = None
        if found is not None:
            value = {**to_builtins(found), "id": new_id()}
            row = Suggested(who.tenant, value["id"], conversation, seq, self.clock.now(), str(value.get("text", "")))
            await self.db.decide(keep, row)
        if len(self.shown) > 5_000:
            self.shown.clear()
        self.shown[key] = (seq, value)
        return value
