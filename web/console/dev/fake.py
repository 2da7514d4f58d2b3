"""A server that only looks like one: in memory, no rules, for drawing the console before (and without) the real server. Never shipped.

    python web/console/dev/fake.py 8460 [path of the built console]

Signs in with any password but "wrong"; totp@… asks for the code 123456; slow@… is throttled.
"""

import asyncio
import json
import re
import sys
import time
from pathlib import Path

import data as d
import uvicorn

STATIC = Path(sys.argv[2] if len(sys.argv) > 2 else Path(__file__).parents[3] / "src/yingda/static/console")
PERMISSIONS = [f"{a}.{b}" for a in ("conversation", "canned", "contact", "knowledge", "business", "agents", "inboxes") for b in ("read", "write", "reply", "assign")]
ME = {"id": d.ME, "tenant": "t", "name": "陈静", "email": "chenjing@qinghe.example", "role": "admin", "title": "售后专员", "language": "zh-CN", "permissions": PERMISSIONS, "business": {"name": "青禾电子"}, "totp": False, "skills": ["售后"], "capacity": 5, "theme": "auto"}
STATE = {"me": None, "mode": ""}
TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png"}
CSP = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'"
SOCKETS: set[asyncio.Queue] = set()
BUSINESS = {"name": "青禾电子", "timezone": "Asia/Shanghai", "language": "zh-CN", "languages": ["zh-CN", "en"]}
AGENTS = [{"id": a["agent"], "name": a["name"], "email": f"{a['agent'][-6:]}@qinghe.example", "role": "admin" if i == 0 else "agent", "title": a["title"], "skills": a["skills"], "languages": ["zh-CN"], "capacity": a["capacity"], "active": i < 4, "last_seen": d.NOW - i * 3_000_000} for i, a in enumerate(d.AGENTS)]
ROLES = [{"name": "admin", "title": "管理员", "permissions": PERMISSIONS}, {"name": "supervisor", "title": "主管", "permissions": [p for p in PERMISSIONS if not p.startswith(("business.w", "agents.w", "inboxes.w"))]}, {"name": "agent", "title": "客服", "permissions": ["conversation.read", "conversation.reply", "conversation.assign", "canned.read", "canned.write", "contact.read", "contact.write", "knowledge.read", "business.read", "agents.read", "inboxes.read"]}]
PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000" + "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082")
now = lambda: int(time.time() * 1000)


def tell(frame: dict) -> None:
    for q in SOCKETS:
        q.put_nowait(frame)


def change(id: str, **fields: object) -> dict:
    h = d.HEADS[id]
    h.update(fields, version=h["version"] + 1)
    tell({"op": "head", "head": dict(h)})
    return h


def add(id: str, sender: str, text: str, kind: str = "text", client_id: str = "", extra: dict | None = None, **head: object) -> dict:
    talk = d.TALKS[id]
    e = {"tenant": "t", "conversation": id, "seq": len(talk) + 1, "id": f"e{now()}{len(talk)}", "at": now(), "from": sender, "author": d.ME if sender == "agent" else "", "name": ME["name"] if sender == "agent" else d.HEADS[id]["title"], "kind": kind, "text": text, "client_id": client_id or f"x{now()}{len(talk)}", "cause": "", "extra": extra or {}}
    talk.append(e)
    tell({"op": "entry", "entry": e})
    if kind not in ("note", "event"):
        head = {"preview": text, "preview_from": sender, "updated_at": now(), **head}
    change(id, seq=e["seq"], **head)
    return e


def event(id: str, name: str, **facts: object) -> None:
    add(id, "system", "", "event", extra={"event": name, "by": {"id": d.ME, "name": ME["name"]}, **facts})


def page(q: dict) -> dict:
    view, text = q.get("view", "mine"), q.get("q", "")
    rule = {"mine": lambda h: h["status"] == "open" and h["assignee"] == d.ME, "unassigned": lambda h: h["status"] == "open" and not h["assignee"], "all": lambda h: h["status"] == "open", "resolved": lambda h: h["status"] == "resolved"}
    every = sorted(d.HEADS.values(), key=lambda h: (-h["updated_at"], h["id"]))
    found = [h for h in every if (text.lower() in (h["title"] + h["preview"]).lower() if text else rule[view](h))]
    start, limit = int(q.get("before") or 0), int(q.get("limit", 50))
    more = start + limit < len(found)
    return {"items": found[start : start + limit], "next": str(start + limit) if more else None, "counts": {v: sum(map(rule[v], every)) for v in ("mine", "unassigned", "all")}}


def act(id: str, verb: str, body: dict) -> dict:
    if verb == "take":
        event(id, "taken", agent={"id": d.ME, "name": ME["name"]})
        return change(id, handler="agent", assignee=d.ME, assignee_name=ME["name"], queued_at=0)
    if verb == "return":
        event(id, "returned")
        return change(id, handler="bot", assignee="", assignee_name="", waiting_since=0, unread=0)
    if verb == "resolve":
        event(id, "resolved")
        return change(id, status="resolved", waiting_since=0, unread=0, resolved_at=now(), updated_at=now())
    if verb == "reopen":
        event(id, "reopened")
        return change(id, status="open", handler="agent", assignee=d.ME, assignee_name=ME["name"], updated_at=now())
    if verb == "assign":
        a = next((a for a in d.AGENTS if a["agent"] == body.get("agent")), None)
        event(id, "assigned", agent={"name": a["name"] if a else ""}) if a else event(id, "queued", reason="transferred")
        return change(id, handler="agent" if a else "queue", assignee=a["agent"] if a else "", assignee_name=a["name"] if a else "", queued_at=0 if a else now())
    return change(id, tags=body.get("tags", []))


def say(body: dict) -> dict:
    id = body["conversation"]
    known = next((e for e in d.TALKS[id] if e["client_id"] == body["client_id"]), None)
    if not known:
        file = {"id": body["file"], "name": "文件.pdf", "type": "application/pdf", "size": 48_211, "url": "/files/x"} if body.get("file") else None
        known = add(id, "agent", body.get("text", ""), body.get("kind", "text"), body["client_id"], {"file": file} if file else {}, **({} if body.get("kind") == "note" else {"waiting_since": 0, "unread": 0}))
        if body.get("kind") != "note":
            asyncio.get_running_loop().create_task(answer(id, known["seq"]))
    return {"seq": known["seq"], "id": known["id"], "at": known["at"]}


async def answer(id: str, seq: int) -> None:
    await asyncio.sleep(0.6)
    change(id, visitor_got=seq)
    await asyncio.sleep(0.8)
    change(id, visitor_read=seq)
    tell({"op": "typing", "conversation": id, "who": "visitor", "id": "", "name": d.HEADS[id]["title"], "on": True})
    await asyncio.sleep(1.6)
    add(id, "visitor", "好的，谢谢您", waiting_since=now(), unread=1)


def article_row(a: dict) -> dict:
    return {k: a[k] for k in ("id", "slug", "title", "category", "language", "status", "updated_at", "version", "audience", "review_at")} | {"questions": len(a["questions"])}


def html(text: str) -> str:
    out, rows = [], []
    for line in [*text.replace("&", "&amp;").replace("<", "&lt;").split("\n"), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            out.append("<table>" + "".join("<tr>" + "".join(f"<td>{c.strip()}</td>" for c in r.strip("|").split("|")) + "</tr>" for r in rows if "---" not in r) + "</table>")
            rows = []
        m = re.match(r"(#+) (.*)", line)
        out.append(f"<h{len(m[1])}>{m[2]}</h{len(m[1])}>" if m else f"<ul><li>{line[2:]}</li></ul>" if line.startswith("- ") else f"<blockquote><p>{line[5:]}</p></blockquote>" if line.startswith("> ") or line.startswith("&gt;") else f"<p>{line}</p>" if line else "")
    return "".join(out)


HITS = [
    {"article": "article0000000000001", "title": "退换货政策", "heading": "3.2 质量问题换新", "score": 0.81, "bm25": 0.64, "intent": 0.93, "excerpt": "…耳机单侧无声、无法充电… 可免费更换同款新品", "like": "耳机左边没声音可以换吗"},
    {"article": "article0000000000004", "title": "耳机单侧无声排查", "score": 0.55, "bm25": 0.71, "intent": 0.39, "excerpt": "", "like": ""},
    {"article": "article0000000000003", "title": "先行换新怎么办", "score": 0.31, "bm25": 0.28, "intent": 0.12, "excerpt": "", "like": ""},
]


def route(method: str, path: str, q: dict, body: dict) -> tuple[int, object]:
    p = path.strip("/").split("/")[1:]
    if p == ["session"]:
        if method == "POST":
            if body["password"] == "wrong":
                return 401, {"error": {"code": "bad_login", "message": "邮箱或密码不对"}}
            if body["email"].startswith("slow"):
                return 429, {"error": {"code": "too_many", "message": "太快了，请稍候再试", "retry_after": 42}}
            if body["email"].startswith("totp") and body.get("code") != "123456":
                return 401, {"error": {"code": "need_code", "message": "验证码不对，请看验证器里现在的 6 位数字" if body.get("code") else "需要验证码"}}
            STATE["me"] = ME
        if method == "DELETE":
            STATE["me"] = None
            return 204, None
        return (201 if method == "POST" else 200), {"me": STATE["me"], "csrf": "c" if STATE["me"] else None}
    if not STATE["me"]:
        return 401, {"error": {"code": "signed_out", "message": "请先登录"}}
    if STATE["mode"] == "broken":
        return 503, {"error": {"code": "unavailable", "message": "服务暂时不可用，您的内容没有丢，请稍后重试"}}
    match [method, *p]:
        case ["PATCH", "me"]:
            ME.update({k: v for k, v in body.items() if k in ME})
            return 200, ME
        case ["POST", "me", "totp"]:
            return 200, {"secret": "JBSWY3DPEHPK3PXP", "uri": "otpauth://totp/%E5%BA%94%E7%AD%94:chenjing@qinghe.example?secret=JBSWY3DPEHPK3PXP&issuer=%E5%BA%94%E7%AD%94"}
        case ["PUT", "me", "totp"]:
            if body["code"] != "123456":
                return 400, {"error": {"code": "bad_code", "message": "验证码不对"}}
            ME["totp"] = True
            return 200, {"totp": True, "recovery": [f"{i}a{i}f-2{i}c9" for i in range(10)]}
        case ["DELETE", "me", "totp"]:
            ME["totp"] = False
            return 200, {"totp": False}
        case ["GET", "me", "sessions"]:
            return 200, [{"id": "s1", "created_at": d.NOW, "seen_at": d.NOW, "address": "127.0.0.1", "browser": "Chrome 142 · Linux", "current": True}, {"id": "s2", "created_at": d.NOW - 9_000_000, "seen_at": d.NOW - 5_000_000, "address": "10.0.0.8", "browser": "Safari · iPhone", "current": False}]
        case ["GET", "conversations"]:
            return 200, page(q)
        case ["GET", "conversations", id]:
            talk = d.TALKS.get(id)
            if talk is None:
                return 404, {"error": {"code": "not_found", "message": "没有找到这个会话"}}
            h = d.HEADS.get(id) or dict(d.HEADS["conv0000000000000021"], id=id)
            return 200, {"conversation": h, "entries": talk[-50:], "more": len(talk) > 50, "contact": d.contact(h)}
        case ["GET", "conversations", id, "turns"]:
            return 200, [d.TURN]
        case ["GET", "conversations", id, "assist"]:
            h = d.HEADS[id]
            return 200, d.ASSIST if h["title"] == "林晓" else {"suggestion": None, "emotion": d.ASSIST["emotion"], "summary": None}
        case ["GET", "conversations", id, "entries"]:
            return 200, {"entries": [e for e in d.TALKS[id] if e["seq"] < int(q["before"])][-50:], "more": False}
        case ["POST", "conversations", id, verb]:
            return 200, act(id, verb, body)
        case ["GET", "canned"]:
            return 200, d.CANNED
        case ["POST", "canned"]:
            d.CANNED.append({"id": f"cann{now()}", "uses": 0, "title": "", **body})
            return 201, d.CANNED[-1]
        case ["GET", "contacts", id]:
            return 200, d.contact(next(h for h in d.HEADS.values() if h["contact"] == id))
        case ["GET", "contacts", id, "orders"]:
            return 200, {"orders": d.ORDERS if id.endswith("0000") else []}
        case ["GET", "presence"]:
            return 200, d.AGENTS
        case ["POST", "files"]:
            return 201, {"id": f"file{now()}", "name": "文件.pdf", "type": "application/pdf", "size": 48_211, "url": "/files/x"}
        case ["GET", "business"]:
            return 200, BUSINESS
        case ["GET", "agents"]:
            return 200, AGENTS
        case ["GET", "roles"]:
            return 200, ROLES
        case ["GET", "inboxes"]:
            return 200, [d.INBOX]
        case ["GET", "inboxes", _]:
            return 200, d.INBOX
        case ["PATCH", "inboxes", _]:
            d.INBOX.update(body)
            return 200, d.INBOX
        case ["POST", "inboxes", _, "secret"]:
            return 201, {"secret": "9k3mZ1x8QWe7Rt5Yu2Io4Pa6Sd0Fg1Hj"}
        case ["GET", "articles"]:
            rows = [article_row(a) for a in d.ARTICLES.values() if q.get("q", "") in a["title"] and (not q.get("language") or a["language"] == q["language"]) and (not q.get("status") or a["status"] == q["status"])]
            return 200, {"items": rows, "categories": [{"name": c, "count": sum(r["category"] == c for r in rows)} for c in dict.fromkeys(r["category"] for r in rows)]}
        case ["POST", "articles", "preview"]:
            return 200, {"html": html(body["body"])}
        case ["POST", "articles", "try"]:
            return 200, {"verdict": "answer", "gate": {"score": 0.81, "low": 0.42, "high": 0.58}, "hits": HITS, "ms": 6.1}
        case ["POST", "articles"]:
            id = f"article{now()}"
            d.ARTICLES[id] = {**d.ARTICLES["article0000000000005"], **body, "id": id, "status": "draft", "draft": body, "revision": 1}
            return 201, d.ARTICLES[id]
        case ["GET", "articles", id]:
            a = d.ARTICLES.get(id)
            return (200, a) if a else (404, {"error": {"code": "not_found", "message": "没有找到这篇知识"}})
        case ["PATCH", "articles", id]:
            a = d.ARTICLES[id]
            if body.get("title") == "冲突":
                return 409, {"error": {"code": "article_changed", "message": "林珊在 14:31 改过这篇知识，请先看看她的版本", "revision": a["revision"] + 1}}
            a["draft"] = {**(a["draft"] or {k: a[k] for k in ("title", "body", "category", "questions", "tags", "audience")}), **body}
            a.update(status="changed" if a["version"] else "draft", revision=a["revision"] + 1, updated_at=now())
            return 200, a
        case ["POST", "articles", id, "publish"]:
            a = d.ARTICLES[id]
            a.update({**(a["draft"] or {}), "draft": None, "status": "published", "version": a["version"] + 1, "revision": a["revision"] + 1})
            a["versions"].insert(0, {"version": a["version"], "at": now(), "by": ME["name"], "title": a["title"]})
            return 200, a
        case ["POST", "knowledge", "import"]:
            return 202, {"job": "job1"}
        case ["GET", "knowledge", "import", _]:
            return 200, {"done": True, "total": 4, "taken": [{"name": "faq.md", "title": "常见问题", "article": "article0000000000001"}], "unchanged": ["returns.md"], "refused": [{"name": "logo.psd", "reason": "不支持这种文件，请用 Markdown、Word、PDF、HTML、CSV 或 Excel"}]}
    return (204, None) if method in ("POST", "DELETE", "PATCH") else (404, {"error": {"code": "not_found", "message": "没有找到"}})


async def http(scope: dict, receive: object, send: object) -> None:
    raw = b""
    while True:
        m = await receive()
        raw += m.get("body", b"")
        if not m.get("more_body"):
            break
    path, q = scope["path"], {k: v for k, v in re.findall(r"([^=&]+)=([^&]*)", scope["query_string"].decode())}
    from urllib.parse import unquote
    q = {k: unquote(v) for k, v in q.items()}
    status, body, kind = 200, b"", "application/json"
    if path.startswith("/dev/"):
        STATE["mode"] = path[5:]
        if path == "/dev/say":
            add("conv0000000000000000", "visitor", q.get("text", "在吗"), waiting_since=now(), unread=3)
    elif path.startswith("/api/"):
        if STATE["mode"] == "slow":
            await asyncio.sleep(4)
        try:
            data = json.loads(raw) if raw[:1] in b"{[" and raw else {}
        except ValueError:
            data = {}
        status, out = route(scope["method"], path, q, data)
        body = b"" if out is None else json.dumps(out, ensure_ascii=False).encode()
    elif path.startswith("/files/"):
        svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 168 96"><rect width="168" height="96" fill="#f4f6f8"/><g fill="none" stroke="#777" stroke-width="1.5"><path d="M40 34 84 20l46 12-3 34-42 12-44-13z"/><path d="m40 34 45 12 45-14M85 46l0 32"/><path stroke="#c3292e" d="m98 50 8 6-6 5 9 5"/></g></svg>'
        body, kind = svg.encode(), "image/svg+xml"
    else:
        file = STATIC / path.removeprefix("/console/")
        file = file if file.is_file() else STATIC / "index.html"
        body, kind = file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream")
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind.encode()), (b"content-security-policy", CSP.encode())]})
    await send({"type": "http.response.body", "body": body})


def op(frame: dict) -> object:
    match frame["op"]:
        case "watch":
            id = frame["conversation"]
            tell({"op": "viewing", "conversation": id, "agents": [{"id": "agent00000000zhouqia", "name": "周倩"}] if d.HEADS[id]["title"] == "林晓" else []})
            return {"conversation": d.HEADS[id], "entries": [e for e in d.TALKS[id] if e["seq"] > frame["seq"]], "reset": False, "more": False}
        case "send":
            return say(frame)
        case "read":
            change(frame["conversation"], staff_read=frame["seq"], unread=0)
        case "status":
            d.AGENTS[0]["status"] = frame["status"]
            tell({"op": "presence", "agent": d.AGENTS[0]})
    return {}


async def socket(receive: object, send: object) -> None:
    await receive()
    if STATE["mode"] == "nosocket":
        await send({"type": "websocket.close", "code": 1012})
        return
    await send({"type": "websocket.accept"})
    q: asyncio.Queue = asyncio.Queue()
    SOCKETS.add(q)
    q.put_nowait({"op": "ready", "me": d.ME, "presence": d.AGENTS})

    async def out() -> None:
        while True:
            await send({"type": "websocket.send", "text": json.dumps(await q.get(), ensure_ascii=False)})
            if STATE["mode"] == "nosocket":
                await send({"type": "websocket.close", "code": 1012})
                return

    task = asyncio.create_task(out())
    try:
        while (m := await receive())["type"] == "websocket.receive":
            frame = json.loads(m["text"])
            try:
                q.put_nowait({"op": "ack", "ref": frame["ref"], "data": op(frame)})
            except KeyError as e:
                q.put_nowait({"op": "error", "ref": frame["ref"], "error": {"code": "not_found", "message": str(e)}})
    finally:
        SOCKETS.discard(q)
        task.cancel()


async def app(scope: dict, receive: object, send: object) -> None:
    if scope["type"] == "http":
        await http(scope, receive, send)
    elif scope["type"] == "websocket":
        await socket(receive, send)


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning", lifespan="off")
