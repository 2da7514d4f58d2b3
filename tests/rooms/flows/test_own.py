"""A business's own flows: drafts, versions, runs that stay with theirs, what is held about a person."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.rooms.flows.support import offered
from tests.support.database import fresh

from yingda.kernel import BadInput, Clash, Lesson, NotFound, SystemClock, Tool, ToolCall
from yingda.rooms.flows import Flows
from yingda.rooms.flows.service import Persons

CALL = ToolCall("t", "c", False, "", "talk", "zh-CN")
FLOW = """# 付款
name: pay
title: {zh: 付款, en: Pay}
slots:
  many: {type: number, title: {zh: 数量, en: How many}, ask: {zh: 几个？, en: 'How many?'}, most: 9}
steps:
- {id: ask, ask: many}
- {id: tell, say: {zh: '旧的 {many}', en: 'Old {many}'}}
- {id: end, end: done}
tests:
- name: 三个
  turns:
  - {visitor: 付款, asks: many}
  - {visitor: 三个, bot: 3, outcome: done}
"""


async def nothing(call: ToolCall, args: Mapping[str, Any]) -> Mapping[str, Any]:
    return {}


@pytest.fixture
async def flows(tmp_path: Path) -> AsyncIterator[Flows]:
    folder = tmp_path / "content"
    (folder / "flows").mkdir(parents=True)
    (folder / "flows" / "pay.yaml").write_text(FLOW.replace("bot: 3", "bot: '3'"), "utf-8")
    tools = {"look": Tool("look", {"zh": "查", "en": "Look"}, {}, nothing)}
    async with fresh(tmp_path, "flows") as db:
        yield Flows(db, offered(tools), {"p": Lesson("p", folder)}, SystemClock())


async def says(flows: Flows, conversation: str = "talk", tenant: str = "t") -> str:
    call = ToolCall(tenant, "c", False, "", conversation, "zh-CN")
    step = await flows.begin(call, "pay", "付款")
    return (await flows.advance(step.run, "2")).says[-1].text


async def changed(flows: Flows, word: str) -> None:
    text = (await flows.writing.text("t", "pay")).replace("旧的", word).replace("新的", word)
    await flows.writing.save("t", "pay", text)


async def test_a_copy_wins_over_the_pack_and_can_be_taken_back(flows: Flows) -> None:
    await flows.writing.create("t", "pay", copy="pay", by="a")
    await changed(flows, "新的")
    assert await says(flows) == "旧的 2", "a draft changes nothing"
    own = await flows.writing.publish("t", "pay", by="a")
    assert (own.status, own.live) == ("published", 1)
    assert await says(flows) == "新的 2"
    assert await says(flows, tenant="other") == "旧的 2"
    await changed(flows, "更新的")
    assert (await flows.writing.publish("t", "pay")).live == 2
    assert await says(flows) == "更新的 2"
    back = await flows.writing.publish("t", "pay", number=1)
    assert (back.live, "新的" in back.text) == (3, True)
    assert await says(flows) == "新的 2"
    assert [one.number for one in await flows.writing.versions("t", "pay")] == [3, 2, 1]
    with pytest.raises(BadInput):
        await flows.writing.remove("t", "pay")
    assert (await flows.writing.withdraw("t", "pay")).status == "draft"
    assert await says(flows) == "旧的 2"


async def test_a_run_stays_with_its_version_after_a_restart_too(flows: Flows) -> None:
    step = await flows.begin(CALL, "pay", "付款")
    await flows.writing.create("t", "pay", copy="pay")
    await changed(flows, "新的")
    await flows.writing.publish("t", "pay")
    assert (await flows.advance(step.run, "2")).says[-1].text == "旧的 2"
    step = await flows.begin(CALL, "pay", "付款")
    assert step.run.version == 1
    await changed(flows, "更新的")
    await flows.writing.publish("t", "pay")
    later = Flows(flows.db, flows.tools, flows.library.lessons, flows.clock)
    await later.library.load()
    step = await later.advance(step.run, "2")
    assert step.says[-1].text == "新的 2"
    assert await later.replayed("t", "talk") == step.run


async def test_what_is_not_right_is_not_published(flows: Flows) -> None:
    writing = flows.writing
    own = await writing.create("t", "pay", copy="pay")
    await writing.save("t", "pay", own.text.replace("旧的 {many}", "嗯"), revision=own.version)
    with pytest.raises(BadInput) as failed:
        await writing.publish("t", "pay")
    assert failed.value.code == "dialogues_fail"
    assert (await writing.publish("t", "pay", anyway=True)).live == 1
    for text in ("steps: [", own.text.replace("name: pay", "name: other"), own.text.replace("say:", "colour:")):
        await writing.save("t", "pay", text)
        with pytest.raises(BadInput):
            await writing.publish("t", "pay", anyway=True)
    await writing.save("t", "pay", own.text)
    with pytest.raises(Clash):
        await writing.save("t", "pay", "x", revision=1)
    with pytest.raises(Clash):
        await writing.publish("t", "pay", revision=1)
    with pytest.raises(Clash):
        await writing.create("t", "pay")
    with pytest.raises(BadInput):
        await writing.create("t", "Über")
    with pytest.raises(NotFound):
        await writing.create("t", "b", copy="nothing")
    with pytest.raises(NotFound):
        await writing.save("other", "pay", "x")


async def test_a_new_flow_and_one_of_another_name(flows: Flows) -> None:
    own = await flows.writing.create("t", "hello", {"zh": "问好", "en": "Greet"})
    assert own.title == {"zh": "问好", "en": "Greet"}
    assert (await flows.writing.publish("t", "hello")).live == 1
    step = await flows.begin(CALL, "hello", "在吗")
    assert (step.outcome, step.run.version) == ("done", 1)
    copied = await flows.writing.create("t", "pay2", copy="pay")
    assert copied.text.startswith("# 付款\nname: pay2\n"), "comments are kept"
    await flows.writing.remove("t", "pay2")
    assert [one.name for one in await flows.writing.listed("t")] == ["hello"]


async def test_what_is_held_about_a_person(flows: Flows) -> None:
    persons = Persons(flows.db)
    await says(flows)
    await says(flows)
    await says(flows, tenant="other")
    held = await persons.export("t", "c")
    assert len(held["runs"]) == 1
    assert len(held["inputs"]) == 4, "of the runs before, too"
    await persons.merged("t", "c", "d")
    assert (await persons.export("t", "c"))["runs"] == []
    assert len((await persons.export("t", "d"))["inputs"]) == 4
    await persons.erase("t", "d")
    assert await persons.export("t", "d") == {"runs": [], "inputs": []}
    assert len((await persons.export("other", "c"))["runs"]) == 1


async def test_a_customer_who_signs_in_on_the_way_replays_alike(flows: Flows) -> None:
    text = FLOW.replace("bot: 3", "bot: '3'").replace(
        "- {id: ask, ask: many}\n",
        "- id: who\n  branch:\n  - {if: who.verified, is: true, goto: end}\n- {id: ask, ask: many}\n",
    )
    await flows.writing.create("t", "pay", copy="pay")
    await flows.writing.save("t", "pay", text)
    await flows.writing.publish("t", "pay")
    step = await flows.begin(CALL, "pay", "付款")
    step = await flows.advance(step.run, "2", call=ToolCall("t", "c", True, "C1", "talk", "zh-CN"))
    assert step.run.who.verified
    assert await flows.replayed("t", "talk") == step.run
