"""The data set of `python -m bench scale`: two businesses of unequal size, two years of conversations, texts of
visitors, the bot and agents in Chinese and English from the shop pack, with order numbers, telephones and products in
them. A few customers write often, most of them once (Zipf). The same seed gives the same data."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from yingda.kernel import id_at

SHOP = Path(__file__).parent.parent / "src" / "yingda" / "packs" / "shop" / "content"
YEARS_MS = 2 * 365 * 86_400_000
AGENTS = 200
OPEN_PART = 0.008
LONG_EVERY, LONG = 50_000, 3_000
"""One conversation in so many is very long."""
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英晓梦雨佳琪子涵浩然欣怡宇轩思远若曦嘉懿"
PRODUCTS = (
    "降噪耳机", "蓝牙音箱", "65W 充电器", "机械键盘", "智能手表", "充电宝", "iPhone 15 手机壳", "USB-C 数据线", "扩展坞",
)  # fmt: skip
TAGS = ("退换", "物流", "发票", "投诉", "售前", "维修", "支付", "VIP")
CHANCE = "0123456789abcdefghjkmnpqrstvwxyz"


class Talk(NamedTuple):
    """A conversation with its entries, and its contact when he is new: rows in the order of their columns."""

    head: tuple[Any, ...]
    entries: list[tuple[Any, ...]]
    contact: tuple[Any, ...] | None


def corpus() -> tuple[list[str], list[str]]:
    """What visitors say, and what the business answers."""
    asked: list[str] = []
    for intent in yaml.safe_load((SHOP / "intents.yaml").read_text("utf-8")):
        asked += [str(text) for language in ("zh", "zh", "en") for text in intent.get(language, ())]
    asked += [str(one["text"]) for one in yaml.safe_load((SHOP / "heldout.yaml").read_text("utf-8"))]
    said = [str(one["text"]) for one in yaml.safe_load((SHOP / "canned.yaml").read_text("utf-8"))]
    for file in sorted((SHOP / "articles").rglob("*.md")):
        body = file.read_text("utf-8").split("---", 2)[-1]
        said += [line.strip("#- *") for line in body.splitlines() if len(line) > 12]
    return asked, said


class Maker:
    """Makes the conversations of one business, in the order of time."""

    def __init__(self, tenant: str, inboxes: list[str], agents: list[str], messages: int, now: int, seed: int) -> None:
        self.tenant, self.inboxes, self.agents, self.messages = tenant, inboxes, agents, messages
        self.now, self.random = now, random.Random(seed)
        self.asked, self.said = corpus()
        self.known: dict[int, tuple[str, str]] = {}
        self.contacts = max(10, messages // 17)

    def id(self, at: int) -> str:
        """An identifier of that time."""
        return id_at(at)[:9] + "".join(self.random.choices(CHANCE, k=11))

    def talks(self) -> Iterator[Talk]:
        """All of them, until there are enough messages."""
        count, total, step = 0, 0, YEARS_MS / (self.messages / 10)
        held: set[tuple[str, str]] = set()
        while total < self.messages:
            at = min(self.now - 60_000, self.now - YEARS_MS + int(count * step))
            count += 1
            size = min(2 + int(self.random.expovariate(1 / 8)), 60) if count % LONG_EVERY else LONG
            size = min(size, self.messages - total) or 1
            last = total + size >= self.messages * (1 - OPEN_PART)
            talk = self.talk(count, at, size, held if last else None)
            total += size
            yield talk

    def talk(self, number: int, at: int, size: int, held: set[tuple[str, str]] | None) -> Talk:
        """One conversation. `held`: contacts with an open one; without it, it is resolved."""
        r = self.random
        inbox = r.choice(self.inboxes)
        who = int(self.contacts * r.random() ** 3)
        fresh = who not in self.known
        if fresh:
            self.known[who] = (self.id(at), r.choice(FAMILY) + "".join(r.choices(GIVEN, k=r.choice((1, 2)))))
        contact, name = self.known[who]
        is_open = held is not None and (inbox, contact) not in held
        if is_open and held is not None:
            held.add((inbox, contact))
        id, agent = self.id(at), r.choice(self.agents)
        person = r.random() < 0.55
        entries = [self.entry(id, seq, at + seq * 37_000, contact, name, agent, person) for seq in range(1, size + 1)]
        end = min(self.now - 1, at + size * 37_000)
        handler = r.choice(("agent", "agent", "queue", "bot")) if is_open else ("agent" if person else "bot")
        whose = agent if handler == "agent" else ""
        tags = json.dumps(r.sample(TAGS, r.choice((0, 0, 1, 2))), ensure_ascii=False)
        waits = end if handler != "bot" and is_open else 0
        head = (
            self.tenant, id, inbox, "web", contact, name, "zh-CN", number, at, end, "open" if is_open else "resolved",
            handler, whose, whose and f"客服{self.agents.index(agent)}", "", "", size, size, waits,
            waits if handler == "queue" else 0, 0 if is_open else end, at + 60_000, entries[-1][9][:120], "visitor", 0, 0,
            size, size, size, size, "calm", 0.0, "", 0, r.choice((0, 0, 4, 5)), 0, tags,
        )  # fmt: skip
        return Talk(head, entries, self.contact(who, contact, name, at) if fresh else None)

    def contact(self, who: int, id: str, name: str, at: int) -> tuple[Any, ...]:
        """A customer."""
        phone, mail = f"1{self.random.randrange(3 * 10**9, 10**10)}", f"user{who}@mail.example"
        return (
            self.tenant,
            id,
            name,
            "zh-CN",
            mail,
            phone,
            f"C{who:07d}",
            True,
            "{}",
            "[]",
            "",
            False,
            0,
            "",
            at,
            at,
            1,
        )

    def entry(self, talk: str, seq: int, at: int, contact: str, name: str, agent: str, person: bool) -> tuple[Any, ...]:
        """One message."""
        r = self.random
        if seq % 2:
            sender, author, text, who = "visitor", contact, r.choice(self.asked), name
        elif person and seq > 3:
            sender, author, text, who = "agent", agent, r.choice(self.said), "客服"
        else:
            sender, author, text, who = "bot", "", r.choice(self.said), "智能助手"
        kind = "note" if sender == "agent" and r.random() < 0.05 else "text"
        return (self.tenant, talk, seq, f"{talk[:14]}{seq:06d}", at, sender, author, who, kind, self.coloured(text),
                f"m{seq:07d}", "", "{}")  # fmt: skip

    def coloured(self, text: str) -> str:
        """The text with something of its own in one of three cases."""
        r = self.random
        case = r.random()
        if case < 0.12:
            return f"{text}，订单号 QH-{r.randrange(100_000, 10_000_000)}"
        if case < 0.18:
            return f"{text} 电话 1{r.randrange(3 * 10**9, 10**10)}"
        if case < 0.33:
            return f"{r.choice(PRODUCTS)}，{text}"
        return text
