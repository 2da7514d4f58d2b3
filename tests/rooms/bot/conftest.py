# ruff: noqa: E501 - lists of examples
"""A small business with a bot: real rooms, real database, a pack of its own, models learned once."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from tests.support.database import migrated

from yingda.engines.files import FileBlobs
from yingda.engines.inproc import InprocBus
from yingda.engines.onnx.local import LocalOnnx
from yingda.engines.openai import OpenAIEncoder, OpenAIModel
from yingda.engines.sqlite import connect
from yingda.kernel import House, Inbound, Lesson, SystemClock, Tool, ToolCall, Visitor, new_id
from yingda.kernel.encoding import LocalEncoder, RemoteEncoder
from yingda.kernel.language import LanguageModel
from yingda.main.reactor import Reactor
from yingda.rooms.accounts import Accounts, Inbox
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import Conversations
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.people import People

ROOMS = ("accounts", "people", "conversations", "sense", "knowledge", "glossary", "tools", "llm", "flows", "bot")

ARTICLES = {
    "zh/refund.md": (
        "退款多久到账", ["钱什么时候退给我", "退款要几天", "退的钱几天回来", "退款没到账怎么办"],
        "退货验收通过后当天退款，一般 1–3 个工作日到账。\n\n信用卡退款会慢一些，要 3–5 个工作日，恢复的是额度。",
    ),
    "zh/invoice.md": (
        "怎么开发票", ["发票在哪里开", "电子发票怎么下载", "开票要什么资料", "可以开专票吗"],
        "在订单页点「申请开票」，填好抬头，24 小时内发到邮箱。",
    ),
    "zh/shipping.md": (
        "运费多少钱", ["包邮吗", "邮费怎么算", "满多少免运费", "寄到新疆多少运费"], "满 99 元包邮，不满收 8 元运费。",
    ),
    "zh/warranty.md": (
        "保修多久", ["质保几年", "坏了能免费修吗", "过保了怎么办", "保修期从哪天算"], "所有产品保修一年，从签收那天算。",
    ),
    "en/refund.md": (
        "When will I get my refund?", ["how long does a refund take", "where is my refund", "refund time"],
        "Refunds usually arrive within 1-3 working days.",
    ),
    "en/shipping.md": (
        "How much is shipping?", ["is shipping free", "delivery cost", "shipping fee"],
        "Shipping is free from 99 yuan, otherwise 8 yuan.",
    ),
}  # fmt: skip
INTENTS = """
- {name: find_order, action: 'flow:find_order', description: 查订单, zh: [我的快递到哪了, 查订单, 包裹在哪, 查一下物流, 我东西呢],
   en: [where is my order, track my parcel, order status]}
- {name: pay_back, action: 'flow:pay_back', description: 退差价, zh: [我要退差价, 帮我申请价保退差价, 降价了退我差价], en: [refund the price difference, price match please]}
- {name: talk_to_human, action: handover, description: 人工, zh: [转人工, 我要人工客服, 叫个真人来], en: [human please, talk to a person]}
- {name: greeting, action: 'smalltalk:greeting', description: 打招呼, zh: [你好, 在吗, 您好, 哈喽], en: [hello, hi there, good morning]}
- {name: affirm, action: 'signal:affirm', description: 肯定, zh: [好的, 可以, 嗯嗯, 行], en: ['yes', ok, sure]}
- {name: deny, action: 'signal:deny', description: 否定, zh: [不用, 不是, 不要], en: ['no', nope]}
"""
TALK = "greeting: {zh: [您好，请讲。, 在的。], en: [Hello., Hi.]}\n"
FLOW = r"""
name: find_order
title: {zh: 查订单, en: Order status}
slots:
  order: {type: order_no, title: {zh: 订单号, en: Order number}, pattern: '(QH-\d{6})', ask: {zh: 订单号是多少？, en: 'Which order number?'}}
steps:
- {id: ask, ask: order}
- {id: look, tool: look, args: {order: '{order}'}, save: found}
- {id: tell, say: {zh: '{found.line}', en: '{found.line}'}}
- {id: end, end: done}
"""

PAY_BACK = r"""
name: pay_back
title: {zh: 退差价, en: Price difference}
slots:
  order: {type: order_no, title: {zh: 订单号, en: Order number}, pattern: '(QH-\d{6})', ask: {zh: 订单号是多少？, en: 'Which order number?'}}
steps:
- {id: ask, ask: order}
- {id: pay, tool: pay_back, args: {order: '{order}'}, save: found}
- {id: tell, say: {zh: 已退, en: Paid back}}
- {id: end, end: done}
"""


class Town:
    """The business and one visitor of it."""

    def __init__(self, house: House, visitor: Visitor) -> None:
        self.house, self.visitor = house, visitor
        self.talks, self.bot = house.need(Conversations), house.need(Bot)
        self.conversation = ""

    async def say(self, text: str, option: str = "", **more: Any) -> list[Any]:
        """Says something; answers what was written after it."""
        message = Inbound(new_id(), text, option=option)
        entry = await self.talks.receive(self.visitor, message, name="访客", **more)
        self.conversation = entry.conversation
        await self.house.reactor.settle()  # type: ignore[attr-defined]
        return [e for e in await self.entries() if e.seq > entry.seq]

    async def entries(self) -> list[Any]:
        page = await self.talks.page("town", self.conversation, 2**62, staff=True)
        return page.entries

    async def head(self) -> Any:
        return await self.talks.get("town", self.conversation)

    async def turn(self) -> Any:
        return (await self.bot.turns("town", self.conversation))[-1]


def markdown(title: str, questions: list[str], body: str) -> bytes:
    listed = "\n".join(f"  - {q}" for q in questions)
    return f"---\ntitle: {title!r}\ncategory: 规则\nquestions:\n{listed}\n---\n{body}\n".encode()


async def look(call: ToolCall, args: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"line": f"{args['order']} 正在派送"}


@asynccontextmanager
async def opened(folder: Path, path: Path) -> AsyncIterator[House]:
    """A house in `folder` with its database at `path`, running; packs are given before anything is said."""
    db = await connect(path)
    settings = {"data": str(folder), "secret": "x" * 40}
    house = House(db, InprocBus(), FileBlobs(folder / "files"), None, SystemClock(), settings)  # type: ignore[arg-type]
    house.offer(LanguageModel, OpenAIModel(house.fetch))  # type: ignore[type-abstract]
    house.offer(RemoteEncoder, OpenAIEncoder(house.fetch))  # type: ignore[type-abstract]
    house.offer(LocalEncoder, LocalOnnx(None))  # type: ignore[type-abstract]
    for room in ROOMS:
        import_module(f"yingda.rooms.{room}.install").install(house)
    db.reactions = house.reactions
    house.reactor = Reactor(house)  # type: ignore[attr-defined]
    db.told = house.reactor.told  # type: ignore[attr-defined]
    await house.reactor.start()  # type: ignore[attr-defined]
    for start in house.starting:
        await start()
    yield house
    await house.reactor.stop()  # type: ignore[attr-defined]
    for stop in reversed(house.stopping):
        await stop()
    await db.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One house for all tests of a module: its models are learned once."""
    tmp_path = tmp_path_factory.mktemp("house")
    pack = tmp_path / "pack"
    (pack / "flows").mkdir(parents=True)
    files = {"intents": INTENTS, "smalltalk": TALK, "flows/find_order": FLOW, "flows/pay_back": PAY_BACK}
    for name, text in files.items():
        (pack / f"{name}.yaml").write_text(text, "utf-8")
    (pack / "skills.yaml").write_text("规则: aftersales\n", "utf-8")
    async with opened(tmp_path, migrated(tmp_path, *ROOMS)) as house:
        house.teach(Lesson("p", pack))
        house.tool(Tool("look", {"zh": "查", "en": "look"}, {"order": "order"}, look))
        house.paid = []  # type: ignore[attr-defined]

        async def pay(call: ToolCall, args: Mapping[str, Any]) -> Mapping[str, Any]:
            house.paid.append(args["order"])  # type: ignore[attr-defined]
            return {}

        house.tool(Tool("pay_back", {"zh": "退差价", "en": "Price difference"}, {"order": "order"}, pay, changes=True))
        yield house


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def inbox(house: House) -> Inbox:
    """The business with its one inbox."""
    accounts = house.need(Accounts)
    await accounts.found("小店", "zh-CN", "Asia/Shanghai", "老板", "boss@t.example", "correct horse battery", "town")
    inbox = await accounts.open_inbox("town", name="网站", languages=("zh-CN", "en"), pack="p", public_key="shopkey0")
    files = [(name, markdown(*parts)) for name, parts in ARTICLES.items()]
    report = await house.need(Knowledge).import_files("town", files)
    assert not report.refused
    assert await house.need(Bot).trained("town")
    return inbox


@pytest_asyncio.fixture(loop_scope="module")
async def town(house: House, inbox: Inbox) -> Town:
    """A visitor who is new."""
    arrived = await house.need(People).arrive(inbox, "", "", "zh-CN", house.clock.now())
    return Town(house, Visitor("town", inbox.id, arrived.contact.id, "zh-CN"))
