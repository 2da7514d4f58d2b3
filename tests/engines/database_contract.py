"""What `kernel.ports.Database` promises, for every engine. An engine's own test module derives from `DatabaseContract`
and gives a fixture `db`: the engine on an empty database with the core tables, `TABLES`, and `REACTIONS`."""

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.engines.chain_cases import CALLS, Calls, ops, together
from tests.engines.database_cases import (
    REACTIONS,
    TABLES,
    Label,
    Message,
    Received,
    Seen,
    Talk,
    block,
    grouped,
    hear,
    hear_and_open,
    merge,
    opened,
    these,
)

from yingda.kernel import Changes, Clash, Event, NotFound, Reaction, Told, revive

__all__ = [
    "REACTIONS", "TABLES", "DatabaseContract", "Label", "Message", "Received", "Seen", "Talk", "block", "grouped", "hear",
    "hear_and_open", "many", "merge", "opened", "these",
]  # fmt: skip


async def many(db: Any) -> None:
    """Three hot rows, each call twice, some broken, a merge in between. What is kept must be what was answered."""
    await opened(db, "a", "b", "c", "d")
    calls = [("abc"[i % 3], f"c{i % 60}", None if i % 60 == 7 else "hi") for i in range(120)]
    work = [db.decide(hear_and_open if call[1] == "c11" else hear, *call) for call in calls]
    work.insert(60, db.tx(merge, "a", "b"))
    answers = await asyncio.gather(*work, return_exceptions=True)
    assert answers.pop(60) == 1
    first: dict[tuple[str, str], int] = {}
    for (talk, client, text), kept in zip(calls, answers, strict=True):
        if text is None or client == "c11":
            assert isinstance(kept, Clash if text else Exception)
        else:
            assert not isinstance(kept, Exception), repr(kept)
            assert first.setdefault((talk, client), kept.seq) == kept.seq
    stored = await db.rows("select talk, client, seq from message where tenant=?1", "t")
    assert {(talk, client): seq for talk, client, seq in stored} == first
    assert len(stored) == 58
    for id in "abc":
        talk = await db.get(Talk, "t", id)
        assert sorted(seq for name, _, seq in stored if name == id) == list(range(1, talk.seq + 1))
        assert talk.contact == ("a" if id == "b" else id)
        assert talk.version == talk.seq + (id == "b")
    told = await db.rows("select about, id from event where tenant=?1 and name=?2", "t", "Received")
    assert len(told) == 58
    assert await db.rows("select count(*) from reaction where tenant=?1 and name=?2", "t", "bot.answer") == [(58,)]


class DatabaseContract:
    """The promises, one by one."""

    async def test_hot_rows_retries_and_failures(self, db: Any) -> None:
        await many(db)

    async def test_a_retry_gets_the_first_answer_and_changes_nothing(self, db: Any) -> None:
        await opened(db, "a")
        first = await db.decide(hear, "a", "c1", "hello")
        told: list[Any] = []
        db.told = told.extend
        again = await db.decide(hear, "a", "c1", "another text")
        assert again == first
        assert told == []
        assert (await db.get(Talk, "t", "a")).seq == 1
        assert await db.rows("select count(*) from event where tenant=?1", "t") == [(1,)]

    async def test_without_a_once_row_the_answer_is_none(self, db: Any) -> None:
        assert await db.decide(these, Changes(new=(Talk("t", "a", "x"),))) is None
        assert await db.decide(these, Changes()) is None

    async def test_reads(self, db: Any) -> None:
        talk = Talk("t", "a", "x", 3, 4, ("急", 'quo"ted'), urgent=True)
        labels = (Label("t", "1", {"zh": "退货", "en": "returns"}), Label("t", "2"))
        await db.decide(these, Changes(new=(talk, *labels, Message("t", "a", 1, "c", "你好"))))
        assert await db.get(Talk, "t", "a") == talk
        assert await db.get(Talk, "other", "a") is None
        assert [await db.get(Label, "t", id) for id in "123"] == [*labels, None]
        assert (await db.first(Message, "t", "a", "c")).text == "你好"
        assert await db.first(Message, "t", "a", "d") is None
        assert await db.rows("select seq, id from talk where id=?2 and tenant=?1", "t", "a") == [(4, "a")]
        assert await db.report("select id from label where tenant=?1 order by id", "t") == [("1",), ("2",)]

    async def test_a_failure_in_mid_group_harms_nobody(self, db: Any) -> None:
        await opened(db, "a")
        told: list[Any] = []
        db.told = told.extend
        work = [(hear, "a", f"c{i}", None if i == 5 else f"text {i}") for i in range(12)]
        results = await grouped(db, *work, (hear, "nowhere", "c", "x"), (hear, "a", "c99", "last"))
        assert [i for i, result in enumerate(results) if isinstance(result, Exception)] == [5, 12]
        assert isinstance(results[12], NotFound)
        seqs = [result.seq for result in results if not isinstance(result, Exception)]
        assert seqs == list(range(1, 13))
        assert [event.seq for event, _ in told] == seqs
        assert await db.rows("select count(*) from message where text is null") == [(0,)]

    async def test_a_stale_row_loses_and_is_decided_again(self, db: Any) -> None:
        await opened(db, "a")
        stale = await db.get(Talk, "t", "a")
        await db.decide(hear, "a", "c1", "x")
        seen = []

        async def sometimes(read: Any) -> Changes:
            talk = await read.get(Talk, "t", "a") if seen else stale
            seen.append(talk.version)
            return Changes(changed=(replace(talk, urgent=True, version=talk.version + 1),))

        await db.decide(sometimes)
        assert seen == [0, 1]
        assert (await db.get(Talk, "t", "a")).urgent is True
        with pytest.raises(Clash):
            await db.decide(these, Changes(changed=(replace(stale, version=1),)))
        gone = Talk("t", "never", "x", 1)
        with pytest.raises(Clash):
            await db.decide(these, Changes(changed=(gone,)))

    @pytest.mark.parametrize("kind", ["versioned", "plain", "missing"])
    async def test_relied_rows_must_still_be_as_they_were_read(self, db: Any, kind: str) -> None:
        await opened(db, "a", "b")
        label = Label("t", "1", {"en": "one"})
        await db.decide(these, Changes(new=(label,)))
        talk = await db.get(Talk, "t", "a")
        relied = {"versioned": talk, "plain": label, "missing": Label("t", "2")}[kind]
        new = Message("t", "b", 1, "c1", "as long as it is so")
        if kind != "missing":
            await db.decide(these, Changes(new=(new,), relied=(relied,)))
            assert await db.first(Message, "t", "b", "c1") == new
            await db.decide(hear, "a", "c", "x")
            await db.decide(these, Changes(changed=(Label("t", "1", {"en": "two"}),)))
        with pytest.raises(Clash):
            await db.decide(these, Changes(new=(replace(new, seq=2, client="c2"),), relied=(relied,)))
        assert await db.first(Message, "t", "b", "c2") is None

    async def test_removed_rows(self, db: Any) -> None:
        await opened(db, "a")
        label, talk = Label("t", "1"), await db.get(Talk, "t", "a")
        await db.decide(these, Changes(new=(label,)))
        await db.decide(these, Changes(removed=(label,)))
        assert await db.get(Label, "t", "1") is None
        await db.decide(these, Changes(removed=(label,)))  # gone already: as wished
        await db.decide(hear, "a", "c", "x")
        with pytest.raises(Clash):  # but what has a version is removed only as it was read
            await db.decide(these, Changes(removed=(talk,)))
        await db.decide(these, Changes(removed=(await db.get(Talk, "t", "a"),)))
        assert await db.get(Talk, "t", "a") is None

    async def test_another_unique_key_is_a_clash(self, db: Any) -> None:
        await opened(db, "a")
        calls = []

        async def badge(read: Any, client: str) -> Changes:
            calls.append(client)
            return await hear(read, "a", client, "x", "gold")

        results = await grouped(db, (badge, "c1"), (badge, "c2"), (hear, "a", "c3", "y"))
        assert [type(result) for result in results] == [Message, Clash, Message]
        assert calls.count("c2") >= 2
        assert (await db.get(Talk, "t", "a")).seq == 2
        with pytest.raises(Clash):
            await opened(db, "a")

    async def test_tx_reads_its_own_writes_and_fails_whole(self, db: Any) -> None:
        async def work(tx: Any, fail: bool) -> int:
            await tx.apply(Changes(new=(Talk("t", "a", "x"),)))
            await tx.run("update talk set contact=?1 where tenant=?2", "y", "t")
            assert (await tx.get(Talk, "t", "a")).contact == "y"
            await tx.apply(await hear(tx, "a", "c1", "HELLO"))
            if fail:
                raise NotFound
            return await tx.run("delete from message where tenant=?1", "t")

        told: list[Any] = []
        db.told = told.extend
        with pytest.raises(NotFound):
            await db.tx(work, True)
        assert await db.get(Talk, "t", "a") is None
        assert told == []
        assert await db.tx(work, False) == 1
        assert (await db.get(Talk, "t", "a")).contact == "y"
        assert [event.seq for event, _ in told] == [1]

    async def test_told_in_order_and_before_those_who_wait(self, db: Any) -> None:
        await opened(db, "a", "b")
        order: list[Any] = []
        db.told = lambda events: order.extend((event.key, event.seq) for event, _ in events)

        async def send(talk: str, i: int) -> None:
            kept = await db.decide(hear, talk, f"c{i}", "x")
            assert (talk, kept.seq) in order

        await asyncio.gather(*(send("ab"[i % 2], i) for i in range(200)))
        for talk in "ab":
            assert [seq for key, seq in order if key == talk] == list(range(1, 101))
        stored = await db.rows("select about, body from event where tenant=?1 order by id", "t")
        assert len(stored) == 200

    async def test_one_encoding_for_the_table_and_for_those_who_listen(self, db: Any) -> None:
        told: list[tuple[Event, bytes]] = []
        db.told = told.extend
        events = (Received(tenant="t", key="a", at=7, seq=1, text="HI"), Seen(tenant="t", key="a", at=7, seq=1))
        await db.decide(these, Changes(events=events))
        assert tuple(event for event, _ in told) == events
        kept = await db.get(Told, "t", events[0].id)
        assert kept == Told("t", events[0].id, "a", "Received", 7, told[0][1])
        assert revive(kept.name, kept.body) == events[0]
        assert await db.rows("select count(*) from event") == [(1,)]
        assert await db.get(Reaction, "t", events[0].id, "bot.shout") is not None
        await db.decide(these, Changes(events=(Received(tenant="t", key="a", at=7, seq=2, text="quiet"),)))
        assert await db.rows("select name from reaction where name=?1", "bot.shout") == [("bot.shout",)]

    async def test_a_listener_that_fails_harms_nobody(self, db: Any) -> None:
        def fail(events: Any) -> None:
            raise ValueError("listener")

        await opened(db, "a")
        db.told = fail
        assert (await db.decide(hear, "a", "c", "x")).seq == 1

    async def test_a_use_case_may_await_nothing_but_its_reads(self, db: Any) -> None:
        async def sleepy(read: Any) -> Changes:
            await asyncio.sleep(0)
            return Changes()

        async def sleepier(read: Any) -> Changes:
            await asyncio.sleep(1)
            return Changes()

        await opened(db, "a")
        results = await grouped(db, (hear, "a", "1", "x"), (sleepy,), (sleepier,), (hear, "a", "2", "x"))
        assert [type(result) for result in results] == [Message, RuntimeError, RuntimeError, Message]
        assert "sleepy may await nothing but its reads" in str(results[1])
        assert "sleepier may await nothing but its reads" in str(results[2])

    async def test_what_a_use_case_raises_comes_back_as_it_is(self, db: Any) -> None:
        error = KeyError("mine")

        async def fail(read: Any) -> Changes:
            raise error

        with pytest.raises(KeyError) as caught:
            await db.decide(fail)
        assert caught.value is error

    async def test_reads_see_only_what_is_committed(self, db: Any) -> None:
        async def look(tx: Any) -> Any:
            await tx.apply(Changes(new=(Talk("t", "a", "x"),)))
            return await db.get(Talk, "t", "a"), await tx.get(Talk, "t", "a")

        outside, inside = await db.tx(look)
        assert outside is None
        assert inside == Talk("t", "a", "x") == await db.get(Talk, "t", "a")

    async def test_one_who_gives_up_waiting_harms_nobody(self, db: Any) -> None:
        await opened(db, "a")
        blocker = asyncio.create_task(db.decide(block))
        given_up = asyncio.create_task(db.decide(hear, "a", "c1", "x"))
        other = asyncio.create_task(db.decide(hear, "a", "c2", "y"))
        await asyncio.sleep(0.01)
        given_up.cancel()
        assert (await other).seq in (1, 2)
        await blocker
        again = await db.decide(hear, "a", "c1", "x")  # a retry finds what was kept, or keeps it now
        assert {again.seq, (await other).seq} == {1, 2}

    async def test_closing_ends_what_is_queued_and_refuses_what_comes_later(self, db: Any) -> None:
        from yingda.kernel import Unavailable

        await opened(db, "a")
        work = [asyncio.create_task(db.decide(hear, "a", f"c{i}", "x")) for i in range(300)]
        await asyncio.sleep(0)
        await asyncio.gather(db.close(), asyncio.sleep(0))
        assert sorted([(await each).seq for each in work]) == list(range(1, 301))
        with pytest.raises(Unavailable):
            await db.decide(hear, "a", "late", "x")
        assert not await db.healthy()
        await db.close()

    async def test_a_turn_gives_each_its_own_number(self, db: Any) -> None:
        """A hundred who all read the same largest number."""

        async def next_label(read: Any, id: str) -> Changes:
            await read.turn("label", "t")
            ((last,),) = await read.rows("select count(*) from message where tenant=?1", "t")
            return Changes(new=(Message("t", "a", 1 + last, id, "x", f"number {1 + last}"),))

        kept = await asyncio.gather(*(db.decide(next_label, str(i)) for i in range(100)))
        assert sorted(row.seq for row in kept) == list(range(1, 101))

    async def test_what_lies_in_the_columns_is_the_same_on_every_engine(self, db: Any) -> None:
        talk = Talk("t", "a", "x", 3, 4, ("急", 'quo"ted'), urgent=True)
        event = Received(tenant="t", key="a", at=7, seq=1, text="嗨")
        await db.decide(these, Changes(new=(talk, Label("t", "1", {"zh": "退"}), Label("t", "2")), events=(event,)))
        assert await db.rows("select tags, urgent from talk where tenant=?1", "t") == [('["急","quo\\"ted"]', True)]
        assert await db.rows("select words from label order by id") == [('{"zh":"退"}',), (None,)]
        ((body,),) = await db.rows("select body from event where tenant=?1", "t")
        assert type(body) is bytes
        assert "嗨".encode() in body

    async def test_parameters_are_not_looked_for_in_words(self, db: Any) -> None:
        await opened(db, "a?1", "b")
        sql = (
            "select id, '?2', 'it''s ?1' as \"?1\" from talk where tenant=?1 and id<>?2 -- ?3\n and contact like '%?1'"
        )
        assert await db.rows(sql, "t", "b") == [("a?1", "?2", "it's ?1")]
        assert [talk.id for talk in await db.find(Talk, "tenant=?1 and id=?2 and contact<>'?2'", "t", "b")] == ["b"]

    async def test_one_set_may_change_many_rows(self, db: Any) -> None:
        await opened(db, "a", "b", "c")
        talks = [await db.get(Talk, "t", id) for id in "abc"]
        await db.decide(these, Changes(new=tuple(Label("t", str(i)) for i in range(50))))

        async def sweep(_: Any, broken: bool) -> Changes:
            changed = tuple(replace(talk, contact="z", version=talk.version + 1) for talk in talks)
            if broken:
                changed = (*changed[:2], replace(changed[2], version=9))
            return Changes(changed=changed, removed=tuple(Label("t", str(i)) for i in range(0, 50, 2)))

        with pytest.raises(Clash):
            await db.decide(sweep, True)
        assert await db.rows("select count(*) from label") == [(50,)]
        assert {(await db.get(Talk, "t", id)).contact for id in "abc"} == {"a", "b", "c"}
        await db.decide(sweep, False)
        assert await db.rows("select count(*) from label") == [(25,)]
        assert {(await db.get(Talk, "t", id)).contact for id in "abc"} == {"z"}

    async def test_two_that_rely_on_each_others_rows_cannot_both_win(self, db: Any) -> None:
        """Each may leave only as long as the other stays."""
        await opened(db, "a", "b")

        async def leave(read: Any, own: str, other: str) -> Changes:
            mine, theirs = await read.get(Talk, "t", own), await read.get(Talk, "t", other)
            if theirs.urgent:
                raise NotFound
            return Changes(changed=(replace(mine, urgent=True, version=mine.version + 1),), relied=(theirs,))

        results = await asyncio.gather(
            *(db.decide(leave, *pair) for pair in ("ab", "ba") for _ in range(1)), return_exceptions=True
        )
        assert sorted(map(str, map(type, results))) == sorted(map(str, (type(None), NotFound)))

    async def test_what_many_decide_at_once_is_as_if_one_came_after_the_other(self, db: Any) -> None:
        count = 0

        @settings(max_examples=12, deadline=None, database=None)
        @given(CALLS)
        def check(calls: Calls) -> None:
            nonlocal count
            count += 1
            rounds.append(ops(calls, f"round {count} "))

        rounds: list[Any] = []
        check()
        for each in rounds:
            await together(db, each)
