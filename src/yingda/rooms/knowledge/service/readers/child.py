"""The other process: reads one docx, pdf, HTML or xlsx file, or pages of a site, from its input and writes drafts as JSON.

Never imported by the server. Limits itself before it looks at the file.
"""

import os
import resource
import sys
from importlib import import_module

from msgspec import json

from .plain import refused

MODULES = {"docx": "word", "pdf": "pdf", "html": "page", "xlsx": "sheets"}

MEMORY_BYTES = 2_000_000_000
CPU_SECONDS = 50


def main() -> None:
    """`python -m … <kind> <name>`"""
    out = os.dup(1)
    os.dup2(2, 1)  # what a library prints is not our answer
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    kind, name = sys.argv[1:3]
    if kind == "pages":
        _pages(out)
        return
    try:
        reader = import_module(f".{MODULES[kind]}", __package__)
        found = reader.read(name, sys.stdin.buffer.read())
    except MemoryError:
        found = refused(name, "内容过于复杂，已拒绝", "It is too complex and was refused")
    except Exception as error:  # noqa: BLE001 - whatever a library raises on a hostile file, it is a refusal
        print(f"{kind}: {error!r}", file=sys.stderr)  # noqa: T201
        found = refused(name, "文件已损坏，无法读取", "The file is damaged and cannot be read")
    with os.fdopen(out, "wb") as answer:
        answer.write(json.encode({"drafts": found.drafts, "refused": found.refused}))


def _pages(out: int) -> None:
    """Whatever a library raises here ends the process: who asked reads the pages one by one then."""
    pages = import_module(".pages", __package__)
    with os.fdopen(out, "wb") as answer:
        answer.write(json.encode(pages.read_many(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
