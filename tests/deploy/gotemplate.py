"""Renders the part of Helm's templates that our chart uses, so that the chart can be looked at where there is no helm.
What it does not know it refuses: a template that this renders is plain enough for helm, not the other way round."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

TOKEN = re.compile(r"(\{\{-?\s*.*?\s*-?\}\})", re.S)
WORD = re.compile(r'"(?:[^"\\]|\\.)*"|\(|\)|\||[^\s()|]+')
Node = tuple[str, str, list[Any], list[Any]]


def trimmed(text: str) -> list[str]:
    """Texts and actions by turns, white space taken away where an action says so."""
    parts = TOKEN.split(text)
    for i in range(1, len(parts), 2):
        if parts[i].startswith("{{-"):
            parts[i - 1] = parts[i - 1].rstrip()
        if parts[i].endswith("-}}"):
            parts[i + 1] = parts[i + 1].lstrip()
    return parts


def parse(text: str) -> list[Any]:
    """A tree: texts, and (kind, expression, inner, otherwise)."""
    stack: list[list[Any]] = [[]]
    open_: list[Node] = []
    for i, part in enumerate(trimmed(text)):
        if not i % 2:
            stack[-1].append(part)
            continue
        action = re.sub(r"^\{\{-?\s*|\s*-?\}\}$", "", part)
        word, _, rest = action.partition(" ")
        if word in ("if", "with", "range", "define"):
            node: Node = (word, rest, [], [])
            stack[-1].append(node)
            open_.append(node)
            stack.append(node[2])
        elif word == "else":
            assert not rest, f"not known: {action}"
            stack[-1] = open_[-1][3]
        elif word == "end":
            open_.pop()
            stack.pop()
        else:
            stack[-1].append(("say", action, [], []))
    assert not open_, "an action without its end"
    return stack[0]


class Chart:
    """A chart with values."""

    def __init__(self, folder: Path, values: dict[str, Any], release: str = "shop") -> None:
        self.folder = folder
        meta = yaml.safe_load((folder / "Chart.yaml").read_text("utf-8"))
        default = yaml.safe_load((folder / "values.yaml").read_text("utf-8"))
        self.top = {
            "Values": merged(default, values),
            "Chart": {key[0].upper() + key[1:]: value for key, value in meta.items()},
            "Release": {"Name": release, "Service": "Helm", "Namespace": "default"},
            "Template": {"BasePath": "templates"},
        }
        self.defined: dict[str, list[Any]] = {}
        for file in folder.glob("templates/*.tpl"):
            self._run(parse(file.read_text("utf-8")), self.top, {})

    def render(self) -> list[dict[str, Any]]:
        """All objects of the chart."""
        texts = [self.file(file.name) for file in sorted(self.folder.glob("templates/*.yaml"))]
        return [found for text in texts for found in yaml.safe_load_all(text) if found]

    def file(self, name: str) -> str:
        """One template."""
        return self._run(parse((self.folder / "templates" / name).read_text("utf-8")), self.top, {})

    def _run(self, tree: list[Any], dot: Any, names: dict[str, Any]) -> str:
        out = []
        for node in tree:
            if isinstance(node, str):
                out.append(node)
                continue
            kind, words, inner, otherwise = node
            if kind == "define":
                self.defined[json.loads(words)] = inner
            elif kind == "say":
                out.append(spelt(self._value(words, dot, names)))
            elif kind == "range":
                (key, one), source = (n.strip() for n in words.split(":=")[0].split(",")), words.split(":=")[1].strip()
                for name, value in sorted(self._value(source, dot, names).items()):
                    out.append(self._run(inner, dot, {**names, key: name, one: value}))
            else:
                value = self._value(words, dot, names)
                out.append(self._run(inner if value else otherwise, value if kind == "with" and value else dot, names))
        return "".join(out)

    def _value(self, words: str, dot: Any, names: dict[str, Any]) -> Any:
        tokens = WORD.findall(words)
        value = self._pipe(tokens, dot, names)
        assert not tokens, f"not known: {words}"
        return value

    def _pipe(self, tokens: list[str], dot: Any, names: dict[str, Any]) -> Any:
        value: list[Any] = []
        while True:
            args = []
            while tokens and tokens[0] not in ("|", ")"):
                args.append(self._atom(tokens, dot, names))
            args += value
            value = [args[0](*args[1:]) if callable(args[0]) else args[0]]
            if not tokens or tokens.pop(0) == ")":
                return value[0]

    def _atom(self, tokens: list[str], dot: Any, names: dict[str, Any]) -> Any:
        word = tokens.pop(0)
        if word == "(":
            return self._pipe(tokens, dot, names)
        if word.startswith('"'):
            return json.loads(word)
        if word.isdigit():
            return int(word)
        if word == ".Files.Get":
            return lambda name: (self.folder / name).read_text("utf-8")
        if word.startswith(("$", ".")):
            head, *path = word.split(".")
            found = names.get(head, self.top if head == "$" else dot)
            for step in path:
                found = found[step] if step else found
            return found
        return self._function(word)

    def _function(self, name: str) -> Callable[..., Any]:
        def include(template: str, dot: Any) -> str:
            return (
                self._run(self.defined[template], dot, {})
                if template in self.defined
                else self.file(Path(template).name)
            )

        def required(words: str, value: Any) -> Any:
            if not value:
                raise ValueError(words)
            return value

        known: dict[str, Callable[..., Any]] = {
            "include": include, "required": required, "quote": lambda v: json.dumps(spelt(v), ensure_ascii=False),
            "nindent": lambda n, v: "\n" + "\n".join(" " * n + line if line else "" for line in v.splitlines()),
            "toYaml": lambda v: yaml.safe_dump(v, allow_unicode=True).rstrip(), "upper": str.upper,
            "default": lambda other, v: v or other, "not": lambda v: not v, "print": lambda *v: "".join(map(str, v)),
            "printf": lambda form, *v: form % v, "sha256sum": lambda v: hashlib.sha256(v.encode()).hexdigest(),
        }  # fmt: skip
        return known[name]


def spelt(value: Any) -> str:
    """As Go spells it."""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def merged(below: Any, above: Any) -> Any:
    """`above` laid over `below`, as helm does it."""
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    return {**below, **{key: merged(below.get(key), value) for key, value in above.items()}}
