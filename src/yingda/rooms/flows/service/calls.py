"""Calling tools, with the customer's own rights: one that needs a customer who is known never runs for another."""

from collections.abc import Awaitable, Callable, Mapping

import structlog

from yingda.kernel import Tool, ToolCall, YingdaError

from ..model import AnyInput, Call, Changing, Failed, Returned

log = structlog.get_logger("flows")
NOT_VERIFIED = Failed("not_verified", {"zh": "需要先登录", "en": "You need to sign in first"})


Known = Callable[[str], Awaitable[Mapping[str, Tool]]]
"""Answers the tools of a business, by name."""


class Toolbox:
    """The tools of one business."""

    def __init__(self, tools: Mapping[str, Tool]) -> None:
        self.tools = tools

    def names(self) -> frozenset[str]:
        """Their names."""
        return frozenset(self.tools)

    def changing(self) -> Changing:
        """Those that change something outside, with their titles."""
        return {name: dict(tool.title) for name, tool in self.tools.items() if tool.changes}

    def title(self, name: str) -> dict[str, str]:
        """What a tool is called, for people."""
        return dict(self.tools[name].title) if name in self.tools else {}

    def guarded(self) -> frozenset[str]:
        """Those that need a customer who is known."""
        return frozenset(name for name, tool in self.tools.items() if tool.needs_verified)

    async def call(self, who: ToolCall, call: Call) -> AnyInput:
        """What a tool answers, or how it failed; never raises."""
        tool = self.tools.get(call.tool)
        if tool is None:
            log.error("a flow calls a tool that there is not", tool=call.tool)
            return Failed("no_tool", {})
        if tool.needs_verified and not who.verified:
            return NOT_VERIFIED
        if tool.changes and not call.agreed:
            log.error("a tool that changes something was called without a yes", tool=call.tool)
            return Failed("no_consent", {})
        args = {**call.args, "once": call.once} if tool.changes else call.args
        try:
            return Returned(dict(await tool.run(who, args)))
        except YingdaError as error:
            return Failed(error.code, {"zh": error.zh, "en": error.en})
        except Exception:
            log.exception("a tool failed", tool=call.tool)
            return Failed("tool_failed", {})
