"""What visitors may do at the front door, and what of others they never reach."""

import asyncio

import pytest
from tests.support.wire import Failed
from tests.walks.conftest import hello, say

from yingda.kernel import new_id
from yingda.rooms.accounts import Accounts, Hours
from yingda.rooms.conversations import Conversations, Files

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03" + b"\0" * 40


async def upload(web, town, token, name, data):
    """A file by a visitor with this token."""
    about = b'Content-Disposition: form-data; name="file"; filename="' + name + b'"\r\nContent-Type: image/png'
    line = b"--x\r\n" + about + b"\r\n\r\n"
    head = {"authorization": f"Bearer {token}", "content-type": "multipart/form-data; boundary=x"}
    return await web.json(
        "POST", f"/api/web/{town.inbox.public_key}/files", headers=head, raw=line + data + b"\r\n--x--\r\n"
    )


async def test_nothing_of_somebody_else_is_reached(town):
    async with town.visitor() as lin, town.visitor() as zhao:
        await hello(lin, town)
        await hello(zhao, town)
        kept = await say(lin, "我的身份证号是秘密")
        about = {"conversation": kept["conversation"]}
        for op, more in (
            ("read", {"seq": 1}), ("got", {"seq": 1}), ("typing", {"on": True}), ("rate", {"score": 1}),
            ("feedback", {"seq": 1, "useful": True}), ("earlier", {"before": 99}),
        ):  # fmt: skip
            with pytest.raises(Failed) as refused:
                await zhao.ask(op, **about, **more)
            assert refused.value.code == "conversation_not_found", op
        again = await zhao.ask("hello", inbox=town.inbox.public_key, language="zh-CN", seq=0, **about)
        assert again["entries"] == []
        await town.settle()
        assert "秘密" not in str(zhao.frames)


async def test_a_token_of_one_business_opens_nothing_in_another(town):
    accounts = town.node.need(Accounts)
    await accounts.found("别家", "zh-CN", "Asia/Shanghai", "甲", "jia@other.example", "correct-horse-7", "other")
    inbox = await accounts.open_inbox("other", name="网站")
    async with town.visitor() as lin, town.visitor() as there:
        first = await hello(lin, town)
        await say(lin, "你好")
        found = await there.ask("hello", inbox=inbox.public_key, token=first["token"], language="zh-CN")
        assert found["contact"]["id"] != first["contact"]["id"]
        assert found["state"] is None


async def test_files_are_pictures_or_downloads_and_only_their_owner_sends_them(town):
    web = await town.agent()
    async with town.visitor() as lin, town.visitor() as zhao:
        token = (await hello(lin, town))["token"]
        await hello(zhao, town)
        evil = b"a%22%0D%0AX-Evil%3A%201%0D%0A.png"
        file = await upload(web, town, token, evil, PNG)
        assert (file["width"], file["height"]) == (2, 3)
        with pytest.raises(Failed) as foreign:
            await zhao.ask("send", client_id=new_id(), text="", file=file["id"])
        assert foreign.value.code == "file_not_found"
        assert (await say(lin, "", file=file["id"]))["seq"] == 1
        status, head, body = await web.call("GET", file["url"])
        assert (status, body, head["content-type"]) == (200, PNG, "image/png")
        assert "x-evil" not in head
        assert head["content-disposition"].startswith("inline; filename*=UTF-8''")
        assert "sandbox" in head["content-security-policy"]
        for wrong in (file["url"][:-1] + ("0" if file["url"][-1] != "0" else "1"), file["url"].split("?")[0]):
            assert (await web.call("GET", wrong))[0] == 404
        other = town.node.need(Files).url("other", file["id"])
        assert (await web.call("GET", other))[0] == 404, "signed for another business"
        text = await upload(web, town, token, b"a.txt", b"hello")
        _, head, _ = await web.call("GET", text["url"])
        assert head["content-disposition"].startswith("attachment")
        assert head["content-type"] == "application/octet-stream"
        hostile = {b"a.html": b"<html>", b"a.svg": b"<svg onload=1>", b"a.txt": b"<script>", b"a.png": b"MZ\x90"}
        for name, data in hostile.items():
            with pytest.raises(Failed) as refused:
                await upload(web, town, token, name, data)
            assert refused.value.status == 400, name


async def test_asking_for_a_person_twice_is_asking_once(town):
    async with town.visitor() as lin:
        await hello(lin, town)
        await lin.ask("human", client_id="h1")
        await town.settle()
        await asyncio.gather(lin.ask("human", client_id="h1"), lin.ask("human", client_id="h2"))
        await town.settle()
        queue = await town.node.need(Conversations).waiting("town")
        assert len(queue) == 1
        entries = (await town.node.need(Conversations).page("town", queue[0].id, 2**50, staff=False)).entries
        assert sum(e.sender == "visitor" for e in entries) == 1
        place = await lin.ask("hello", inbox=town.inbox.public_key, token="", language="zh-CN")
        assert place["queue"] is None, "a stranger does not wait"


async def test_who_no_longer_waits_is_with_the_bot_again(town):
    async with town.visitor() as lin:
        token = (await hello(lin, town))["token"]
        await lin.ask("human", client_id="h1")
        await town.settle()
        found = await lin.ask("hello", inbox=town.inbox.public_key, token=token, language="zh-CN")
        assert found["queue"]["place"] == 1
        await lin.ask("leave")
        await lin.ask("leave")
        await town.settle()
        assert await town.node.need(Conversations).waiting("town") == []
        await say(lin, "运费多少钱")
        assert "包邮" in (await lin.said("[1]", "bot"))["text"]


async def test_out_of_hours_whoever_waits_is_told_once(town):
    accounts = town.node.need(Accounts)
    words = {"zh": "我们已经下班", "en": "We are closed"}
    await accounts.change_inbox(
        "town", town.inbox.id, {"away": words, "hours": Hours(timezone="Asia/Shanghai", days={})}
    )
    open_now = accounts.is_open((await accounts.inboxes("town"))[0], town.node.clock.now())
    async with town.visitor() as lin:
        await hello(lin, town)
        await lin.ask("human", client_id="h1")
        await town.settle()
        told = [f for f in lin.frames if f["op"] == "entry" and f["entry"]["text"] == words["zh"]]
        assert len(told) == (0 if open_now else 1)


async def test_the_face_says_no_more_than_it_must(town):
    web = await town.agent()
    status, head, body = await web.call("GET", f"/api/web/inbox/{town.inbox.public_key}?lang=en")
    assert (status, head["access-control-allow-origin"]) == (200, "*")
    for word in (b"@t.example", b"secret", b"pack", b"allowed_hosts", b"chen"):
        assert word not in body
    assert (await web.call("GET", "/api/web/inbox/nosuchkey"))[0] == 404
