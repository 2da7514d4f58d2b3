"""Hostile text through every input: shown as text or refused with a clear error, nothing lost, no fault of ours."""

import json

import pytest
from tests.support.wire import Failed, Web
from tests.walks.conftest import hello, say
from tests.walks.test_matrix import filled, routes

from yingda.kernel import new_id

TEXTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[点我](javascript:alert(1))", "\u202eabc\u202c",
    "a\x00b", "\ud800", "' or 1=1 --", "{{7*7}}${7*7}", "../../../etc/passwd", "👩‍👩‍👧" * 50, "长" * 8_000,
    "\n" * 500 + "x",
    '=HYPERLINK("http://evil")', "%s%n%d", "\ufeff零宽\u200b字", "𠮷野家" * 20,
)  # fmt: skip
GARBAGE = (
    b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe\x00", b'{"a":' * 2_000, b'{"email":1}', b"0" * 5_000,
    b'{"text":"' + b"x" * 200_000 + b'"}', b'{"op":"__proto__"}', b"NaN", b'{"seq":1e400}', b'{"limit":-1}',
)  # fmt: skip


async def test_hostile_messages_are_kept_as_text(town):
    async with town.visitor() as visitor:
        token = (await hello(visitor, town))["token"]
        kept, refused = 0, []
        for text in TEXTS:
            try:
                await say(visitor, text)
                kept += 1
            except Failed as failed:
                refused.append(failed.code)
        assert kept >= len(TEXTS) - 1
        assert set(refused) <= {"empty_message", "text_too_long", "too_many", "frame_too_large"}
        with pytest.raises(Failed) as found:
            await say(visitor, "长" * 20_000)
        assert found.value.code == "text_too_long"
        huge = {"op": "send", "ref": 1, "client_id": "x", "text": "长" * 100_000}
        await visitor.raw(json.dumps(huge, ensure_ascii=False))
        answer = await visitor.pushed("error", lambda f: f["error"]["code"] == "frame_too_large")
        assert answer["error"]["message"]
        welcome = await hello(visitor, town, token=token)
    texts = [e["text"] for e in welcome["entries"] if e["from"] == "visitor"]
    assert "<script>alert(1)</script>" in texts, "kept as it is; the screens show it as text"
    assert not any(c in t for t in texts for c in "\x00\u202e\ud800")


async def test_garbage_frames_are_answered(town):
    async with town.visitor() as visitor:
        for raw in GARBAGE:
            await visitor.raw(raw)
            try:
                await visitor.raw(raw.decode())
            except UnicodeDecodeError:
                continue
        await hello(visitor, town)
        errors = [f for f in visitor.frames if f["op"] == "error"]
        assert len(errors) >= len(GARBAGE)
        assert not [f for f in errors if f["error"]["code"] == "internal"]


async def test_wrong_types_in_every_operation(town):
    chen = await town.agent()
    async with town.visitor() as visitor, chen.socket() as console:
        await hello(visitor, town)
        for row in routes(town.app):
            if row.method != "OP":
                continue
            wire = visitor if row.path.startswith("/ws/visitor") else console
            for value in (None, 7, -1, True, [], {}, "x" * 3_000, 2**70):
                names = ("conversation", "seq", "text", "client_id", "url", "score", "on", "inbox", "file", "status")
                await wire.raw(json.dumps({"op": row.path.split()[1], "ref": new_id(), **dict.fromkeys(names, value)}))
        for wire in (visitor, console):
            await wire.raw(json.dumps({"op": "nope", "ref": "last"}))
            await wire.pushed("error", lambda f: f.get("ref") == "last", within=30)
            faults = [f for f in wire.frames if f["op"] == "error" and f["error"]["code"] == "internal"]
            assert not faults


async def test_garbage_bodies_never_fault(town):
    boss = Web(town.app)
    await boss.sign_in("boss@t.example", "correct-horse-7")
    for row in routes(town.app):
        if row.method not in ("POST", "PUT", "PATCH") or row.path == "/api/session":
            continue
        for raw in GARBAGE:
            head = {"content-type": "application/json"}
            status, _, body = await boss.call(row.method, filled(row.path), headers=head, raw=raw)
            assert status < 500, f"{row.method} {row.path} {raw[:40]!r}: {status} {body[:300]!r}"
            if status >= 400 and row.path.startswith("/api/"):
                assert json.loads(body)["error"]["message"]


async def test_garbage_queries_never_fault(town):
    boss = Web(town.app)
    await boss.sign_in("boss@t.example", "correct-horse-7")
    for row in routes(town.app):
        if row.method != "GET":
            continue
        long = "before=9e9&limit=99999999999999999999&view=nope&q=" + "x" * 5_000
        for query in ("before=%ff&limit=-5&q=%00&s='&lang=%F0%9F", long):
            status, _, body = await boss.call("GET", f"{filled(row.path)}?{query}")
            assert status < 500 or row.path == "/health", f"{row.path}?{query[:60]}: {status} {body[:300]!r}"


async def test_files_are_what_their_bytes_say(town):
    async with town.visitor() as visitor:
        token = (await hello(visitor, town))["token"]
        web = Web(town.app)

        async def upload(name: str, data: bytes, type: str = "image/png") -> tuple[int, dict]:
            mark = "xYzBoundary"
            where = f'Content-Disposition: form-data; name="file"; filename="{name}"'
            head = f"--{mark}\r\n{where}\r\nContent-Type: {type}\r\n\r\n"
            raw = head.encode() + data + f"\r\n--{mark}--\r\n".encode()
            headers = {"content-type": f"multipart/form-data; boundary={mark}", "authorization": f"Bearer {token}"}
            status, _, body = await web.call(
                "POST", f"/api/web/{town.inbox.public_key}/files", headers=headers, raw=raw
            )
            return status, json.loads(body)

        png = (
            b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + (4).to_bytes(4, "big") + (3).to_bytes(4, "big") + b"\0" * 20
        )
        status, ref = await upload("../../照片.png", png)
        assert status == 201
        assert (ref["name"], ref["type"], ref["width"], ref["height"]) == ("照片.png", "image/png", 4, 3)
        for name, data in (
            ("a.html", b"<html><script>1</script>"), ("a.svg", b"<svg onload=alert(1)>"), ("a.png", b"<html>"),
            ("a.exe", b"MZ\x90"), ("a.txt", b"<!DOCTYPE html><script>"), ("noname", b"abc"), ("a.png", b""),
        ):  # fmt: skip
            status, refused = await upload(name, data)
            assert status == 400, (name, refused)
            assert refused["error"]["code"] in ("file_type", "file_empty", "no_file")
        kept = await say(visitor, "", file=ref["id"])
        entry = (await visitor.pushed("entry", lambda f: f["entry"]["seq"] == kept["seq"]))["entry"]
        url = entry["extra"]["file"]["url"]
        status, head, body = await web.call("GET", url)
        assert (status, body) == (200, png)
        assert head["x-content-type-options"] == "nosniff"
        assert "sandbox" in head["content-security-policy"]
        assert (await web.call("GET", url[:-1] + "0"))[0] == 404 or url.endswith("0")
        status, listing = await upload("说明.txt", "你好".encode(), "text/html")
        status, head, _ = await web.call("GET", listing["url"])
        assert head["content-disposition"].startswith("attachment")
        async with town.visitor() as other:
            await hello(other, town)
            with pytest.raises(Failed) as found:
                await say(other, "", file=ref["id"])
        assert found.value.code == "file_not_found"
