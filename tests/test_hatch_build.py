"""The build of the front end: what makes it run, and which Node it takes. No Node is started here."""

import os
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).resolve().parents[1] / "hatch_build.py"


@pytest.fixture
def builder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script, over a small front end of its own, with commands noted instead of run."""
    spec = spec_from_file_location("hatch_build", FILE)
    assert spec
    assert spec.loader
    made = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "hatch_build", made)
    spec.loader.exec_module(made)
    for name, path in {"WEB": "web", "STATIC": "static", "STAMP": "static/.built", "OWN_NODE": ".node"}.items():
        monkeypatch.setattr(made, name, tmp_path / path)
    (tmp_path / "web" / "node_modules").mkdir(parents=True)
    (tmp_path / "web" / "package.json").write_text('{"scripts": {"build": "x", "check": "x"}}')
    (tmp_path / "web" / "package-lock.json").write_text("{}")
    (tmp_path / "web" / "main.ts").write_text("1")
    made.ran = []
    monkeypatch.setattr(made, "run", lambda node, *words: made.ran.append(words))
    monkeypatch.setattr(made, "system_node", lambda: made.Node("node", ("npm",)))
    return made


def built(builder: ModuleType) -> bool:
    """Whether building now does anything."""
    builder.ran.clear()
    assert builder.main([]) == 0
    return ("run", "--silent", "build") in builder.ran


def test_builds_when_something_changed_and_only_then(builder: ModuleType) -> None:
    assert built(builder)
    assert not built(builder)
    (builder.WEB / "main.ts").write_text("2")
    assert built(builder)
    (builder.WEB / "node_modules" / "x.js").write_text("not ours")
    assert not built(builder)
    (builder.WEB / "more.ts").write_text("")
    assert built(builder)


def test_installs_packages_when_the_lock_changed_and_only_then(builder: ModuleType) -> None:
    assert built(builder)
    assert any(words[0] == "ci" for words in builder.ran)
    (builder.WEB / "main.ts").write_text("2")
    assert built(builder)
    assert not any(words[0] == "ci" for words in builder.ran)
    (builder.WEB / "package-lock.json").write_text('{"new": 1}')
    assert built(builder)
    assert any(words[0] == "ci" for words in builder.ran)


def test_a_failed_build_is_not_taken_for_a_built_one(builder: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(node: object, *words: str) -> None:
        raise builder.subprocess.CalledProcessError(3, ["npm", *words])

    monkeypatch.setattr(builder, "run", fail)
    assert builder.main([]) == 3
    assert not builder.fresh()


def test_without_source_what_is_built_is_right(builder: ModuleType, tmp_path: Path) -> None:
    (builder.WEB / "package.json").unlink()
    assert not builder.fresh()
    (builder.STATIC / "panel").mkdir(parents=True)
    (builder.STATIC / "panel" / "index.html").write_text("")
    assert builder.fresh()
    assert not built(builder)


def test_runs_scripts(builder: ModuleType) -> None:
    assert builder.main(["check"]) == 0
    assert ("run", "--silent", "check") in builder.ran
    with pytest.raises(SystemExit, match="no script rob"):
        builder.main(["rob"])


@pytest.mark.parametrize(
    ("version", "good"), [("v20.19.0", True), ("v24.1.0", True), ("v20.18.9", False), ("v18.0.0", False), ("?", False)]
)
def test_takes_the_system_node_when_it_is_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, good: bool
) -> None:
    for name, text in {"node": f"echo {version}", "npm": "exit 0"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    spec = spec_from_file_location("hatch_build_node", FILE)
    assert spec
    assert spec.loader
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    assert (made.system_node() is not None) is good
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert made.system_node() is None
