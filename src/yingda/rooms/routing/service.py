"""Placing: whoever waits goes to somebody the moment there is one, the oldest first."""

import asyncio
from collections import defaultdict, deque
from typing import Any

import structlog
from msgspec.structs import replace

from yingda.kernel import BadInput, Bus, Changes, Clock, Database, House, Read, topics
from yingda.kernel.socket import encode
from yingda.kernel.timers import both
from yingda.rooms.accounts import Accounts, Agent
from yingda.rooms.conversations import AGENT, OPEN, QUEUE, Conversation, Conversations

from . import store
from .events import AgentStatusChanged
from .model import (
    CHOICES,
    ONLINE,
    Attendance,
    Candidate,
    Presence,
    Wish,
    changed,
    choose,
    expected_wait,
    is_gone,
    is_present,
    shown,
)

log = structlog.get_logger("routing")
GAP_MS = 60_000.0
"""Expected time between two assignments while nothing is known yet."""
TOLD = 200
"""How many of those who wait are looked at, and told their new place, at once."""
MOST = 5_000
"""How far down the queue somebody is looked for whom a free agent suits."""
PASSED = 10_000
"""How many conversations that were passed on are remembered with who passed them on."""
GRACE_S = 15.0
"""A console that is gone no longer than this was only reloading."""
BEAT_S = 30.0
"""How often it is seen to that nobody waits for an agent who is gone."""
LEFT_AT_ONCE = 200


async def present(read: Read, tenant: str, agent: str, now: int, changes: dict[str, Any]) -> Changes:
    """Changes one agent's presence, which begins with the first change."""
    row = await read.get(Presence, tenant, agent)
    after = changed(row or Presence(tenant, agent, ONLINE, False, now, now), now, changes)
    if after == row:
        return Changes()
    told = AgentStatusChanged(tenant=tenant, key=agent, at=now, agent=agent, status=shown(after))
    if row is None:
        return Changes(new=(after,), events=(told,))
    return Changes(changed=(replace(after, version=row.version + 1),), events=(told,))


async def attend(read: Read, tenant: str, agent: str, node: str, now: int) -> Changes:
    """A console of his opened on a node."""
    known = await read.get(Attendance, tenant, agent, node)
    held = await read.get(Presence, tenant, agent)
    if known and held and held.connected:
        return Changes()
    there = await present(read, tenant, agent, now, {"connected": True, "seen_at": now})
    if known:
        return there
    return both(Changes(new=(Attendance(tenant, agent, node, now),)), there)


async def depart(read: Read, tenant: str, agent: str, node: str, now: int) -> Changes:
    """His last console on a node closed, or the node is gone."""
    row = await read.get(Attendance, tenant, agent, node)
    left = Changes(removed=(row,)) if row else Changes()
    if await store.elsewhere(read, tenant, agent, node):
        return left
    return both(left, await present(read, tenant, agent, now, {"connected": False, "seen_at": now}))


async def free_since(read: Read, tenant: str, agent: str, at: int) -> Changes:
    """He got something, or has nothing any more: from now on he waits his turn."""
    row = await read.get(Presence, tenant, agent)
    if row is None or row.free_since >= at:
        return Changes()
    return Changes(changed=(replace(row, free_since=at, version=row.version + 1),))


async def engage(read: Read, talks: Conversations, tenant: str, to: Candidate, now: int) -> Changes | None:
    """He gets one more, in the same commit as the conversation; None when he has no room or is gone. His row is changed
    by everybody who gives him something, so that of two nodes who do at once one decides again and counts again."""
    row = await read.get(Presence, tenant, to.id)
    if row is None or not is_present(row) or await talks.load(read, tenant, to.id) >= to.capacity:
        return None
    return Changes(changed=(replace(row, free_since=max(row.free_since, now), version=row.version + 1),))


class Routing:
    """Presence, queue and assignment."""

    def __init__(self, house: House, accounts: Accounts, talks: Conversations) -> None:
        self.house, self.accounts, self.talks = house, accounts, talks
        self.db: Database = house.db
        self.bus: Bus = house.bus
        self.clock: Clock = house.clock
        self.locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.lines: dict[tuple[str, str], int] = {}
        self.leaving: dict[tuple[str, str], asyncio.Task[None]] = {}
        self.served: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=20))
        self.about_to: set[str] = set()
        self.passed: dict[str, str] = {}
        self.began = self.clock.now()
        self.beat: asyncio.Task[None] | None = None

    # Presence

    async def set_status(self, tenant: str, agent: str, status: str) -> None:
        """What an agent chose: online, busy or away."""
        if status not in CHOICES:
            raise BadInput("unknown_status", "没有这个状态", "There is no such status", choices=list(CHOICES))
        await self.db.decide(present, tenant, agent, self.clock.now(), {"status": status})
        await self._seen(tenant, agent)

    async def connected(self, tenant: str, agent: str) -> None:
        """A console of his opened."""
        key = (tenant, agent)
        self.lines[key] = self.lines.get(key, 0) + 1
        if task := self.leaving.pop(key, None):
            task.cancel()
        await self.db.decide(attend, tenant, agent, self.house.node, self.clock.now())
        await self._seen(tenant, agent)

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
        await self.db.decide(depart, tenant, agent, self.house.node, self.clock.now())
        await self._seen(tenant, agent)

    async def _seen(self, tenant: str, agent: str) -> None:
        await self._show(tenant, agent)
        await self.place(tenant)

    async def lost(self, node: str) -> None:
        """A node is gone, and with it the consoles that were open there."""
        touched: dict[str, None] = {}
        while found := await store.attending(self.db, node, LEFT_AT_ONCE):
            for tenant, agent in found:
                await self.db.decide(depart, tenant, agent, node, self.clock.now())
                await self._show(tenant, agent)
                touched[tenant] = None
        for tenant in touched:
            await self.place(tenant)

    async def redraw(self, tenant: str) -> None:
        """Consoles on this node see all colleagues as they are now."""
        topic = topics.inbox(tenant)
        if self.bus.listeners(topic):
            self.bus.tell(topic, 0, encode({"op": "presences", "agents": await self.presence(tenant)}))

    async def _show(self, tenant: str, *agents: str) -> None:
        """Colleagues see these agents as they are now."""
        if not self.bus.wanted(topics.inbox(tenant)):
            return
        for one in await self.presence(tenant):
            if one["agent"] in agents:
                self.bus.publish(topics.inbox(tenant), 0, encode({"op": "presence", "agent": one}))

    async def presence(self, tenant: str) -> list[dict[str, Any]]:
        """All active agents: status, load, capacity, skills."""
        rows = {p.agent: p for p in await store.everyone(self.db, tenant)}
        loads = await self.talks.loads(tenant)
        return [
            {
                "agent": a.id, "name": a.name, "title": a.title, "skills": list(a.skills), "capacity": a.capacity,
                "status": shown(rows.get(a.id)), "load": loads.get(a.id, 0),
            }
            for a in await self.accounts.agents(tenant)
            if a.active
        ]  # fmt: skip

    # The queue

    async def place(self, tenant: str) -> None:
        """Gives those who wait to those who are free, until one of the two runs out. Those who wait on are told their
        place. When somebody is about to look already, he will see this too: a hundred who come at once are one look."""
        if tenant in self.about_to:
            return
        self.about_to.add(tenant)
        try:
            await asyncio.sleep(0)  # whoever comes in the same moment comes along
            await self.locks[tenant].acquire()
        finally:
            self.about_to.discard(tenant)
        try:
            await self._place(tenant)
        finally:
            self.locks[tenant].release()

    async def _place(self, tenant: str) -> None:
        left: dict[str, Conversation] = {}
        candidates: list[Candidate] | None = None
        limit = TOLD
        while True:
            found = await self.talks.waiting(tenant, limit)
            queue = [t for t in found if t.id not in left]
            if queue and candidates is None:
                candidates = await self.candidates(tenant)
            for talk in queue:
                left |= {} if await self._try(talk, candidates or []) else {talk.id: talk}
            room = any(c.load < c.capacity for c in candidates or [])
            if not room or len(found) < limit or len(left) >= MOST:
                break
            limit = TOLD + len(left) * 5  # these are given, or suit nobody who has room: somebody further down may
        await self._tell(tenant, list(left.values())[:TOLD], candidates or [])

    async def _try(self, talk: Conversation, candidates: list[Candidate]) -> bool:
        """Gives it to somebody, who then has one more in `candidates`; False: it waits on."""
        wish = Wish(talk.skill, talk.language, talk.assignee, self.passed.get(talk.id, ""))
        while any(c.load < c.capacity for c in candidates) and (chosen := choose(candidates, wish)):
            head = await self._give(talk, chosen)
            if head.handler == QUEUE and head.status == OPEN:  # he is full or gone by now: somebody else
                candidates[candidates.index(chosen)] = full(chosen)
                continue
            self.passed.pop(talk.id, None)
            for i, one in enumerate(candidates):
                if head.handler == AGENT and head.assignee == one.id:  # perhaps not the one chosen: he took it himself
                    candidates[i] = replace_load(one, self.clock.now())
            return True
        return False

    async def candidates(self, tenant: str) -> list[Candidate]:
        """The agents who are there."""
        loads = await self.talks.loads(tenant)
        agents: dict[str, Agent] = {a.id: a for a in await self.accounts.agents(tenant) if a.active}
        found = []
        for row in await store.everyone(self.db, tenant):
            agent = agents.get(row.agent)
            if agent is not None and is_present(row):
                found.append(
                    Candidate(
                        agent.id, agent.name, agent.title, tuple(agent.skills), tuple(agent.languages),
                        agent.capacity, loads.get(agent.id, 0), row.free_since,
                    )
                )  # fmt: skip
        return found

    async def _give(self, talk: Conversation, to: Candidate) -> Conversation:
        """The conversation afterwards: with him, unless somebody was quicker."""
        now = self.clock.now()
        head = await self.talks.assign(
            talk.tenant, talk.id, agent=to.id, name=to.name, title=to.title, only_queued=True,
            cause=f"queue:{talk.queued_at}:{talk.version}",  # he may be given it a second time
            along=lambda read: engage(read, self.talks, talk.tenant, to, now),
        )  # fmt: skip
        if head.handler == AGENT and head.assignee == to.id:
            log.info("assigned", conversation=talk.id, agent=to.id, waited_ms=now - talk.queued_at)
        return head

    async def _tell(self, tenant: str, queue: list[Conversation], candidates: list[Candidate]) -> None:
        for place, talk in enumerate(queue, 1):
            topic = topics.contact(tenant, talk.contact)
            if self.bus.wanted(topic):
                value = self._place_of(talk, place, len(candidates))
                self.bus.publish(topic, 0, encode({"op": "queue", "conversation": talk.id, "queue": value}))

    async def queue_of(self, talk: Conversation | None) -> dict[str, Any] | None:
        """The place of a conversation that waits, else None."""
        if talk is None or talk.handler != QUEUE or talk.status != OPEN:
            return None
        online = len(await self.candidates(talk.tenant))
        return self._place_of(talk, await self.talks.ahead(talk) + 1, online)

    def _place_of(self, talk: Conversation, place: int, online: int) -> dict[str, Any]:
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

    def remember(self, talk: str, previous: str) -> None:
        """`previous` had a conversation and passed it on."""
        if previous:
            self.passed[talk] = previous
            while len(self.passed) > PASSED:
                del self.passed[next(iter(self.passed))]

    async def waits(self, tenant: str, talk: str, previous: str) -> None:
        """A conversation waits; `previous` had it and passed it on."""
        self.remember(talk, previous)
        if previous:
            await self.freed(tenant, previous)
        else:
            await self.place(tenant)

    async def moved(self, tenant: str, to: str, previous: str, at: int, *, placed: bool) -> None:
        """An agent has one more: `placed` from here, or one that he took or was handed; another may have one less."""
        if not placed:
            await self.db.decide(free_since, tenant, to, at)
        if previous:
            await self.freed(tenant, previous)
        await self._show(tenant, to)

    async def freed(self, tenant: str, agent: str) -> None:
        """An agent has one less: with none left he is free from now on; and somebody may be waiting."""
        if agent and not (await self.talks.loads(tenant)).get(agent):
            await self.db.decide(free_since, tenant, agent, self.clock.now())
        await self.place(tenant)
        if agent:
            await self._show(tenant, agent)

    async def release(self, tenant: str) -> None:
        """Whoever waits for the answer of an agent who is gone, or no longer works here, waits for anybody."""
        now = self.clock.now()
        holding = await self.talks.loads(tenant)
        if not holding:
            return
        there = {p.agent: p for p in await store.everyone(self.db, tenant)}
        working = {a.id for a in await self.accounts.agents(tenant) if a.active}
        for agent in holding:
            presence = there.get(agent)
            gone = agent not in working or (presence is not None and is_gone(presence, now, self.began))
            for talk in await self.talks.left_alone(tenant, agent, now) if gone else ():
                await self.talks.unassign(tenant, talk, reason="agent_gone", only_from=agent)

    # Life

    async def start(self) -> None:
        """Nobody is connected yet; a heart beats."""
        self.began = self.clock.now()
        if not self.house.node:
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
                for tenant, agent in list(self.lines):  # the others may have given this node up for a while
                    await self.db.decide(attend, tenant, agent, self.house.node, self.clock.now())
                for tenant in await self.accounts.tenants():
                    await self.release(tenant)
                    await self.place(tenant)
            except Exception:
                log.exception("looking after the queues failed")


def full(candidate: Candidate) -> Candidate:
    """A candidate who turned out to have no room."""
    return replace(candidate, load=candidate.capacity)


def replace_load(candidate: Candidate, now: int) -> Candidate:
    """A candidate who has just been given one more."""
    return replace(candidate, load=candidate.load + 1, free_since=now)
