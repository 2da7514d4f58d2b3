"""Two nodes on one PostgreSQL, real processes: whoever is on one hears at once what happens on the other, with NATS,
without it, and when a node dies in the middle of its work."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.support import postgres, server
from tests.support.nats import Nats, nats
from tests.support.remote import Remote
from tests.support.wire import Web, Wire

from yingda.kernel import new_id

SECRET = "a secret that all nodes of this test share"
LONG = 30.0
"""Nothing here may take as long; how long it takes is measured elsewhere."""


class Town(NamedTuple):
    """Both nodes, the bus, and what it takes to start another."""

    a: server.Server
    b: server.Server
    nats: Nats
    folder: Path
    extra: dict[str, str]

    def node(self, name: str, **more: str) -> server.Server:
        """Another node, not started yet. Nodes share their files."""
        data = self.folder / name
        data.mkdir()
        (data / "files").symlink_to(self.folder / "files")
        return server.Server(data, extra={**self.extra, **more})


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    (folder / "files").mkdir()
    with postgres.database() as url, nats() as bus:
        extra = {
            "YINGDA_DATABASE_URL": url, "YINGDA_BUS_URL": bus.url, "YINGDA_SECRET": SECRET, "YINGDA_LOG_LEVEL": "info",
            "YINGDA_EXTENSIONS": "tests.support.slow", "PYTHONPATH": f"{server.ROOT / 'src'}{os.pathsep}{server.ROOT}",
        }  # fmt: skip
        server.load_demo(folder / "demo", extra)
        town = Town(None, None, bus, folder, extra)  # type: ignore[arg-type]
        town = town._replace(a=town.node("a"), b=town.node("b"))
        try:
            town.a.start()
            town.b.start()
            yield town
        finally:
            for one in (town.a, town.b):
                if one.process:
                    one.kill()


def visitor(node: server.Server) -> Wire:
    """A visitor's socket on a node."""
    return Wire(Remote(node.url), "/ws/visitor")


async def agent(node: server.Server, email: str = "wanglei@qinghe.example") -> Web:
    """A signed-in agent on a node."""
    web = Web(Remote(node.url))
    await web.sign_in(email, "qinghe-demo")
    return web


async def say(wire: Wire, text: str, **more: Any) -> Any:
    """A visitor says something."""
    return await wire.ask("send", client_id=new_id(), text=text, **more)


async def hello(wire: Wire, **more: Any) -> Any:
    """A visitor says hello."""
    return await wire.ask("hello", inbox="qinghe", language="zh-CN", **more)


def alive(server: server.Server) -> server.Server:
    """The server, started again if a test before has killed it."""
    if server.process is None or server.process.poll() is not None:
        server.start()
    return server


async def test_a_visitor_on_one_node_and_an_agent_on_the_other(town: Town) -> None:
    a, b = alive(town.a), alive(town.b)
    desk = await agent(b)
    async with desk.socket() as console, visitor(a) as wire:
        await console.ask("status", status="online")
        await hello(wire)
        await say(wire, "转人工", option="human")
        talk = (await console.pushed("ring", within=LONG))["conversation"]
        await console.ask("watch", conversation=talk, seq=0)
        for n in range(20):
            await asyncio.gather(
                say(wire, f"问题 {n}"),
                console.ask("send", conversation=talk, client_id=new_id(), text=f"回答 {n}"),
            )
        for one in (wire, console):
            for n in range(20):
                await one.said(f"问题 {n}", within=LONG)
                await one.said(f"回答 {n}", within=LONG)
        for one in (wire, console):
            seqs = [f["entry"]["seq"] for f in one.frames if f["op"] == "entry" and f["entry"]["conversation"] == talk]
            assert seqs == sorted(set(seqs)), "in order, nothing twice, whoever wrote on whichever node"
        await desk.json("POST", f"/api/conversations/{talk}/resolve")
        await wire.pushed("state", lambda f: f["state"]["status"] == "resolved", LONG)


async def test_without_the_bus_they_find_each_other(town: Town) -> None:
    a, b = alive(town.a), alive(town.b)
    desk = await agent(b)
    async with desk.socket() as console, visitor(a) as wire:
        await console.ask("status", status="online")
        await hello(wire)
        await say(wire, "转人工", option="human")
        talk = (await console.pushed("ring", within=LONG))["conversation"]
        await console.ask("watch", conversation=talk, seq=0)
        town.nats.kill()
        try:
            await say(wire, "断了以后")
            await console.said("断了以后", within=LONG)
            await console.pushed("head", lambda f: "断了以后" in f["head"]["preview"], LONG)
            await console.ask("send", conversation=talk, client_id=new_id(), text="还在")
            await wire.said("还在", within=LONG)
            await desk.json("POST", f"/api/conversations/{talk}/resolve")
            await wire.pushed("state", lambda f: f["state"]["status"] == "resolved", LONG)
        finally:
            await asyncio.to_thread(town.nats.start)


async def test_what_is_published_on_one_is_answered_on_the_other(town: Town) -> None:
    a, b = alive(town.a), alive(town.b)
    boss = await agent(a, "linshan@qinghe.example")
    made = await boss.json(
        "POST", "/api/articles",
        {"language": "zh-CN", "title": "泡泡机怎么清洗", "body": "泡泡机用清水冲洗三遍，晾干即可。", "category": "使用",
         "questions": ["泡泡机清洗", "泡泡机脏了怎么办"], "audience": "public"},
    )  # fmt: skip
    await boss.json("POST", f"/api/articles/{made['id']}/publish", {})
    async with visitor(b) as wire:
        await hello(wire)
        for _ in range(15):
            await say(wire, "泡泡机怎么清洗")
            answer = await wire.pushed("entry", lambda f: f["entry"]["from"] == "bot", LONG)
            if "冲洗三遍" in answer["entry"]["text"]:
                break
            wire.frames.clear()
            await asyncio.sleep(1)
        assert "冲洗三遍" in answer["entry"]["text"]


async def test_a_node_that_dies_leaves_its_work_to_the_other(town: Town) -> None:
    b = alive(town.b)
    doomed = town.node("doomed", SLOW="bot.turn:2,routing.place:2").start()
    tokens = []
    for _ in range(3):
        async with visitor(doomed) as wire:
            greeted = await hello(wire)
            await say(wire, "怎么退货")
            tokens.append(greeted["token"])
    doomed.kill()
    for token in tokens:
        async with visitor(b) as wire:
            found = await hello(wire, token=token)
            if not any(e["from"] == "bot" for e in found["entries"]):
                await wire.pushed("entry", lambda f: f["entry"]["from"] == "bot", LONG)
            await asyncio.sleep(0.5)
            found = await hello(wire, token=token)
            assert [e["from"] for e in found["entries"]] == ["visitor", "bot"], "answered once"


async def test_the_agents_of_a_dead_node_are_gone(town: Town) -> None:
    b = alive(town.b)
    doomed = town.node("gone").start()
    there, here = await agent(doomed, "emma@qinghe.example"), await agent(b)
    async with here.socket() as console:
        async with there.socket() as other:
            me = (await other.pushed("ready", within=LONG))["me"]
            await other.ask("status", status="online")
            await console.pushed(
                "presence", lambda f: f["agent"]["agent"] == me and f["agent"]["status"] == "online", LONG
            )
            doomed.kill()
        await console.pushed(
            "presence", lambda f: f["agent"]["agent"] == me and f["agent"]["status"] == "offline", LONG
        )


async def test_a_key_that_one_node_revokes_is_refused_by_the_other(town):
    chief = await agent(town.a, "linshan@qinghe.example")
    made = await chief.json("POST", "/api/keys", {"name": "助手", "permissions": ["knowledge.read"]})
    head = {"authorization": f"Bearer {made['secret']}", "content-type": "application/json"}
    program = Web(Remote(town.b.url))

    async def status() -> int:
        return (await program.call("POST", "/mcp", {"jsonrpc": "2.0", "id": 1, "method": "ping"}, headers=head))[0]

    assert await status() == 200
    await chief.json("DELETE", f"/api/keys/{made['key']['id']}")
    for _ in range(round(LONG / 0.3)):
        if await status() == 401:
            return
        await asyncio.sleep(0.3)
    pytest.fail("the other node still takes the key")
