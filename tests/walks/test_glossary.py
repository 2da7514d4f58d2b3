"""A business's own words, from the page where they are written to what visitors read."""

import asyncio
from typing import Any

import pytest
from tests.support.wire import Failed, Web
from tests.walks.conftest import Town, hello, say

from yingda.kernel import new_id

RETURN = {"kind": "alias", "word": "大礼包", "means": "退货"}


async def answer(town: Town, text: str) -> tuple[str, str, dict[str, object]]:
    """What the bot says to a visitor, the conversation, and its turn."""
    async with town.visitor() as visitor:
        await hello(visitor, town)
        talk = (await say(visitor, text))["conversation"]
        await town.settle()
    boss = await town.agent("boss@t.example")
    entries = (await boss.json("GET", f"/api/conversations/{talk}"))["entries"]
    turns = await boss.json("GET", f"/api/conversations/{talk}/turns")
    return "\n".join(e["text"] for e in entries if e["from"] == "bot"), talk, turns[-1]


async def understood(boss: Web, text: str, meant: str) -> dict[str, Any]:
    """What the bot makes of a text, once every part has heard of the change."""
    for _ in range(50):
        read = await boss.json("POST", "/api/articles/try", {"text": text, "language": "zh-CN"})
        if read["understood"] == meant:
            return read  # type: ignore[no-any-return]
        await asyncio.sleep(0.1)
    raise AssertionError(read["understood"])


async def test_names_forbidden_words_and_preferred_wording(town: Town) -> None:
    boss, chen = await town.agent("boss@t.example"), await town.agent()
    said, _, _ = await answer(town, "运费是多少")
    assert "包邮" in said
    with pytest.raises(Failed) as refused:
        await chen.json("POST", "/api/glossary", {"term": RETURN})
    assert refused.value.status == 403
    kept = await boss.json("POST", "/api/glossary", {"term": RETURN})
    with pytest.raises(Failed) as twice:
        await boss.json("POST", "/api/glossary", {"term": RETURN})
    assert twice.value.code == "word_taken"
    read = await understood(boss, "怎么申请大礼包", "怎么申请退货")
    assert read["verdict"] == "answer"
    assert "退货" in (await answer(town, "怎么申请大礼包"))[0]
    await boss.json("DELETE", f"/api/glossary/{kept['id']}")
    await understood(boss, "怎么申请大礼包", "怎么申请大礼包")

    one = await boss.json("POST", "/api/glossary", {"term": {"kind": "forbidden", "word": "包邮", "means": "免运费"}})
    said, _, turn = await answer(town, "运费是多少")
    assert "免运费" in said
    assert "包邮" not in said
    assert any(reason["step"] == "glossary" for reason in turn["reasons"])
    await boss.json("PUT", f"/api/glossary/{one['id']}", {"term": {"kind": "forbidden", "word": "包邮"}, "version": 1})
    said, _, turn = await answer(town, "运费是多少")
    assert "包邮" not in said
    assert "运费" not in said
    assert turn["handover"] == "wording"
    with pytest.raises(Failed) as old:
        await boss.json(
            "PUT", f"/api/glossary/{one['id']}", {"term": {"kind": "forbidden", "word": "邮"}, "version": 1}
        )
    assert old.value.code == "term_changed"


async def test_an_agent_is_held_back_and_a_supervisor_may(town: Town) -> None:
    boss, chen = await town.agent("boss@t.example"), await town.agent()
    await boss.json("POST", "/api/glossary", {"term": {"kind": "forbidden", "word": "绝对"}})
    async with town.visitor() as visitor:
        await hello(visitor, town)
        talk = (await say(visitor, "我要人工"))["conversation"]
    await town.settle()
    path, entry = f"/api/conversations/{talk}/entries", {"text": "绝对没问题"}
    for anyway in (False, True):
        with pytest.raises(Failed) as refused:
            await chen.json("POST", path, {**entry, "client_id": new_id(), "anyway": anyway})
        assert (refused.value.code, refused.value.error["words"]) == ("forbidden_words", ["绝对"])
    await chen.json("POST", path, {**entry, "client_id": new_id(), "kind": "note"})
    with pytest.raises(Failed):
        await boss.json("POST", path, {**entry, "client_id": new_id()})
    assert (await boss.json("POST", path, {**entry, "client_id": new_id(), "anyway": True}))["text"] == "绝对没问题"


async def test_a_spreadsheet_goes_in_and_out(town: Town) -> None:
    boss = await town.agent("boss@t.example")
    text = "类型,词,含义\n别名,小蜜,蓝牙耳机\n禁用,最好,\n胡说,a,b\n"
    first = await boss.json("POST", "/api/glossary/import", {"csv": text})
    assert (first["taken"], first["same"], [one["line"] for one in first["refused"]]) == (2, 0, [4])
    again = await boss.json("POST", "/api/glossary/import", {"csv": text})
    assert (again["taken"], again["same"]) == (0, 2)
    status, headers, body = await boss.call("GET", "/api/glossary/export", None)
    assert (status, "text/csv" in headers["content-type"]) == (200, True)
    assert "小蜜" in body.decode()
    back = await boss.json("POST", "/api/glossary/import", {"csv": body.decode()})
    assert (back["taken"], back["same"]) == (0, 2)
    tried = await boss.json("POST", "/api/glossary/try", {"text": "小蜜是最好的"})
    assert (tried["read"], tried["handed_over"], len(tried["hits"])) == ("蓝牙耳机是最好的", True, 1)
    kinds = {e["kind"] for e in await boss.json("GET", "/api/glossary")}
    assert kinds == {"alias", "forbidden"}
