"""The glossary as a table that people keep in a spreadsheet."""

import csv
import io

from yingda.kernel import BadInput, TooLarge, YingdaError

from .term import ALIAS, FORBIDDEN, MOST, PREFERRED, Draft, checked

COLUMNS = ("kind", "word", "means", "unless", "language", "note")
CHARS = 1_000_000
NAMES = {
    "kind": "kind", "类型": "kind", "word": "word", "词": "word", "词语": "word", "means": "means", "含义": "means",
    "替换为": "means", "unless": "unless", "例外": "unless", "language": "language", "语言": "language",
    "note": "note", "备注": "note",
}  # fmt: skip
KINDS = {
    "alias": ALIAS, "别名": ALIAS, "forbidden": FORBIDDEN, "禁用": FORBIDDEN, "禁用词": FORBIDDEN,
    "preferred": PREFERRED, "推荐": PREFERRED, "推荐用语": PREFERRED,
}  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t")
"""How a cell begins that a spreadsheet would compute; it is written behind an apostrophe."""
WRONG = 50


def written(drafts: list[Draft]) -> str:
    """All entries as CSV, with a first line of names; exceptions are divided by |."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in drafts:
        row = (one.kind, one.word, one.means, "|".join(one.unless), one.language, one.note)
        table.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
    return "\ufeff" + out.getvalue()


def read(text: str) -> tuple[list[Draft], list[tuple[int, str, str]]]:
    """The entries of a CSV, and (line, why in Chinese, why in English) of what cannot be taken. The first line names the
    columns, in Chinese or English. `BadInput` when it does not, `TooLarge` beyond a million characters."""
    if len(text) > CHARS:
        raise TooLarge("text_too_long", "文件太大", "The file is too large", limit=CHARS)
    table = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    try:
        head = [NAMES.get(name.strip().lower(), "") for name in next(table, [])]
        if "kind" not in head or "word" not in head:
            zh, en = "第一行要有列名：类型、词、含义", "The first line must name the columns: kind, word, means"
            raise BadInput("bad_csv", zh, en, known=COLUMNS)
        taken, wrong = [], []
        for cells in table:
            if not any(cell.strip() for cell in cells):
                continue
            try:
                taken.append(checked(_draft(dict(zip(head, cells, strict=False)))))
            except YingdaError as error:
                wrong.append((table.line_num, error.zh, error.en))
            if len(taken) > MOST or len(wrong) > WRONG:
                break
    except csv.Error as error:
        raise BadInput("bad_csv", "这不是可以读的 CSV", "This is no CSV that can be read") from error
    return taken, wrong


def _draft(cells: dict[str, str]) -> Draft:
    said = {name: _bare(cell.strip()) for name, cell in cells.items() if name}
    kind = said.get("kind", "").lower()
    unless = tuple(one.strip() for one in said.get("unless", "").split("|") if one.strip())
    return Draft(
        KINDS.get(kind, kind), said.get("word", ""), said.get("means", ""), unless,
        said.get("language", "").lower()[:2], said.get("note", ""),
    )  # fmt: skip


def _bare(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA) else cell
