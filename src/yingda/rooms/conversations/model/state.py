"""How a conversation changes hands and ends: queue, agent, bot, resolved. Pure, like `rules`."""

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import Changes, Clash

from ..events import (
    ConversationAssigned,
    ConversationLeftQueue,
    ConversationQueued,
    ConversationRated,
    ConversationReopened,
    ConversationResolved,
    ConversationReturned,
)
from .rows import AGENT, BOT, OPEN, QUEUE, RESOLVED, SNOOZED, Conversation
from .rules import NOTHING, head_events, note, with_events


class Act(Struct, frozen=True):
    """When, by whom and why something is done. `ids` are fresh entry ids; `cause` makes a second run harmless."""

    at: int
    ids: tuple[str, ...]
    cause: str
    by: str = ""
    by_name: str = ""


def facts(talk: Conversation, act: Act) -> dict[str, Any]:
    """What every fact about a conversation says."""
    return {"tenant": talk.tenant, "key": talk.id, "at": act.at, "contact": talk.contact, "inbox": talk.inbox}


def awake(talk: Conversation) -> Conversation:
    """What was put aside is taken up by whatever is done with it."""
    return replace(talk, status=OPEN, snoozed_until=0) if talk.status == SNOOZED else talk


def hand_over(talk: Conversation, act: Act, reason: str, skill: str, summary: dict[str, Any], priority: int) -> Changes:
    """To the queue. Nothing to do when a person has it already, or will."""
    if talk.status != OPEN or talk.handler != BOT:
        return NOTHING
    after = replace(
        talk, handler=QUEUE, queued_at=act.at, waiting_since=talk.waiting_since or act.at, skill=skill or talk.skill,
        priority=max(priority, talk.priority), updated_at=act.at, unread=max(talk.unread, 1),
    )  # fmt: skip
    lines = [
        note("queued", f"{act.cause}:queued", act.cause, reason=reason),
        note("handed_over", f"{act.cause}:summary", act.cause, staff=True, reason=reason, summary=summary),
    ]
    told = ConversationQueued(reason=reason, skill=after.skill, language=talk.language, **facts(talk, act))
    return with_events(talk, after, lines, act.at, act.ids, [told])


def leave_queue(talk: Conversation, act: Act) -> Changes:
    """The visitor no longer waits: the bot has him again."""
    if talk.handler != QUEUE:
        return NOTHING
    after = replace(talk, handler=BOT, queued_at=0, waiting_since=0, turns_failed=0, unread=0)
    lines = [note("left_queue", f"{act.cause}:left", act.cause, waited_ms=act.at - talk.queued_at)]
    return with_events(talk, after, lines, act.at, act.ids, [ConversationLeftQueue(**facts(talk, act))])


def assign(
    talk: Conversation, act: Act, agent: str, name: str, title: str, *, only_queued: bool = False,
    seen: str | None = None,
) -> Changes:  # fmt: skip
    """To an agent. `only_queued`: routing may take it only while it still waits, and otherwise does nothing. `seen`: who
    had it when this was decided; nobody takes from a colleague what he believes to be free."""
    if only_queued and (talk.handler != QUEUE or talk.status != OPEN):
        return NOTHING
    if talk.status == RESOLVED:
        raise Clash("conversation_resolved", "会话已经结束，请先重新打开", "It is resolved: reopen it first")
    if talk.handler == AGENT and talk.assignee == agent and talk.status == OPEN:
        return NOTHING
    if seen is not None and talk.handler == AGENT and talk.assignee not in ("", seen):
        other = talk.assignee_name
        raise Clash("taken_meanwhile", f"{other}刚刚接手了这个会话", f"{other} has just taken it", agent=talk.assignee)
    waited = act.at - talk.queued_at if talk.queued_at else 0
    after = replace(
        awake(talk),
        handler=AGENT,
        assignee=agent,
        assignee_name=name,
        assignee_title=title,
        queued_at=0,
        updated_at=act.at,
    )
    who = {"id": agent, "name": name, "title": title}
    by = {"id": act.by, "name": act.by_name}
    event = "taken" if act.by == agent else "assigned"
    lines = [note(event, f"{act.cause}:assigned:{agent}", act.cause, agent=who, by=by, waited_ms=waited)]
    told = ConversationAssigned(agent=agent, by=act.by, previous=talk.assignee, waited_ms=waited, **facts(talk, act))
    return with_events(talk, after, lines, act.at, act.ids, [told])


def unassign(talk: Conversation, act: Act, skill: str, *, reason: str = "transferred", only_from: str = "") -> Changes:
    """Back to the queue, for somebody with `skill`. What waits already and is to go to another skill keeps its place.
    `only_from`: only while this agent has it and its visitor waits for his answer."""
    if only_from and (talk.handler != AGENT or talk.assignee != only_from or not talk.waiting_since):
        return NOTHING
    if talk.status == RESOLVED:
        if only_from:
            return NOTHING
        raise Clash("conversation_resolved", "会话已经结束，请先重新打开", "It is resolved: reopen it first")
    if talk.handler == QUEUE and skill in ("", talk.skill) and talk.status == OPEN:
        return NOTHING
    after = replace(
        awake(talk), handler=QUEUE, assignee="", assignee_name="", assignee_title="", skill=skill or talk.skill,
        queued_at=talk.queued_at or (talk.waiting_since if only_from else act.at),
        waiting_since=talk.waiting_since or act.at, updated_at=act.at,
    )  # fmt: skip
    lines = [note("queued", f"{act.cause}:unassigned", act.cause, reason=reason, by={"name": act.by_name})]
    told = ConversationQueued(
        reason=reason, skill=after.skill, language=talk.language, previous=talk.assignee, **facts(talk, act)
    )
    return with_events(talk, after, lines, act.at, act.ids, [told])


def take_back(talk: Conversation, act: Act) -> Changes:
    """A person gives it back to the bot."""
    if talk.status == RESOLVED:
        raise Clash("conversation_resolved", "会话已经结束，请先重新打开", "It is resolved: reopen it first")
    if talk.handler == BOT:
        return NOTHING
    after = replace(
        awake(talk), handler=BOT, assignee="", assignee_name="", assignee_title="", queued_at=0, waiting_since=0,
        turns_failed=0, unread=0, updated_at=act.at,
    )  # fmt: skip
    lines = [note("returned", f"{act.cause}:returned", act.cause, by={"id": act.by, "name": act.by_name})]
    told = ConversationReturned(previous=talk.assignee, **facts(talk, act))
    return with_events(talk, after, lines, act.at, act.ids, [told])


def resolve(talk: Conversation, act: Act) -> Changes:
    """It is done. Asks the visitor how it was (the panel does, on seeing this)."""
    if talk.status == RESOLVED:
        return NOTHING
    after = replace(
        talk, status=RESOLVED, resolved_at=act.at, waiting_since=0, queued_at=0, unread=0, staff_read=talk.seq,
        updated_at=act.at, snoozed_until=0,
    )  # fmt: skip
    took = act.at - talk.opened_at
    lines = [note("resolved", f"{act.cause}:resolved", act.cause, by={"id": act.by, "name": act.by_name}, took_ms=took)]
    told = ConversationResolved(agent=talk.assignee, by=act.by, **facts(talk, act))
    return with_events(talk, after, lines, act.at, act.ids, [told])


def reopen(talk: Conversation, act: Act, other_open: bool, title: str = "") -> Changes:
    """It goes on: with the agent who reopens it. `other_open`: its visitor has another open one in this inbox."""
    if talk.status != RESOLVED:
        return NOTHING
    if other_open:
        raise Clash(
            "other_open", "这位客户在这个收件箱已有进行中的会话", "This customer has another open conversation here"
        )
    after = replace(talk, status=OPEN, resolved_at=0, updated_at=act.at, score=0, handler=AGENT)
    if act.by and act.by != talk.assignee:
        after = replace(after, assignee=act.by, assignee_name=act.by_name, assignee_title=title)
    lines = [note("reopened", f"{act.cause}:reopened", act.cause, by={"id": act.by, "name": act.by_name})]
    told = ConversationReopened(agent=after.assignee, by=act.by, **facts(talk, act))
    return with_events(talk, after, lines, act.at, act.ids, [told])


def rate(talk: Conversation, act: Act, score: int, solved: bool | None, tags: tuple[str, ...], comment: str) -> Changes:
    """What the visitor thinks of it. He may say it again; the last word counts."""
    after = replace(talk, score=score or talk.score)
    line = note("rated", f"{act.cause}:rated", act.cause, score=score, solved=solved, tags=list(tags), comment=comment)
    told = ConversationRated(
        agent=talk.assignee, score=score, solved=solved, tags=tags, comment=comment, **facts(talk, act)
    )
    return with_events(talk, after, [line], act.at, act.ids, [told])


def step(talk: Conversation, after: Conversation, at: int, *, state: bool) -> Changes:
    """A head that changed without an entry."""
    if after == talk:
        return NOTHING
    after = replace(after, version=talk.version + 1)
    return Changes(changed=(after,), events=head_events(after, at, state=state))


def visitor_marks(talk: Conversation, seq: int, at: int, *, seen: bool) -> Changes:
    """The visitor has received, or read, all up to `seq`. Marks only move forward."""
    seq = min(seq, talk.seq)
    after = replace(talk, visitor_got=max(talk.visitor_got, seq))
    if seen:
        unread = 0 if seq >= talk.seq else talk.visitor_unread
        after = replace(after, visitor_read=max(talk.visitor_read, seq), visitor_unread=unread)
    return step(talk, after, at, state=seen)


def staff_marks(talk: Conversation, seq: int, at: int, *, seen: bool) -> Changes:
    """All up to `seq` has reached a screen of staff, or was read there."""
    seq = min(seq, talk.seq)
    after = replace(talk, staff_got=max(talk.staff_got, seq))
    if seen:
        unread = 0 if seq >= talk.seq else talk.unread
        after = replace(after, staff_read=max(talk.staff_read, seq), unread=unread)
    return step(talk, after, at, state=True)


def feel(
    talk: Conversation, at: int, emotion: str, intensity: float, risk: str, *, failed: int | None, priority: int
) -> Changes:
    """How the visitor feels, as it is understood; a risk once seen stays. `failed` counts unanswered turns in a row."""
    after = replace(
        talk, emotion=emotion, intensity=round(intensity, 3), risk=risk or talk.risk,
        priority=max(talk.priority, priority), turns_failed=talk.turns_failed if failed is None else failed,
    )  # fmt: skip
    return step(talk, after, at, state=False)


def tag(talk: Conversation, tags: list[str], at: int) -> Changes:
    """Other tags."""
    return step(talk, replace(talk, tags=tags), at, state=False)


def belong(talk: Conversation, contact: str, title: str, at: int) -> Changes:
    """To this contact, by this name."""
    return step(talk, replace(talk, contact=contact, title=title), at, state=True)
