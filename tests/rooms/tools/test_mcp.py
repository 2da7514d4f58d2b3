"""Tools of MCP servers: a real server in a process of its own, what may be allowed, and what never happens."""

import contextlib
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rooms.tools.conftest import WHO, here
from tests.support import mcp_server
from tests.support.database import fresh
from tests.support.outside import answered, outside

from yingda.engines.fetch import GuardedFetch
from yingda.kernel import BadInput, Clash, NotFound, SystemClock, ToolCall, Unavailable, YingdaError
from yingda.rooms.accounts import Seal
from yingda.rooms.tools import Tools
from yingda.rooms.tools.model.mcp import Allowed, ServerDraft, offered, result


class Bench:
    def __init__(self, tools: Tools, port: int) -> None:
        self.tools, self.port = tools, port

    def draft(self, **more: Any) -> ServerDraft:
        url = f"http://erp.test:{self.port}/mcp"
        return ServerDraft(**{"name": "erp", "url": url, "secret": "erp", "timeout": 5.0} | more)

    async def allow(self, *names: str, **more: Any) -> None:
        found = {one.allow.tool: one.allow for one in await self.tools.look("t", self.draft())}
        allowed = tuple(found[name] for name in names)
        await self.tools.put_server("t", "a1", self.draft(allowed=allowed, **more), 0)

    async def run(self, name: str, who: ToolCall = WHO, **args: Any) -> Any:
        return await (await self.tools.known("t"))[name].run(who, args)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = subprocess.Popen([sys.executable, str(Path(mcp_server.__file__))], stdout=subprocess.PIPE)
    assert server.stdout
    yield int(server.stdout.readline())
    server.terminate()
    server.wait()
    server.stdout.close()


@pytest.fixture
async def bench(tmp_path: Path, port: int) -> AsyncIterator[Bench]:
    fetch = GuardedFetch(private_hosts=["erp.test"], ask=here)
    async with fresh(tmp_path, "tools") as db:
        tools = Tools(db, fetch, SystemClock(), Seal("0123456789" * 4, "tools"), {}, lambda host: host == "erp.test")
        await tools.put_secret("t", "a1", "erp", "erp.test", mcp_server.TOKEN)
        yield Bench(tools, port)
        await fetch.close()


async def test_what_it_offers_is_looked_at(bench: Bench) -> None:
    found = {one.allow.tool: one for one in await bench.tools.look("t", bench.draft())}
    assert list(found) == ["findOrder", "cancel_order", "broken", "odd"]
    find = found["findOrder"]
    assert find.allow.names == {"order_no": "orderNo", "page": "page", "customer_id": "customerId"}
    assert (find.reads, find.allow.changes, find.problem) == (True, False, ("", ""))
    assert "\x00" not in find.text
    assert found["cancel_order"].allow.changes
    assert "deep" in found["odd"].problem[1]


async def test_only_what_was_allowed_is_called_with_what_was_allowed(bench: Bench) -> None:
    await bench.allow("findOrder")
    assert list(await bench.tools.known("t")) == ["erp_find_order"]
    for n in range(7):  # more than a session lasts
        got = await bench.run("erp_find_order", order_no=f"QH-{n}", page="2", other="x", once="k")
        assert got["asked"] == {"orderNo": f"QH-{n}", "page": 2}
    assert got["status"] == "已发货"
    assert mcp_server.TOKEN not in str(got)
    with pytest.raises(BadInput):
        await bench.run("erp_find_order", order_no="QH-1", page="many")
    listed = await bench.tools.listed("t")
    assert [(one.name, one.origin, one.changes) for one in listed] == [("erp_find_order", "mcp", False)]
    assert await bench.tools.known("other") == {}


async def test_a_change_is_marked_and_an_error_there_stays_there(bench: Bench) -> None:
    await bench.allow("cancel_order", "broken")
    known = await bench.tools.known("t")
    assert known["erp_cancel_order"].changes  # flows ask back
    assert known["erp_broken"].changes  # nothing said: taken for a change
    assert (await bench.run("erp_cancel_order", no="1"))["text"].startswith("cancelled ")
    with pytest.raises(YingdaError) as wrong:
        await bench.run("erp_broken")
    assert "stack" not in str(wrong.value.body("en"))


async def test_the_customers_id_is_his_own_or_nobodys(bench: Bench) -> None:
    found = {one.allow.tool: one.allow for one in await bench.tools.look("t", bench.draft())}["findOrder"]
    allow = Allowed(found.tool, found.title, found.args, found.names, found.types, changes=False, customer="customerId")
    await bench.tools.put_server("t", "a1", bench.draft(allowed=(allow,)), 0)
    got = await bench.run("erp_find_order", order_no="1", customer_id="u-1")
    assert got["asked"]["customerId"] == WHO.external  # whatever was said
    for who in (ToolCall("t", "c", False, "u-77"), ToolCall("t", "c", True, "")):
        with pytest.raises(NotFound):
            await bench.run("erp_find_order", who, order_no="1")


async def test_what_cannot_be_kept(bench: Bench) -> None:
    await bench.tools.put_secret("t", "a1", "other", "other.test", "x1234")
    for wrong in ({"url": "http://other.test/mcp", "secret": ""}, {"secret": "other"}, {"secret": "none"}, {"name": "E"},
                  {"url": "https://u:p@erp.test/"}, {"timeout": 99.0}, {"allowed": (Allowed("a b", {}),)},
                  {"allowed": (Allowed("a", {}), Allowed("A", {}))},
                  {"allowed": (Allowed("a", {}, {"once": ""}, {"once": "once"}, {"once": "string"}),)}):  # fmt: skip
        with pytest.raises(BadInput):
            await bench.tools.put_server("t", "a1", bench.draft(**wrong), 0)
    await bench.allow("findOrder", enabled=False)
    assert await bench.tools.known("t") == {}
    with pytest.raises(Clash):
        await bench.tools.remove_secret("t", "erp")
    with pytest.raises(Clash):
        await bench.tools.put_server("t", "a1", bench.draft(), 0)
    await bench.tools.remove_server("t", "erp")
    await bench.tools.remove_secret("t", "erp")


@pytest.mark.parametrize(
    "reply",
    [
        answered(b"<html>"), answered({"jsonrpc": "2.0", "id": 7, "result": {}}), answered(b"[" * 90_000),
        answered({"jsonrpc": "2.0", "id": 1, "result": []}), answered(b"", kind="text/plain"),
        answered(b"data: {}\n\ndata: nonsense\n\n", kind="text/event-stream"), answered({}, "500 Oops"),
        answered(b"", "302 Found", more="Location: http://127.0.0.1:22/\r\n"), [4.0], [],
        answered({"jsonrpc": "2.0", "id": 1, "error": "x"}),
    ],
)  # fmt: skip
async def test_what_is_no_server_ends_in_our_words_in_time(bench: Bench, reply: Any) -> None:
    async with outside(lambda seen: reply) as there:
        bench.port = there.port
        with pytest.raises(YingdaError) as wrong:
            await bench.tools.look("t", bench.draft(timeout=1.0))
    assert wrong.value.zh
    assert mcp_server.TOKEN not in str(wrong.value.body("en"))


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(
    inner, max_size=4) | st.dictionaries(st.sampled_from(["name", "inputSchema", "properties", "type", "required", "title",
    "annotations", "content", "text", "structuredContent", "isError"]) | st.text(max_size=4), inner, max_size=5),
    max_leaves=25)  # fmt: skip


@given(JSON)
def test_whatever_a_server_says_is_read_or_refused(raw: Any) -> None:
    for one in offered([raw, {"name": "x", "inputSchema": raw}]):
        assert set(one.allow.args) == set(one.allow.names) == set(one.allow.types)
    with contextlib.suppress(Unavailable):
        assert "text" in result(raw, ())
