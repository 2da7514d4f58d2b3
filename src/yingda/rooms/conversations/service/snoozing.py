"""Conversations that are put aside, and come back by a timer."""

from yingda.kernel import Changes, Clock, Database, NotFound, Read, Timer, TimerDue, new_id, timers
from yingda.kernel.timers import both

from ..model import snooze, state
from ..model.rows import Conversation


async def put_aside(read: Read, tenant: str, id: str, act: state.Act, until: int) -> Changes:
    """The conversation and its timer, in one commit."""
    talk = await read.get(Conversation, tenant, id)
    if talk is None:
        raise NotFound("conversation_not_found", "没有这个会话", "There is no such conversation")
    changes = snooze.snooze(talk, act, until)
    timer = Timer(tenant, snooze.TIMER, id, until, act.at, act.cause, {"until": until})
    clock = timers.put(read, timer) if until else timers.cut(read, tenant, snooze.TIMER, id)
    return both(changes, await clock)


async def wake_up(read: Read, tenant: str, id: str, act: state.Act, until: int | None) -> Changes:
    """Back again; nothing when it is awake, gone, or sleeps until another time by now."""
    talk = await read.get(Conversation, tenant, id)
    return snooze.wake(talk, act, until) if talk else Changes()


class Snoozing:
    """Base of `Conversations`."""

    db: Database
    clock: Clock

    async def snooze(self, tenant: str, id: str, until: int, *, by: str = "", by_name: str = "") -> Conversation:
        """Aside until `until` (ms since 1970), or with 0 until its visitor writes; the answer is the head afterwards.
        `BadInput` for a time that is not in the coming year, `Clash` when it is resolved or the bot has it."""
        await self.db.decide(put_aside, tenant, id, self._moment(new_id(), by, by_name), until)
        return await self._head(tenant, id)

    async def wake(self, tenant: str, id: str, *, by: str = "", by_name: str = "") -> Conversation:
        """Back before its time; the answer is the head afterwards."""
        await self.db.decide(wake_up, tenant, id, self._moment(new_id(), by, by_name), None)
        return await self._head(tenant, id)

    async def due(self, event: TimerDue) -> None:
        """Its time has come."""
        act = self._moment(event.id)
        await self.db.decide(wake_up, event.tenant, event.key, act, int(event.body.get("until", 0)))

    def _moment(self, cause: str, by: str = "", by_name: str = "") -> state.Act:
        return state.Act(self.clock.now(), (new_id(), new_id(), new_id()), cause, by, by_name)

    async def _head(self, tenant: str, id: str) -> Conversation:
        talk = await self.db.get(Conversation, tenant, id)
        if talk is None:
            raise NotFound("conversation_not_found", "没有这个会话", "There is no such conversation")
        return talk
