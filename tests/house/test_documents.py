"""What is there is described, in both languages; what is described is there."""

import inspect
import re
from pathlib import Path

import pytest
import yaml
from tests.house import documents, tree
from tests.house.test_installed import ours

from yingda.kernel import Event, House
from yingda.main import build, cli
from yingda.main.settings import PARSERS
from yingda.rooms.flows import dialogues
from yingda.rooms.flows.model import compiled

TOP = tree.TOP
COMMANDS = documents.command_names(cli.make())


def test_every_setting_is_described() -> None:
    names = [f"YINGDA_{name.upper()}" for name in PARSERS]
    assert not list(documents.undescribed(TOP, "07-operations.md", names))


def test_every_command_is_described() -> None:
    assert not list(documents.undescribed(TOP, "07-operations.md", [f"yingda {name}" for name in COMMANDS]))


def test_every_verb_of_the_house_is_described() -> None:
    verbs = [name for name, _ in inspect.getmembers(House, inspect.isfunction) if not name.startswith("_")]
    assert not list(documents.undescribed(TOP, "08-extend.md", verbs))


def test_every_event_is_described() -> None:
    assert build  # all rooms are imported, so that their events are known
    assert not list(documents.undescribed(TOP, "10-events.md", sorted(kind.__name__ for kind in ours(Event))))


def test_every_make_verb_is_described() -> None:
    text = (TOP / "CONTRIBUTING.md").read_text("utf-8")
    assert not [verb for verb in documents.make_verbs(TOP / "Makefile") if f"make {verb}" not in text]


RULES = [documents.untranslated, documents.dead_links, documents.dead_names]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: documents.Rule) -> None:
    broken = list(rule(TOP))
    assert not broken, "\n".join(broken)


def test_shown_commands_exist() -> None:
    broken = list(documents.wrong_commands(TOP, documents.make_verbs(TOP / "Makefile"), COMMANDS))
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("language", documents.LANGUAGES)
def test_the_flow_in_the_guide_is_one(language: str) -> None:
    text = (TOP / "docs" / "guide" / language / "05-bot.md").read_text("utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)
    flow = compiled(yaml.safe_load(shown))
    assert {r.name: r.problems for r in dialogues.check(flow, {}) if r.problems} == {}


# tests of the tests


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A small set of documents in order."""
    for language in documents.LANGUAGES:
        (tmp_path / "docs" / "guide" / language).mkdir(parents=True)
        links = "see [here](#start-now), [next](../en/01.md#start-now)"
        page = f"# Start `now`\n\n{links}, `YINGDA_PORT`, `docs/guide/zh/01.md`\n"
        (tmp_path / "docs" / "guide" / language / "01.md").write_text(page)
    (tmp_path / "Makefile").write_text("run: web ## start\n\nhidden:\n")
    return tmp_path


def broken(top: Path) -> list[str]:
    commands = documents.wrong_commands(top, documents.make_verbs(top / "Makefile"), ["serve", "user add"])
    return [*documents.undescribed(top, "01.md", ["YINGDA_PORT"]), *commands, *(b for rule in RULES for b in rule(top))]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[x](02.md)", "02.md leads nowhere"),
        ("![x](x.png)", "x.png leads nowhere"),
        ("[x](#elsewhere)", "no such heading"),
        ("`docs/none.md`", "there is no docs/none.md"),
        ("`src/yingda/rooms/x`", "there is no src/yingda/rooms/x"),
        ("`make hidden`", "make hidden"),
        ("```\nyingda sevre\n```", "yingda sevre"),
        ("`yingda user rob x`", "yingda user rob"),
    ],
)
def test_rules_bite(pages: Path, text: str, says: str) -> None:
    assert broken(pages) == []
    with (pages / "docs" / "guide" / "zh" / "01.md").open("a") as page:
        page.write(f"\n{text}\n")
    assert len(broken(pages)) == 1
    assert says in broken(pages)[0]


@pytest.mark.parametrize(
    "text", ["`yingda serve`", "`yingda user add x@y`", "`make run`", "`a/b`", "[x](https://a.example/)"]
)
def test_rules_leave_good_words_alone(pages: Path, text: str) -> None:
    with (pages / "docs" / "guide" / "zh" / "01.md").open("a") as page:
        page.write(f"\n{text}\n")
    assert broken(pages) == []


def test_undescribed_bites(pages: Path) -> None:
    (pages / "docs" / "guide" / "en" / "01.md").write_text("YINGDA_PORTS\n")
    assert any("does not mention YINGDA_PORT" in one for one in broken(pages))
    (pages / "docs" / "guide" / "en" / "02.md").write_text("")
    assert "docs/guide/zh/02.md is missing" in broken(pages)
