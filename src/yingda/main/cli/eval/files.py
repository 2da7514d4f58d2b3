"""Files of examples: CSV with named columns, JSON lines. What is wrong in one is told with its line."""

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from yingda.kernel import BadInput

LARGEST = 500 * 1_048_576


def text_of(path: Path) -> str:
    """The text of a file: UTF-8, with or without a mark at its front. Raises `BadInput` for what cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput("file_too_large", f"{path} 太大，最多 500 MB", f"{path} is too large: at most 500 MB")
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise BadInput("no_file", f"读不到文件 {path}", f"Cannot read {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(
            "not_utf8", f"{path} 不是 UTF-8 文本，请另存为 UTF-8", f"{path} is not UTF-8 text: save it as UTF-8"
        ) from error


def rows(path: Path, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """The values of `columns` in each line of a CSV file with a head. Raises `BadInput` for a missing column, a line
    without one of the values, and a file with no lines."""
    reader = csv.DictReader(io.StringIO(text_of(path)))
    try:
        head = [name.strip().lower() for name in reader.fieldnames or ()]
        reader.fieldnames = head
        if missing := [name for name in columns if name not in head]:
            wanted = ",".join(columns)
            raise BadInput(
                "bad_columns",
                f"{path} 第一行应有这些列：{wanted}；缺 {','.join(missing)}",
                f"The first line of {path} must name the columns {wanted}; missing: {','.join(missing)}",
            )
        found = [tuple(_value(path, reader.line_num, line, name) for name in columns) for line in reader]
    except csv.Error as error:
        raise _bad(path, reader.line_num, "不是正确的 CSV", "is no CSV") from error
    if not found:
        raise BadInput("empty_file", f"{path} 里没有数据", f"{path} has no lines")
    return found


def _value(path: Path, number: int, line: dict[str, Any], name: str) -> str:
    value = str(line.get(name) or "").strip()
    if not value:
        raise _bad(path, number, f"缺少 {name}", f"has no {name}")
    return value


def objects(path: Path, fields: Sequence[str]) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines, each with all of `fields`. Empty lines are passed over."""
    found = list(_objects(path, fields))
    if not found:
        raise BadInput("empty_file", f"{path} 里没有数据", f"{path} has no lines")
    return found


def _objects(path: Path, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            raise _bad(path, number, "不是 JSON", "is no JSON") from error
        if not isinstance(value, dict):
            raise _bad(path, number, "应是 JSON 对象", "is no JSON object")
        for name in fields:
            if value.get(name) in (None, "", []):
                raise _bad(path, number, f"缺少 {name}", f"has no {name}")
        yield value


def _bad(path: Path, number: int, zh: str, en: str) -> BadInput:
    return BadInput("bad_line", f"{path} 第 {number} 行{zh}", f"{path}, line {number} {en}", line=number)
