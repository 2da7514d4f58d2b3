"""What errors of PostgreSQL and of the way to it mean."""

from typing import Any

import asyncpg

from yingda.kernel import BadInput, Clash, Unavailable

GONE = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InternalClientError,
)
"""The connection is gone, or there was none (a timeout is an `OSError` too)."""
RACES = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError, asyncpg.LockNotAvailableError)
UNWELL = ("25006", "53", "57", "58", "F0", "XX")
"""Beginnings of codes that speak of the server, not of the work: read-only, no space, cancelled, I/O, internal."""
UNWRITABLE = (
    asyncpg.CharacterNotInRepertoireError,
    asyncpg.UntranslatableCharacterError,
    UnicodeEncodeError,
)


class Away(ConnectionError):
    """There is no connection to be had: nothing was sent."""


class Conflict(Exception):
    """A row is no longer as it was read, or somebody holds it: decide again."""


class Taken(Conflict):
    """Somebody has this unique key. `mark` names the constraint and the values, when they are known."""

    def __init__(self, constraint: str, detail: str) -> None:
        super().__init__(constraint)
        self.mark = (constraint, detail)


class Lost(Conflict):
    """A chain of `size` decisions lost. `mark` says why, if it would lose in the same way again."""

    def __init__(self, mark: Any, size: int) -> None:
        super().__init__("a chain lost")
        self.mark, self.size = mark, size


class Again(Exception):
    """Another decision of the chain stood in the way: decide again, with at most `room` in one chain."""

    def __init__(self, room: int = 1 << 20) -> None:
        super().__init__()
        self.room = max(room, 1)


class Undone(Exception):
    """It was not kept, because the connection was lost: decide again when there is one."""


def gone(error: BaseException) -> bool:
    """Whether the connection was lost: what was under way may have been done or not."""
    if isinstance(error, asyncpg.InterfaceError):
        return not isinstance(error, asyncpg.DataError | asyncpg.UnsupportedClientFeatureError)
    return isinstance(error, GONE)


def meant(error: Exception) -> Exception:
    """What an error of one statement means to who asked for it. Nothing of it was kept."""
    if isinstance(error, asyncpg.UniqueViolationError):
        return Taken(error.constraint_name or "", error.detail or "")
    if isinstance(error, RACES):
        return Conflict(str(error))
    if isinstance(error, UNWRITABLE) or (
        isinstance(error, asyncpg.DataError) and isinstance(error.__cause__, UnicodeEncodeError)
    ):
        zh = "文字里有不能保存的字符（空字符或残缺的代理字符）"
        return BadInput("unwritable", zh, "The text holds a character that cannot be kept (NUL or half a surrogate)")
    if isinstance(error, asyncpg.PostgresError) and (error.sqlstate or "").startswith(UNWELL):
        return Unavailable()
    return error


def clash() -> Clash:
    """It lost for good."""
    return Clash("changed", "内容刚刚被别人改动了，请刷新后再试", "This has just been changed by somebody else")
