"""Logs: one line for each thing that happened, to standard error, for people or as JSON. What libraries log comes out the
same way."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO, cast

import structlog

from yingda.kernel.doing import facts

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}


class StandardError:
    """Standard error, whatever it is when something is written: it may have been exchanged since."""

    def write(self, text: str) -> int:
        """Writes text."""
        return sys.stderr.write(text)

    def flush(self) -> None:
        """Sends it on."""
        sys.stderr.flush()


class Forward(logging.Handler):
    """Hands what a library logged to structlog."""

    def emit(self, record: logging.LogRecord) -> None:
        """One record."""
        log = structlog.get_logger(record.name)
        exc_info = record.exc_info if record.exc_info and record.exc_info[0] else None
        log.log(record.levelno, record.getMessage(), **({"exc_info": exc_info} if exc_info else {}))


def under_way(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Says of every line which operation or reaction it belongs to, with its ids; what the line says itself goes first."""
    for name, value in facts().items():
        line.setdefault(name, value)
    return line


def set_up(level: str = "info", format: str = "console") -> None:
    """Sets the level (`debug`, `info`, `warning`, `error`) and the format (`console`, `json`) of the whole process."""
    last: list[Any]
    if format == "json":
        last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        plain = structlog.dev.plain_traceback
        last = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    structlog.configure(
        processors=[
            under_way,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=format == "json"),
            *last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, StandardError())),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[Forward()], level=max(LEVELS[level], logging.INFO), force=True)
    logging.getLogger("uvicorn.access").disabled = True
    for name in ("uvicorn.error", "httpx2", "httpcore2", "websockets", "pypdf", "trafilatura", "asyncio", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
