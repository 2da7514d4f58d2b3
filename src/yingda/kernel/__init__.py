"""The ground floor: words that everybody shares. Imports nothing of ours."""

from . import limits, timers, topics
from .claims import Claim, Claims
from .clock import Clock, SystemClock
from .doing import doing
from .envelope import (
    FileRef,
    Hello,
    Inbound,
    Kept,
    Outbound,
    Page,
    Rating,
    Reception,
    Visitor,
    Welcome,
)
from .errors import (
    BadInput,
    Clash,
    Forbidden,
    NotFound,
    NotSignedIn,
    TooLarge,
    TooMany,
    Unavailable,
    YingdaError,
)
from .event import PASS, Event, NodeLost, frame, passing, revive
from .extension import Extension, House, Lesson, Personal, Tool, ToolCall
from .hub import Hub
from .ids import id_at, is_id, new_id, new_secret
from .measure import Histogram, Measure, Measured, counter, gauge
from .order import Order, Rest
from .pages import own_form, page_policy
from .people import KEY, MACHINE, NOBODY, PUBLIC, SELF, VISITOR, Principal
from .ports import Blobs, Bus, Channel, Database, Fetch, Fetched, Read, Sink, Streamed, Tx
from .rows import Calls, Changes, Plan, Reaction, Row, Told, plan, told
from .socket import Line, Op, Ops
from .text import clean, clean_line, cut, is_chinese, pick
from .timers import Timer, TimerDue

__all__ = [
    "KEY",
    "MACHINE",
    "NOBODY",
    "PASS",
    "PUBLIC",
    "SELF",
    "VISITOR",
    "BadInput",
    "Blobs",
    "Bus",
    "Calls",
    "Changes",
    "Channel",
    "Claim",
    "Claims",
    "Clash",
    "Clock",
    "Database",
    "Event",
    "Extension",
    "Fetch",
    "Fetched",
    "FileRef",
    "Forbidden",
    "Hello",
    "Histogram",
    "House",
    "Hub",
    "Inbound",
    "Kept",
    "Lesson",
    "Line",
    "Measure",
    "Measured",
    "NodeLost",
    "NotFound",
    "NotSignedIn",
    "Op",
    "Ops",
    "Order",
    "Outbound",
    "Page",
    "Personal",
    "Plan",
    "Principal",
    "Rating",
    "Reaction",
    "Read",
    "Reception",
    "Rest",
    "Row",
    "Sink",
    "Streamed",
    "SystemClock",
    "Timer",
    "TimerDue",
    "Told",
    "TooLarge",
    "TooMany",
    "Tool",
    "ToolCall",
    "Tx",
    "Unavailable",
    "Visitor",
    "Welcome",
    "YingdaError",
    "clean",
    "clean_line",
    "counter",
    "cut",
    "doing",
    "frame",
    "gauge",
    "id_at",
    "is_chinese",
    "is_id",
    "limits",
    "new_id",
    "new_secret",
    "own_form",
    "page_policy",
    "passing",
    "pick",
    "plan",
    "revive",
    "timers",
    "told",
    "topics",
]  # fmt: skip
