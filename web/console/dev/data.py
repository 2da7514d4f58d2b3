"""The story that the fake server tells: the shop of the mockups, on an ordinary afternoon."""

import random
import time

NOW = int(time.time() * 1000)
MIN = 60_000
ME = "agent000000000chenji"
AGENTS = [
    {"agent": ME, "name": "陈静", "status": "online", "load": 3, "capacity": 5, "skills": ["售后", "投诉"], "title": "售后专员"},
    {"agent": "agent00000000wanglei", "name": "王磊", "status": "online", "load": 4, "capacity": 5, "skills": ["售前", "English"], "title": "售前顾问"},
    {"agent": "agent00000000zhouqia", "name": "周倩", "status": "busy", "load": 2, "capacity": 5, "skills": ["售后"], "title": "仓库协调"},
    {"agent": "agent000000000sunyue", "name": "孙悦", "status": "away", "load": 0, "capacity": 4, "skills": ["支付与账户"], "title": "账户专员"},
    {"agent": "agent000000000daniel", "name": "Daniel Frey", "status": "offline", "load": 0, "capacity": 5, "skills": ["English"], "title": ""},
]
PEOPLE = [
    ("林晓", "左边没声音，盒子也压坏了。今天能解决吗？明天要出差", "agent", ME, 102_000, 2, "anxious", 0.7, "zh-CN", ""),
    ("黄涛", "扣了两次钱，你们到底管不管", "agent", ME, 336_000, 1, "angry", 0.9, "zh-CN", ""),
    ("周敏", "发票抬头写错了，还能改吗？", "agent", ME, 48_000, 1, "calm", 0.1, "zh-CN", ""),
    ("Anna Weber", "Does the charger work at 230 V?", "agent", ME, 21_000, 0, "calm", 0.1, "en", ""),
    ("李建国", "换货单已建好，请按短信寄回", "agent", ME, 0, 0, "calm", 0.1, "zh-CN", ""),
    ("张平", "已为您补发充电线一条", "agent", ME, 0, 0, "happy", 0.6, "zh-CN", ""),
    ("匿名访客 3F7A", "再不退钱我就不想活了", "queue", "", 64_000, 3, "sad", 0.95, "zh-CN", "self_harm"),
    ("赵一帆", "换货补差价，等财务核对已经二十多分钟了，还要多久？", "queue", "", 205_000, 2, "disappointed", 0.6, "zh-CN", ""),
    ("何静怡", "想改收货地址到公司", "queue", "", 22_000, 1, "calm", 0.1, "zh-CN", ""),
    ("访客 9C21", "可以换。签收 15 天内的质量问题可免费换新", "bot", "", 0, 0, "calm", 0.1, "zh-CN", ""),
    ("Mark Oliver", "Your parcel is on its way and should arrive tomorrow.", "bot", "", 0, 0, "calm", 0.2, "en", ""),
    ("吴杰", "优惠券叠加不了，是规则改了吗", "agent", "agent00000000wanglei", 95_000, 1, "calm", 0.2, "zh-CN", ""),
]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀英", "霞", "平"]


def head(i: int, name: str, preview: str, handler: str, who: str, wait: int, unread: int, mood: str, force: float, language: str, risk: str) -> dict:
    at = NOW - (wait or (i * 7 + 3) * MIN)
    agent = next((a["name"] for a in AGENTS if a["agent"] == who), "")
    return {
        "tenant": "t", "id": f"conv{i:016d}", "inbox": "inbox", "channel": "web", "contact": f"cont{i:016d}", "title": name, "language": language,
        "number": 48213 - i, "opened_at": at - 9 * MIN, "updated_at": at, "status": "open", "handler": handler, "assignee": who, "assignee_name": agent,
        "assignee_title": "", "skill": "售后", "seq": 0, "version": 1, "waiting_since": at if wait else 0, "queued_at": at if handler == "queue" else 0, "resolved_at": 0,
        "first_reply_at": 0, "preview": preview, "preview_from": "visitor" if wait else ("bot" if handler == "bot" else "agent"), "unread": unread, "visitor_unread": 0,
        "visitor_got": 0, "visitor_read": 0, "staff_got": 0, "staff_read": 0, "emotion": mood, "intensity": force, "risk": risk, "priority": 2 if risk else 0, "score": 0, "turns_failed": 0, "tags": [],
    }


CITES = [
    {"n": 1, "article": "article0000000000001", "version": 7, "title": "退换货政策", "heading": "3.2 质量问题换新", "excerpt": "自签收之日起 15 日内，商品出现非人为质量问题，可免费更换同款新品。\n耳机单侧无声、无法充电、外壳开裂，均在此列。", "url": ""},
    {"n": 2, "article": "article0000000000002", "version": 3, "title": "运费由谁承担", "heading": "质量问题", "excerpt": "质量问题来回运费由我们承担，无理由退货由您承担寄回运费。", "url": ""},
]
PICTURE = "/files/t/box?s=x"


def entries(h: dict) -> list[dict]:
    t = h["updated_at"]
    out: list[dict] = []

    def say(sender: str, text: str, ago: int, kind: str = "text", name: str = "", author: str = "", **extra: object) -> None:
        out.append({"tenant": "t", "conversation": h["id"], "seq": len(out) + 1, "id": f"e{h['id'][4:]}{len(out):03d}"[-20:], "at": t - ago, "from": sender, "author": author,
                    "name": name or {"visitor": h["title"], "bot": "智能助手", "agent": "陈静", "system": ""}[sender], "kind": kind, "text": text, "client_id": f"c{len(out)}{h['id']}", "cause": "", "extra": extra})

    if h["title"] == "林晓":
        say("visitor", "耳机用了五天，左边突然没声音了，能换吗？", 26 * 60 * MIN)
        say("bot", "可以换。签收 15 天内的质量问题可免费换新 [1]，来回运费由我们承担 [2]。需要我现在为您建换货单吗？", 26 * 60 * MIN - 3000, turn="turn0000000000000001", citations=CITES,
            options=[{"id": "yes", "text": "建换货单"}, {"id": "no", "text": "先问问别的"}])
        say("bot", "", 25 * 60 * MIN, kind="card", card={"type": "order", "title": "降噪耳机 Pro，曜石黑", "subtitle": "QH-118233", "status": "签收 5 天", "status_voice": "ok", "icon": "headphones",
            "steps": [{"text": "已发货", "done": True}, {"text": "已签收", "done": True}, {"text": "换货寄回", "done": False}], "facts": [["金额", "¥899"], ["承运", "顺丰"]], "buttons": [{"id": "r", "text": "申请换货", "primary": True}]})
        say("visitor", "你们上次也这么说，盒子是压坏的，我要人工", 5 * MIN)
        say("system", "", 5 * MIN - 500, kind="event", event="queued", reason="asked")
        say("system", "", 5 * MIN - 500, kind="event", event="handed_over", staff=True, reason="asked", summary={"text": "耳机左侧无声，要求换货；包装压坏，第二次遇到", "points": ["原因：客户要求人工", "客户说：「耳机用了五天，左边突然没声音了」", "订单号：QH-118233", "看过的知识：《退换货政策》"]})
        say("system", "", 4 * MIN + 12000, kind="event", event="assigned", agent={"id": ME, "name": "陈静", "title": "售后专员"}, by={"id": "routing", "name": ""}, waited_ms=48_000)
        say("agent", "林晓您好，我是售后陈静。让您又遇到一次，真的抱歉，我现在就处理。", 4 * MIN, author=ME)
        say("agent", "9 月 3 日也是破损，已补 20 元券。@周倩 仓库有打包照片吗？", 3 * MIN + 30000, kind="note", author=ME)
        say("visitor", "", 110_000, kind="file", file={"id": "f1", "name": "box.png", "type": "image/png", "size": 182_300, "width": 336, "height": 192, "url": PICTURE})
        say("visitor", h["preview"], 102_000 - 102_000)
    elif h["handler"] == "bot":
        en = h["language"] == "en"
        say("visitor", "Where is my parcel?" if en else "耳机坏了能换吗", 90_000)
        say("bot", h["preview"] + (" [1]" if not en else ""), 88_000, turn="turn0000000000000001", citations=CITES[:1] if not en else [])
    else:
        say("visitor", "你好，请问有人在吗", 6 * MIN)
        say("bot", "您好，我是智能助手，请说说遇到了什么问题。", 6 * MIN - 2000)
        say("system", "", 5 * MIN, kind="event", event="queued", reason="failing")
        if h["assignee"]:
            say("system", "", 4 * MIN, kind="event", event="taken", agent={"id": h["assignee"], "name": h["assignee_name"]}, by={"id": h["assignee"], "name": h["assignee_name"]}, waited_ms=12_000)
            say("agent", "您好，我来帮您看一下，请稍等。", 3 * MIN, author=h["assignee"], name=h["assignee_name"])
        say("visitor" if h["waiting_since"] else "agent", h["preview"], 0, author="" if h["waiting_since"] else ME)
    h["seq"] = len(out)
    h["visitor_read"] = h["visitor_got"] = max((e["seq"] for e in out if e["from"] == "visitor"), default=0)
    h["staff_read"] = h["seq"] - h["unread"]
    return out


HEADS = {h["id"]: h for h in (head(i, *p) for i, p in enumerate(PEOPLE))}
rng = random.Random(7)
LINES = ["请问什么时候发货", "收到了，谢谢", "能开专票吗", "颜色可以换吗", "这个能用在安卓上吗", "运费谁出", "我想退货", "优惠券用不了"]


def many(n: int) -> None:
    """A crowd, for the list."""
    for i in range(20, 20 + n):
        h = head(i, rng.choice(SURNAMES) + rng.choice(GIVEN), rng.choice(LINES), "bot" if i % 3 else "agent", "" if i % 3 else "agent00000000wanglei", 0, 0, "calm", 0.1, "zh-CN", "")
        if i % 4 == 1:
            h |= {"status": "resolved", "score": 3 + i % 3, "resolved_at": h["updated_at"]}
        HEADS[h["id"]] = h


many(120)
TALKS = {id: entries(h) for id, h in HEADS.items()}
TURN = {
    "id": "turn0000000000000001", "seq": 1, "at": NOW, "decision": "answer", "gate": {"score": 0.81, "low": 0.42, "high": 0.58}, "language": "zh", "emotion": "calm", "intensity": 0.1, "risk": "", "ms": 6.2,
    "reasons": [{"step": "gate", "text": "门槛 0.42 / 0.58，够把握", "score": 0.81}, {"step": "match", "text": "最像「耳机左边没声音可以换吗」", "score": 0.93}, {"step": "answer", "text": "用知识回答（2 个来源）"}],
    "intents": [{"label": "article:1", "title": "退换货政策", "score": 0.93}, {"label": "article:2", "title": "耳机单侧无声排查", "score": 0.39}],
    "hits": [{"article": "article0000000000001", "title": "退换货政策", "score": 0.81, "bm25": 12.1, "intent": 0.93}, {"article": "article0000000000003", "title": "耳机单侧无声排查", "score": 0.55, "bm25": 9.4, "intent": 0.39}],
}
ASSIST = {
    "suggestion": {"id": "sugg0000000000000001", "text": "盒子和耳机我都看到了，今天就给您换新：新机今晚发出，明早 10 点前到 [1]，旧的等您回来再寄 [2]。", "citations": CITES, "intent": {"title": "破损换货", "score": 0.93}, "why": ["最像「盒子压坏了能换吗」0.93", "门槛 0.42 / 0.58"]},
    "emotion": {"name": "anxious", "trend": "down", "points": [{"seq": i + 1, "at": NOW - (5 - i) * MIN, "emotion": e, "value": v} for i, (e, v) in enumerate([("calm", 0.1), ("calm", 0.0), ("angry", -0.8), ("anxious", -0.4), ("anxious", -0.6)])]},
    "summary": None,
}
CANNED = [
    {"id": "cann0000000000000001", "short": "换货地址", "title": "换货寄回地址", "text": "请寄到：杭州市余杭区仓前街道 8 号仓，收件人「售后」，电话 0571-8888 0000，请在包裹里放一张写着订单号 {订单号} 的纸条。", "scope": "team", "language": "zh", "uses": 312},
    {"id": "cann0000000000000002", "short": "换货时效", "title": "换货多久", "text": "{客户称呼}，收到旧件后 24 小时内发新机，物流单号会短信给您", "scope": "team", "language": "zh", "uses": 188},
    {"id": "cann0000000000000003", "short": "换货安抚", "title": "安抚", "text": "给您添麻烦了，这一单我会一直跟到您收到新机为止", "scope": "own", "language": "zh", "uses": 41},
    {"id": "cann0000000000000004", "short": "您好", "title": "问候", "text": "{客户称呼}您好，我是{客服姓名}，很高兴为您服务。", "scope": "team", "language": "zh", "uses": 1204},
    {"id": "cann0000000000000005", "short": "hello", "title": "Greeting", "text": "Hello {customer}, this is {agent}. How can I help?", "scope": "team", "language": "en", "uses": 77},
]
ORDERS = [
    {"id": "QH-118233", "title": "降噪耳机 Pro，曜石黑", "icon": "headphones", "amount": "¥899", "status": "签收 5 天", "status_voice": "ok", "when": ""},
    {"id": "QH-104411", "title": "65W 充电器 ×2", "icon": "charger", "amount": "¥258", "status": "已完成", "status_voice": "", "when": ""},
]


def contact(h: dict) -> dict:
    lin = h["title"] == "林晓"
    old = [dict(HEADS["conv0000000000000021"], id=f"old{i:017d}", number=40000 - i, preview=p, score=s, status="resolved", updated_at=NOW - d * 86_400_000, opened_at=NOW - d * 86_400_000) for i, (p, s, d) in enumerate([("快递破损，补偿 20 元券", 2, 80), ("咨询充电器功率", 5, 157)])]
    for o in old:
        TALKS[o["id"]] = TALKS["conv0000000000000021"]
    return {
        "id": h["contact"], "name": h["title"], "email": "linxiao@example.com" if lin else "", "phone": "138 **** 2071" if lin else "", "language": h["language"], "verified": lin, "external": "member-2071" if lin else "",
        "attributes": {"累计消费": "近一年 ¥6,482，9 单", "常用地址": "杭州"} if lin else {}, "level": "金卡会员" if lin else "", "since": "2023" if lin else "", "city": "杭州" if lin else "", "tags": ["售后", "高价值", "常出差"] if lin else [], "note": "常出差，约时间前先问" if lin else "",
        "first_seen": NOW - 700 * 86_400_000, "last_seen": NOW, "conversations": old if lin else [],
        "trail": [{"at": NOW - 20_000, "url": "/order", "title": "订单 QH-118233", "ms": 0}, {"at": NOW - 5 * MIN, "url": "/returns", "title": "退换货政策", "ms": 100_000}, {"at": NOW - 8 * MIN, "url": "/help", "title": "帮助：耳机单侧无声怎么办", "ms": 132_000}, {"at": NOW - 9 * MIN, "url": "/search", "title": "搜索「左边没声音」", "ms": 3000}],
    }


BODY = """签收后 7 天内可无理由退货，15 天内有质量问题可换新。

## 3.1 无理由退货

- 签收 7 天内，商品完好、配件齐全
- 耳塞、已激活的会员卡除外

## 3.2 质量问题换新

自签收之日起 15 日内，商品出现非人为质量问题，可免费更换同款新品。

- 耳机单侧无声、无法充电、外壳开裂
- 包装破损导致的外观损伤

> 金卡会员可「先行换新」：新品先发，旧件 10 天内寄回。

## 3.3 运费

质量问题来回运费由我们承担，无理由退货由您承担寄回运费。

| 情况 | 处理 | 多久 |
|---|---|---|
| 普通换新 | 收到旧件后发新品 | 24 小时 |
| 先行换新 | 确认后即发新品 | 当天 |
| 退款 | 原路退回 | 1-3 个工作日 |

## 3.4 怎么申请

在订单页点「申请售后」，或直接告诉在线客服订单号。
"""
TITLES = [("退换货政策", "退换与售后", "changed"), ("运费由谁承担", "退换与售后", "published"), ("先行换新怎么办", "退换与售后", "published"), ("耳机单侧无声排查", "退换与售后", "published"), ("旧件回收", "退换与售后", "draft"),
          ("发票抬头写错了", "支付与发票", "published"), ("重复扣款多久退回", "支付与发票", "published"), ("分期与免息", "支付与发票", "published"), ("三天没更新", "物流", "published"), ("改收货地址", "物流", "published"), ("Returns and exchanges", "Returns", "published")]
ARTICLES = {}
for i, (title, category, status) in enumerate(TITLES, 1):
    id = f"article{i:013d}"
    ARTICLES[id] = {"id": id, "slug": f"a{i}", "language": "en" if title[0] == "R" else "zh-CN", "title": title, "category": category, "body": BODY, "questions": ["耳机左边没声音可以换吗", "坏了能换新的吗", "换货要多久"], "tags": ["售后"], "audience": "public", "status": status,
                    "version": 0 if status == "draft" else 7, "revision": 12, "updated_at": NOW - i * 3600_000, "review_at": 0, "draft": {"title": title, "body": BODY, "category": category, "questions": ["耳机左边没声音可以换吗", "坏了能换新的吗", "换货要多久"], "tags": ["售后"], "audience": "public"} if status != "published" else None,
                    "versions": [] if status == "draft" else [{"version": 7, "at": NOW - 25 * 86_400_000, "by": "林珊", "title": title}, {"version": 6, "at": NOW - 60 * 86_400_000, "by": "陈静", "title": title}]}
INBOX = {
    "id": "inbox000000000000001", "key": "qinghe", "name": "官网", "channel": "web", "hue": 258, "greeting": {"zh": "您好，需要帮忙吗？", "en": "Hello, how can we help?"}, "away": {"zh": "现在是休息时间，留下问题，上班后第一时间回复您。", "en": "We are closed now. Leave your question and we will answer first thing."},
    "languages": ["zh-CN", "en"], "hours": {"timezone": "Asia/Shanghai", "days": {d: [["09:00", "12:00"], ["13:30", "22:00"]] for d in ["mon", "tue", "wed", "thu", "fri"]} | {"sat": [["10:00", "18:00"]], "sun": []}, "holidays": [{"date": "2027-01-01", "spans": []}]},
    "bot": True, "questions": ["怎么退换货，要不要运费？", "什么时候发货？"], "launcher": {"zh": "在线客服", "en": "Chat with us"}, "position": "right", "pack": "shop", "identity": "optional", "allowed_hosts": ["qinghe.example"], "embed": '<script async src="https://chat.qinghe.example/yingda.js" data-inbox="qinghe"></script>',
}
