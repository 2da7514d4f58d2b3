"""An extension that makes some reactions slow, so that a node can be killed while they run; in the environment, seconds
each: `SLOW=bot.turn:3,routing.place:2`."""

import asyncio
import os
from typing import Any

from yingda.kernel import House


def install(house: House) -> None:
    """Puts a pause in front of the named handlers."""
    for part in filter(None, os.environ.get("SLOW", "").split(",")):
        name, _, seconds = part.partition(":")
        house.handlers[name] = late(house.handlers[name], float(seconds))


def late(handler: Any, seconds: float) -> Any:
    """`handler`, after a pause."""

    async def run(event: Any) -> None:
        await asyncio.sleep(seconds)
        await handler(event)

    return run
