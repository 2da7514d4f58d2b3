"""Reading a source tree: files, their syntax trees and their imports. The rules of the house take the root of a tree,
so that each can be shown to bite on a small planted one."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).resolve().parents[2]
SRC = TOP / "src"

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Import(NamedTuple):
    """One import: where it stands and what it names, absolute. `names` are empty for `import x`."""

    line: int
    module: str
    names: tuple[str, ...]
    function: str
    """The function it stands in; empty at the top of a file."""


@cache
def _parse(text: str) -> ast.Module:
    return ast.parse(text)


def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return _parse(file.read_text("utf-8"))


def files(root: Path, under: str = "yingda") -> list[Path]:
    """All Python files below `root/under`, sorted; the built front end is not ours to judge."""
    return sorted(f for f in (root / under).rglob("*.py") if "static" not in f.relative_to(root).parts)


def module(root: Path, file: Path) -> str:
    """`src/yingda/kernel/ids.py` -> `yingda.kernel.ids`; a package is called by its folder."""
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(root: Path, file: Path) -> Iterator[Import]:
    """Every import of a file, relative ones made absolute."""
    here = module(root, file).split(".")
    if file.name != "__init__.py":
        here = here[:-1]
    yield from _imports(parsed(file), here, "")


def _imports(node: ast.AST, here: list[str], function: str) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for name in child.names:
                yield Import(child.lineno, name.name, (), function)
        elif isinstance(child, ast.ImportFrom):
            base = here[: len(here) - child.level + 1] if child.level else []
            full = ".".join([*base, *([child.module] if child.module else [])])
            yield Import(child.lineno, full, tuple(n.name for n in child.names), function)
        else:
            inner = child.name if isinstance(child, Function) and not function else function
            yield from _imports(child, here, inner)


def functions(file: Path) -> Iterator[Function]:
    """Every function and method of a file, nested ones too."""
    return (node for node in ast.walk(parsed(file)) if isinstance(node, Function))


def prose(tree: ast.Module) -> set[int]:
    """Ids of the nodes that are docstrings or loose strings (words about an attribute): text, never SQL."""
    return {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}


def strings(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string that is not prose; of an f-string, its fixed parts with `?` for the rest."""
    tree = parsed(file)
    skip = prose(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [str(v.value) if isinstance(v, ast.Constant) else "?" for v in node.values]
            skip.update(id(v) for v in node.values)
            yield node.lineno, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
            yield node.lineno, node.value
