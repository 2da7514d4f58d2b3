"""A business that takes more than its share: it waits for itself. The others are neither refused nor made to wait for it,
at the sockets, over HTTP and in the reactions."""

import asyncio
import contextlib
import json
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.faults import broken as builds
from tests.faults.conftest import BROKEN, PASSWORD, Figures, broken, dose
from tests.support.database import fresh
from tests.support.nursery import Child, Nursery
from tests.support.sender import TROUBLE, Sender
from tests.support.wire import Web

from yingda.engines.files import FileBlobs
from yingda.engines.inproc import InprocBus
from yingda.kernel import Changes, Event, House, SystemClock, TooMany, new_id
from yingda.kernel.shares import Shares
from yingda.main import reactor as reactors
from yingda.main.build import Node, close_house, open_house
from yingda.main.reactor import Reactor
from yingda.main.settings import Settings
from yingda.main.web import app
from yingda.rooms.accounts import Accounts

QUIET = 4
NARROW = {**BROKEN, "TESTS_NARROW": "1"}


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A data folder with five businesses, the last one the flooder's, and the public keys of their inboxes."""
    data = tmp_path_factory.mktemp("street") / "data"

    async def found() -> list[str]:
        node = await open_house(Settings.read({"YINGDA_DATA": str(data)}))
        accounts, keys = node.need(Accounts), []
        for i in range(QUIET + 1):
            await accounts.found(f"店 {i}", "zh-CN", "Asia/Shanghai", "老板", f"b{i}@t.example", PASSWORD, f"shop{i}")
            inbox = await accounts.open_inbox(
                f"shop{i}", name="网站", languages=("zh-CN",), pack="", identity="optional"
            )
            keys.append(inbox.public_key)
        await close_house(node)
        return keys

    with asyncio.Runner() as runner:
        return data, runner.run(found())


@pytest.fixture
def keys(street: tuple[Path, list[str]]) -> list[str]:
    return street[1]


@pytest.fixture
def data(street: tuple[Path, list[str]], tmp_path: Path) -> Path:
    """A copy of one's own."""
    return Path(shutil.copytree(street[0], tmp_path / "data"))


def percentile(values: list[float], part: float) -> float:
    """The value below which `part` of them lie."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


async def crowd(shares: Shares, flood: int, quiet: int) -> tuple[int, Counter[str]]:
    """One business asks for `flood` operations at once, four others for one now and then: the most operations of the
    flooder that ran while another waited for its own, and the refusals."""
    ran, worst, refused = 0, 0, Counter[str]()

    async def one(tenant: str) -> None:
        nonlocal ran, worst
        before = ran
        try:
            await shares.enter(tenant)
        except TooMany:
            refused[tenant] += 1
            return
        if tenant != "flood":
            worst = max(worst, ran - before)
        await asyncio.sleep(0)
        ran += tenant == "flood"
        shares.leave(tenant)

    for i in range(4):
        await one(f"quiet {i}")
    tasks = [asyncio.create_task(one("flood")) for _ in range(flood)]
    for n in range(quiet):
        await asyncio.sleep(0)
        tasks.append(asyncio.create_task(one(f"quiet {n % 4}")))
    await asyncio.gather(*tasks)
    assert not shares.lines
    assert not shares.running
    assert shares.all == 0
    return worst, refused


async def test_each_is_served_in_turn() -> None:
    shares = Shares()
    worst, refused = await crowd(shares, 2_000, 40)
    assert worst <= shares.at_once
    assert set(refused) == {"flood"}


async def test_the_test_notices_one_line_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    builds.kept(monkeypatch.setattr, "one_line")
    shares = Shares()
    builds.one_line(None)
    worst, refused = await crowd(shares, 2_000, 40)
    assert worst > shares.at_once or set(refused) != {"flood"}


async def test_who_comes_does_not_wait_for_all_that_one_has_under_way() -> None:
    """One that was alone may have thousands under way; another begins at once, not when those have ended."""
    shares = Shares()
    for _ in range(3_000):
        await shares.enter("flood")
    async with asyncio.timeout(5):
        await shares.enter("quiet")
    assert shares.running == {"flood": 3_000, "quiet": 1}


# Reactions


class Asked(Event, frozen=True):
    """A fact that calls for work."""

    n: int = 0


async def tell(_: Any, *events: Event) -> Changes:
    """They happen."""
    return Changes(events=events)


def asked(tenant: str, key: str, n: int) -> Asked:
    """One of them."""
    return Asked(tenant=tenant, key=key, at=SystemClock().now(), n=n)


class Workshop:
    """A reactor over a real database, and what it ran, in order. The flooder's reactions end when `gate` is open."""

    def __init__(self, house: House) -> None:
        self.house, self.gate = house, asyncio.Event()
        self.ran: list[tuple[str, str, int]] = []
        house.react(Asked, "test.work", self.work)
        house.db.reactions = house.reactions  # type: ignore[attr-defined]
        self.reactor = Reactor(house)
        house.db.told = self.reactor.told  # type: ignore[attr-defined]

    async def work(self, event: Asked) -> None:
        """One reaction."""
        if event.tenant == "flood":
            await self.gate.wait()
        await asyncio.sleep(0)
        self.ran.append((event.tenant, event.key, event.n))

    def of(self, tenant: str) -> list[tuple[str, str, int]]:
        """What it ran for one business."""
        return [one for one in self.ran if one[0] == tenant]


async def overrun(folder: Path, flood: int) -> tuple[int, Workshop]:
    """A business calls for `flood` reactions that do not end, then four others for one each, which end meanwhile (or
    not within a moment); then all of it moves. Answers how many of the four had to wait."""
    async with fresh(folder) as db:
        shop = Workshop(House(db, InprocBus(), FileBlobs(folder), None, SystemClock(), {}))  # type: ignore[arg-type]
        await shop.reactor.start()
        for n in range(0, flood, 100):
            await db.decide(tell, *(asked("flood", f"k{i % 100}", i) for i in range(n, n + 100)))
        for i in range(QUIET):
            await db.decide(tell, asked(f"quiet {i}", "k", i))
        for _ in range(dose(400, 2_000)):
            if len(shop.ran) == QUIET:
                break
            await asyncio.sleep(0.005)
        waited = QUIET - len(shop.ran)
        shop.gate.set()
        for i in range(QUIET):
            await db.decide(tell, asked(f"quiet {i}", "k", i))
            before = len(shop.of("flood"))
            while len(shop.of(f"quiet {i}")) < 2:  # noqa: ASYNC110 - it is the reactor that moves
                await asyncio.sleep(0)
            waited += len(shop.of("flood")) - before > 4 * reactors.AT_ONCE
        for _ in range(6_000):
            if len(shop.of("flood")) == flood:
                break
            await asyncio.sleep(0.01)
        await shop.reactor.stop()
    return waited, shop


async def test_reactions_of_one_business_do_not_starve_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    """More than the queue may hold, of work that does not end: the others' is done meanwhile. Then every one of the
    flooder's is run, once, in order."""
    monkeypatch.setattr(reactors, "QUEUED", 600)
    flood = dose(2_000, 20_000)
    waited, shop = await overrun(tmp_path, flood)
    figures("flood of reactions", flood=flood, ran=len(shop.of("flood")), others_waited=waited)
    assert waited == 0
    assert len(shop.ran) == flood + 2 * QUIET
    for key in {key for _, key, _ in shop.of("flood")}:
        mine = [n for tenant, k, n in shop.ran if (tenant, k) == ("flood", key)]
        assert mine == sorted(mine)
        assert len(set(mine)) == len(mine)


async def test_the_test_notices_reactions_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    builds.kept(monkeypatch.setattr, "one_line")
    builds.one_line(None)
    waited, _ = await overrun(tmp_path, 400)
    assert waited


# HTTP


async def rush(node: Node, keys: list[str], flood: int) -> Counter[tuple[str, int, bool]]:
    """So many requests of one business at once, half of them by staff and half by strangers, and a few of four others:
    who was answered what, and whether a refusal says when to come again."""
    node.shares.at_once, node.shares.in_line = 8, 32
    front = app(node, close=False)
    staff = []
    for i in range(QUIET + 1):
        staff.append(Web(front))
        await staff[-1].sign_in(f"b{i}@t.example", PASSWORD)
    told: Counter[tuple[str, int, bool]] = Counter()

    async def ask(i: int, path: str) -> None:
        status, head, _ = await staff[i].call("GET", path)
        told["flood" if i == QUIET else "quiet", status, int(head.get("retry-after", "0")) > 0] += 1

    def both(i: int) -> tuple[str, str]:
        return "/api/inboxes", f"/api/web/{keys[i]}/articles"

    for i in range(QUIET + 1):
        await ask(i, both(i)[0])
    wave = [ask(QUIET, both(QUIET)[n % 2]) for n in range(flood)]
    wave += [ask(i, path) for i in range(QUIET) for path in both(i)]
    await asyncio.gather(*wave)
    assert not node.shares.running
    return told


async def test_a_flood_of_requests_is_refused_to_the_flooder_only(
    data: Path, keys: list[str], figures: Figures
) -> None:
    node = await open_house(Settings.read({"YINGDA_DATA": str(data)}))
    told = await rush(node, keys, 400)
    await close_house(node)
    refused = told["flood", 429, True]
    figures("flood of requests", flood=400, refused=refused, others_refused=told["quiet", 429, True])
    assert refused > 100
    assert set(told) == {("flood", 200, False), ("flood", 429, True), ("quiet", 200, False)}
    assert told["quiet", 200, False] == 3 * QUIET


async def test_the_test_notices_requests_in_one_line(
    data: Path, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    node = await open_house(Settings.read({"YINGDA_DATA": str(data)}))
    builds.kept(monkeypatch.setattr, "one_line")
    builds.one_line(None)
    told = await rush(node, keys, 400)
    await close_house(node)
    assert told["quiet", 429, True]


async def test_a_slow_client_holds_no_place(data: Path, keys: list[str]) -> None:
    """While a request waits for its body nothing is taken from the business."""
    node = await open_house(Settings.read({"YINGDA_DATA": str(data)}))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": f"/api/web/{keys[0]}/files", "raw_path": b"", "query_string": b"", "root_path": "", "state": {},
        "headers": [(b"content-type", b"multipart/form-data; boundary=b"), (b"host", b"127.0.0.1")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "extensions": {},
    }  # fmt: skip
    asked, come, out = asyncio.Event(), asyncio.Event(), []

    async def receive() -> dict[str, Any]:
        asked.set()
        await come.wait()
        return {"type": "http.request", "body": b"--b--", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        out.append(message)

    going = asyncio.create_task(app(node, close=False)(scope, receive, send))
    await asyncio.wait_for(asked.wait(), 10)
    assert node.shares.running == {}
    come.set()
    await going
    assert node.shares.running == {}
    assert out[0]["status"] in (400, 401)
    await close_house(node)


# Sockets


class Deluge:
    """Four businesses with five messages a second each, and a fifth: first as calm as they, then at fifty times that,
    then with everything at once and without waiting for an answer."""

    def __init__(self, server: Child, keys: list[str]) -> None:
        self.quiet = [Sender(server.url, inbox=keys[i % QUIET], seed=i, patience=30.0) for i in range(2 * QUIET)]
        self.loud = [Sender(server.url, inbox=keys[QUIET], seed=f"loud {i}", patience=30.0) for i in range(LOUD)]
        self.phase, self.stop = "before", asyncio.Event()
        self.took: dict[str, list[float]] = {"before": [], "fifty": [], "beyond": []}
        self.sent: Counter[str] = Counter()

    async def calm(self, sender: Sender) -> None:
        """One of the others."""
        async with sender.connect() as wire:
            await sender.greet(wire)
            while not self.stop.is_set():
                begun, now = time.monotonic(), self.phase
                if await sender.say(wire):
                    self.took[now].append(time.monotonic() - begun)
                await asyncio.sleep(0.4)

    async def rage(self, sender: Sender) -> None:
        """One of the flooder's."""
        async with sender.connect() as wire:
            await sender.greet(wire)
            reading = asyncio.create_task(self.count(wire))
            while not self.stop.is_set():
                for _ in range(1 if self.phase == "fifty" else BURST):
                    frame = {"op": "send", "ref": new_id(), "client_id": new_id(), "text": "洪水"}
                    await wire.send(json.dumps(frame, ensure_ascii=False))
                await asyncio.sleep(LOUD / 250 if self.phase == "fifty" else 1.0)
            await asyncio.sleep(0.5)
            reading.cancel()

    async def count(self, wire: Any) -> None:
        """What he is answered."""
        with contextlib.suppress(*TROUBLE):
            async for raw in wire:
                frame = json.loads(raw)
                if "ref" not in frame:
                    continue
                self.sent[frame["op"]] += 1
                if frame["op"] == "error":
                    assert frame["error"]["code"] == "too_many", frame
                    assert frame["error"]["retry_after"] > 0

    async def run(self, seconds: float) -> Counter[str]:
        """The three, so long each; what the others were refused."""
        tasks = [asyncio.create_task(self.calm(s)) for s in self.quiet]
        await asyncio.sleep(seconds)
        self.phase = "fifty"
        tasks += [asyncio.create_task(self.rage(s)) for s in self.loud]
        await asyncio.sleep(seconds)
        self.kept_at_fifty, self.refused_at_fifty = self.sent["ack"], self.sent["error"]
        self.phase = "beyond"
        await asyncio.sleep(seconds)
        self.stop.set()
        await asyncio.gather(*tasks)
        return sum((s.refused for s in self.quiet), Counter())


LOUD, BURST = 50, 30
"""The flooder's sockets, and how many messages each sends at once in the end; a socket may send 40 before it is slowed.
They are more than the places of a narrow node, where 8 operations run side by side and 32 wait."""


@pytest.mark.timeout(600)
async def test_a_flood_harms_only_the_flooder(servers: Nursery, data: Path, keys: list[str], figures: Figures) -> None:
    server = await asyncio.to_thread(Child(servers, data, **NARROW).start)
    flood = Deluge(server, keys)
    refused = await flood.run(dose(1, 30))
    p99 = {name: round(percentile(values, 0.99) * 1e3, 1) for name, values in flood.took.items()}
    figures(
        "flood at 50 x its share", others_p99_before_ms=p99["before"], at_fifty_ms=p99["fifty"],
        beyond_ms=p99["beyond"], ratio=round(p99["fifty"] / p99["before"], 2),
        ratio_beyond=round(p99["beyond"] / p99["before"], 2), kept_at_fifty=flood.kept_at_fifty,
        refused_at_fifty=flood.refused_at_fifty, flood_kept=flood.sent["ack"], flood_refused=flood.sent["error"],
        others_refused=sum(refused.values()),
    )  # fmt: skip
    assert not refused, "refusals only for the flooder"
    assert flood.sent["error"], "the flooder is refused"
    await asyncio.to_thread(server.kill)


async def test_the_test_notices_sockets_in_one_line(servers: Nursery, data: Path, keys: list[str]) -> None:
    server = await asyncio.to_thread(Child(servers, data, **{**NARROW, **broken("one_line")}).start)
    assert await Deluge(server, keys).run(1.0), "others are refused as well"
    await asyncio.to_thread(server.kill)
