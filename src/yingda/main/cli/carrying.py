"""Copying a database and its files, seen from the terminal."""

import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn

from yingda.kernel import Blobs
from yingda.main import copying, filing, schema

from .words import err, say

COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())


def carry(source: str, target: str, words: str) -> Mapping[str, copying.Sum]:
    """Copies with a bar of rows: each is written once and compared once."""

    async def go() -> Mapping[str, copying.Sum]:
        with bar(words, 2 * await copying.total(source)) as step:
            return await copying.copy(source, target, step)

    return asyncio.run(go())


def carry_files(source: Blobs, target: Blobs, words: str) -> filing.Filed:
    """Copies every file, with a bar; each is read back and compared. What is there already is not sent again."""
    with progress_of(COLUMNS) as progress:
        task = progress.add_task(words, total=None)
        return asyncio.run(
            filing.copy(source, target, lambda done, total: progress.update(task, completed=done, total=total))
        )


def progress_of(columns: Sequence[ProgressColumn]) -> Progress:
    """Bars on a terminal that somebody looks at."""
    return Progress(*columns, console=err, transient=True, disable=not sys.stderr.isatty())


@contextmanager
def bar(words: str, total: int) -> Iterator[copying.Step]:
    """A bar of rows on the terminal."""
    with progress_of(COLUMNS) as progress:
        task = progress.add_task(words, total=total)
        yield lambda table, rows: progress.update(task, advance=rows, description=f"{words} {table}")


def snapshot(source: str, target: Path, folders: Mapping[str, Path]) -> None:
    """All of a database as an SQLite file of the same revisions: one consistent state, while others go on working."""
    schema.upgrade(target, folders, schema.current(source))
    carry(source, f"sqlite:///{target}", say("读取数据库", "Reading the database"))
