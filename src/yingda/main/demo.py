"""Loads the demo business through the same doors that an installer, an importer and an administrator use.

What it is lies in the pack (`packs/shop/content`); nothing in the rooms knows of it. Safe to repeat: what is there
already stays as it is.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import structlog
import yaml

from yingda.kernel import Principal, cut, new_id
from yingda.packs import shop
from yingda.rooms.accounts import Accounts, Agent, Hours, Inbox
from yingda.rooms.bot import Bot
from yingda.rooms.conversations import AGENT, OPEN, QUEUE, RESOLVED, Conversation, Conversations, Entry
from yingda.rooms.desk import CannedReplies
from yingda.rooms.help import Help
from yingda.rooms.knowledge import Knowledge
from yingda.rooms.people import Contact, People

from .build import Node

log = structlog.get_logger("demo")

TENANT, KEY = "qinghe", "qinghe"
PASSWORD = "qinghe-demo"  # noqa: S105 - a fictional shop; `serve` says so when it is open to the network
FOLDER = Path(shop.__file__).parent / "content"
DAY = 86_400_000
MINUTE = 60_000


def read(name: str) -> Any:
    """A file of the demo's content."""
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


async def load(node: Node) -> None:
    """The demo business, whole; what is missing of it is added."""
    accounts = node.need(Accounts)
    if TENANT not in await accounts.tenants():
        await staff(node)
    inbox = (await accounts.inboxes(TENANT))[0]
    await articles(node)
    await help_centre(node)
    await canned(node)
    people = await customers(node)
    secret = await accounts.identity_secret(TENANT, inbox.id) or await accounts.rotate_secret(TENANT, inbox.id)
    await shop.load_demo(node, TENANT, FOLDER, node.clock.now(), inbox_key=inbox.public_key, identity_secret=secret)
    await history(node, inbox, people)
    await node.need(Bot).trained(TENANT)


async def logins(node: Node) -> list[str]:
    """One line for each demo login, empty when the demo business is not there."""
    accounts = node.need(Accounts)
    if TENANT not in await accounts.tenants():
        return []
    chosen = [a for a in await accounts.agents(TENANT) if a.active]
    return [f"{a.name} · {a.title}  {a.email}  {PASSWORD}" for a in chosen]


def hours(spans: list[dict[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Business hours as an inbox wants them."""
    days: dict[str, tuple[tuple[str, str], ...]] = {}
    for span in spans:
        days[span["day"]] = (*days.get(span["day"], ()), (span["open"], span["close"]))
    return days


async def staff(node: Node) -> None:
    """The business, its people and its inbox."""
    accounts, business, agents = node.need(Accounts), read("demo/business.yaml"), read("demo/agents.yaml")
    first = next(a for a in agents if a["role"] == "admin")
    await accounts.found(
        business["name"]["zh"], "zh-CN", business["timezone"], first["name"], first["email"], PASSWORD, TENANT
    )
    await accounts.change_business(TENANT, {"languages": tuple(business["languages"]), "names": business["name"]})
    for agent in agents:
        fields = {
            "title": agent["title"], "skills": tuple(agent["skills"]), "languages": tuple(agent["languages"]),
            "capacity": agent["capacity"],
        }  # fmt: skip
        if agent is first:
            own = (await accounts.agents(TENANT))[0]
            await accounts.change_agent(TENANT, own.id, fields)
        else:
            await accounts.hire(
                TENANT, password=PASSWORD, name=agent["name"], email=agent["email"], role=agent["role"], **fields
            )
    await accounts.open_inbox(
        TENANT, public_key=KEY, name=business["inbox"]["name"]["zh"], hue=business["brand_hue"],
        greeting=business["greeting"], away=business["away"], languages=tuple(business["languages"]),
        hours=Hours(timezone=business["timezone"], days=hours(business["hours"])), bot=True,
        questions=tuple(business["home"]["common_questions"]), pack="shop", identity="optional",
    )  # fmt: skip


async def articles(node: Node) -> None:
    """The knowledge, by the importer that everybody uses."""
    files = sorted((FOLDER / "articles").rglob("*.md"))
    named = [(f.relative_to(FOLDER / "articles").as_posix(), f.read_bytes()) for f in files]
    report = await node.need(Knowledge).import_files(TENANT, named)
    log.info("knowledge", taken=len(report.taken), unchanged=len(report.unchanged), refused=len(report.refused))


async def help_centre(node: Node) -> None:
    """Its public knowledge as pages, open to everybody."""
    help, business = node.need(Help), read("demo/business.yaml")
    if not (await help.centre(TENANT)).version:
        await help.change(TENANT, {**business["help"], "hue": business["brand_hue"], "open": True})


async def canned(node: Node) -> None:
    """Canned replies of the team."""
    admin = (await node.need(Accounts).agents(TENANT))[0]
    who = Principal("agent", TENANT, admin.id, admin.name, "admin")
    replies = node.need(CannedReplies)
    known = {(c.short, c.language) for c in await replies.list(who)}
    for one in read("canned.yaml"):
        if (one["short"], one["lang"]) not in known:
            await replies.create(
                who, one["short"], one["text"], title=one["title"], scope=one["scope"], language=one["lang"]
            )


async def customers(node: Node) -> dict[str, Contact]:
    """Customers, as the shop would import them."""
    people, now = node.need(People), node.clock.now()
    found = {}
    for one in read("demo/customers.yaml"):
        attributes = {k: str(one[k]) for k in ("level", "since", "city") if one.get(k)}
        found[str(one["id"])] = await people.know(
            TENANT, str(one["id"]), first_seen=now - 200 * DAY, name=one["name"], email=one.get("email", ""),
            phone=str(one.get("phone", "")), language=one.get("language", "zh-CN"), attributes=attributes,
        )  # fmt: skip
    return found


def lines(talk: Conversation, one: dict[str, Any], by: dict[str, Agent]) -> Iterator[Entry]:
    """The entries of a past conversation, spread evenly over its time."""
    gap = max(1, one.get("minutes", 5)) * MINUTE // max(1, len(one["turns"]))
    for seq, turn in enumerate(one["turns"], 1):
        sender, _, mail = str(turn["from"]).partition(":")
        agent = by.get(mail)
        name = talk.title if sender == "visitor" else agent.name if agent else "智能助手"
        author = talk.contact if sender == "visitor" else agent.id if agent else ""
        at = talk.opened_at + (seq - 1) * gap
        yield Entry(
            TENANT, talk.id, seq, new_id(), at, sender, author, name, "text", turn["text"], f"demo:{talk.id}:{seq}"
        )


async def history(node: Node, inbox: Inbox, people: dict[str, Contact]) -> None:
    """What was said before today, and two customers who wait right now."""
    talks, accounts = node.need(Conversations), node.need(Accounts)
    if await talks.view(TENANT, "resolved", "", limit=1):
        return
    by = {a.email: a for a in await accounts.agents(TENANT)}
    for one in read("demo/conversations.yaml"):
        contact = people[str(one["customer"])]
        begun = node.clock.now() - int(one["days_ago"]) * DAY - 3 * 60 * MINUTE
        talk = Conversation(
            TENANT, new_id(), inbox.id, "web", contact.id, contact.name, contact.language, 0, begun, begun
        )
        entries = list(lines(talk, one, by))
        await talks.bring_in(closed(talk, one, entries, by), entries)


def closed(talk: Conversation, one: dict[str, Any], entries: list[Entry], by: dict[str, Agent]) -> Conversation:
    """The head of a conversation that has ended, or with `open: true` one that still waits."""
    last, seq = entries[-1], len(entries)
    agent = next((a for e in reversed(entries) if e.sender == "agent" for a in by.values() if a.id == e.author), None)
    waits = bool(one.get("open"))
    at = last.at
    return Conversation(
        TENANT, talk.id, talk.inbox, "web", talk.contact, talk.title, talk.language, 0, talk.opened_at, at,
        status=OPEN if waits else RESOLVED, handler=QUEUE if waits else AGENT if agent else "bot",
        assignee=agent.id if agent and not waits else "", assignee_name=agent.name if agent and not waits else "",
        assignee_title=agent.title if agent and not waits else "", seq=seq, version=1,
        waiting_since=at if waits else 0, queued_at=at if waits else 0, resolved_at=0 if waits else at,
        first_reply_at=next((e.at for e in entries if e.sender == "agent"), 0), preview=cut(last.text, 120),
        preview_from=last.sender, unread=1 if waits else 0, visitor_got=seq, visitor_read=seq,
        staff_got=0 if waits else seq, staff_read=0 if waits else seq, score=int(one.get("rating") or 0),
        tags=list(one.get("tags", [])),
    )  # fmt: skip
