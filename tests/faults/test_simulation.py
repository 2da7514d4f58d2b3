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
from tests.support.calm import calm, hush

from yingda.kernel import Inbound, Reception, SystemClock, Visitor, YingdaError, ids, topics
from yingda.main.build import Node, close_house, open_house
from yingda.main.settings import Settings
from yingda.rooms.accounts import Accounts
from yingda.rooms.conversations import BOT, OPEN, RESOLVED, SNOOZED, Conversations, Entry
from yingda.rooms.people import People

T = "town"
VISITORS = 5
BEGIN = 1_800_000_000_000
HOUR = 3_600_000
VERBS = {
    "send": 24, "again": 6, "post": 8, "note": 4, "assign": 3, "unassign": 2, "take_back": 1, "resolve": 2, "reopen": 2,
    "snooze": 3, "wake": 1, "wait": 2, "tag": 1, "rate": 1, "mark": 3, "rename": 0.5, "merge": 0.3, "drop": 8, "crash": 0.4,
}  # fmt: skip
"""What may happen in a step, and how often."""


class World:
    """Time and chance, made by the test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
        self.ms, self.chance = BEGIN, random.Random(seed)
        own = random.Random(f"ids {seed}")
        monkeypatch.setattr(SystemClock, "now", lambda _: self.ms)
        monkeypatch.setattr(ids, "time", SimpleNamespace(time_ns=lambda: self.ms * 1_000_000))
        monkeypatch.setattr(ids, "_last", 0)  # and afterwards what it was: ids of the future would follow
        monkeypatch.setattr(ids, "os", SimpleNamespace(urandom=own.randbytes))
        monkeypatch.setattr(ids, "_at", 1 << 30)  # draw anew
        monkeypatch.setattr(ids, "_last", 0)

    @property
    def passed(self) -> int:
        """How many ms have gone by."""
        return self.ms - BEGIN


class Talk:
    """What the model knows of one conversation: the words of people in order, who holds it, whether it goes on."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.said: list[str] = []
        self.seqs: dict[str, int] = {}
        self.status, self.until = OPEN, 0
        self.contact = self.title = ""
        self.tags: list[str] = []
        self.sure = self.heard_of = 0
        """Up to which seq, and which of the words, it has been compared."""
        self.effects: Counter[tuple[str, str, str]] = Counter()

    @property
    def resolved(self) -> bool:
        """Whether it has ended."""
        return self.status == RESOLVED

    def go_on(self) -> None:
        """It is neither put aside nor ended."""
        self.status, self.until = OPEN, 0


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
        await hush(self.node)

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
        verb = self.chance.choices(list(VERBS), list(VERBS.values()))[0]
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
            talk.go_on()
            talk.contact = who.contact
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
                talk.go_on()
                assert (await self.node.need(Conversations).get(T, talk.id)).assignee == agent.id

    async def do_unassign(self) -> None:
        await self._hand("unassign")

    async def do_take_back(self) -> None:
        await self._hand("take_back")

    async def _hand(self, how: str) -> None:
        if talk := self._talk():
            before = await self.node.need(Conversations).get(T, talk.id)
            done = await self._try(getattr(self.node.need(Conversations), how)(T, talk.id))
            assert done != talk.resolved
            if done and not (how == "take_back" and before.handler == BOT):
                talk.go_on()

    async def do_snooze(self) -> None:
        """Aside for a while, or until its visitor writes; not while the bot has it, nor when it has ended."""
        if talk := self._talk():
            before = await self.node.need(Conversations).get(T, talk.id)
            until = self.chance.choice((0, self.world.ms + 1, self.world.ms + HOUR, self.world.ms + 30 * HOUR))
            done = await self._try(self.node.need(Conversations).snooze(T, talk.id, until))
            assert done == (before.handler != BOT and not talk.resolved)
            if done:
                talk.status, talk.until = SNOOZED, until

    async def do_wake(self) -> None:
        if talk := self._talk():
            await self.node.need(Conversations).wake(T, talk.id)
            if talk.status == SNOOZED:
                talk.go_on()

    async def do_wait(self) -> None:
        """Hours pass, and what is due happens, once."""
        self.world.ms += self.chance.choice((1, 2, 40)) * HOUR
        for _ in range(2):
            await self.node.cluster.alarms.look()
            await self.node.reactor.settle(60)
        for talk in self.talks.values():
            if talk.status == SNOOZED and 0 < talk.until <= self.world.ms:
                talk.go_on()

    async def do_tag(self) -> None:
        if talk := self._talk():
            talk.tags = self.chance.sample(("退货", "发票", "急", "老客户"), self.chance.randint(0, 3))
            await self.node.need(Conversations).tag(T, talk.id, talk.tags)

    async def do_rate(self) -> None:
        if talk := self._talk():
            score = self.chance.randint(1, 5)
            await self.node.need(Conversations).rate(T, talk.id, score=score, solved=None, tags=(), comment="")
            assert (await self.node.need(Conversations).get(T, talk.id)).score == score

    async def do_mark(self) -> None:
        """Somebody has read up to some place; marks only move forward."""
        if talk := self._talk():
            talks = self.node.need(Conversations)
            before = await talks.get(T, talk.id)
            seq = self.chance.randint(0, before.seq + 2)
            await talks.visitor_mark(T, talk.id, seq, seen=True)
            await talks.staff_mark(T, talk.id, seq)
            after = await talks.get(T, talk.id)
            assert after.visitor_read == max(before.visitor_read, min(seq, before.seq))
            assert after.staff_read == max(before.staff_read, min(seq, before.seq))

    async def do_rename(self) -> None:
        if talk := self._talk():
            name = f"客户 {self.chance.randint(1, 9)}"
            await self.node.need(Conversations).retitle(T, talk.contact, name)
            for one in self.talks.values():
                if one.contact == talk.contact:
                    one.title = name

    async def do_resolve(self) -> None:
        if talk := self._talk():
            await self.node.need(Conversations).resolve(T, talk.id)
            talk.status, talk.until = RESOLVED, 0

    async def do_reopen(self) -> None:
        if talk := self._talk():
            done = await self._try(self.node.need(Conversations).reopen(T, talk.id, by="a", by_name="陈静"))
            if done and talk.resolved:
                talk.go_on()

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
                talk.contact, talk.title = kept.contact, "客户"
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

    async def _entries(self, id: str, after: int = 0) -> list[Entry]:
        return await self.node.db.find(
            Entry, "tenant = ?1 and conversation = ?2 and seq > ?3 order by seq", T, id, after
        )

    async def compare(self, *, whole: bool = False) -> None:
        """Everything the model says is so. Entries never change: those that were compared are only looked at again with
        `whole`."""
        for id in self.talks:
            if id not in self.leave:
                await self.come_back(id)
        for talk in self.talks.values():
            if whole:
                talk.sure, talk.heard_of, talk.effects = 0, 0, Counter()
            entries = await self._entries(talk.id, talk.sure)
            head = await self.node.need(Conversations).get(T, talk.id)
            assert [e.seq for e in entries] == list(range(talk.sure + 1, head.seq + 1)), "1..n without a gap"
            mine = [e.client_id for e in entries if e.client_id in talk.seqs]
            assert mine == talk.said[talk.heard_of :], "the words of people, once each, in order"
            assert all(talk.seqs[e.client_id] == e.seq for e in entries if e.client_id in talk.seqs)
            talk.sure, talk.heard_of = head.seq, len(talk.said)
            assert (head.status, head.snoozed_until) == (talk.status, talk.until)
            assert (head.contact, list(head.tags)) == (talk.contact, talk.tags)
            assert head.title == talk.title or not talk.title
            heard = self.told[talk.id]
            first = min(heard, default=1)
            assert set(range(first, head.seq + 1)) == set(heard), "he who watches lacks nothing"
            talk.effects.update((e.cause, e.kind, e.text) for e in entries if e.sender == "bot")
            assert max(talk.effects.values(), default=1) == 1, "no effect twice"
        assert (await self.node.reactor.state())["waiting"] == 0


async def story(data: Path, monkeypatch: pytest.MonkeyPatch, seed: int, steps: int, broken: Any = None) -> Play:
    """So many steps of one story."""
    calm(monkeypatch)
    play = Play(data, World(monkeypatch, seed))
    await play.open()
    try:
        if broken:
            broken(play.node)
        for n in range(1, steps + 1):
            await play.step()
            if n % 250 == 0:
                await play.compare()
        await play.compare(whole=True)
    finally:
        await play.node.reactor.stop(5.0)
        await close_house(play.node)
    return play


@pytest.mark.timeout(3600)
async def test_the_house_does_what_the_model_says(
    shop_data: Path, paper: Path, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    """Many stories, each with a seed and a business of its own: a story that goes on for ever only makes its conversations
    longer."""
    begun, busy, steps, talks, hours = time.monotonic(), time.process_time(), Counter[str](), 0, 0.0
    for n in range(dose(1, 100)):
        data = Path(shutil.copytree(shop_data, paper / "data"))
        play = await story(data, monkeypatch, SEED + 1_000 * n, dose(600, 2_000))
        steps, talks, hours = steps + play.steps, talks + len(play.talks), hours + play.world.passed / HOUR
        shutil.rmtree(data)
    told = {what: steps[what] for what in ("send", "snooze", "wait", "merge", "drop", "crash")}
    figures(
        "simulation", steps=steps.total(), conversations=talks, simulated_hours=round(hours), **told,
        per_second=round(steps.total() / (time.monotonic() - begun)),
        per_cpu_second=round(steps.total() / (time.process_time() - busy)),
    )  # fmt: skip
    assert set(steps) == set(VERBS)


@pytest.mark.parametrize("name", ["forgetful", "careless", "off_by_one"])
async def test_the_test_notices(paper: Path, shop_data: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    from yingda.rooms.conversations import Conversations, store
    from yingda.rooms.conversations.model import rules

    for place, what in ((Conversations, "receive"), (rules, "hear"), (store, "after")):
        monkeypatch.setattr(place, what, getattr(place, what))  # put back afterwards
    with pytest.raises((AssertionError, YingdaError)):
        await story(Path(shutil.copytree(shop_data, paper / "data")), monkeypatch, SEED, 300, builds.BREAKS[name])


async def test_a_seed_is_a_story(shop_data: Path, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed tells the same story, step by step."""
    told = []
    for n in range(2):
        folder = Path(shutil.copytree(shop_data, paper / f"again{n}"))
        play = await story(folder, monkeypatch, SEED + 1, 80)
        told.append((play.steps, [(t.said, t.seqs, t.resolved) for t in play.talks.values()]))
    assert told[0] == told[1]
