"""A real browser on a running server. Pictures go to `tests/e2e/shots/`, to be looked at."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.support import needs
from tests.support.server import ROOT, Server, serving

SHOTS = Path(__file__).parent / "shots"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-gpu",
]  # fmt: skip
PASSWORD = "qinghe-demo"

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demo server for each module: who is at work, and who has how much to do, is nobody else's."""
    data = tmp_path_factory.mktemp("serving") / "data"
    shutil.copytree(demo_data, data)
    with serving(data) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    path = needs.chromium()
    needs.front_end()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser contexts: one is one person. Errors on the page's console fail the test."""
    made: list[BrowserContext] = []
    errors: list[str] = []

    def make(locale: str = "zh-CN", **more: Any) -> BrowserContext:
        own = browser.new_context(locale=locale, **{"viewport": {"width": 1440, "height": 900}, **more})
        own.set_default_timeout(15_000)
        own.on("weberror", lambda e: errors.append(str(e.error)))
        made.append(own)
        return own

    yield make
    for own in made:
        own.close()
    assert not errors, errors


def axe(page: Page, frame: Any = None) -> list[str]:
    """What axe-core finds (WCAG 2.0 to 2.2 A and AA, best practices), one line each; empty is right."""
    where = frame or page
    where.evaluate(needs.need(AXE if AXE.exists() else None, "axe-core (npm ci in web/)").read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = where.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", tags)
    return [f"{v['id']}: {v['help']} – {[n['target'] for n in v['nodes']][:3]}" for v in found["violations"]]


def shot(page: Page, name: str) -> None:
    """A picture to be looked at."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")


@pytest.fixture
def console(server: Server, context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """Opens the console, signed in as a demo agent."""

    def open_console(email: str = "chenjing@qinghe.example", **more: Any) -> Page:
        page = context(**more).new_page()
        answer = page.request.post(f"{server.url}/api/session", data={"email": email, "password": PASSWORD})
        assert answer.ok, answer.text()
        page.goto(f"{server.url}/console/")
        return page

    return open_console
