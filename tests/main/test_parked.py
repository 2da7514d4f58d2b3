"""What fails for good is kept, shown to administrators and on the command line, and can be run again; a node that drains
moves its sockets."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.main.test_reactor import asked, tell, until
from tests.support.wire import Failed, Web
from tests.walks.conftest import PASSWORD

from yingda.kernel import BadInput
from yingda.main import reactor as reactors
from yingda.main.build import Node, close_house, open_house
from yingda.main.drain import drain
from yingda.main.settings import Settings
from yingda.main.web import app
from yingda.rooms.accounts import Accounts


@pytest.fixture
async def node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Node]:
    monkeypatch.setattr(reactors, "TRIES", 2)
    monkeypatch.setattr("yingda.main.parked.TRIES", 2)
    node = await open_house(Settings.read({"YINGDA_DATA": str(tmp_path / "data")}))
    accounts = node.need(Accounts)
    for tenant in ("one", "two"):
        await accounts.found(tenant, "zh-CN", "Asia/Shanghai", "老板", f"boss@{tenant}.example", PASSWORD, tenant)
    await accounts.hire("one", password=PASSWORD, name="陈静", email="chen@one.example")
    yield node
    await close_house(node)


async def signed(node: Node, email: str) -> Web:
    web = Web(app(node, close=False))
    await web.sign_in(email, PASSWORD)
    return web


async def test_a_poisonous_event_is_shown_and_can_be_run_again(node: Node) -> None:
    ran: list[int] = []
    poison = True

    async def react(event: object) -> None:
        if poison:
            raise BadInput("broken", "坏了", "Broken")
        ran.append(1)

    node.react(type(asked("a", 1)), "test.poison", react)
    node.reactor.backoff = (0.01,)
    event = asked("a", 1)
    await node.db.decide(tell, type(event)(tenant="one", key="a", at=event.at, n=1))
    await until(lambda: not node.reactor.known)
    boss = await signed(node, "boss@one.example")
    (one,) = (await boss.json("GET", "/api/system/parked"))["items"]
    assert (one["name"], one["tries"], one["kind"]) == ("test.poison", 2, "Asked")
    assert "BadInput" in one["error"]
    stranger = await signed(node, "boss@two.example")
    assert (await stranger.json("GET", "/api/system/parked"))["items"] == []
    with pytest.raises(Failed) as failed:
        await stranger.json("POST", "/api/system/parked/replay", {"event": one["event"], "name": one["name"]})
    assert failed.value.status == 404
    with pytest.raises(Failed) as failed:
        await (await signed(node, "chen@one.example")).json("GET", "/api/system/parked")
    assert failed.value.status == 403
    poison = False
    await boss.json("POST", "/api/system/parked/replay", {"event": one["event"], "name": one["name"]})
    await until(lambda: bool(ran) and not node.reactor.known)
    assert ran == [1]
    assert (await boss.json("GET", "/api/system/parked"))["items"] == []


async def test_a_node_that_drains_says_so_and_moves_its_sockets(node: Node) -> None:
    boss = await signed(node, "boss@one.example")
    async with boss.socket() as one, boss.socket() as two:
        await one.pushed("ready")
        await two.pushed("ready")
        begun = asyncio.get_running_loop().time()
        await drain(node, 5)
        assert asyncio.get_running_loop().time() - begun < 5
        assert [one.closed, two.closed] == [1012, 1012]
    status, _, _ = await boss.call("GET", "/health/ready")
    assert status == 503
