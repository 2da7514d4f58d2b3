"""Placing: whoever waits goes to somebody the moment there is one, the oldest first."""

import asyncio
from collections import defaultdict, deque
from typing import Any

import structlog
from msgspec.structs import replace

from yingda.kernel import BadInput, Bus, Changes, Clock, Database, Read, topics
from yingda.kernel.socket import encode
from yingda.rooms.accounts import Accounts, Agent
from yingda.rooms.conversations import AGENT, OPEN, QUEUE, Conversation, Conversations

from . import store
from .events import AgentStatusChanged
from .model import CHOICES, ONLINE, Candidate, Presence, Wish, choose, expected_wait, is_present, shown

log = structlog.get_logger("routing")
GAP_MS = 60_000.0
"""Expected time between two assignments while nothing is known yet."""
TOLD = 200
"""How many of those who wait are told their new place at once."""
GRACE_S = 15.0
"""A console that is gone no longer than this was only reloading."""
BEAT_S = 30.0
"""How often a node says who is connected to it."""


async def present(read: Read, tenant: str, agent: str, now: int, changes: dict[str, Any]) -> Changes:
    """Changes one agent's presence, which begins with the first change."""
    row = await read.get(Presence, tenant, agent)
    after = replace(row or Presence(tenant, agent, ONLINE, False, now, now), **changes)
    if after == row:
        return Changes()
    told = AgentStatusChanged(tenant=tenant, key=agent, at=now, agent=agent, status=shown(after, now))
    if row is None:
        return Changes(new=(after,), events=(told,))
    return Changes(changed=(replace(after, version=row.version + 1),), events=(told,))


class Routing:
    """Presence, queue and assignment."""

    def __init__(self, db: Database, bus: Bus, clock: Clock, accounts: Accounts, talks: Conversations) -> None:
        self.db, self.bus, self.clock, self.accounts, self.talks = db, bus, clock, accounts, talks
        self.locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.lines: dict[tuple[str, str], int] = {}
        self.leaving: dict[tuple[str, str], asyncio.Task[None]] = {}
        self.served: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=20))
        self.beat: asyncio.Task[None] | None = None

    # Presence

    async def set_status(self, tenant: str, agent: str, status: str) -> None:
        """What an agent chose: online, busy or away."""
        if status not in CHOICES:
            raise BadInput("unknown_status", "没有这个状态", "There is no such status", choices=list(CHOICES))
        now = self.clock.now()
        await self._present(tenant, agent, {"status": status, "free_since": now})

    async def connected(self, tenant: str, agent: str) -> None:
        """A console of his opened."""
        key = (tenant, agent)
        self.lines[key] = self.lines.get(key, 0) + 1
        if task := self.leaving.pop(key, None):
            task.cancel()
        await self._present(tenant, agent, {"connected": True, "seen_at": self.clock.now()})

    def disconnected(self, tenant: str, agent: str) -> None:
        """A console of his closed; he counts as gone when no other is open, after a moment's grace."""
        key = (tenant, agent)
        self.lines[key] = self.lines.get(key, 1) - 1
        if self.lines[key] <= 0:
            self.lines.pop(key)
            self.leaving[key] = asyncio.create_task(self._leave(*key))

    async def _leave(self, tenant: str, agent: str) -> None:
        await asyncio.sleep(GRACE_S)
        self.leaving.pop((tenant, agent), None)
        await self._present(tenant, agent, {"connected": False})

    async def _present(self, tenant: str, agent: str, changes: dict[str, Any]) -> None:
        await self.db.decide(present, tenant, agent, self.clock.now(), changes)
        frame = encode({"op": "presence", "agent": await self.one(tenant, agent)})
        self.bus.publish(topics.inbox(tenant), 0, frame)
        await self.place(tenant)

    async def one(self, tenant: str, agent: str) -> dict[str, Any]:
        """One agent as colleagues see him."""
        return next((p for p in await self.presence(tenant) if p["agent"] == agent), {"agent": agent})

    async def presence(self, tenant: str) -> list[dict[str, Any]]:
        """All active agents: status, load, capacity, skills."""
        rows = {p.agent: p for p in await store.everyone(self.db, tenant)}
        loads = await self.talks.loads(tenant)
        now = self.clock.now()
        return [
            {
                "agent": a.id, "name": a.name, "title": a.title, "skills": list(a.skills), "capacity": a.capacity,
                "status": shown(rows.get(a.id), now), "load": loads.get(a.id, 0),
            }
            for a in await self.accounts.agents(tenant)
            if a.active
        ]  # fmt: skip

    # The queue

    async def place(self, tenant: str) -> None:
        """Gives those who wait to those who are free, until one of the two runs out."""
        async with self.locks[tenant]:
            queue = await self.talks.waiting(tenant, TOLD)
            if not queue:
                return
            candidates = await self.candidates(tenant)
            left = []
            for talk in queue:
                chosen = choose(candidates, Wish(talk.skill, talk.language, talk.assignee))
                if chosen is None or not await self._give(talk, chosen):
                    left.append(talk)
                    continue
                now = self.clock.now()
                candidates = [replace_load(c, now) if c.id == chosen.id else c for c in candidates]
            await self._tell(tenant, left)

    async def candidates(self, tenant: str) -> list[Candidate]:
        """The agents who are there."""
        now = self.clock.now()
        loads = await self.talks.loads(tenant)
        agents: dict[str, Agent] = {a.id: a for a in await self.accounts.agents(tenant) if a.active}
        found = []
        for row in await store.everyone(self.db, tenant):
            agent = agents.get(row.agent)
            if agent is not None and is_present(row, now):
                found.append(
                    Candidate(
                        agent.id, agent.name, agent.title, tuple(agent.skills), tuple(agent.languages),
                        agent.capacity, loads.get(agent.id, 0), row.free_since,
                    )
                )  # fmt: skip
        return found

    async def _give(self, talk: Conversation, to: Candidate) -> bool:
        head = await self.talks.assign(
            talk.tenant, talk.id, agent=to.id, name=to.name, title=to.title, cause=f"queue:{talk.queued_at}",
            only_queued=True,
        )  # fmt: skip
        if head.assignee != to.id:
            return head.handler != QUEUE
        now = self.clock.now()
        self.served[talk.tenant].append(now)
        await self.db.decide(present, talk.tenant, to.id, now, {"free_since": now})
        log.info("assigned", conversation=talk.id, agent=to.id, waited_ms=now - talk.queued_at)
        return True

    async def _tell(self, tenant: str, queue: list[Conversation]) -> None:
        for i, talk in enumerate(queue):
            topic = topics.contact(tenant, talk.contact)
            if self.bus.listeners(topic):
                value = await self._place_of(talk, i + 1)
                self.bus.publish(topic, 0, encode({"op": "queue", "conversation": talk.id, "queue": value}))

    async def queue_of(self, talk: Conversation | None) -> dict[str, Any] | None:
        """The place of a conversation that waits, else None."""
        if talk is None or talk.handler != QUEUE or talk.status != OPEN:
            return None
        queue = await self.talks.waiting(talk.tenant)
        place = next((i for i, other in enumerate(queue, 1) if other.id == talk.id), len(queue) + 1)
        return await self._place_of(talk, place)

    async def _place_of(self, talk: Conversation, place: int) -> dict[str, Any]:
        online = len(await self.candidates(talk.tenant))
        wait = expected_wait(place, self._gap(talk.tenant), online)
        return {
            "place": place, "ahead": place - 1, "wait_s": wait, "online": online, "team": talk.skill,
            "since": talk.queued_at,
        }  # fmt: skip

    def _gap(self, tenant: str) -> float:
        times = self.served[tenant]
        if len(times) < 2:
            return GAP_MS
        return min(max((times[-1] - times[0]) / (len(times) - 1), 5_000.0), 600_000.0)

    async def freed(self, tenant: str, agent: str) -> None:
        """An agent has one less: he is free from now on, and somebody may be waiting."""
        if agent and not (await self.talks.loads(tenant)).get(agent):
            await self.db.decide(present, tenant, agent, self.clock.now(), {"free_since": self.clock.now()})
        await self.place(tenant)

    # Life

    async def start(self) -> None:
        """Nobody is connected yet; whoever waits is looked at; a heart beats."""
        await self.db.tx(store.forget_connections)
        self.beat = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        """Ends the loops."""
        tasks = [*self.leaving.values(), *([self.beat] if self.beat else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            try:
                now = self.clock.now()
                for tenant, agent in list(self.lines):
                    await self.db.decide(present, tenant, agent, now, {"connected": True, "seen_at": now})
                for tenant in {tenant for tenant, _ in self.lines}:
                    await self.place(tenant)
            except Exception:
                log.exception("heartbeat failed")


def replace_load(candidate: Candidate, now: int) -> Candidate:
    """A candidate who has just been given one more."""
    return replace(candidate, load=candidate.load + 1, free_since=now)


def has_person(talk: Conversation) -> bool:
    """Whether a person answers it now."""
    return talk.handler == AGENT and talk.status == OPEN
