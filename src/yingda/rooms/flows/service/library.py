"""Flow files of packs: `flows/*.yaml` in the folder of each lesson, read once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from yingda.kernel import BadInput, Lesson

from ..model import Flow, compiled


def read(path: Path) -> Flow:
    """One flow file; `BadInput` says what is wrong with it."""
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise BadInput(
            "bad_flow", f"{path.name} 不是正确的 YAML：{error}", f"{path.name} is no YAML: {error}"
        ) from error
    if not isinstance(raw, dict):
        raise BadInput("bad_flow", f"{path.name} 是空的", f"{path.name} is empty")
    return compiled(raw)


def flows_in(folder: Path) -> dict[str, Flow]:
    """The flows of one lesson, by name."""
    found = [read(path) for path in sorted((folder / "flows").glob("*.yaml"))]
    return {flow.name: flow for flow in found}


class Library:
    """Every flow that the installed packs teach, by name."""

    def __init__(self, lessons: Mapping[str, Lesson]) -> None:
        self.lessons = lessons
        self.known: dict[str, dict[str, Flow]] = {}

    def all(self) -> dict[str, Flow]:
        """All of them; packs that came since the last time are read."""
        for name, lesson in self.lessons.items():
            if name not in self.known:
                self.known[name] = flows_in(lesson.folder)
        return {name: flow for flows in self.known.values() for name, flow in flows.items()}

    def get(self, name: str) -> Flow | None:
        """One of them."""
        return self.all().get(name)


Entities = Any
"""What `sense` found: objects or mappings with `kind` and `value`, or a mapping kind -> values."""


def by_kind(entities: Entities) -> dict[str, list[str]]:
    """Entities as kind -> values."""
    if isinstance(entities, Mapping):
        return {str(k): [str(x) for x in v] if isinstance(v, list | tuple) else [str(v)] for k, v in entities.items()}
    out: dict[str, list[str]] = {}
    for entity in entities or ():
        kind = entity.get("kind") if isinstance(entity, Mapping) else getattr(entity, "kind", "")
        value = entity.get("value") if isinstance(entity, Mapping) else getattr(entity, "value", "")
        if kind:
            out.setdefault(str(kind), []).append(str(value))
    return out
