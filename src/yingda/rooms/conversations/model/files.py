"""What a file is, told from its bytes and never from what the sender says of it. Pure."""

import struct
from typing import ClassVar, NamedTuple

from yingda.kernel import BadInput, Row

HEAD_BYTES = 65_536
"""So much of a file is looked at."""
IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp")
"""The types that a browser may show in place; all else is a download."""
OTHERS = {
    "pdf": "application/pdf", "txt": "text/plain", "csv": "text/csv", "md": "text/markdown", "log": "text/plain",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip", "heic": "image/heic", "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg",
    "wav": "audio/wav", "webm": "video/webm", "mp4": "video/mp4", "mov": "video/quicktime",
}  # fmt: skip
FOREIGN = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"mz", b"\x7felf", b"#!")
TYPES = sorted({*IMAGES, *OTHERS.values()})


class Attachment(Row, frozen=True):
    """A file that was taken in; the bytes lie in the blob store under `tenant/id`. `name` is for display only."""

    table: ClassVar[str] = "attachment"
    key: ClassVar[tuple[str, ...]] = ("tenant", "id")

    tenant: str
    id: str
    name: str
    type: str
    size: int
    width: int
    height: int
    at: int
    by_whom: str


class Kind(NamedTuple):
    """Media type, and pixels where it is a picture."""

    type: str
    width: int = 0
    height: int = 0


def jpeg_size(head: bytes) -> tuple[int, int]:
    """Width and height from the first start-of-frame marker (ITU T.81, B.2.2); zeros when it lies beyond `head`."""
    at = 2
    while at + 9 <= len(head):
        if head[at] != 0xFF:
            return 0, 0
        marker, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", head[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return 0, 0


def webp_size(head: bytes) -> tuple[int, int]:
    """Width and height of the three WebP forms (RFC 9649, 2.5-2.7)."""
    form = head[12:16]
    if form == b"VP8X" and len(head) >= 30:
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if form == b"VP8L" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if form == b"VP8 " and len(head) >= 30:
        return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
    return 0, 0


def picture(head: bytes) -> Kind | None:
    """A picture by its first bytes."""
    if head.startswith(b"\x89PNG\r\n\x1a\n") and len(head) >= 24:
        return Kind("image/png", *struct.unpack(">II", head[16:24]))
    if head.startswith(b"\xff\xd8\xff"):
        return Kind("image/jpeg", *jpeg_size(head))
    if head[:6] in (b"GIF87a", b"GIF89a") and len(head) >= 10:
        return Kind("image/gif", *struct.unpack("<HH", head[6:10]))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind("image/webp", *webp_size(head))
    return None


def kind_of(name: str, head: bytes) -> Kind:
    """What may be kept under this name: a picture by its bytes, else one of the listed endings. Web pages, scripts, SVG
    and programs are refused whatever they are called."""
    if found := picture(head):
        return found
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending in OTHERS and not head.lstrip()[:16].lower().startswith(FOREIGN):
        return Kind(OTHERS[ending])
    types = sorted({*OTHERS, "png", "jpg", "gif", "webp"})
    raise BadInput("file_type", "不支持这种文件", "Files of this type are not taken", name=name[:80], types=types)
