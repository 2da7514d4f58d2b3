"""The command line as such: help, words, lazy loading, errors, and the commands that set a business up."""

from pathlib import Path

import pytest
from tests.main import terminal
from tests.main.terminal import Terminal

from yingda import __version__
from yingda.main.cli import COMMANDS, business

NEW = ("init", "--name", "晴川文具", "--admin", "李雷", "--email", "li@shop.example", "--password", "correct-horse-9")


@pytest.mark.parametrize(
    ("language", "words"), [("zh_CN.UTF-8", "启动服务"), ("C", "启动服务"), ("en_GB", "Start the server")]
)
def test_help_names_every_command_in_both_languages(yingda: Terminal, language: str, words: str) -> None:
    yingda.set(LC_ALL=language)
    said = yingda("--help")
    assert said.code == 0
    assert words in said.out
    assert all(f" {name} " in said.out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(yingda: Terminal, command: str) -> None:
    said = yingda(command, "--help")
    assert said.code == 0
    assert "Usage" in said.out


def test_version(yingda: Terminal) -> None:
    assert yingda("--version").out.strip() == f"yingda {__version__}"


def test_an_unknown_command_is_refused(yingda: Terminal) -> None:
    said = yingda("sevre")
    assert said.code == 2
    assert "sevre" in said.err


def test_serve_does_not_load_the_other_commands(tmp_path: Path) -> None:
    code = (
        "import sys; from yingda.main.cli import make; make(['serve']); print([m for m in sys.modules if 'cli.' in m])"
    )
    done = terminal.subprocess.run(
        [terminal.sys.executable, "-c", code], env=terminal.environment(tmp_path), capture_output=True, text=True
    )
    assert "cli.serve" in done.stdout
    assert "cli.chat" not in done.stdout
    assert "cli.doctor" not in done.stdout


def test_wrong_settings_are_told_in_words(yingda: Terminal) -> None:
    yingda.set(YINGDA_PORT="http")
    said = yingda("serve")
    assert said.code == 1
    assert "YINGDA_PORT: must be a whole number" in said.err
    yingda.set(LC_ALL="zh_CN.UTF-8")
    assert "YINGDA_PORT：应为" in yingda("user", "list").err


def test_init_makes_a_business_and_says_how_to_embed_it(yingda: Terminal) -> None:
    said = yingda(*NEW)
    assert said.code == 0, said.err
    assert '<script async src="http://localhost:8000/yingda.js" data-inbox="' in said.out
    listed = yingda("user", "list")
    assert "li@shop.example" in listed.out
    assert "Administrator" in listed.out


def test_init_asks_before_a_second_business(yingda: Terminal) -> None:
    assert yingda(*NEW).code == 0
    again = yingda(*NEW)
    assert again.code == 1
    assert "--another" in again.err
    other = [word.replace("li@", "han@") for word in NEW]
    assert yingda(*other, "--another").code == 0
    which = yingda("user", "list")
    assert which.code == 1
    assert "--business" in which.err


def test_init_says_what_is_missing_when_nobody_can_be_asked(yingda: Terminal) -> None:
    said = yingda("init", "--name", "x")
    assert said.code == 1
    assert "--admin is missing" in said.err


def test_init_refuses_a_weak_password_and_keeps_nothing(yingda: Terminal) -> None:
    assert yingda(*NEW[:-1], "123").code == 1
    assert yingda(*NEW).code == 0


def test_init_asks_again_for_what_cannot_be_used(yingda: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["", "Tiny Shop", "xx", "en", "Mars/Base", "Europe/Berlin", "Ann", "no mail", "ann@shop.example"])
    words = iter(["short", "correct-horse-9", "correct-horse-8", "correct-horse-9", "correct-horse-9"])

    def ask(question: str, *, password: bool = False, **_: object) -> str:
        return next(words if password else answers)

    monkeypatch.setattr(business.Prompt, "ask", ask)
    monkeypatch.setattr(business.Answers, "__init__", lambda self: setattr(self, "there", True))
    said = yingda("init")
    assert said.code == 0, said
    assert "data-inbox" in said.out
    assert next(answers, None) is None
    assert next(words, None) is None
    assert "ann@shop.example" in yingda("user", "list").out


def test_init_reads_the_password_from_a_pipe(yingda: Terminal) -> None:
    assert yingda(*NEW[:-2], "--password-stdin", stdin="correct-horse-9\n").code == 0


def test_users(yingda: Terminal) -> None:
    yingda(*NEW)
    added = yingda("user", "add", "chen@shop.example", "--name", "陈静")
    assert added.code == 0, added.err
    assert "Password (shown this once): " in added.out
    assert yingda("user", "add", "chen@shop.example").code == 1, "an e-mail signs in to one place only"
    assert yingda("user", "role", "chen@shop.example", "supervisor").code == 0
    assert "Supervisor" in yingda("user", "list").out
    assert "shown this once" in yingda("user", "password", "chen@shop.example").out
    changed = yingda("user", "password", "chen@shop.example", "--password-stdin", stdin="another-horse-8\n")
    assert changed.code == 0
    assert "shown this once" not in changed.out


def test_users_that_are_not_there(yingda: Terminal) -> None:
    assert "yingda init" in yingda("user", "list").err
    yingda(*NEW)
    assert "There is no account" in yingda("user", "password", "nobody@shop.example").err
    assert "admin, supervisor, agent" in yingda("user", "role", "li@shop.example", "king").err
    assert yingda("user", "role", "li@shop.example", "agent").code == 1, "the last administrator stays one"
