"""Which reader for which file, with what limits; and the archives that hold several files."""

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

from ...model import Draft, Refusal
from .plain import Read, comma, markdown, refused
from .process import apart

PLAIN: dict[str, Callable[[str, bytes], Read]] = {
    ".md": markdown, ".markdown": markdown, ".txt": markdown, ".csv": comma, ".tsv": comma,
}  # fmt: skip
APART = {".docx": "docx", ".pdf": "pdf", ".html": "html", ".htm": "html", ".xlsx": "xlsx"}
OLD = {".doc": ".docx", ".xls": ".xlsx", ".wps": ".docx", ".et": ".xlsx"}
FILE_BYTES = 20 * 1_048_576
UNPACKED_BYTES = 200 * 1_048_576
MEMBERS = 2_000


def size_words(size: int) -> str:
    """Bytes for people."""
    return f"{size / 1_048_576:.0f} MB"


def read(name: str, data: bytes, inside: bool = False) -> Read:
    """What the file `name` holds. Blocks: call it in a thread. Never raises for what is in the file."""
    ending = PurePosixPath(name).suffix.lower()
    if wrong := _unfit(name, ending, data):
        return wrong
    if ending in PLAIN:
        return PLAIN[ending](name, data)
    if ending == ".zip" and not inside:
        return archive(name, data)
    return apart(APART[ending], name, data) if ending in APART else _unknown(name, ending)


def _unfit(name: str, ending: str, data: bytes) -> Read | None:
    """What can be refused without reading it."""
    if not data:
        return refused(name, "文件是空的", "The file is empty")
    if len(data) > FILE_BYTES:
        most = size_words(FILE_BYTES)
        return refused(name, f"文件太大，最多 {most}", f"The file is too large: at most {most}")
    return bomb(name, data) if ending in (".docx", ".xlsx") else None


def _unknown(name: str, ending: str) -> Read:
    if ending in OLD:
        return refused(name, f"旧格式，请另存为 {OLD[ending]} 再导入", f"An old format: save it as {OLD[ending]} first")
    known = " ".join([*PLAIN, *APART, ".zip"])
    return refused(name, f"不支持这种文件，可以导入 {known}", f"Files of this kind are not read; these are: {known}")


def bomb(name: str, data: bytes) -> Read | None:
    """A refusal for an archive that is broken, protected, or unpacks to more than anyone could want."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":  # the container of password-protected Office files
        return refused(name, "文件有密码保护，或是旧格式", "It is protected by a password, or of an old format")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            members = file.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return refused(name, "文件已损坏，无法打开", "The file is damaged and cannot be opened")
    total = sum(member.file_size for member in members)
    if len(members) > MEMBERS or total > UNPACKED_BYTES or total > 200 * max(len(data), 20_000):
        return refused(name, "解压后过大，已拒绝", "It unpacks to far too much and was refused")
    return None


def archive(name: str, data: bytes) -> Read:
    """The files of a zip, each by its own reader."""
    if wrong := bomb(name, data):
        return wrong
    drafts: list[Draft] = []
    gone: list[Refusal] = []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for member in file.infolist():
            inner = name_of(member)
            if member.is_dir() or inner.startswith("__MACOSX/") or PurePosixPath(inner).name.startswith("."):
                continue
            found = unpacked(file, member, inner)
            part = found if isinstance(found, Read) else read(inner, found, inside=True)
            drafts += part.drafts
            gone += part.refused
    if not drafts and not gone:
        return refused(name, "压缩包里没有文件", "There are no files in the archive")
    return Read(drafts, gone)


def name_of(member: zipfile.ZipInfo) -> str:
    """The name as its author saw it: Chinese Windows writes GBK without saying so."""
    if not member.flag_bits & 0x800:
        try:
            return member.filename.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return member.filename
    return member.filename


def unpacked(file: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Any:
    """The bytes of a member, never more than a file may have, or a refusal."""
    if member.flag_bits & 1:
        return refused(name, "有密码保护", "It is protected by a password")
    try:
        with file.open(member) as part:
            return part.read(FILE_BYTES + 1)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError):
        return refused(name, "文件已损坏，无法打开", "The file is damaged and cannot be opened")
