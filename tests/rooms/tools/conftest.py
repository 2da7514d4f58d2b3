"""Tools over a real database, the real guarded client, and another system on this machine."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.database import fresh
from tests.support.outside import Outside, answered, outside

from yingda.engines.fetch import GuardedFetch
from yingda.kernel import SystemClock, ToolCall
from yingda.rooms.accounts import Seal
from yingda.rooms.tools import Tools
from yingda.rooms.tools.model import Draft

SECRET = "sk-live-0123456789"
WHO = ToolCall("t", "c1", True, "u-77", "talk", "zh-CN")


async def here(host: str, port: int) -> list[str]:
    """Every name is this machine."""
    return ["127.0.0.1"]


class Bench:
    """The room, the other system, and a tool to begin with."""

    def __init__(self, tools: Tools, there: Outside) -> None:
        self.tools, self.there = tools, there

    def draft(self, **more: Any) -> Draft:
        base = {
            "name": "find_order", "title": {"zh": "查订单", "en": "Find an order"}, "args": {"order_no": "订单号"},
            "url": f"http://erp.test:{self.there.port}/orders/{{order_no}}?by={{customer.id}}",
            "keep": {"status": "data.status", "first": "data.items.0.name"}, "timeout": 2.0,
        }  # fmt: skip
        return Draft(**base | more)

    async def kept(self, **more: Any) -> None:
        await self.tools.put("t", "a1", self.draft(**more), 0)

    async def run(self, name: str = "find_order", who: ToolCall = WHO, **args: Any) -> Any:
        return await (await self.tools.known("t"))[name].run(who, args)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    good = answered({"data": {"status": "已发货", "items": [{"name": "耳机"}], "cost": 30}})
    fetch = GuardedFetch(private_hosts=["erp.test"], ask=here)
    async with fresh(tmp_path, "tools") as db, outside(lambda seen: good) as there:
        seal = Seal("0123456789" * 4, "tools")
        yield Bench(Tools(db, fetch, SystemClock(), seal, {}, lambda host: host == "erp.test"), there)
        await fetch.close()
