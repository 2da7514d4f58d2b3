"""xlsx to questions and answers. Imported by `child` only."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl

from .plain import Read, refused, table

SHEETS = 20


def read(name: str, data: bytes) -> Read:
    """xlsx: every sheet a table of questions and answers."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    found = Read([], [])
    for sheet in book.worksheets[:SHEETS]:
        place = name if len(book.worksheets) == 1 else f"{name}:{sheet.title}"
        part = table(place, _rows(sheet))
        if part.drafts or len(book.worksheets) == 1:
            found = Read(found.drafts + part.drafts, found.refused + part.refused)
    if not found.drafts and not found.refused:
        return refused(name, "表格是空的", "The table is empty")
    return found


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    yield from sheet.iter_rows(values_only=True, max_col=40)
