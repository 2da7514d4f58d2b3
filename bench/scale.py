"""`python -m bench scale`: what agents wait for when there are millions of messages.

Makes the data set (`bench.scale_data`) in a folder or a PostgreSQL database, lets the product index it, and then asks the
running product over HTTP what 200 agents ask: each of them asks, reads the answer for a while, asks the next thing. Prints
the 50th, 95th and 99th percentile of each kind of question in ms and the sizes on disk; writes `bench/scale-<engine>.json`.
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import uvloop

from bench import product
from bench.processes import ROOT, Server, free_port, running, wait_healthy
from bench.scale_data import AGENTS
from bench.scale_fill import fill_postgres, fill_sqlite, makers

SERVE = ("-c", "from yingda.main.cli import run; run()", "serve")
TENANT = "select tenant from business where tenant <> 'small' order by created_at limit 1"
LIMIT_MS = 200
WORDS = {
    "search: two characters, common": ("退货", "物流", "订单", "快递", "耳机"),
    "search: two characters, rare": ("瘪了", "瞅瞅", "蹊跷", "冇动", "饕餮"),
    "search: one character": ("退", "哦", "冇"),
    "search: phrase": ("卡在中转场", "电子发票", "先行换新", "货在路上了可否换个收货点"),
    "search: English": ("refund", "warranty", "broken", "invoi"),
    "search: number": ("QH-118233", "QH-1182", "1391", "88442"),
    "search: mixed": ("iPhone 手机壳", "USB-C 退货", "65W 充电器", "物流 refund"),
}


def options(words: list[str]) -> argparse.Namespace:
    """What can be chosen."""
    parser = argparse.ArgumentParser(prog="python -m bench scale", description="Measures what agents wait for.")
    parser.add_argument("--messages", type=int, default=5_000_000)
    parser.add_argument("--seconds", type=int, default=120, help="how long the agents ask")
    parser.add_argument("--pause", type=float, default=10.0, help="seconds between two questions of an agent")
    parser.add_argument("--folder", type=Path, help="where the data go, and stay; default: a temporary folder")
    parser.add_argument("--postgres", default="", help="URL of an empty database; default: SQLite")
    return parser.parse_args(words)


def serve(data: Path, url: str, *more: str) -> tuple[Server, int]:
    """The product on these data."""
    port = free_port()
    env = {
        "YINGDA_DATA": str(data),
        "YINGDA_PORT": str(port),
        "YINGDA_LOG_LEVEL": "warning",
        "YINGDA_LOG_FORMAT": "json",
    }
    if url:
        env["YINGDA_DATABASE_URL"] = url
    server = Server(*SERVE, *more, env=env, log=data.parent / "serve.log")
    wait_healthy(port, server, 600)
    return server, port


class Books:
    """What the bench itself reads of the database: which conversations and contacts there are."""

    def __init__(self, data: Path, url: str) -> None:
        self.file, self.url = data / "yingda.db", url

    def ask(self, sql: str, *args: Any) -> list[Any]:
        """Rows of a query."""
        if self.url:
            return asyncio.run(self._ask(sql, args))
        with closing(sqlite3.connect(self.file)) as db:
            return db.execute(sql.replace("$1", "?1").replace("$2", "?2"), args).fetchall()

    async def _ask(self, sql: str, args: tuple[Any, ...]) -> list[Any]:
        import asyncpg

        db = await asyncpg.connect(self.url)
        try:
            return [tuple(row) for row in await db.fetch(sql, *args)]
        finally:
            await db.close()

    def fill(self, messages: int) -> float:
        """Writes the data set beside what the demo brought; answers the seconds it took."""
        begun = time.monotonic()
        ((tenant,),) = self.ask(TENANT)
        inboxes = [row[0] for row in self.ask("select id from inbox where tenant = $1", tenant)]
        agents = [row[0] for row in self.ask("select id from agent where tenant = $1", tenant)]
        every = makers(tenant, inboxes, agents, messages)
        (fill_postgres(self.url, every) if self.url else fill_sqlite(self.file, every))
        return time.monotonic() - begun

    def samples(self) -> dict[str, list[Any]]:
        """Conversations, long ones and contacts to ask for."""
        ((tenant,),) = self.ask(TENANT)
        some = self.ask(
            "select id, contact, updated_at from conversation where tenant = $1 and number % 97 = 5", tenant
        )
        long = self.ask("select id, seq from conversation where tenant = $1 and seq > 1000 limit 50", tenant)
        busy = self.ask(
            "select contact from conversation where tenant = $1 group by contact order by count(*) desc limit 20",
            tenant,
        )
        return {"some": some, "long": long or [(some[0][0], 1)], "busy": [row[0] for row in busy]}


class Round:
    """The agents ask; what each answer took."""

    def __init__(self, port: int, samples: dict[str, list[Any]]) -> None:
        self.port, self.samples = port, samples
        self.took: dict[str, list[float]] = {}
        self.failed: dict[str, int] = {}
        self.random = random.Random(7)
        self.web: list[httpx2.AsyncClient] = []

    async def sign_in(self) -> None:
        """The staff of the demo; many consoles share their sessions."""
        for email in product.AGENTS:
            self.web.append((await product.Agent(self.port, email).come()).web)

    def question(self) -> tuple[str, str]:
        """What an agent asks next: mostly lists and conversations, one in four times a search."""
        r, s = self.random, self.samples
        id, contact, at = r.choice(s["some"])
        long, seq = r.choice(s["long"])
        lists = "/api/conversations?view="
        asked = [
            (6, "list: mine", f"{lists}mine"), (4, "list: unassigned", f"{lists}unassigned"),
            (4, "list: all", f"{lists}all"),
            (3, "list: resolved", f"{lists}resolved"), (2, "list: resolved, deep", f"{lists}resolved&before={at}.{id}"),
            (10, "open conversation", f"/api/conversations/{id}"), (2, "open a long one", f"/api/conversations/{long}"),
            (2, "page back in a long one", f"/api/conversations/{long}/entries?before={r.randrange(60, seq + 60)}"),
            (4, "contact", f"/api/contacts/{contact}"), (2, "contact with most", f"/api/contacts/{r.choice(s['busy'])}"),
            *((2, kind, f"/api/search?q={r.choice(words)}") for kind, words in WORDS.items()),
            (2, "search: filters", f"/api/search?q={r.choice(('退货', '发票'))}&sender=agent&status=resolved&until={at}"),
            (1, "search: tag and time", f"/api/search?q=快递&tag=VIP&since={at - 30 * 86_400_000}&until={at}"),
            (1, "search: a customer", f"/api/search?q={r.choice('王李张刘陈')}{r.choice('伟芳娜敏静')}"),
        ]  # fmt: skip
        chosen = r.choices(asked, [weight for weight, _, _ in asked])[0]
        return chosen[1], chosen[2]

    async def agent(self, end: float, pause: float) -> None:
        """One agent until the end."""
        await asyncio.sleep(self.random.random() * pause)
        while time.monotonic() < end:
            kind, path = self.question()
            begun = time.perf_counter()
            answer = await self.random.choice(self.web).get(path)
            self.took.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
            if answer.status_code != 200:
                self.failed[kind] = self.failed.get(kind, 0) + 1
            await asyncio.sleep(self.random.uniform(0.5, 1.5) * pause)

    async def run(self, seconds: float, pause: float) -> None:
        """All agents at once."""
        end = time.monotonic() + seconds
        await asyncio.gather(*(self.agent(end, pause) for _ in range(AGENTS)))


async def built(port: int) -> float:
    """Waits until the index is whole; the seconds it took."""
    begun = time.monotonic()
    web = (await product.Agent(port, product.AGENTS[0]).come()).web
    while (await web.get("/api/search?q=退货&limit=1")).json()["building"]:  # noqa: ASYNC110 - over HTTP
        await asyncio.sleep(1)
    await web.aclose()
    return time.monotonic() - begun


async def ask(port: int, samples: dict[str, list[Any]], asked: argparse.Namespace) -> Round:
    """A short round to warm up, then the one that counts."""
    warm = Round(port, samples)
    await warm.sign_in()
    await warm.run(15, 2.0)
    one = Round(port, samples)
    one.web = warm.web
    await one.run(asked.seconds, asked.pause)
    return one


def quantile(values: list[float], part: float) -> float:
    """Of sorted values."""
    return round(values[min(len(values) - 1, int(len(values) * part))], 1)


def report(one: Round, facts: dict[str, Any]) -> dict[str, Any]:
    """Prints the table; answers it."""
    rows = {}
    print(f"{'':34}{'asked':>7}{'p50':>9}{'p95':>9}{'p99':>9} ms")
    for kind in sorted(one.took):
        values = sorted(one.took[kind])
        p50, p95, p99 = (quantile(values, part) for part in (0.5, 0.95, 0.99))
        rows[kind] = {
            "asked": len(values),
            "p50_ms": p50,
            "p95_ms": p95,
            "p99_ms": p99,
            "failed": one.failed.get(kind, 0),
        }
        late = "  over" if p95 > LIMIT_MS else ""
        print(f"{kind:34}{len(values):>7}{p50:>9}{p95:>9}{p99:>9}{late}{' FAILED' if one.failed.get(kind) else ''}")
    for name, value in facts.items():
        print(f"{name}: {value}")
    return {"questions": rows, **facts}


def sizes(books: Books, data: Path) -> dict[str, Any]:
    """MiB on disk."""
    if books.url:
        sql = "select pg_database_size(current_database()), coalesce(pg_total_relation_size(to_regclass('search_line')), 0)"
        ((whole, index),) = books.ask(sql)
        return {"database_mib": whole >> 20, "of_that_index_mib": index >> 20}
    return {"database_mib": books.file.stat().st_size >> 20, "index_mib": (data / "search.db").stat().st_size >> 20}


def measure(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """Everything."""
    data, url = folder / "data", asked.postgres
    books, facts = Books(data, url), {"messages": asked.messages, "processors": os.cpu_count()}
    if not (folder / "filled").exists():
        data.mkdir(parents=True)
        with running(serve(data, url, "--demo")[0]):
            pass
        facts["fill_s"] = round(books.fill(asked.messages))
        (folder / "filled").write_text("")
        for file in data.glob("search.db*"):
            file.unlink()
    samples = books.samples()
    server, port = serve(data, url)
    with running(server):
        before = server.cpu()
        facts["index_s"] = round(uvloop.run(built(port)))
        facts["index_cpu_us"] = round((server.cpu() - before) / asked.messages * 1e6, 1)
        one = uvloop.run(ask(port, samples, asked))
        facts |= {"server_rss_mib": round(server.rss()), **sizes(books, data)}
    return report(one, facts)


def main(words: list[str]) -> None:
    """Measures, prints, writes."""
    asked = options(words)
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="yingda-scale-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        results = measure(folder, asked)
    finally:
        if not asked.folder:
            shutil.rmtree(folder, ignore_errors=True)
    file = ROOT / "bench" / f"scale-{'postgres' if asked.postgres else 'sqlite'}.json"
    file.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")
    print(f"\n{file.relative_to(ROOT)}")
