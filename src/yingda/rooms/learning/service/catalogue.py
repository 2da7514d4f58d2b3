"""The catalogue: what the corpora of the packs say that customers of each industry ask. Read once, in a thread."""

import asyncio
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

import yaml

from yingda.kernel import Lesson, NotFound

from ..model import Industry, Offer

LANGUAGES = ("zh", "en")
COMMON = "common"
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Catalogue:
    """The industries of the packs that are installed, and of those whose content lies beside the common one."""

    def __init__(self, lessons: Mapping[str, Lesson]) -> None:
        self.lessons = lessons
        self.held: dict[str, Industry] = {}
        self.one = asyncio.Lock()

    def folders(self) -> dict[str, Path]:
        """The content folders that have a corpus, by pack."""
        found = {name: lesson.folder for name, lesson in self.lessons.items()}
        if COMMON in self.lessons:
            for corpus in sorted(self.lessons[COMMON].folder.parent.parent.glob("*/content/corpus")):
                found.setdefault(corpus.parent.parent.name, corpus.parent)
        return {name: folder for name, folder in sorted(found.items()) if (folder / "about.yaml").is_file()}

    def about(self) -> list[tuple[str, dict[str, str]]]:
        """(pack, title) of every industry, without reading its questions."""
        return [(pack, dict(_read(folder / "about.yaml")["title"])) for pack, folder in self.folders().items()]

    async def industry(self, pack: str) -> Industry:
        """All that one asks; `NotFound`."""
        async with self.one:
            if pack not in self.held:
                folder = self.folders().get(pack)
                if folder is None:
                    raise NotFound("pack_not_found", "没有这个行业", "There is no such industry", pack=pack)
                self.held[pack] = await asyncio.to_thread(read, pack, folder)
        return self.held[pack]


def read(pack: str, folder: Path) -> Industry:
    """The questions in a content folder."""
    about, answers = _read(folder / "about.yaml"), {}
    if (folder / "answers.yaml").is_file():
        answers = _read(folder / "answers.yaml")
    offers = {}
    for file in sorted((folder / "corpus").glob("*.yaml")):
        for entry in _read(file):
            name = str(entry["intent"])
            texts = {language: _lines(entry.get(language)) for language in LANGUAGES if entry.get(language)}
            answer = {language: str(text).strip() for language, text in (answers.get(name) or {}).items()}
            offers[name] = Offer(pack, file.stem, name, dict(entry["title"]), texts, answer, _mark(texts))
    return Industry(pack, dict(about["title"]), {str(k): dict(v) for k, v in about["topics"].items()}, offers)


def _read(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), Loader)  # noqa: S506 - a safe one, the fast one where it is there


def _lines(text: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.strip() for line in str(text).splitlines() if line.strip()))


def _mark(texts: Mapping[str, tuple[str, ...]]) -> str:
    return blake2b(repr(sorted(texts.items())).encode(), digest_size=6).hexdigest()
