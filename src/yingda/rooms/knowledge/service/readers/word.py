"""docx to Markdown. Imported by `child` only."""

import io
import re

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from .plain import Read, article, generic


def read(name: str, data: bytes) -> Read:
    """docx: headings, paragraphs, lists, tables, in order."""
    document = docx.Document(io.BytesIO(data))
    title, lines = "", []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            lines += ["", *_table([[_cell(cell.text) for cell in row.cells] for row in part.rows]), ""]
        elif text := part.text.strip():
            level = _level(part)
            if level == 0:
                title = title or text
            else:
                lines += _paragraph(level, text, part)
    title = title or (document.core_properties.title or "").strip()
    if generic(title):
        title = ""
    return article(name, "\n".join(lines), {"title": title} if title else {})


def _level(part: Paragraph) -> int:
    """0 for a document title, 1-6 for headings, 9 for text."""
    style = ((part.style.name if part.style else "") or "").lower()
    if style in ("title", "标题"):
        return 0
    found = re.match(r"(?:heading|标题)\s*(\d)", style)
    return min(int(found[1]), 6) if found else 9


def _paragraph(level: int, text: str, part: Paragraph) -> list[str]:
    if level < 9:
        return ["", "#" * level + " " + text.replace("\n", " "), ""]
    style = ((part.style.name if part.style else "") or "").lower()
    if "list" in style or "列表" in style or (part._p.pPr is not None and part._p.pPr.numPr is not None):
        return ["- " + text.replace("\n", " ")]
    return ["", text, ""]


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().replace("|", "\\|")


def _table(rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return [lines[0], "|" + " --- |" * width, *lines[1:]]
