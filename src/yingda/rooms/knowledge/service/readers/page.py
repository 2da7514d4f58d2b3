"""HTML to Markdown. Imported by `child` only."""

import re
from typing import Any

import trafilatura
from trafilatura.settings import use_config

from .plain import Read, article, decode, refused, stem_of

CONFIG = use_config()
for name in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
    CONFIG.set("DEFAULT", name, "20")  # a Chinese page says in 60 characters what takes 250 in English


def read(name: str, data: bytes) -> Read:
    """HTML: the main text without menus and advertisements."""
    text = decode(data)
    source: Any = text if text is not None else data
    body = trafilatura.extract(
        source, output_format="markdown", include_tables=True, include_links=False, include_comments=False,
        favor_recall=True, with_metadata=False, config=CONFIG,
    )  # fmt: skip
    if not body:
        return refused(name, "页面里没有找到正文", "No text was found on the page")
    about = trafilatura.extract_metadata(source)
    title = re.split(r"\s+[|\-–—_]\s+", (about.title if about else "") or "")[0].strip()
    return article(name, body, {"title": title or stem_of(name)})
