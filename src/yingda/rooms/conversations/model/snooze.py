"""Putting a conversation aside: until a time, or until its visitor writes again. Pure."""

from msgspec.structs import replace

from yingda.kernel import BadInput, Changes, Clash

from ..events import ConversationSnoozed, ConversationWoken
from .rows import AGENT, BOT, OPEN, RESOLVED, SNOOZED, Conversation
from .rules import NOTHING, note, with_events
from .state import Act, facts

LONGEST_MS = 366 * 86_400_000
TIMER = "conversations.wake"


def snooze(talk: Conversation, act: Act, until: int) -> Changes:
    """Aside until `until` (ms), or with 0 until its visitor writes."""
    if until and not act.at < until <= act.at + LONGEST_MS:
        raise BadInput(
            "bad_time", "时间应在一年之内的将来", "This must be a time within the coming year", field="until"
        )
    if talk.status == RESOLVED:
        raise Clash("conversation_resolved", "会话已经结束，请先重新打开", "It is resolved: reopen it first")
    if talk.handler == BOT:
        raise Clash("bot_has_it", "机器人正在处理，请先接手", "The bot has it: take it first")
    after = replace(talk, status=SNOOZED, snoozed_until=until, unread=0, waiting_since=0, updated_at=act.at)
    by = {"id": act.by, "name": act.by_name}
    line = note("snoozed", f"{act.cause}:snoozed", act.cause, staff=True, by=by, until=until)
    told = ConversationSnoozed(agent=talk.assignee, by=act.by, until=until, **facts(talk, act))
    return with_events(talk, after, [line], act.at, act.ids, [told])


def wake(talk: Conversation, act: Act, until: int | None = None) -> Changes:
    """It is there again: with whoever had it, or in the queue. `until`: only if it sleeps until then."""
    if talk.status != SNOOZED or until not in (None, talk.snoozed_until):
        return NOTHING
    waiting = talk.waiting_since or (act.at if talk.handler == AGENT else talk.queued_at)
    after = replace(
        talk, status=OPEN, snoozed_until=0, unread=max(talk.unread, 1), waiting_since=waiting, updated_at=act.at
    )
    by = {"id": act.by, "name": act.by_name}
    line = note("woken", f"{act.cause}:woken", act.cause, staff=True, by=by)
    told = ConversationWoken(agent=talk.assignee, by=act.by, **facts(talk, act))
    return with_events(talk, after, [line], act.at, act.ids, [told])
