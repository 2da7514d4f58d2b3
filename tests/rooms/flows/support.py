"""Tools for the tests of flows."""

from collections.abc import Awaitable, Callable, Mapping

from yingda.kernel import Tool


def offered(tools: Mapping[str, Tool]) -> Callable[[str], Awaitable[Mapping[str, Tool]]]:
    """The same tools for every business."""

    async def known(tenant: str) -> Mapping[str, Tool]:
        return tools

    return known
