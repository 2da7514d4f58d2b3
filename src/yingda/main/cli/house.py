"""A command that works on the data itself opens the house without serving it. A server that runs meanwhile sees what was
done: what is to happen because of it lies in the database, and its node takes it up."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from yingda.kernel import BadInput, NotFound
from yingda.main.build import Node, close_house, open_house
from yingda.main.logs import set_up
from yingda.main.settings import Settings
from yingda.rooms.accounts import Accounts, Business

T = TypeVar("T")


def with_house(work: Callable[[Node], Awaitable[T]]) -> T:
    """Opens the house of the environment's settings, runs `work(node)`, closes it. Only warnings are logged."""
    settings = Settings.read()
    set_up("warning" if settings.log_level == "info" else settings.log_level, settings.log_format)

    async def run() -> T:
        node = await open_house(settings, serve=False)
        try:
            return await work(node)
        finally:
            await close_house(node)

    return asyncio.run(run())


async def business_of(node: Node, asked: str) -> Business:
    """The business called `asked` (its id or its name), or the only one."""
    accounts = node.need(Accounts)
    known = [await accounts.business(tenant) for tenant in await accounts.tenants()]
    if not known:
        raise NotFound(
            "no_business", "还没有企业，请先运行 yingda init", "There is no business yet: run yingda init first"
        )
    found = [b for b in known if asked in (b.tenant, b.name)] if asked else known
    if len(found) != 1:
        names = ", ".join(f"{b.tenant} ({b.name})" for b in known)
        zh, en = f"请用 --business 指定企业：{names}", f"Say which business with --business: {names}"
        raise BadInput("which_business", zh, en)
    return found[0]
