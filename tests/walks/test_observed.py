"""What can be seen of a running node: its figures, its parts, its logs - and what must never be seen there."""

import asyncio
import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from prometheus_client.parser import text_string_to_metric_families
from tests.support.wire import Failed, Web
from tests.walks.conftest import PASSWORD, hello, say

from yingda.kernel import Unavailable, doing, new_id
from yingda.kernel.doing import facts
from yingda.main import logs, metrics

TEXT = "我的银行卡号是六二二八，别告诉别人"
TOKEN = "token-of-the-test-0123456789"


async def figures(town: Any, **headers: str) -> dict[str, dict[str, float]]:
    """Every sample by its name, then by its labels."""
    status, head, body = await Web(town.app).call("GET", "/metrics", headers=headers)
    assert status == 200, body
    assert head["content-type"].startswith("text/plain; version=0.0.4")
    found: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(body.decode()):
        assert family.documentation
        for sample in family.samples:
            labels = ",".join(f"{k}={v}" for k, v in sorted(sample.labels.items()))
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


async def test_a_walk_moves_the_figures(town):
    before = await figures(town)
    async with town.visitor() as visitor:
        await hello(visitor, town)
        during = await figures(town)
        await say(visitor, "我想退货要怎么操作")
        await visitor.said("[1]", "bot")
        await town.settle()
        after = await figures(town)
    assert during["yingda_sockets"] == {"kind=visitor": 1, "kind=agent": 0}
    assert (await figures(town))["yingda_sockets"]["kind=visitor"] == 0

    def grown(name: str, labels: str = "") -> float:
        return after[name][labels] - before[name].get(labels, 0)

    assert grown("yingda_decisions_total", "outcome=kept") >= 2
    decided = grown("yingda_decisions_total", "outcome=kept") + grown("yingda_decisions_total", "outcome=failed")
    assert 2 <= grown("yingda_commit_batch_sum") <= decided
    assert grown("yingda_commit_seconds_count") == grown("yingda_commit_batch_count") >= 2
    assert grown("yingda_reaction_seconds_count", "reaction=bot.turn") == 1
    assert grown("yingda_event_lag_seconds_count") >= 2
    assert grown("yingda_bus_frames_total") >= grown("yingda_bus_published_total") >= 2
    assert grown("yingda_sockets_opened_total", "kind=visitor") == 1
    assert after["yingda_reactions_parked"] == {"": 0}
    assert after["yingda_index_articles"][""] == 5
    assert after["process_resident_memory_bytes"][""] > 10_000_000


async def test_buckets_add_up(town):
    found = await figures(town)
    for name in ("yingda_commit_seconds", "yingda_event_lag_seconds", "yingda_commit_batch"):
        counts = list(found[f"{name}_bucket"].values())
        assert counts == sorted(counts)
        assert counts[-1] == found[f"{name}_count"][""]


async def test_a_reaction_that_fails_is_counted(town, monkeypatch):
    tried = asyncio.Event()

    async def broken(event: Any) -> None:
        tried.set()
        raise Unavailable

    name = "bot.turn"
    monkeypatch.setitem(town.node.handlers, name, town.node.observed.handler(name, broken))
    async with town.visitor() as visitor:
        await hello(visitor, town)
        await say(visitor, "在吗")
        async with asyncio.timeout(10):
            await tried.wait()
        await asyncio.sleep(0)
    assert (await figures(town))["yingda_reaction_failures_total"]["reaction=bot.turn"] >= 1


@pytest.mark.parametrize(
    ("headers", "client", "token", "public", "may"),
    [
        ({}, "127.0.0.1", "", False, True),
        ({}, "::1", "", False, True),
        ({}, "10.0.0.7", "", False, False),
        ({}, "", "", False, False),
        ({"x-forwarded-for": "127.0.0.1"}, "127.0.0.1", "", False, False),
        ({"via": "1.1 proxy"}, "127.0.0.1", "", False, False),
        ({}, "127.0.0.1", "", True, False),
        ({}, "127.0.0.1", TOKEN, False, False),
        ({"authorization": f"Bearer {TOKEN}"}, "10.0.0.7", TOKEN, True, True),
        ({"authorization": f"bearer  {TOKEN} "}, "10.0.0.7", TOKEN, True, True),
        ({"authorization": f"Basic {TOKEN}"}, "10.0.0.7", TOKEN, True, False),
        ({"authorization": f"Bearer {TOKEN}x"}, "10.0.0.7", TOKEN, True, False),
        ({"authorization": "Bearer 令牌"}, "10.0.0.7", TOKEN, True, False),
    ],
)
def test_who_may_read_them(headers, client, token, public, may):
    assert metrics.admitted(headers, client, token, public) is may


async def test_a_stranger_is_refused_in_words(town):
    with pytest.raises(Failed) as found:
        await Web(town.app).json("GET", "/metrics", headers={"x-forwarded-for": "203.0.113.9"})
    assert (found.value.status, found.value.code) == (403, "metrics_closed")


async def test_health_by_part(town, monkeypatch):
    web = Web(town.app)
    found = await web.json("GET", "/health")
    assert found["ok"]
    assert set(found["parts"]) >= {"database", "bus", "reactions", "disk", "clock", "index", "models"}
    assert {part["state"] for name, part in found["parts"].items() if name != "disk"} == {"ok"}
    assert (await web.call("GET", "/health/live"))[0] == (await web.call("GET", "/health/ready"))[0] == 200
    monkeypatch.setattr(town.node, "draining", True)
    assert (await web.call("GET", "/health/live"))[0] == 200
    assert (await web.call("GET", "/health/ready"))[0] == (await web.call("GET", "/health"))[0] == 503


async def test_nothing_ready_without_the_database(town, monkeypatch):
    async def sick() -> bool:
        return False

    monkeypatch.setattr(town.node.db, "healthy", sick)
    status, _, body = await Web(town.app).call("GET", "/health")
    assert status == 503
    assert json.loads(body)["parts"]["database"] == {"state": "down"}
    assert (await Web(town.app).call("GET", "/health/ready"))[0] == 503
    assert (await Web(town.app).call("GET", "/health/live"))[0] == 200


@pytest.fixture
def written(capsys):
    """The logs of a test as JSON lines, everything that anybody says."""
    before = structlog.get_config()
    logs.set_up("debug", "json")

    def lines() -> list[dict[str, Any]]:
        return [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]

    yield lines
    structlog.configure(**before)


async def test_logs_name_ids_and_never_what_was_said(town, written, monkeypatch):
    calls = town.node.handlers["bot.turn"]

    async def noisy(event: Any) -> None:
        structlog.get_logger("test").warning("a word from inside")
        await calls(event)
        raise RuntimeError("after the turn")

    monkeypatch.setitem(town.node.handlers, "bot.turn", town.node.observed.handler("bot.turn", noisy))
    chen = await town.agent()
    async with town.visitor() as visitor, chen.socket() as console:
        welcome = await hello(visitor, town)
        kept = await say(visitor, TEXT)
        with pytest.raises(Failed):
            await console.ask("watch", conversation=TEXT, seq=0)
        with pytest.raises(Failed):
            await Web(town.app).sign_in("chen@t.example", "a-wrong-password-9")
        monkeypatch.setattr(type(town.node.db), "get", broken)
        with pytest.raises(Failed):
            await console.ask("watch", conversation=kept["conversation"], seq=0)
        await asyncio.sleep(0.3)
        monkeypatch.undo()
    found = written()
    inside = next(line for line in found if line["event"] == "a word from inside")
    assert inside["conversation"] == kept["conversation"]
    assert (inside["doing"], inside["tenant"]) == ("bot.turn", "town")
    assert len(inside["cause"]) == 20
    failed = next(line for line in found if line["event"] == "operation failed")
    assert (failed["doing"], failed["conversation"]) == ("watch", kept["conversation"])
    assert failed["agent"]
    all_of_it = "\n".join(json.dumps(line, ensure_ascii=False) for line in found)
    secret = [TEXT, "六二二八", PASSWORD, "a-wrong-password-9", welcome["token"], *chen.cookies.values(), chen.csrf]
    assert [one for one in secret if one and one in all_of_it] == []
    assert not re.search(r"eyJ[\w-]{10,}\.", all_of_it), "a signed token in the log"


async def broken(*_: Any) -> None:
    """A database that fails in an unexpected way."""
    raise RuntimeError("unexpected")


def test_an_id_that_is_no_id_does_not_come_into_the_log():
    session = SimpleNamespace(who=SimpleNamespace(tenant="town", id="a1"))
    for asked, told in ((TEXT, False), ("", False), ("六二二八", False), (new_id(), True)):
        doing.set(("watch", SimpleNamespace(conversation=asked), session))
        found = facts()
        assert (found["doing"], found["tenant"], found["agent"]) == ("watch", "town", "a1")
        assert ("conversation" in found) is told
