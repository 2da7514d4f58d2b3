"""`yingda doctor`: looks at everything that could keep it from serving, says what it found, why that matters and what to
do. It only looks: nothing is repaired, and what it writes to try something out it removes again."""

import sys
from typing import Annotated

import msgspec
import typer

from yingda.kernel import YingdaError
from yingda.main.settings import Settings

from ..words import out, say
from . import database, machine, outside, postgres
from .finding import BAD, OK, WARN, Check, Finding

MARKS = {OK: ("✓", "green"), WARN: ("!", "yellow"), BAD: ("✗", "red")}
CHECKS: tuple[Check, ...] = (
    machine.names, machine.folder, machine.space, machine.secret, machine.extras, machine.encoder, database.sound,
    database.versions, postgres.server, outside.bus, outside.files, database.parked, database.models, database.backups,
    machine.front_end, machine.port, outside.proxy,
)  # fmt: skip


def add(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(help=say("检查安装和数据，指出问题和办法", "Look for what is wrong and say what to do"))(doctor)


def doctor(
    json: Annotated[bool, typer.Option("--json", help=say("以 JSON 输出", "Answer in JSON"))] = False,
) -> None:
    """Exit code 1 when something is wrong."""
    found = examine()
    if json:
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    else:
        for one in found:
            show(one)
    sys.exit(1 if any(one.state == BAD for one in found) else 0)


def show(one: Finding) -> None:
    """One finding for a person."""
    mark, colour = MARKS[one.state]
    out.print(f"[{colour}]{mark}[/] ", end="")
    out.print(say(*one.what), markup=False)
    if one.why[0]:
        out.print("  " + say(*one.why), markup=False)
    if one.todo[0]:
        out.print("  → " + say(*one.todo), markup=False)


def examine() -> list[Finding]:
    """All findings. Without settings that can be read there is nothing else to look at."""
    try:
        settings = Settings.read()
    except YingdaError as error:
        return [
            *machine.python(),
            Finding(BAD, (error.zh, error.en), ("改正后再运行", "Correct it and run this again")),
        ]
    return [*machine.python(), *(found for check in CHECKS for found in check(settings))]
