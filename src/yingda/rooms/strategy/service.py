"""`Strategies`: gives each talk its arm, learns what became of it, and tells what was learned."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from yingda.kernel import BadInput, Changes, Clock, Database, NotFound, Principal, Read, Timer, TimerDue, timers
from yingda.kernel.timers import both
from yingda.rooms.bot import Bot, Source
from yingda.rooms.conversations import ConversationRated, ConversationResolved, Conversations
from yingda.rooms.knowledge import Knowledge

from . import store
from .model import (
    BASE,
    PATIENCE,
    PATIENCES,
    WORDING,
    Shown,
    Strategy,
    Talk,
    Turn,
    begun,
    checked,
    choose,
    interval,
    judged,
    of_patience,
    of_wording,
    settled,
)

TIMER = "strategy.settle"
WAIT_MS = 24 * 3_600_000
"""A talk that nobody ends counts as over after this time."""
LOOK_BACK = 200


async def show(read: Read, tenant: str, id: str, conversation: str, seq: int, now: int) -> Changes:
    """Gives a talk its arm; one that has one already keeps it, and one of an earlier round counts no more."""
    strategy, held = await read.get(Strategy, tenant, id), await read.get(Shown, tenant, conversation, id)
    if strategy is None or not strategy.live or held is not None:
        return Changes()
    arm = choose(strategy.arms, f"{tenant}|{id}|{strategy.round}|{conversation}")
    arms = [replace(one, shown=one.shown + 1) if n == arm else one for n, one in enumerate(strategy.arms)]
    row = Shown(tenant, conversation, id, strategy.round, arm, now, seq)
    after = replace(strategy, arms=tuple(arms), version=strategy.version + 1)
    timer = await timers.put(read, Timer(tenant, TIMER, conversation, now + WAIT_MS, now))
    return both(Changes(new=(row,), changed=(after,)), timer)


async def settle(read: Read, tenant: str, conversation: str, id: str, outcome: str, now: int) -> Changes:
    """What became of a talk. A later word (a rating) takes the place of an earlier one; what harms is stopped."""
    strategy, held = await read.get(Strategy, tenant, id), await read.get(Shown, tenant, conversation, id)
    if held is None or held.outcome == outcome:
        return Changes()
    row = replace(held, outcome=outcome, version=held.version + 1)
    if strategy is None or strategy.round != held.round or held.arm >= len(strategy.arms):
        return Changes(changed=(row,))
    arms = judged(settled(strategy.arms, held.arm, held.outcome, outcome), now)
    return Changes(changed=(row, replace(strategy, arms=arms, version=strategy.version + 1)))


async def put(read: Read, fresh: Strategy, *, anew: bool) -> Changes:
    """A strategy as it shall be; `anew`: with nothing known."""
    held = await read.get(Strategy, fresh.tenant, fresh.id)
    if held is None:
        return Changes(new=(begun(replace(fresh, round=0), fresh.since, fresh.author),))
    after = replace(
        held, wordings=fresh.wordings, article_version=fresh.article_version, live=fresh.live, version=held.version + 1
    )
    again = anew or held.wordings != fresh.wordings
    return Changes(changed=(begun(after, fresh.since, fresh.author) if again else after,))


async def drop(read: Read, tenant: str, id: str) -> Changes:
    """Tries it no longer."""
    held = await read.get(Strategy, tenant, id)
    return Changes(removed=(held,)) if held else Changes()


class Strategies:
    """`Tactics` for the bot, and their report for people."""

    def __init__(self, db: Database, clock: Clock, talks: Conversations, bot: Bot, knowledge: Knowledge) -> None:
        self.db, self.clock, self.talks, self.bot, self.knowledge = db, clock, talks, bot, knowledge

    # what the bot asks

    async def patience(self, tenant: str, conversation: str) -> int | None:
        """After how many failed turns a person takes over in this talk; None while that is not tried."""
        arm = await self._arm(tenant, PATIENCE, conversation, 0)
        return None if arm is None else PATIENCES[arm]

    async def wording(self, tenant: str, conversation: str, seq: int, source: Source) -> tuple[int, str] | None:
        """The wording of an answer for this talk; None: the article's own. Wordings that were written for another version
        of the article are not used."""
        strategy = await self.db.get(Strategy, tenant, source.article)
        if strategy is None or not strategy.live or strategy.article_version != source.version:
            return None
        arm = await self._arm(tenant, source.article, conversation, seq)
        return None if not arm or arm > len(strategy.wordings) else (arm, strategy.wordings[arm - 1])

    async def _arm(self, tenant: str, id: str, conversation: str, seq: int) -> int | None:
        strategy = await self.db.get(Strategy, tenant, id)
        if strategy is None or not strategy.live:
            return None
        held = await self.db.get(Shown, tenant, conversation, id)
        if held is None:
            await self.db.decide(show, tenant, id, conversation, seq, self.clock.now())
            held = await self.db.get(Shown, tenant, conversation, id)
        if held is None or held.round != strategy.round:
            return BASE
        return BASE if strategy.arms[held.arm].stopped else held.arm

    # what talks tell

    async def ended(self, event: ConversationResolved | ConversationRated | TimerDue) -> None:
        """A talk is over, was rated, or went quiet: what does it say of what was tried in it? Safe to repeat."""
        found = await store.shown(self.db, event.tenant, event.key)
        if not found:
            return
        talk = await self._talk(event.tenant, event.key)
        if isinstance(event, ConversationRated):
            talk = replace(talk, solved=event.solved, score=event.score or talk.score)
        page = await self.talks.page(event.tenant, event.key, 2**62, staff=True, limit=LOOK_BACK)
        for one in found:
            said = next((e.seq for e in page.entries if e.seq > one.seq and e.sender == "bot"), 0)
            outcome = of_patience(talk) if one.strategy == PATIENCE else of_wording(talk, one.seq, said)
            await self.db.decide(settle, one.tenant, one.conversation, one.strategy, outcome, self.clock.now())

    async def _talk(self, tenant: str, conversation: str) -> Talk:
        """A talk as its outcome is read from it."""
        head = await self.talks.get(tenant, conversation)
        page = await self.talks.page(tenant, conversation, 2**62, staff=True, limit=LOOK_BACK)
        causes = [e.cause.removeprefix("feedback:").partition(":")[0] for e in page.entries if "feedback:" in e.cause]
        turns = await self.bot.turns(tenant, conversation)
        return Talk(
            turns=[Turn(t.seq, t.leave.reason if t.leave else "", t.failed) for t in turns],
            unhelpful=frozenset(int(seq) for seq in causes if seq.isdecimal()), score=head.score,
            people=any(e.sender == "agent" and not e.for_staff for e in page.entries),
            gave_up=any(e.extra.get("event") == "left_queue" for e in page.entries),
            emotion=head.emotion, strength=head.intensity,
        )  # fmt: skip

    # what people do

    async def save(self, who: Principal, id: str, wordings: Sequence[str], *, live: bool) -> dict[str, Any]:
        """Tries wordings of an article, or (`id` "patience") when to offer a person. `NotFound` for an article that is not
        published, `BadInput` for wordings that will not do. Other wordings begin anew; so does nothing else."""
        version = 0
        kept: tuple[str, ...] = ()
        if id != PATIENCE:
            article = self.knowledge.article(who.tenant, id)
            if article is None:
                raise NotFound("article_not_found", "没有这篇已发布的知识", "There is no such published article")
            whole = f"{article.title}\n{article.content.body}"
            kept = checked(wordings, self.knowledge.answer_of(article), whole)
            version = article.version
        elif wordings:
            raise BadInput("no_wordings", "这一项没有说法可写", "There are no wordings to this one", field="wordings")
        kind = PATIENCE if id == PATIENCE else WORDING
        fresh = Strategy(who.tenant, id, kind, self.clock.now(), who.id, kept, version, live)
        await self.db.decide(_put, fresh)
        return await self.one(who, id)

    async def reset(self, who: Principal, id: str) -> dict[str, Any]:
        """Begins anew: what was learned and stopped is forgotten."""
        held = await self._must(who.tenant, id)
        await self.db.decide(_anew, replace(held, since=self.clock.now(), author=who.id))
        return await self.one(who, id)

    async def drop(self, who: Principal, id: str) -> None:
        """Tries it no longer, and forgets it."""
        await self._must(who.tenant, id)
        await self.db.decide(drop, who.tenant, id)

    async def all(self, who: Principal) -> list[dict[str, Any]]:
        """Everything that is tried, or was, with what was learned; when to offer a person always among it, first."""
        found = await store.strategies(self.db, who.tenant)
        if not any(one.id == PATIENCE for one in found):
            found = [begun(Strategy(who.tenant, PATIENCE, PATIENCE, 0, "", round=0), 0, ""), *found]
        return [self._told(one) for one in sorted(found, key=lambda one: one.kind != PATIENCE)]

    async def one(self, who: Principal, id: str) -> dict[str, Any]:
        """One of them; `NotFound`."""
        return self._told(await self._must(who.tenant, id))

    async def _must(self, tenant: str, id: str) -> Strategy:
        held = await self.db.get(Strategy, tenant, id)
        if held is None:
            raise NotFound("strategy_not_found", "没有这项尝试", "There is no such trial")
        return held

    def _told(self, one: Strategy) -> dict[str, Any]:
        """As the report shows it: every arm with its figures and the bounds of its success."""
        article = self.knowledge.article(one.tenant, one.id) if one.kind == WORDING else None
        own = self.knowledge.answer_of(article) if article else ""
        words = [str(n) for n in PATIENCES] if one.kind == PATIENCE else [own, *one.wordings]
        arms = []
        for arm, text in zip(one.arms, words, strict=False):
            low, high = interval(arm.won, arm.lost)
            arms.append(
                {
                    "text": text, "shown": arm.shown, "won": arm.won, "lost": arm.lost, "stopped": arm.stopped,
                    "stopped_at": arm.stopped_at, "rate": round(arm.won / arm.known, 4) if arm.known else None,
                    "low": round(low, 4), "high": round(high, 4),
                }
            )  # fmt: skip
        return {
            "id": one.id, "kind": one.kind, "title": article.title if article else "", "on": one.live,
            "since": one.since, "wordings": list(one.wordings), "own": own, "arms": arms,
            "stale": one.kind == WORDING and (article is None or article.version != one.article_version),
        }  # fmt: skip


async def _put(read: Read, fresh: Strategy) -> Changes:
    return await put(read, fresh, anew=False)


async def _anew(read: Read, fresh: Strategy) -> Changes:
    return await put(read, fresh, anew=True)
