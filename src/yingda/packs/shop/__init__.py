"""A shop: intents, flows and articles in `content/`, the tools that look up orders and set up returns, demo data, and the
demo's web site.

The tools read the pack's own tables. A shop with systems of its own offers tools of the same names instead.
"""

from pathlib import Path

from yingda.kernel import House, Lesson

from . import site, store
from .demo import load_demo
from .tools import tools

FOLDER = Path(__file__).parent / "content"

__all__ = ["FOLDER", "install", "load_demo"]


def install(house: House) -> None:
    """Teaches the content, offers the tools, opens the demo's web site."""
    house.tables(*store.TABLES, migrations=Path(__file__).with_name("migrations"))
    house.teach(Lesson("shop", FOLDER))
    house.tool(*tools(house.db, house.clock))
    house.route(*site.routes(house))
