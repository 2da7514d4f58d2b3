"""A small business in process: one inbox, two agents, a few articles, everything installed and running."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support import postgres
from tests.support.wire import Web, Wire

from yingda.kernel import new_id
from yingda.main.build import close_house, open_house
from yingda.main.settings import Settings
from yingda.main.web import app
from yingda.rooms.accounts import Accounts
from yingda.rooms.bot import Bot
from yingda.rooms.knowledge import Knowledge

PASSWORD = "correct-horse-7"
ENGINES = ("sqlite", "postgresql")
ARTICLES = {
    "zh/售后/return-policy.md": (
        "七天无理由退货怎么申请",
        "签收后 7 天内，商品完好、配件齐全，可以无理由退货。在订单页点「申请售后」即可。",
        ["怎么退货", "退货流程", "买了不喜欢能退吗", "我想退货要怎么操作", "东西不想要了怎么退", "七天无理由怎么弄"],
    ),
    "zh/发票/invoice.md": (
        "发票怎么开",
        "下单时勾选「开发票」，签收后 24 小时内电子发票会发到您的邮箱。",
        ["怎么开发票", "发票在哪里开", "能开专票吗", "我要电子发票", "开票信息填在哪", "发票什么时候给"],
    ),
    "zh/物流/shipping-fee.md": (
        "运费是多少",
        "满 99 元包邮，不满 99 元收 8 元运费。",
        ["运费多少钱", "多少钱包邮", "要不要邮费", "快递费谁出", "满多少免运费", "寄过来要付运费吗"],
    ),
    "en/Returns/return-policy.md": (
        "How do I return something?",
        "Within 7 days of delivery you can return an item in its original state. Open the order page and choose Return.",
        ["how to return", "i want my money back", "can i send it back", "return policy", "refund an item", "send back"],
    ),
    "en/Delivery/shipping-fee.md": (
        "How much is delivery?",
        "Delivery is free from 99 yuan; below that it costs 8 yuan.",
        ["delivery cost", "shipping fee", "free shipping", "how much is postage", "who pays delivery", "postage"],
    ),
}


def article(title: str, body: str, questions: list[str]) -> bytes:
    """An article as a file."""
    asked = "\n".join(f"  - {q}" for q in questions)
    return f"---\ntitle: {title}\nquestions:\n{asked}\n---\n{body}\n".encode()


class Town:
    """The running business with everything a walk needs."""

    def __init__(self, node: Any, inbox: Any) -> None:
        self.node, self.inbox = node, inbox
        self.app = app(node, close=False)

    def visitor(self) -> Wire:
        """A visitor's socket, not yet greeted."""
        return Wire(self.app, "/ws/visitor")

    async def agent(self, email: str = "chen@t.example") -> Web:
        """An agent who has signed in."""
        web = Web(self.app)
        await web.sign_in(email, PASSWORD)
        return web

    async def settle(self) -> None:
        """Until every reaction has run."""
        await self.node.reactor.settle()


async def hello(wire: Wire, town: Town, **more: Any) -> Any:
    """A visitor says hello."""
    return await wire.ask("hello", inbox=town.inbox.public_key, **{"language": "zh-CN", **more})


async def say(wire: Wire, text: str, client_id: str = "", **more: Any) -> Any:
    """A visitor says something."""
    return await wire.ask("send", client_id=client_id or new_id(), text=text, **more)


async def settle_down(node: Any) -> None:
    """The business with its people, its inbox and its articles; the bot has learned them."""
    accounts = node.need(Accounts)
    await accounts.found("小店", "zh-CN", "Asia/Shanghai", "老板", "boss@t.example", PASSWORD, "town")
    for name, email in (("陈静", "chen@t.example"), ("王磊", "wang@t.example")):
        await accounts.hire("town", password=PASSWORD, name=name, email=email, capacity=2)
    inbox = await accounts.open_inbox("town", name="网站", languages=("zh-CN", "en"), pack="shop", identity="optional")
    await accounts.rotate_secret("town", inbox.id)
    files = [(name, article(*parts)) for name, parts in ARTICLES.items()]
    report = await node.need(Knowledge).import_files("town", files)
    assert not report.refused, report.refused
    assert await node.need(Bot).trained("town")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Every walk is walked on every engine."""
    return str(request.param)


@pytest.fixture
def town_data(engine: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The settings of a copy of the business, on an engine. The business itself is made once for each."""
    if engine not in _made:
        _made[engine] = tmp_path_factory.mktemp(f"town-{engine}") / "data"
    master, own = _made[engine], {"YINGDA_DATA": str(tmp_path / "data")}
    with contextlib.ExitStack() as stack:
        if engine == "postgresql":
            url = stack.enter_context(postgres.database("town", lambda url: found(master, url)))
            own["YINGDA_DATABASE_URL"] = url
        elif not master.exists():
            found(master)
        shutil.copytree(master, tmp_path / "data")
        yield own


_made: dict[str, Path] = {}


def found(data: Path, url: str = "") -> None:
    """Makes the business."""

    async def make() -> None:
        node = await open_house(Settings.read({"YINGDA_DATA": str(data), "YINGDA_DATABASE_URL": url}))
        try:
            await settle_down(node)
        finally:
            await close_house(node)

    with asyncio.Runner() as runner:
        runner.run(make())


@pytest.fixture
async def town(town_data: dict[str, str]) -> AsyncIterator[Town]:
    """See the module."""
    node = await open_house(Settings.read(town_data))
    try:
        yield Town(node, (await node.need(Accounts).inboxes("town"))[0])
    finally:
        await close_house(node)
