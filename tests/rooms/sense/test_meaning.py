"""A meaning model beside the words: learned in the background, kept, bounded in time, and never in the way of a message."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.database import fresh
from tests.support.outside import Outside, Seen, answered, outside

from yingda.engines.fetch import GuardedFetch
from yingda.engines.files import FileBlobs
from yingda.engines.onnx.local import LocalOnnx
from yingda.engines.openai import OpenAIEncoder
from yingda.kernel import BadInput, Clash, SystemClock
from yingda.rooms.accounts import Seal
from yingda.rooms.sense.model.meaning import Plan, covered, knows, split, unit_rows
from yingda.rooms.sense.service import Sense
from yingda.rooms.sense.service.meaning import Meaning
from yingda.rooms.sense.service.setup import Setup

CONCEPTS = {
    "return": "back send refund unwanted regret", "ship": "deliver arrive parcel courier transit",
    "tax": "invoice receipt vat bill",
}  # fmt: skip
SAID = {
    "return": ["how to return it", "send my headphones back", "refund label please", "it is unwanted", "i regret buying",
               "start a return", "take this back", "what does a refund cost"],
    "ship": ["when do you ship", "deliver to shanghai", "which courier is used", "is it in transit",
             "will it arrive soon", "how much to deliver", "ship abroad", "has it left, in transit"],
    "tax": ["vat document for me", "company tax number", "where is the invoice", "i need a receipt",
            "change the bill title", "tax for last month", "electronic invoice form", "bill for my firm"],
}  # fmt: skip
TEXTS = [text for some in SAID.values() for text in some]
LABELS = [label for label, some in SAID.items() for _ in some]
KEY = "sk-encoder-1"


def meant(text: str) -> list[float]:
    """What a model would make of a text that knows which words mean the same: three numbers of sense and five of chance."""
    words = text.lower().split()
    sense = [float(sum(w == name or w in others.split() for w in words)) for name, others in CONCEPTS.items()]
    return [3 * n for n in sense] + [(hash_of(text) >> shift) % 7 / 40 for shift in range(0, 15, 3)]


def hash_of(text: str) -> int:
    """The same in every process."""
    return int.from_bytes(text.encode(), "little") % 2_147_483_647


def good(seen: Seen) -> Any:
    """`/embeddings`."""
    vectors = [{"index": n, "embedding": meant(text)} for n, text in enumerate(seen.data["input"])]
    return answered({"data": vectors})


class Bench:
    def __init__(self, sense: Sense, meaning: Meaning, setup: Setup, there: Outside) -> None:
        self.sense, self.meaning, self.setup, self.there = sense, meaning, setup, there

    def plan(self, **more: Any) -> Plan:
        url = f"http://127.0.0.1:{self.there.port}/v1"
        base = {"source": "endpoint", "url": url, "model": "m", "key": KEY, "languages": ("en",), "within": 0.5}
        return Plan(**base | more)

    async def on(self, **more: Any) -> None:
        version = (await self.setup.state("t", "en"))["version"]
        await self.setup.put("t", "a1", self.plan(**more), version)
        self.meaning.forget("t")
        assert self.sense.beside
        self.sense.beside.again("t")
        await self.sense.beside.settled()

    async def read(self, text: str) -> Any:
        await self.sense.listen("t", text, "en")
        return self.sense.read("t", text, "en")


async def opened(tmp_path: Path, db: Any, there: Outside) -> Bench:
    fetch = GuardedFetch(private_hosts=["127.0.0.1"])
    sense = Sense(tmp_path / "models", SystemClock())
    seal = Seal("0123456789" * 4, "sense")
    blobs = FileBlobs(tmp_path / "files")
    meaning = Meaning(db, blobs, SystemClock(), seal, OpenAIEncoder(fetch), LocalOnnx(None), lambda h: h == "127.0.0.1")
    setup = Setup(meaning, sense.use(meaning), sense.shelf, sense.meant)
    await sense.train("t", "en", TEXTS, LABELS)
    assert sense.beside
    await sense.beside.settled()
    return Bench(sense, meaning, setup, there)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    async with fresh(tmp_path, "sense") as db, outside(good) as there:
        made = await opened(tmp_path, db, there)
        yield made
        await made.setup.close()
        await made.sense.close()


OTHER = "where is the parcel"
"""Its words are those of a question about something else."""


async def test_other_words_are_understood_and_a_restart_learns_nothing_anew(bench: Bench, tmp_path: Path) -> None:
    alone = await bench.read(OTHER)
    assert alone.best == "tax"
    assert bench.there.seen == []
    await bench.on()
    assert bench.sense.meant("t") == ["en"]
    both = await bench.read(OTHER)
    assert (both.best, both.verdict) == ("ship", "answer")
    assert both.gate.low != alone.gate.low  # a gate of its own
    assert bench.there.seen[0].headers["authorization"] == f"Bearer {KEY}"
    asked = len(bench.there.seen)
    await bench.read(OTHER)
    assert len(bench.there.seen) == asked  # remembered
    # another process over the same files
    again = await opened(tmp_path, bench.meaning.db, bench.there)
    assert again.sense.meant("t") == ["en"]
    assert len(bench.there.seen) == asked
    # one more phrasing: one more vector
    assert again.sense.beside
    await again.sense.train("t", "en", [*TEXTS, "do you ship to paris"], [*LABELS, "ship"])
    await again.sense.beside.settled()
    assert [len(seen.data["input"]) for seen in bench.there.seen[asked:]] == [1]
    await again.sense.close()
    # turned off
    await bench.on(source="")
    assert bench.sense.meant("t") == []
    assert (await bench.read(OTHER)).best == "tax"


async def test_a_language_that_was_not_declared_goes_by_words(bench: Bench) -> None:
    await bench.sense.train(
        "t", "zh", ["怎么退货", "我要退货", "什么时候发货", "发货要多久"], ["return", "return", "ship", "ship"]
    )
    await bench.on()
    assert bench.sense.meant("t") == ["en"]
    asked = len(bench.there.seen)
    await bench.sense.listen("t", "包裹还没到", "zh-CN")
    assert len(bench.there.seen) == asked


@pytest.mark.parametrize(
    "reply",
    [
        lambda seen: [9.0], lambda seen: answered(b"garbage"), lambda seen: answered({}, "500 Oops"), lambda seen: [],
        lambda seen: answered({"data": [{"index": 0, "embedding": [1.0, 2.0]}]}),
    ],
)  # fmt: skip
async def test_a_model_that_is_away_costs_a_message_its_time_limit_once_and_words_answer(
    bench: Bench, reply: Any
) -> None:
    await bench.on(within=0.1)
    bench.there.reply = reply
    late = 0.0
    stop = asyncio.Event()

    async def beat() -> None:  # the loop is never blocked
        nonlocal late
        while not stop.is_set():
            before = time.monotonic()
            await asyncio.sleep(0.01)
            late = max(late, time.monotonic() - before)

    beating = asyncio.create_task(beat())
    found = await bench.read("start a return")
    assert found.best == "return"
    assert found.verdict == "answer"
    asked = len(bench.there.seen)
    for n in range(20):
        assert (await bench.read(f"when do you ship {n}")).best == "ship"
    stop.set()
    await beating
    two_numbers = reply(None)[0] if reply(None) else b""
    if not (isinstance(two_numbers, bytes) and b"1.0, 2.0" in two_numbers):
        assert len(bench.there.seen) == asked  # nobody waits for it again for a while
    assert bench.sense.meant("t") == ["en"]


async def test_learning_is_tried_again_and_words_answer_until_then(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("yingda.rooms.sense.service.beside.AGAIN_S", (0.05,))
    twice = asyncio.Event()

    def busy(seen: Seen) -> Any:
        if len(bench.there.seen) >= 2:
            twice.set()
        return answered({}, "503 Busy")

    bench.there.reply = busy
    version = (await bench.setup.state("t", "en"))["version"]
    await bench.setup.put("t", "a1", bench.plan(), version)
    bench.meaning.forget("t")
    assert bench.sense.beside
    bench.sense.beside.again("t")
    async with asyncio.timeout(20):
        await twice.wait()
    assert bench.sense.meant("t") == []
    assert (await bench.setup.state("t", "en"))["learning"] == ["en"]
    bench.there.reply = good
    await bench.sense.beside.settled()
    assert bench.sense.meant("t") == ["en"]


async def test_tried_and_compared_before_it_is_used(bench: Bench) -> None:
    tried = await bench.setup.attempt("t", "a1", bench.plan(), "en")
    assert (tried.width, tried.problem) == (8, "")
    assert set(tried.knows) == {"zh", "en"}
    await bench.setup.compare("t", "a1", bench.plan())
    with pytest.raises(Clash):
        await bench.setup.compare("t", "a1", bench.plan())
    await asyncio.gather(*bench.setup.tasks)
    state = await bench.setup.state("t", "en")
    trial = state["trial"]
    assert trial["problem"].startswith("There are too few")  # 6 held out
    assert state["source"] == ""
    assert state["in_use"] == []

    more = [f"{word} number {n}" for word in ("regret", "courier", "receipt") for n in range(14)]
    await bench.sense.train("t", "en", [*TEXTS, *more], [*LABELS, *(label for label in SAID for _ in range(14))])
    await bench.setup.compare("t", "a1", bench.plan())
    await asyncio.gather(*bench.setup.tasks)
    trial = (await bench.setup.state("t", "en"))["trial"]
    assert (trial["running"], trial["problem"]) == (False, "")
    gain = trial["result"]["en"]
    assert gain["asked"] >= 12
    assert gain["both"] >= gain["words"]
    assert KEY not in str(await bench.setup.state("t", "en"))
    bad = await bench.setup.attempt("t", "a1", bench.plan(url=f"http://127.0.0.1:{bench.there.port}/v1", key="x"), "en")
    assert bad.problem == ""


async def test_a_key_stays_with_its_host_and_numbers_stay_here(bench: Bench) -> None:
    await bench.on()
    with pytest.raises(BadInput) as wrong:
        await bench.setup.put("t", "a1", bench.plan(url="https://other.test/v1", key=None), 1)
    assert wrong.value.facts["field"] == "key"
    for plan in (bench.plan(url="http://other.test/v1"), bench.plan(languages=()), bench.plan(within=9.0),
                 Plan(source="local"), Plan(source="x")):  # fmt: skip
        with pytest.raises(BadInput):
            await bench.setup.put("t", "a1", plan, 1)
    with pytest.raises(Clash):
        await bench.setup.put("t", "a1", bench.plan(), 0)
    await bench.read("call me at 13800138000 or a.b@c.example about my parcel")
    sent = str([seen.body for seen in bench.there.seen])
    assert "13800138000" not in sent
    assert "c.example" not in sent


def test_whether_a_language_is_known() -> None:
    chance = np.random.default_rng(1)
    base = chance.normal(size=(8, 16))
    near = unit_rows((base + chance.normal(size=base.shape) * 0.1).tolist())
    far = unit_rows(chance.normal(size=(8, 16)).tolist())
    assert knows(unit_rows(base.tolist()), near) > 0.95
    assert knows(unit_rows(base.tolist()), far) < 0.8


@given(st.lists(st.sampled_from("abc"), max_size=60), st.integers(1, 80))
def test_a_split_asks_nothing_that_it_learns(labels: list[str], most: int) -> None:
    learn, ask = split([""] * len(labels), labels, most)
    assert not set(learn) & set(ask)
    assert {labels[n] for n in ask} <= {labels[n] for n in learn}


@given(st.text(max_size=900))
def test_what_is_sent_is_bounded_and_the_same_when_covered_again(text: str) -> None:
    once = covered(text)
    assert len(once) <= 400
    assert len(covered(once)) <= len(once)
