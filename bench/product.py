"""Setting the stage on the product: the real `yingda serve` with the demo business, visitors in an inbox without a bot
whose conversations three agents hold, and every visitor with a second tab, which is who hears.
"""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx2

from bench.load import TEXT, Load, Sender
from bench.processes import Server, free_port, wait_healthy
from bench.wire import Wire, dial

SERVE = ("-c", "from yingda.main.cli import run; run()", "serve", "--demo")
BOSS = "linshan@qinghe.example"
AGENTS = ("chenjing@qinghe.example", "zhouqian@qinghe.example", "wanglei@qinghe.example")
PASSWORD = "qinghe-demo"
WATCHED = 8


def serve(data: Path) -> tuple[Server, int, float]:
    """The product on a free port, and how long it took until it was healthy."""
    port = free_port()
    env = {
        "YINGDA_DATA": str(data), "YINGDA_PORT": str(port), "YINGDA_HOST": "127.0.0.1", "YINGDA_LOG_LEVEL": "warning",
        "YINGDA_LOG_FORMAT": "json",
    }  # fmt: skip
    server = Server(*SERVE, env=env, log=data.parent / "serve.log")
    try:
        return server, port, wait_healthy(port, server, 300)
    except BaseException:
        server.stop()
        raise


def frame(sender: Sender, client_id: str) -> bytes:
    """A visitor's message."""
    return json.dumps(
        {"op": "send", "ref": sender.count, "client_id": client_id, "text": TEXT}, ensure_ascii=False
    ).encode()


class Asking:
    """A socket that is asked and answers, for as long as the stage is set; after that, frames go to `hear`."""

    def __init__(self, port: int, path: str, headers: dict[str, str] | None = None) -> None:
        self.port, self.path, self.headers = port, path, headers
        self.wire: Wire | None = None
        self.hear: Any = None
        self.answers: dict[int, asyncio.Future[Any]] = {}

    async def open(self) -> "Asking":
        self.wire = await dial(self.port, self.path, self.heard, self.headers)
        return self

    def heard(self, payload: bytes) -> None:
        if self.hear is not None:
            self.hear(payload)
            return
        frame = json.loads(payload)
        if (waits := self.answers.pop(frame.get("ref") or -1, None)) is None:
            return
        if frame["op"] == "ack":
            waits.set_result(frame["data"])
        else:
            waits.set_exception(RuntimeError(payload.decode()))

    async def ask(self, op: str, **body: Any) -> Any:
        assert self.wire
        ref = len(self.answers) + 1_000_000
        self.answers[ref] = asyncio.get_running_loop().create_future()
        self.wire.say(json.dumps({"op": op, "ref": ref, **body}).encode())
        return await asyncio.wait_for(self.answers[ref], 30)

    def close(self) -> None:
        if self.wire:
            self.wire.close()


class Agent:
    """Somebody of the demo's staff, signed in."""

    def __init__(self, port: int, email: str) -> None:
        self.port, self.email = port, email
        self.web = httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30)

    async def come(self) -> "Agent":
        answer = await self.web.post("/api/session", json={"email": self.email, "password": PASSWORD})
        answer.raise_for_status()
        self.web.headers["X-CSRF"] = answer.json()["csrf"]
        return self

    async def post(self, path: str, **body: Any) -> Any:
        answer = await self.web.post(path, json=body)
        answer.raise_for_status()
        return answer.json()

    async def take(self, conversation: str) -> None:
        await self.post(f"/api/conversations/{conversation}/take")

    async def sit_down(self) -> Asking:
        cookie = "; ".join(f"{name}={value}" for name, value in self.web.cookies.items())
        return await Asking(self.port, "/ws/agent", {"Cookie": cookie}).open()


async def quiet_inbox(port: int) -> str:
    """The key of an inbox without a bot, so that only people talk."""
    boss = await Agent(port, BOSS).come()
    inbox = await boss.post("/api/inboxes", name="bench", bot=False, languages=["zh-CN"])
    return str(inbox["key"])


async def visitor(port: int, inbox: str = "default", token: str = "") -> tuple[Asking, dict[str, Any]]:
    """A tab of a visitor, who has said hello."""
    tab = await Asking(port, "/ws/visitor").open()
    page = {"url": "http://127.0.0.1/shop/", "title": "青禾数码"}
    return tab, await tab.ask("hello", inbox=inbox, token=token, language="zh-CN", page=page)


class Stage:
    """Everybody in place: visitors with two tabs each, their conversations held by agents. Consoles are closed at
    first; `consoles` opens them."""

    def __init__(self, port: int, senders: int) -> None:
        self.port, self.load = port, Load(senders, frame)
        self.agents = [Agent(port, email) for email in AGENTS]
        self.talks: list[str] = []
        self.open: list[Asking] = []

    async def set(self, inbox: str) -> "Stage":
        for agent in self.agents:
            await agent.come()
        for sender in self.load.senders:
            tab, hello = await visitor(self.port, inbox)
            kept = await tab.ask("send", client_id=f"first{sender.number}", text="你好")
            await self.agents[sender.number % len(self.agents)].take(kept["conversation"])
            self.talks.append(kept["conversation"])
            ear, _ = await visitor(self.port, inbox, hello["token"])
            tab.hear, ear.hear, sender.wire = sender.hear, self.load.hear, tab.wire
            self.open += [tab, ear]
        await asyncio.sleep(1.5)
        return self

    async def consoles(self) -> None:
        """Every agent opens his console and looks at as many of his conversations as a console can."""
        for number, agent in enumerate(self.agents):
            console = await agent.sit_down()
            for talk in self.talks[number :: len(self.agents)][:WATCHED]:
                await console.ask("watch", conversation=talk)
            console.hear = lambda payload: None
            self.open.append(console)


async def idle(port: int, count: int) -> list[Asking]:
    """Visitors who have opened the panel and say nothing."""
    found = []
    for _ in range(count):
        tab, _ = await visitor(port)
        tab.hear = lambda payload: None
        found.append(tab)
    return found


async def settled(port: int) -> None:
    """Waits until every reaction has run."""
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as web:
        for _ in range(600):
            state = (await web.get("/health")).json()["parts"]["reactions"]
            if not state["running"] and not state["waiting"]:
                return
            await asyncio.sleep(0.1)
    raise RuntimeError(f"reactions do not come to rest: {state}")
