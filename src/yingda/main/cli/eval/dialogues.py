"""`eval dialogues`: the dialogues that flow files carry, run against the engine that serves visitors, with the answers of
tools that the files give."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from yingda.kernel import BadInput, YingdaError
from yingda.main.build import close_house, open_house
from yingda.main.cli.words import language
from yingda.main.logs import set_up
from yingda.main.settings import Settings
from yingda.rooms.flows import dialogues


def run(path: Path) -> dict[str, Any]:
    """Runs the dialogues of one file, or of every YAML file below a folder. `failures` names what went wrong; a file that
    is no flow counts as a failure. `wrong_slots` counts the slots that were not exact, `forbidden_calls` the calls of tools
    that a dialogue does not expect, `missed` the steps and ways out that no dialogue goes through."""
    if not path.exists():
        raise BadInput("no_file", f"没有 {path}", f"There is no {path}")
    files = sorted(p for p in path.rglob("*.y*ml") if "tests:" in p.read_text("utf-8")) if path.is_dir() else [path]
    if not files:
        raise BadInput("no_flows", f"{path} 里没有流程", f"There are no flows in {path}")
    changing = asyncio.run(changing_tools())
    passed, failures, slots, calls, missed = 0, list[str](), 0, 0, list[str]()
    for file in files:
        try:
            results = dialogues.check_file(file, changing)
            covered = dialogues.coverage_of(file, results)
        except YingdaError as error:
            failures.append(f"{file}: {error.words(language())}")
            continue
        missed += [f"{file.name}: {id}" for id in covered.missed]
        for result in results:
            passed += not result.problems
            failures += [f"{file.name}, {result.name}: {wrong}" for wrong in result.problems[:1]]
            slots += result.wrong_slots
            calls += len(result.forbidden)
    return {
        "files": len(files), "passed": passed, "failed": len(failures), "wrong_slots": slots, "forbidden_calls": calls,
        "failures": failures, "missed": missed,
    }  # fmt: skip


async def changing_tools() -> Mapping[str, dict[str, str]]:
    """The tools of all installed packs that change something, with their titles: a flow asks back before it calls them."""
    set_up("error", "console")
    with TemporaryDirectory(prefix="yingda-eval-") as folder:
        node = await open_house(replace(Settings.read(), data=Path(folder)), serve=False)
        try:
            return {name: dict(tool.title) for name, tool in node.tools.items() if tool.changes}
        finally:
            await close_house(node)
