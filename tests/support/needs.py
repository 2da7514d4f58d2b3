"""What a test needs from outside. Where it is missing the test is skipped with the reason; in CI it fails, so that nothing
is ever left untested by accident."""

import os
import shutil
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")
STATIC = Path(__file__).resolve().parents[2] / "src" / "yingda" / "static"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def need(found: T | None, what: str) -> T:
    """`found`, when there is something; else the test is skipped, or in CI fails, and says that it needs `what`."""
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"needs {what}, and in CI it must be there", pytrace=False)
    pytest.skip(f"needs {what}")


def chromium() -> str:
    """The path of a Chromium (or what `YINGDA_TEST_CHROMIUM` says)."""
    asked = os.environ.get("YINGDA_TEST_CHROMIUM", "")
    found = asked or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return need(found, "Chromium (apt install chromium)")


def front_end() -> Path:
    """The folder of the built front end."""
    return need(STATIC if (STATIC / "panel" / "index.html").exists() else None, "the front end (make web)")


def postgres_programs() -> Path:
    """The folder of `initdb` and `pg_ctl` of the newest PostgreSQL."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    program = found[-1] if found else shutil.which("initdb")
    return need(Path(program).parent if program else None, "PostgreSQL 14 or newer (apt install postgresql)")
