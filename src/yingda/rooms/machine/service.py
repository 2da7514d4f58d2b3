"""`Reader`: the tools. Each acts for a key, within its business and its permissions, and only reads."""

from typing import Any
from urllib.parse import quote

from yingda.kernel import Clock, NotFound, Principal
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversations, Entry
from yingda.rooms.help import Centre, Help
from yingda.rooms.knowledge import Knowledge, Live
from yingda.rooms.search import Finder

from .model import TOOLS, Tool, part, tail, told_at, wanted

PASSAGES, PASSAGE_CHARS = 6, 2_000
ARTICLE_CHARS = 20_000
HITS = 20
ENTRIES, TALK_CHARS = 50, 40_000


class Reader:
    """What programs may read."""

    def __init__(
        self, accounts: Accounts, knowledge: Knowledge, finder: Finder, talks: Conversations, help: Help, clock: Clock
    ) -> None:
        self.accounts, self.knowledge, self.finder, self.talks = accounts, knowledge, finder, talks
        self.help, self.clock = help, clock
        self.public_url = accounts.public_url.rstrip("/")

    def tool(self, who: Principal, name: Any) -> Tool | None:
        """The tool of this name, None when there is none or it is not for `who`: the two are never told apart."""
        tool = TOOLS.get(name) if isinstance(name, str) else None
        return tool if tool and who.may(tool.permission) else None

    async def call(self, who: Principal, tool: Tool, given: Any) -> dict[str, Any]:
        """What a tool answers. `BadInput` for arguments that cannot be, `NotFound`."""
        tools: dict[str, Any] = {
            "search_knowledge": self.search_knowledge, "read_article": self.read_article,
            "search_messages": self.search_messages, "read_conversation": self.read_conversation,
        }  # fmt: skip
        found: dict[str, Any] = await tools[tool.name](who, **wanted(tool, given))
        return found

    async def search_knowledge(self, who: Principal, query: str, language: str) -> dict[str, Any]:
        """The passages that answer best."""
        language = language or (await self.accounts.business(who.tenant)).language
        hits = self.knowledge.search(who.tenant, query, language, "internal", PASSAGES)
        passages, centre = [], await self.help.centre(who.tenant)
        for hit in hits:
            live = self.knowledge.article(who.tenant, hit.article)
            if live is None:
                continue
            text, more = part(hit.passage, 0, PASSAGE_CHARS)
            passages.append(
                {
                    **self._source(live, centre),
                    "heading": hit.heading,
                    "text": text,
                    "cut": bool(more),
                    "share": hit.share,
                }
            )
        return {"passages": passages}

    async def read_article(self, who: Principal, id: str, offset: int) -> dict[str, Any]:
        """An article that holds today."""
        live = self.knowledge.article(who.tenant, id)
        if live is None or not live.content.valid(self.clock.now()):
            raise NotFound("article_not_found", "没有这篇知识", "There is no such article")
        text, more = part(live.content.body, offset, ARTICLE_CHARS)
        return {**self._source(live, await self.help.centre(who.tenant)), "text": text, "next": more}

    async def search_messages(self, who: Principal, query: str, before: str) -> dict[str, Any]:
        """Messages that hold all words."""
        found = await self.finder.look(who, query, before, HITS)
        hits = [
            {
                "conversation": hit.conversation, "number": found.conversations[hit.conversation].number,
                "customer": found.conversations[hit.conversation].title, "seq": hit.seq, "at": told_at(hit.at),
                "from": hit.sender, "name": hit.name, "text": "".join(hit.parts),
            }
            for hit in found.hits
        ]  # fmt: skip
        return {"messages": hits, "next": found.next, "building": found.building}

    async def read_conversation(self, who: Principal, id: str, before: int) -> dict[str, Any]:
        """A conversation with its newest entries, or those before `before`."""
        talk = await self.talks.get(who.tenant, id)
        page = await self.talks.page(who.tenant, id, before or 1 << 62, staff=True, limit=ENTRIES)
        lines = tail([line_of(entry) for entry in page.entries], TALK_CHARS)
        first = int(lines[0]["seq"]) if lines else 0
        return {
            "conversation": talk.id, "number": talk.number, "customer": talk.title, "status": talk.status,
            "opened_at": told_at(talk.opened_at), "link": f"{self.public_url}/console/#/c/{talk.id}", "entries": lines,
            "next": first if first > 1 else 0,
        }  # fmt: skip

    def _source(self, live: Live, centre: Centre) -> dict[str, Any]:
        """Where a text comes from. The link leads to the help centre where everybody may read it, else to the console."""
        link = f"{self.public_url}/console/#/k/{live.id}"
        if centre.open and live.content.audience == "public":
            link = f"{self.public_url}/help/{centre.slug}/{live.language}/articles/{quote(live.slug)}"
        return {
            "article": live.id, "title": live.title, "language": live.language, "audience": live.content.audience,
            "version": live.version, "link": link,
        }  # fmt: skip


def line_of(entry: Entry) -> dict[str, Any]:
    """An entry as programs read it; of a file its name, never its address."""
    file = str(entry.extra.get("file", {}).get("name", ""))
    line = {
        "seq": entry.seq, "at": told_at(entry.at), "from": entry.sender, "name": entry.name, "kind": entry.kind,
        "text": entry.text,
    }  # fmt: skip
    return {**line, "file": file} if file else line
