"""Words on the terminal: in the language of the environment, tables that line up with wide characters, errors in red."""

import os
import sys
from collections.abc import Sequence
from functools import cache
from typing import NoReturn

from rich.console import Console
from rich.table import Table
from rich.text import Text

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


@cache
def language() -> str:
    """`zh-CN` or `en`: what LC_ALL, LC_MESSAGES or LANG asks for; Chinese where they say nothing."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    name = asked.split(".")[0].lower()
    return "zh-CN" if name in ("", "c", "posix") or name.startswith("zh") else "en"


def say(zh: str, en: str) -> str:
    """The one of the two that the person at the terminal reads."""
    return zh if language() == "zh-CN" else en


def fail(words: str) -> NoReturn:
    """Says what is wrong, and ends with exit code 1."""
    for i, line in enumerate(words.splitlines()):
        err.print(Text(("✗ " if i == 0 else "  ") + line, style="red"))
    sys.exit(1)


def done(zh: str, en: str) -> None:
    """Says that something was done."""
    out.print(Text("✓ " + say(zh, en), style="green"))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table."""
    made = Table(box=None, pad_edge=False, header_style="dim")
    for name in head:
        made.add_column(name, overflow="fold")
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    out.print(made)
