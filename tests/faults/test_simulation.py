"""A model of the spine, played against the real one: store, hub and reactions, step by step, on a clock and with chance of
its own, so that a seed is a story that can be told again. After a crash, a lost line, a duplicate, a merge, what the model
says and what the house holds are the same."""

import random
import shutil
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.faults import broken as builds
from tests.faults.conftest import SEED, Figures, dose

from yingda.kernel import Inbound, Reception, SystemClock, Visitor, YingdaError, ids, topics
from yingda.main.build import Node, close_house, open_house
from yingda.main.settings import Settings
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import Conversations, Entry
from yingda.rooms.people import People

T = "town"
VISITORS = 5


class World:
    """Time and chance, made by the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
        self.ms, self.chance = 1_800_000_000_000, random.Random(seed)
        own = random.Random(f"ids {seed}")
        monkeypatch.setattr(SystemClock, "now", lambda _: self.ms)
        monkeypatch.setattr(ids, "time", SimpleNamespace(time_ns=lambda: self.ms * 1_000_000))
        monkeypatch.setattr(ids, "_last", 0)  # and afterwards what it was: ids of the future would follow
        monkeypatch.setattr(ids, "os", SimpleNamespace(urandom=own.randbytes))
        monkeypatch.setattr(ids, "_at", 1 << 30)  # draw anew
        monkeypatch.setattr(ids, "_last", 0)


class Talk:
    """What the model knows of one conversation: the words of people in order, who holds it, whether it goes on."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.said: list[str] = []
        self.seqs: dict[str, int] = {}
        self.resolved = False
        self.contact = ""


class Play:
    """The model and the house side by side."""

    def __init__(self, data: Path, world: World) -> None:
        self.data, self.world, self.chance = data, world, world.chance
        self.node: Node = None  # type: ignore[assignment]
        self.visitors: list[Visitor] = []
        self.talks: dict[str, Talk] = {}
        self.current: dict[str, str] = {}
        self.told: dict[str, list[int]] = {}
        """What a listener of staff has heard of each conversation, by seq, since it last looked."""
        self.leave: dict[str, Any] = {}
        self.steps, self.n = Counter[str](), 0

    async def open(self) -> None:
        """The house opens, with what is in its file."""
        self.node = await open_house(Settings.read({"YINGDA_DATA": str(self.data)}))

    def listen(self, id: str) -> None:
        """Somebody watches a conversation from now on."""
        heard = self.told[id] = []
        topic = topics.conversation(T, id)
        self.leave[id] = self.node.bus.listen(topic, lambda seq, _: heard.append(seq) if seq else None)

    async def crash(self) -> None:
        """The process ends without a word: what runs is dropped where it is, what was committed stays."""
        node = self.node
        node.reactor.stopped = True
        for task in (*node.reactor.tasks, *filter(None, (node.reactor.sweeper,))):
            task.cancel()
        await close_house(node)
        self.leave = {}
        await self.open()

    async def arrive(self) -> None:
        """One more visitor."""
        inbox = (await self.node.need(Accounts).inboxes(T))[0]
        found = await self.node.need(People).arrive(inbox, "", "", "zh-CN", self.world.ms)
        self.visitors.append(Visitor(T, inbox.id, found.contact.id, "zh-CN"))

    async def step(self) -> None:
        """One thing happens, in the house and in the model."""
        self.world.ms += self.chance.choice((0, 1, 20, 1_000, 60_000))
        verbs = ("send", "send", "send", "again", "post", "note", "assign", "unassign", "resolve", "reopen", "merge",
                 "drop", "crash")  # fmt: skip
        weights = (8, 8, 8, 6, 8, 4, 3, 2, 2, 2, 0.3, 8, 1)
        verb = self.chance.choices(verbs, weights)[0]
        self.steps[verb] += 1
        await getattr(self, f"do_{verb}")()
        await self.node.reactor.settle(
            60
        )  # so that a seed tells one story; that all else may interleave, other tests show

    def _talk(self) -> Talk | None:
        return self.talks[self.chance.choice(list(self.talks))] if self.talks else None

    async def do_send(self) -> None:
        if len(self.visitors) < VISITORS:
            await self.arrive()
        who = self.chance.choice(self.visitors)
        self.n += 1
        await self._send(who, f"c{self.n}")

    async def _send(self, who: Visitor, client_id: str) -> None:
        kept = await self.node.need(Reception).receive(who, Inbound(client_id, f"第 {client_id} 句"))
        talk = self.talks.get(kept.conversation)
        if talk is None:
            before = self.talks.get(self.current.get(who.contact, ""))
            assert before is None or before.resolved, "one open conversation for each visitor"
            talk = self.talks[kept.conversation] = Talk(kept.conversation)
            self.listen(talk.id)
            self.told[talk.id] += [e.seq for e in await self._entries(talk.id)]
        assert talk.seqs.setdefault(client_id, kept.seq) == kept.seq, "a retry gets the first answer"
        if client_id not in talk.said:
            talk.said.append(client_id)
            talk.resolved, talk.contact = False, who.contact
            self.current[who.contact] = talk.id

    async def do_again(self) -> None:
        """A duplicate of something that was acknowledged, from the tab that did not hear so."""
        talk = self._talk()
        who = next((v for v in self.visitors if talk and v.contact == talk.contact), None)
        if talk is None or who is None or talk.resolved or self.current.get(who.contact) != talk.id:
            return
        sent = [c for c in talk.said if c.startswith("c")]
        if sent:
            await self._send(who, self.chance.choice(sent[-5:]))

    async def do_post(self, kind: str = "text") -> None:
        talk = self._talk()
        if talk is None:
            return
        self.n += 1
        client_id = f"p{self.n}"
        for _ in range(self.chance.choice((1, 1, 2))):
            kept = await self.node.need(Conversations).post(
                T, talk.id, sender="agent", author="a", name="陈静", text="在的", client_id=client_id, kind=kind
            )
            assert kept is not None
            assert talk.seqs.setdefault(client_id, kept.seq) == kept.seq
        talk.said.append(client_id)

    async def do_note(self) -> None:
        await self.do_post("note")

    async def _try(self, work: Any) -> bool:
        try:
            await work
        except YingdaError as refused:
            if refused.status != 409:
                raise
            return False
        return True

    async def do_assign(self) -> None:
        if talk := self._talk():
            agent = self.chance.choice([a for a in await self.node.need(Accounts).agents(T) if a.role != "admin"])
            done = await self._try(
                self.node.need(Conversations).assign(T, talk.id, agent=agent.id, name=agent.name, by=agent.id)
            )
            assert done != talk.resolved
            if done:
                assert (await self.node.need(Conversations).get(T, talk.id)).assignee == agent.id

    async def do_unassign(self) -> None:
        if talk := self._talk():
            assert await self._try(self.node.need(Conversations).unassign(T, talk.id)) != talk.resolved

    async def do_resolve(self) -> None:
        if talk := self._talk():
            await self.node.need(Conversations).resolve(T, talk.id)
            talk.resolved = True

    async def do_reopen(self) -> None:
        if talk := self._talk():
            done = await self._try(self.node.need(Conversations).reopen(T, talk.id, by="a", by_name="陈静"))
            if done and talk.resolved:
                talk.resolved = False

    async def do_merge(self) -> None:
        """An unknown visitor turns out to be a known one: his conversations follow, and he comes as another from now on."""
        if len(self.visitors) < 2:
            return
        gone, kept = self.chance.sample(self.visitors, 2)
        if self.current.get(gone.contact) and self.current.get(kept.contact):
            return
        await self.node.need(Conversations).follow(T, gone.contact, kept.contact, "客户")
        for talk in self.talks.values():
            if talk.contact == gone.contact:
                talk.contact = kept.contact
        if moved := self.current.pop(gone.contact, ""):
            self.current[kept.contact] = moved
        self.visitors.remove(gone)

    async def do_drop(self) -> None:
        """He who watches loses his line; when it is drawn again he looks on from where he was."""
        talk = self._talk()
        if talk is None:
            return
        if leave := self.leave.pop(talk.id, None):
            leave()
        else:
            await self.come_back(talk.id)

    async def come_back(self, id: str) -> None:
        """Listens, then asks for exactly the rest."""
        heard = self.told[id]
        self.listen(id)
        page = await self.node.need(Conversations).since(T, id, max(heard, default=0), staff=True)
        seqs = [e.seq for e in page.entries]
        assert page.reset or all(seq > max(heard, default=0) for seq in seqs)
        self.told[id] += seqs if page.reset else [*heard, *seqs]

    async def do_crash(self) -> None:
        """The last thing that was kept before a crash has called for reactions, and none of them has run."""
        self.node.reactor.stopped = True
        await self.do_send()
        await self.crash()
        for id in self.talks:
            await self.come_back(id)

    async def _entries(self, id: str) -> list[Entry]:
        return await self.node.db.find(Entry, "tenant = ?1 and conversation = ?2 order by seq", T, id)

    async def compare(self) -> None:
        """Everything the model says is so."""
        for id in self.talks:
            if id not in self.leave:
                await self.come_back(id)
        for talk in self.talks.values():
            entries = await self._entries(talk.id)
            head = await self.node.need(Conversations).get(T, talk.id)
            assert [e.seq for e in entries] == list(range(1, head.seq + 1)), "1..n without a gap"
            mine = [e.client_id for e in entries if e.client_id in talk.seqs]
            assert mine == talk.said, "the words of people, once each, in order"
            assert {e.client_id: e.seq for e in entries if e.client_id in talk.seqs} == talk.seqs
            assert (head.status == "resolved") == talk.resolved
            assert head.contact == talk.contact
            heard = self.told[talk.id]
            first = min(heard, default=1)
            assert set(range(first, head.seq + 1)) == set(heard), "he who watches lacks nothing"
            causes = Counter((e.cause, e.kind, e.text) for e in entries if e.sender == "bot")
            assert max(causes.values(), default=1) == 1, "no effect twice"
        assert (await self.node.reactor.state())["waiting"] == 0


async def story(data: Path, monkeypatch: pytest.MonkeyPatch, seed: int, steps: int, broken: Any = None) -> Play:
    """So many steps of one story."""
    play = Play(data, World(monkeypatch, seed))
    await play.open()
    try:
        if broken:
            broken(play.node)
        for n in range(steps):
            await play.step()
            if n % 200 == 199:
                await play.compare()
        await play.compare()
    finally:
        await play.node.reactor.stop(5.0)
        await close_house(play.node)
    return play


@pytest.mark.timeout(3600)
async def test_the_house_does_what_the_model_says(
    data: Path, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    begun = time.monotonic()
    play = await story(data, monkeypatch, SEED, dose(600, 100_000))
    steps = sum(play.steps.values())
    figures(
        "simulation", steps=steps, conversations=len(play.talks), crashes=play.steps["crash"],
        drops=play.steps["drop"], merges=play.steps["merge"], per_second=round(steps / (time.monotonic() - begun)),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["forgetful", "careless", "off_by_one"])
async def test_the_test_notices(data: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    from yingda.rooms.conversations import Conversations, store
    from yingda.rooms.conversations.model import rules

    for place, what in ((Conversations, "receive"), (rules, "hear"), (store, "after")):
        monkeypatch.setattr(place, what, getattr(place, what))  # put back afterwards
    with pytest.raises((AssertionError, YingdaError)):
        await story(data, monkeypatch, SEED, 300, builds.BREAKS[name])


async def test_a_seed_is_a_story(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed tells the same story, step by step."""
    told = []
    for n in range(2):
        folder = Path(shutil.copytree(data, tmp_path / f"again{n}"))
        play = await story(folder, monkeypatch, SEED + 1, 80)
        told.append((play.steps, [(t.said, t.seqs, t.resolved) for t in play.talks.values()]))
    assert told[0] == told[1]
