"""Formats that need no library: Markdown with front matter, plain text, and tables of questions and answers."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import yaml
from msgspec.structs import replace

from yingda.kernel import YingdaError, is_chinese

from ...model import Content, Draft, Refusal, plain, slug_of

FRONT = re.compile(r"\A---[ \t]*\n(.{0,16000}?)\n---[ \t]*(?:\n|\Z)", re.S)
TITLE = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)")
GENERIC = re.compile(r"(microsoft word|untitled|document\d*$|文档\d*$|word document|powerpoint)", re.I)
ROWS = 5_000
DAY_MS = 86_400_000
csv.field_size_limit(200_000)

COLUMNS = {
    "question": "question questions q title 问题 标准问题 标准问 问 标题 question(s) 用户问题",
    "similar": "similar phrasing phrasings variants 相似问题 相似问 扩展问 相似问法 问法 其他问法 同义问",
    "answer": "answer answers a reply body content 答案 回答 答 回复 内容 标准答案",
    "category": "category group topic 分类 类别 类目 目录",
    "tags": "tags tag keywords 标签 关键词",
    "language": "language lang 语言",
    "slug": "slug id key 编号 标识",
    "audience": "audience 可见范围 受众",
}
HEADERS = {name: field for field, names in COLUMNS.items() for name in names.split()}


class Read(NamedTuple):
    """What one file gave."""

    drafts: list[Draft]
    refused: list[Refusal]


def refused(name: str, zh: str, en: str) -> Read:
    """Nothing but one refusal."""
    return Read([], [Refusal(name, zh, en)])


class _Plain(yaml.SafeLoader):
    """YAML without aliases: a few lines of them can stand for gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read here")
        return super().compose_node(parent, index)


def decode(data: bytes) -> str | None:
    """Text in UTF-8 (with or without mark), UTF-16 with mark, or GB18030; None for what is no text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: Sequence[str] = ("utf-16",)
    elif b"\x00" in data:
        return None
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or _believable(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return None


def _believable(text: str) -> bool:
    """Nearly any bytes are some GB18030; real text has common characters and no private or control ones."""
    odd = sum(1 for c in text if "\ue000" <= c <= "\uf8ff" or (c < " " and c not in "\n\r\t") or c > "\uffff")
    return odd * 50 < len(text) and is_chinese(text)


def language_of(name: str, text: str) -> str:
    """From a folder called zh, zh-CN, en …, or an ending like `.en.md`; else by what the text is written in."""
    path = PurePosixPath(name)
    marks = [*path.parts[:-1], *(s.lstrip(".") for s in path.suffixes[:-1])]
    for mark in reversed(marks):
        if re.fullmatch(r"(zh|en|ja|ko|fr|de|es|it|pt|ru)([-_](cn|hans|hant|tw|hk|us|gb))?", mark.lower()):
            return "zh-CN" if mark.lower().startswith("zh") else mark.lower()[:2]
    han = sum(1 for c in text if "\u3400" <= c <= "\u9fff")
    return "zh-CN" if han * 8 > len(re.sub(r"\s", "", text)) else "en"


def _texts(value: Any) -> tuple[str, ...]:
    """A list, or one text with items on lines or between `|`, `;`."""
    if isinstance(value, str):
        value = re.split(r"[\n|;；]+", value)
    if not isinstance(value, Iterable):
        return ()
    return tuple(text for item in value if (text := str(item).strip()))


def stem_of(name: str) -> str:
    """The file name without folders and endings (language ending included)."""
    base = PurePosixPath(name).name
    base = re.sub(r"\.\w{1,5}$", "", base)
    return re.sub(r"\.(zh|en)([-_]\w+)?$", "", base, flags=re.I)


def markdown(name: str, data: bytes) -> Read:
    """One article: front matter (`title category questions tags audience slug language review_at valid_from valid_until`),
    else the first heading or the file's name as title. Dates are days in UTC, the last one included, or full times."""
    text = decode(data)
    if text is None:
        return refused(name, "不是文本文件，或编码无法识别（请用 UTF-8 或 GBK）", "Not text, or not in UTF-8 or GBK")
    front: dict[str, Any] = {}
    if found := FRONT.match(text):
        try:
            read = yaml.load(found[1], _Plain)  # noqa: S506 - a SafeLoader
        except yaml.YAMLError as error:
            where = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
            return refused(name, f"开头的属性第 {where} 行写错了", f"The front matter is wrong in line {where}")
        front = read if isinstance(read, dict) else {}
        text = text[found.end() :]
    return article(name, text, front)


def article(name: str, body: str, front: dict[str, Any]) -> Read:
    """A draft from a Markdown body and what is known about it."""
    body = body.strip()
    title = str(front.get("title") or "").strip()
    if found := TITLE.match(body):
        if not title or plain(found[1]) == title:
            body = body[found.end() :].strip()
        title = title or plain(found[1])
    if not plain(body):
        return refused(name, "没有正文", "There is no text in it")
    title = title or stem_of(name)
    content = Content(
        title=title[:120],
        body=body,
        category=str(front.get("category") or ""),
        questions=_texts(front.get("questions") or ()),
        tags=_texts(front.get("tags") or ()),
        audience=str(front.get("audience") or "public"),
        review_at=moment(front.get("review_at")),
        valid_from=moment(front.get("valid_from")),
        valid_until=moment(front.get("valid_until"), 1),
    )
    slug = slug_of(str(front.get("slug") or stem_of(name))) or slug_of(title)
    language = str(front.get("language") or language_of(name, title + body))
    return checked(Draft(name, slug, content, language))


def moment(said: Any, days: int = 0) -> int:
    """A date (its beginning in UTC, `days` later) or a time of the front matter, in ms; 0 for anything else."""
    if isinstance(said, datetime):
        return int((said if said.tzinfo else said.replace(tzinfo=UTC)).timestamp() * 1000)
    if isinstance(said, date):
        return int(datetime(said.year, said.month, said.day, tzinfo=UTC).timestamp() * 1000) + days * DAY_MS
    return 0


def generic(title: str) -> bool:
    """Whether a title is only what a program puts there."""
    return not title or bool(GENERIC.match(title))


def checked(draft: Draft) -> Read:
    """The draft with clean content, or why it cannot be taken."""
    if not draft.slug:
        return refused(draft.name, "没有标题，也没有可用的文件名", "It has neither a title nor a usable name")
    try:
        return Read([replace(draft, content=draft.content.checked())], [])
    except YingdaError as error:
        return refused(draft.name, error.zh, error.en)


def table(name: str, rows: Iterable[Sequence[Any]]) -> Read:
    """Questions and answers: a row is an article. The first row names the columns, in any order, in zh or en; without
    such a row the first column is the question and the second the answer."""
    drafts: dict[tuple[str, str], Draft] = {}
    gone: list[Refusal] = []
    columns: dict[str, list[int]] = {}
    for number, row in enumerate(rows, 1):
        cells = ["" if cell is None else str(cell).strip() for cell in row]
        if not any(cells):
            continue
        if not columns:
            columns, named = _columns(cells)
            if named:
                continue
        if number > ROWS:
            gone.append(Refusal(name, f"超过 {ROWS} 行，其余没有导入", f"More than {ROWS} rows: the rest was left out"))
            break
        taken = _row(f"{name}#{number}", name, cells, columns)
        gone += taken.refused
        for draft in taken.drafts:
            key = draft.slug, draft.language
            if key in drafts:
                first = drafts[key].name.rpartition("#")[2]
                gone.append(Refusal(draft.name, f"与第 {first} 行问题相同", f"The same question as row {first}"))
            else:
                drafts[key] = draft
    if not drafts and not gone:
        return refused(name, "表格是空的", "The table is empty")
    return Read(list(drafts.values()), gone)


def _columns(cells: list[str]) -> tuple[dict[str, list[int]], bool]:
    """Where each field stands, and whether this row names them."""
    found: dict[str, list[int]] = {}
    for i, cell in enumerate(cells):
        label = re.sub(r"[\s（(].*$|\d+$|[*＊:：]", "", cell.lower().strip()) or cell.lower()
        if field := HEADERS.get(label):
            found.setdefault(field, []).append(i)
    if "question" in found and "answer" in found:
        return found, True
    return {"question": [0], "answer": [1], "category": [2]}, False


def _row(place: str, file: str, cells: list[str], columns: dict[str, list[int]]) -> Read:
    def cell(field: str) -> str:
        return "\n".join(cells[i] for i in columns.get(field, ()) if i < len(cells) and cells[i])

    questions = _texts(cell("question")) + _texts(cell("similar"))
    answer = cell("answer")
    if not questions or not answer:
        missing = ("问题", "question") if not questions else ("答案", "answer")
        return refused(place, f"缺少{missing[0]}", f"There is no {missing[1]}")
    slug = slug_of(cell("slug")) or f"faq-{sha256(questions[0].encode()).hexdigest()[:10]}"
    content = Content(
        title=questions[0][:120], body=answer, category=cell("category"), questions=questions,
        tags=_texts(cell("tags").replace(",", "|").replace("，", "|")), audience=cell("audience") or "public",
    )  # fmt: skip
    return checked(Draft(place, slug, content, cell("language") or language_of(file, questions[0] + answer)))


def comma(name: str, data: bytes) -> Read:
    """CSV (or with tabs or semicolons) in UTF-8 or GBK."""
    text = decode(data)
    if text is None:
        return refused(name, "不是文本文件，或编码无法识别（请用 UTF-8 或 GBK）", "Not text, or not in UTF-8 or GBK")
    head = text.split("\n", 1)[0]
    mark = max(",\t;", key=head.count)
    try:
        return table(name, csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error as error:
        return refused(name, f"表格格式有误：{error}", f"The table is not well formed: {error}")
