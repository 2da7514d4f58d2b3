"""A flow file as text: read with the line of every part, and written so that what did not change keeps its very words.

`opened` reads; `written` writes values into the text they came from: comments, order and anchors of every step, slot and
dialogue that stays as it was are kept. What it writes reads back as the same values, or the whole file is written afresh.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml
from msgspec import Struct
from msgspec.structs import replace
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.representer import SafeRepresenter

from yingda.kernel import BadInput

from .check import Problem, problems, shaped
from .flow import Flow

LONGEST = 100_000
NODES = 20_000
Path = tuple[str | int, ...]
STEP = re.compile(r"([\w-]+)|\[(\d+|\.\.\.)\]")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML's plain values; a date stays text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Plain(SafeRepresenter):
    """Nothing is written as an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


class Opened(Struct, frozen=True):
    """A flow file that was read. `flow` is None when its values are no flow; `problems` tells why, and what else."""

    text: str
    raw: dict[str, Any]
    flow: Flow | None
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Nothing is wrong with it."""
        return self.flow is not None and all(problem.hint for problem in self.problems)


def opened(text: str, tools: Iterable[str] | None = None) -> Opened:
    """Reads a file; what is wrong with it is told with its line, never raised. `tools` as for `problems`."""
    try:
        node, raw = _values(text)
    except Wrong as wrong:
        return Opened(text, {}, None, (wrong.problem,))
    flow = shaped(raw)
    if isinstance(flow, Problem):
        path = tuple(int(n) if n else key for key, n in STEP.findall(flow.where) if n != "...")
        return Opened(text, raw, None, (replace(flow, where=_named(raw, path), line=_line(node, path)),))
    found = problems(flow, None if tools is None else set(tools))
    return Opened(text, raw, flow, tuple(replace(p, line=_line(node, _path(raw, p.where))) for p in found))


def line_of(text: str, *path: str | int) -> int:
    """The line, from 1, of the part at `path` in a file that can be read."""
    return _line(_values(text)[0], path)


def written(raw: Mapping[str, Any], before: str = "") -> str:
    """The values as a file, in the words of `before` wherever they are the same there."""
    afresh = _dump(dict(raw))
    try:
        node, old = _values(before)
        text = _patched(dict(raw), before, node, old)
        return text if _values(text)[1] == raw else afresh
    except Wrong:
        return afresh


class Wrong(Exception):
    """A text is no file of values."""

    def __init__(self, zh: str, en: str, line: int = 0) -> None:
        self.problem = Problem("", zh, en, line=line)


def values(text: str) -> dict[str, Any]:
    """The values of a file; `BadInput` says why there are none."""
    try:
        return _values(text)[1]
    except Wrong as wrong:
        told = wrong.problem
        raise BadInput("bad_flow", told.zh, told.en, line=told.line) from wrong


# reading


def _values(text: str) -> tuple[MappingNode, dict[str, Any]]:
    if len(text) > LONGEST:
        raise Wrong(f"文件太长，最多 {LONGEST} 个字符", f"the file is too long, at most {LONGEST} characters")
    loader: Any = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if not isinstance(node, MappingNode):
            raise Wrong("文件是空的，或者不是一个流程", "the file is empty, or no flow", 1)
        _weigh(node, {}, ())
        raw = loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = str(getattr(error, "problem", "") or error)
        raise Wrong(f"不是正确的 YAML：{said}", f"no YAML: {said}", mark.line + 1 if mark else 0) from error
    except (RecursionError, ValueError, TypeError) as error:
        raise Wrong("文件太深，或有不认识的值", "the file is nested too deeply, or has a value that is none") from error
    finally:
        if loader is not None:
            loader.dispose()
    return node, raw


def _weigh(node: Node, known: dict[int, int], above: tuple[int, ...]) -> int:
    """How many values a part stands for, aliases counted each time; refuses what is endless, huge or says a key twice."""
    if id(node) in above:
        raise Wrong("文件里有指向自己的引用", "an alias leads into itself", node.start_mark.line + 1)
    if id(node) not in known:
        inside: list[Node] = []
        if isinstance(node, SequenceNode):
            inside = list(node.value)
        elif isinstance(node, MappingNode):
            seen = set[str]()
            for key, value in node.value:
                name = str(key.value)
                if name in seen and name != "<<":
                    raise Wrong(f"{name} 写了两次", f"{name} is written twice", key.start_mark.line + 1)
                seen.add(name)
                inside += [key, value]
        known[id(node)] = 1 + sum(_weigh(one, known, (*above, id(node))) for one in inside)
        if known[id(node)] > NODES:
            raise Wrong("文件展开后太大", "the file is too large when its aliases are followed")
    return known[id(node)]


def _child(node: Node, part: str | int) -> tuple[Node, int] | None:
    """A part of a node, and its line."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if str(key.value) == str(part):
                return value, key.start_mark.line
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part].start_mark.line
    return None


def _line(node: Node, path: Path) -> int:
    line = node.start_mark.line
    for part in path:
        found = _child(node, part)
        if found is None:
            break
        node, line = found
    return line + 1


def _path(raw: Mapping[str, Any], where: str) -> Path:
    """The path of values to a place as problems name it."""
    part, _, name = where.partition(".")
    if part == "steps" and name:
        ids = [step.get("id") for step in raw["steps"]]
        return part, len(ids) - 1 - ids[::-1].index(name) if name in ids else 0
    return (part, int(name)) if name.isdigit() else (part, name) if name else (part,)


def _named(raw: Any, path: Path) -> str:
    """A place named as problems name it, where a step can be told by its id."""
    if len(path) > 1 and path[0] == "steps" and isinstance(path[1], int):
        step = raw["steps"][path[1]]
        if isinstance(step, dict) and isinstance(step.get("id"), str):
            return f"steps.{step['id']}"
        return f"steps.{path[1]}"
    return ".".join(str(part) for part in path[:2])


# writing


class _Slice(NamedTuple):
    """The lines of one part: where they begin, where they end, and how far they are indented."""

    start: int
    end: int
    column: int


def _dump(value: Any, column: int = 0) -> str:
    """A value, each of its parts on a line of its own."""
    node: Any = _Plain(default_flow_style=None, sort_keys=False).represent_data(value)  # type: ignore[arg-type]
    node.flow_style = False
    said = str(yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=120))
    return "".join(" " * column + line if line.strip() else line for line in said.splitlines(keepends=True))


def _slices(lines: list[str], nodes: list[Node], end: int, *, dash: bool) -> list[_Slice] | None:
    """The lines of each of some nodes, comments above it included (those above the first belong to the
    whole); None when they do not stand on lines of their own."""
    starts = list[int]()
    for node in nodes:
        line, column = node.start_mark.line, node.start_mark.column
        before = lines[line][:column]
        if before.strip() != ("-" if dash else "") or (starts and line < starts[-1]):
            return None
        while starts and (not lines[line - 1].strip() or lines[line - 1].lstrip().startswith("#")):
            line -= 1
        starts.append(line)
    columns = [lines[node.start_mark.line].index("-") if dash else node.start_mark.column for node in nodes]
    ends = [*starts[1:], end]
    return [_Slice(*one) for one in zip(starts, ends, columns, strict=True)]


def _patched(raw: dict[str, Any], before: str, node: MappingNode, old: dict[str, Any]) -> str:
    lines = before.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    keys = [key for key, _ in node.value]
    found = None if node.flow_style else _slices(lines, keys, len(lines), dash=False)
    if found is None or not all(isinstance(key, ScalarNode) for key in keys):
        return _dump(raw)
    parts = {str(key.value): (place, value) for (key, value), place in zip(node.value, found, strict=True)}
    said = "".join(lines[: found[0].start]) if found else ""
    for name, value in raw.items():
        place, inner = parts.get(name, (None, None))
        if place is None or inner is None:
            said += _dump({name: value})
        elif value == old[name]:
            said += "".join(lines[place.start : place.end])
        else:
            said += _part(name, value, lines, place, inner, old[name])
    return said


def _part(name: str, value: Any, lines: list[str], place: _Slice, node: Node, old: Any) -> str:
    """A changed part: of a list or a table, what is the same inside keeps its lines."""
    listed = isinstance(node, SequenceNode) and isinstance(value, list) and isinstance(old, list)
    table = isinstance(node, MappingNode) and isinstance(value, dict) and isinstance(old, dict)
    if not (listed or table) or getattr(node, "flow_style", True) or not value:
        return _dump({name: value})
    nodes = list(node.value) if listed else [key for key, _ in node.value]
    found = _slices(lines, nodes, place.end, dash=listed)
    if not found or len(found) != len(old):
        return _dump({name: value})
    kept = list(zip(old if listed else list(old.items()), found, strict=True))
    said = "".join(lines[place.start : found[0].start])
    for item in value if listed else value.items():
        same = next((slice for one, slice in kept if one == item), None)
        said += (
            "".join(lines[same.start : same.end])
            if same
            else _dump([item] if listed else dict([item]), found[0].column)
        )
    return said
