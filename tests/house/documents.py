"""The rules of the documents: what must be described, in both languages, and that what is named is there."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Rule = Callable[[Path], Iterator[str]]
LANGUAGES = ("zh", "en")
LINK = re.compile(r"(?<!\\)!?\[[^\]\n]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
PATH = re.compile(r"^[\w.@{}*-]+(?:/[\w.@{}*-]+)+/?$")
ENDINGS = (".py", ".md", ".mjs", ".ts", ".tsx", ".css", ".yaml", ".html", ".toml", ".json", ".lock")
ROOTS = (
    "",
    "src",
    "src/yingda",
    "src/yingda/rooms",
    "tests",
    "web",
    "docs",
    "docs/guide/zh",
    "docs/guide/en",
    "src/yingda/packs/shop/content",
)
TOPS = ("src/", "tests/", "web/", "docs/", "bench/", "rooms/", "kernel/", "main/", "channels/", "engines/", "packs/")
MAKE = re.compile(r"\bmake ([a-z][a-z0-9]*)\b")
YINGDA = re.compile(r"(?:^|[\s(])yingda ((?:[a-z]+)(?: [a-z]+)?)")


def documents(top: Path) -> list[Path]:
    """All that we write for people."""
    return sorted([*top.glob("*.md"), *(top / "docs").rglob("*.md")])


def undescribed(top: Path, chapter: str, names: Iterable[str]) -> Iterator[str]:
    """Those of `names` that a chapter of the guide does not mention, in Chinese or in English."""
    names = list(names)
    for language in LANGUAGES:
        file = top / "docs" / "guide" / language / chapter
        text = file.read_text("utf-8") if file.exists() else ""
        for name in names:
            if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
                yield f"docs/guide/{language}/{chapter} does not mention {name}"


def untranslated(top: Path) -> Iterator[str]:
    """Chapters that are there in one language only."""
    zh, en = ({f.name for f in (top / "docs" / "guide" / language).glob("*.md")} for language in LANGUAGES)
    for name in sorted(zh ^ en):
        yield f"docs/guide/{'en' if name in zh else 'zh'}/{name} is missing"


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+\s+(.+?)\s*$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", head).lower()).replace(" ", "-") for head in heads}


def dead_links(top: Path) -> Iterator[str]:
    """Links to files or headings that are not there."""
    for file in documents(top):
        for link in LINK.findall(FENCE.sub("", file.read_text("utf-8"))):
            path, _, anchor = link.partition("#")
            if re.match(r"[a-z]+:", link):
                continue
            target = (file.parent / path).resolve() if path else file
            if not target.exists():
                yield f"{file.relative_to(top)}: {link} leads nowhere"
            elif anchor and target.suffix == ".md" and anchor not in anchors(target.read_text("utf-8")):
                yield f"{file.relative_to(top)}: {link}: no such heading"


MADE = ("src/yingda/static", "bench/results.json", "bench/torture.json")
"""What is built and kept out of git: named in documents, not there in a fresh clone."""


def dead_names(top: Path) -> Iterator[str]:
    """Files that are named in `code` and are not there. `{a,b}` and `*` stand for some."""
    for file in documents(top):
        for name in CODE.findall(FENCE.sub("", file.read_text("utf-8"))):
            if name.startswith(MADE):
                continue
            if PATH.match(name) and (name.endswith(ENDINGS) or name.startswith(TOPS)) and not _exists(top, file, name):
                yield f"{file.relative_to(top)}: there is no {name}"


def _exists(top: Path, file: Path, name: str) -> bool:
    name = re.sub(r"\{[^}]*\}", "*", name).rstrip("/")
    homes = [file.parent, *(top / root for root in ROOTS)]
    return any(next(home.glob(name), None) for home in homes if home.is_dir())


def wrong_commands(top: Path, verbs: Iterable[str], commands: Iterable[str]) -> Iterator[str]:
    """`make …` and `yingda …` that do not exist, wherever a document shows them as code."""
    verbs, commands = set(verbs), set(commands)
    groups = {command.split()[0] for command in commands}
    for file in documents(top):
        text = file.read_text("utf-8")
        shown = "\n".join([*FENCE.findall(text), *CODE.findall(FENCE.sub("", text))])
        for verb in MAKE.findall(shown):
            if verb not in verbs:
                yield f"{file.relative_to(top)}: make {verb}"
        for words in YINGDA.findall(shown):
            first, _, second = words.partition(" ")
            both = f"{first} {second}"
            if first not in groups or (first not in commands and both not in commands):
                yield f"{file.relative_to(top)}: yingda {words}"


def make_verbs(makefile: Path) -> list[str]:
    """The targets of a Makefile that `make help` lists."""
    return re.findall(r"^([a-z0-9]+):.*## ", makefile.read_text("utf-8"), re.M)


def command_names(app: Any, before: str = "") -> list[str]:
    """All commands of a typer application, those in groups with the group's name."""
    own = [before + (one.name or one.callback.__name__) for one in app.registered_commands]
    groups = [command_names(one.typer_instance, f"{before}{one.name} ") for one in app.registered_groups]
    return own + [name for group in groups for name in group]
