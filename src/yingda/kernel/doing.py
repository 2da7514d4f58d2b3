"""What is under way: noted as it is, taken apart only when something is logged. One assignment for each operation of a
socket and for each reaction; a task that they start inherits it."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any

from .event import Event
from .ids import is_id

doing: ContextVar[tuple[str, Any, Any]] = ContextVar("doing")
"""What it is called (an operation, a reaction), what it is about (the frame or the event), and whose session asks."""


def facts() -> Mapping[str, str]:
    """What a line of the log says about what is under way: names and ids, never what somebody said. Nothing when nothing
    is under way."""
    found = doing.get(None)
    if found is None:
        return {}
    name, about, session = found
    told = {"doing": name, **(_of_event(about) if isinstance(about, Event) else _of_frame(about, session))}
    return {key: value for key, value in told.items() if value}


def _of_event(event: Event) -> dict[str, str]:
    named = "conversation" if hasattr(event, "inbox") else "key"
    return {"tenant": event.tenant, named: event.key, "cause": event.id}


def _of_frame(frame: Any, session: Any) -> dict[str, str]:
    """A session knows its `visitor` or, at the desk, `who` it is."""
    visitor, agent = getattr(session, "visitor", None), getattr(session, "who", None)
    conversation = getattr(frame, "conversation", "")
    return {
        "tenant": getattr(visitor or agent, "tenant", ""),
        "contact": getattr(visitor, "contact", ""),
        "agent": getattr(agent, "id", ""),
        "conversation": conversation if is_id(conversation) else "",  # a client may send anything
    }
