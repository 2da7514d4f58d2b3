"""Copying a database, seen from the terminal."""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from yingda.main import copying, schema

from .words import err, say


def carry(source: str, target: str, words: str) -> Mapping[str, copying.Sum]:
    """Copies with a bar of rows: each is written once and compared once."""

    async def go() -> Mapping[str, copying.Sum]:
        with bar(words, 2 * await copying.total(source)) as step:
            return await copying.copy(source, target, step)

    return asyncio.run(go())


@contextmanager
def bar(words: str, total: int) -> Iterator[copying.Step]:
    """A bar of rows on the terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(words, total=total)
        yield lambda table, rows: progress.update(task, advance=rows, description=f"{words} {table}")


def snapshot(source: str, target: Path, folders: Mapping[str, Path]) -> None:
    """All of a database as an SQLite file of the same revisions: one consistent state, while others go on working."""
    schema.upgrade(target, folders, schema.current(source))
    carry(source, f"sqlite:///{target}", say("读取数据库", "Reading the database"))
