"""pdf to Markdown. Imported by `child` only."""

import io
import re

import pypdf

from .plain import Read, article, generic, refused

PAGES = 1_000


def read(name: str, data: bytes) -> Read:
    """pdf with text; scanned pages have none and are refused."""
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return refused(name, "PDF 有密码保护", "The PDF is protected by a password")
    if len(reader.pages) > PAGES:
        return refused(name, f"页数太多，最多 {PAGES} 页", f"Too many pages: at most {PAGES}")
    texts = [_joined(page.extract_text() or "") for page in reader.pages]
    body = "\n\n".join(text for text in texts if text)
    if len(re.sub(r"\s", "", body)) < 10 * min(len(texts), 3):
        return refused(name, "PDF 里没有文字，可能是扫描件", "There is no text in the PDF: it may be a scan")
    title = str((reader.metadata.title if reader.metadata else "") or "").strip()
    return article(name, body, {} if generic(title) else {"title": title})


def _joined(text: str) -> str:
    """Lines of a page as paragraphs: a line that ends a sentence, or is short, ends its paragraph."""
    out: list[str] = []
    lines = [line.strip() for line in text.replace("\x00", "").split("\n")]
    longest = max((len(line) for line in lines), default=0)
    held = ""
    for line in lines:
        if held and line:
            held += ("" if held[-1] >= "\u3000" or line[0] >= "\u3000" else " ") + line
        else:
            held = held or line
        if not line or re.search(r"[。！？；：.!?:;]$", line) or len(line) < longest * 0.6:
            out.append(held)
            held = ""
    return "\n\n".join(part for part in [*out, held] if part)
