"""What is imported is declared, what is declared is imported: the core stays as light as it can be."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.house import tree

MODULES = {"argon2-cffi": "argon2", "markdown-it-py": "markdown_it", "python-docx": "docx", "pyyaml": "yaml"}
"""Where a distribution's module is called otherwise than itself."""
BY_NAME = {
    "httptools": "uvicorn loads it: http='httptools'",
    "tzdata": "zoneinfo reads it where the system has no time zones",
    "uvloop": "loaded by name, for there is none on Windows",
}
"""Declared and not imported, with the reason."""


def declared(top: Path) -> set[str]:
    """The modules of the declared dependencies."""
    project = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))["project"]
    return _modules(project["dependencies"])


def extra(top: Path) -> set[str]:
    """The modules of the extras: whoever imports one is himself imported only when its engine is chosen."""
    extras = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))["project"].get("optional-dependencies", {})
    return _modules(line for lines in extras.values() for line in lines)


def _modules(lines: Iterable[str]) -> set[str]:
    names = {re.split(r"[^\w-]", line)[0].lower() for line in lines}
    return {MODULES.get(name, name) for name in names}


def imported(root: Path) -> set[str]:
    """The top names of everything foreign that is imported."""
    found = {one.module.split(".")[0] for file in tree.files(root) for one in tree.imports(root, file)}
    return found - set(sys.stdlib_module_names) - {"yingda"}


def differences(here: Iterable[str], there: Iterable[str], by_name: Iterable[str]) -> Iterator[str]:
    """What is only on one side: imported `here`, declared `there`."""
    here, there = set(here), set(there)
    yield from (f"{name} is imported and not declared" for name in sorted(here - there))
    yield from (f"{name} is declared and not imported" for name in sorted(there - here - set(by_name)))


def test_dependencies() -> None:
    light = declared(tree.TOP)
    assert not list(differences(imported(tree.SRC) - (extra(tree.TOP) - light), light, BY_NAME))


def test_the_house_opens_without_the_extras() -> None:
    """Nothing that every start imports needs an extra."""
    hidden = sorted(extra(tree.TOP) - declared(tree.TOP))
    command = (
        "import sys\n"
        f"sys.modules.update(dict.fromkeys({hidden!r}))\n"
        "import yingda.main.build, yingda.main.schema, yingda.main.copying, yingda.main.web\n"
    )
    done = subprocess.run([sys.executable, "-c", command], env={"PYTHONPATH": str(tree.SRC)}, check=False)
    assert done.returncode == 0


def test_no_lock_names_a_host() -> None:
    for lock in tree.TOP.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        assert "://" not in text, lock
        assert "--hash=sha256:" in text, lock


def test_differences_bite() -> None:
    assert list(differences({"a", "b"}, {"b", "c", "d"}, {"d"})) == [
        "a is imported and not declared",
        "c is declared and not imported",
    ]
