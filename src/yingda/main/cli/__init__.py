"""The command `yingda`. One file for each group of commands; only the file of the command that was asked for is loaded, so
that `yingda serve` does not pay for the rest."""

import sys
from collections.abc import Sequence
from importlib import import_module

import typer

from yingda import __version__
from yingda.kernel import YingdaError

from .words import fail, language, say

COMMANDS = {
    "serve": "serve",
    "init": "business",
    "demo": "business",
    "user": "users",
    "knowledge": "knowledge",
    "chat": "chat",
    "eval": "eval",
    "backup": "archive",
    "restore": "archive",
    "migrate": "moving",
    "move": "moving",
    "doctor": "doctor",
    "reactions": "reactions",
}
"""Command -> the module that brings it with `add(app)`."""


def make(asked: Sequence[str] = ()) -> typer.Typer:
    """The application with the command that `asked` names, or with all of them."""
    app = typer.Typer(
        name="yingda",
        help=say("应答：网上客服系统", "Yingda: an online customer-service system"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(invoke_without_command=True)
    def top(version: bool = typer.Option(False, "--version", help=say("显示版本", "Show the version"))) -> None:
        if version:
            typer.echo(f"yingda {__version__}")
            raise typer.Exit

    name = next((word for word in asked if not word.startswith("-")), "")
    modules = [COMMANDS[name]] if name in COMMANDS else list(dict.fromkeys(COMMANDS.values()))
    for module in modules:
        import_module(f"{__name__}.{module}").add(app)
    return app


def run() -> None:
    """The entry point. Expected errors are told in words, with exit code 1."""
    try:
        make(sys.argv[1:])()
    except YingdaError as error:
        fail(error.words(language()))
    except KeyboardInterrupt:
        sys.exit(130)
