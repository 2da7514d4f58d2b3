import type { Entry, Extra, State } from "../../core/types";

/* A pretended server for building and looking at the panel: /panel/dev/index.html?scene=answer. Never part of a build.
   Scenes: home, empty, answer, ask, card, queue, agent, rating, offline, files, long, list, article, slow. */

const scene = new URLSearchParams(location.search).get("scene") ?? "home";
const en = /^en/.test(new URLSearchParams(location.search).get("lang") ?? navigator.language);
const say = (zh: string, english: string) => (en ? english : zh);
const at0 = new Date(new Date().setHours(14, 2, 0, 0)).getTime();
const C = "c0000000000000000001";
let seq = 0;
const make = (from: Entry["from"], text: string, extra: Extra = {}, kind: Entry["kind"] = "text", minutes = 0): Entry => ({
  conversation: C, seq: ++seq, id: `e${seq}`, at: at0 + minutes * 60_000, from, author: from === "agent" ? "a1" : from, kind, text, client_id: `k${seq}`, extra,
  name: from === "bot" ? say("智能助手", "Assistant") : from === "agent" ? say("陈静", "Chen Jing") : "",
});
const event = (extra: Extra, minutes: number) => make("system", "", extra, "event", minutes);
const agent = { id: "a1", name: say("陈静", "Chen Jing"), title: say("售后专员", "After-sales") };
const picture = () => {
  const c = document.createElement("canvas");
  c.width = 320; c.height = 200;
  const g = c.getContext("2d")!;
  const grey = g.createLinearGradient(0, 0, 320, 200);
  grey.addColorStop(0, "#b9c2cf"); grey.addColorStop(1, "#6d7a8c");
  g.fillStyle = grey; g.fillRect(0, 0, 320, 200);
  g.strokeStyle = "#fff"; g.lineWidth = 3; g.strokeRect(90, 60, 140, 90);
  return c.toDataURL("image/png");
};

const answer = () => [
  make("visitor", say("耳机用了五天，左边突然没声音了，能换吗？", "My headset is five days old and the left side went silent. Can I exchange it?")),
  make("bot", say("可以换。签收 15 天内的质量问题可免费换新[1]，来回运费由我们承担[2]。您的耳机签收 5 天，**还在期限内**[3]。", "Yes. Quality problems within 15 days are exchanged free of charge [1], and we pay shipping both ways [2]. Yours arrived 5 days ago, so it is **still covered** [3]."), {
    feedback: true, turn: "t1",
    citations: [
      { n: 1, article: "a1", version: 3, title: say("退换货政策", "Returns and exchanges"), heading: say("第 3.2 条", "3.2"), excerpt: say("自签收之日起 15 日内，商品出现非人为质量问题，可免费更换同款新品。", "Within 15 days of delivery, items with defects not caused by the user are exchanged free of charge.") },
      { n: 2, article: "a2", version: 1, title: say("运费说明", "Shipping costs"), heading: say("第 2 条", "2"), excerpt: say("质量问题产生的来回运费由商家承担。", "We pay shipping both ways for defects.") },
      { n: 3, article: "", version: 1, title: say("您的订单 QH-118233", "Your order QH-118233"), heading: "", excerpt: say("11 月 17 日签收", "Delivered on 17 November") },
    ],
    options: [{ id: "o1", text: say("帮我建换货单", "Start an exchange") }, { id: "o2", text: say("先教我排查", "Help me check it first") }],
  }),
];
const asked = () => [
  make("visitor", say("那个怎么弄啊", "how do I do that")),
  make("bot", say("您在看耳机订单，是想问哪一个？", "You are looking at the headset order. Which one do you mean?"), { options: [{ id: "1", text: say("换货怎么办", "How to exchange") }, { id: "2", text: say("耳机没声音怎么排查", "Headset has no sound") }, { id: "3", text: say("都不是，我再说说", "None of these") }] }),
];
const carded = () => [...asked(), make("visitor", say("换货怎么办", "How to exchange"), {}, "text", 1), make("bot", "", {
  card: { type: "order", title: say("降噪耳机 Pro，曜石黑", "Headset Pro, obsidian"), subtitle: "QH-118233，¥899 × 1", status: say("可换货", "Exchangeable"), status_voice: "ok", icon: "headphones",
    steps: [{ text: say("下单", "Ordered"), done: true }, { text: say("发货", "Shipped"), done: true }, { text: say("签收 11-17", "11-17"), done: true }, { text: say("截止 12-02", "until 12-02"), done: false }],
    facts: [[say("收货人", "Name"), say("林晓", "Lin Xiao")]], buttons: [{ id: "b1", text: say("换这一件", "Exchange this"), primary: true }, { id: "b2", text: say("看物流", "Track") }, { id: "b3", text: say("换一单", "Other order") }] },
}, "card", 1)];
const queued = () => [
  make("visitor", say("你们上次也这么说，盒子是压坏的，我要人工", "You said so last time. The box is crushed, I want a person")),
  make("bot", say("明白，让您又遇到一次破损，很抱歉。已为您转售后专员，前面说过的都会带过去，不用再讲一遍。", "Understood, and sorry. I am passing you to after-sales with everything said so far.")),
  event({ event: "queued", reason: "asked" }, 1),
];
const talked = () => [
  ...queued(), event({ event: "assigned", agent }, 2),
  make("agent", say("林晓您好，我是售后陈静。让您又遇到一次，真抱歉。", "Hello Lin, Chen Jing from after-sales. I am sorry this happened again."), {}, "text", 2),
  make("visitor", "", { file: { id: "f1", name: "box.png", type: "image/png", size: 48_000, width: 320, height: 200, url: "/files/t/f1?s=x" } }, "file", 3),
  make("visitor", say("左边没声音，盒子也压坏了。今天能解决吗？明天要出差", "No sound on the left and the box is crushed. Can it be solved today? I travel tomorrow"), {}, "text", 3),
  make("agent", say("能。走「先行换新」，新机今晚发出，明早到。换货单在这里：https://example.com/x/20931 ，步骤：\n1. 收到新机\n2. 旧机装回原盒\n3. 快递员上门取", "Yes, with an advance exchange; the new one leaves tonight. Steps:\n1. Receive the new one\n2. Pack the old one\n3. We pick it up"), {}, "text", 4),
  make("visitor", say("好了，太好了", "Great"), {}, "text", 5),
];
const files = () => [...talked(), make("visitor", "", { file: { id: "f2", name: say("发票抬头与税号（公司）.pdf", "company-invoice-details.pdf"), type: "application/pdf", size: 482_133, url: "/files/t/f2?s=x" } }, "file", 6)];
const long = () => Array.from({ length: 60 }, (_, i) => make(i % 3 ? (i % 3 === 1 ? "bot" : "agent") : "visitor", say(`第 ${i + 1} 句话，说一说这件事的来龙去脉`, `Line ${i + 1} of a long story about this matter`), {}, "text", i - 2000 * (i < 20 ? 1 : 0)));
const entries: Entry[] = ({ answer, ask: asked, card: carded, queue: queued, agent: talked, rating: () => [...talked(), event({ event: "resolved", took_ms: 660_000 }, 11)], offline: talked, files, long, list: talked }[scene] ?? (() => []))();
const handler: State["handler"] = scene === "queue" ? "queue" : /agent|rating|offline|files|list/.test(scene) ? "agent" : "bot";
const state = (): State => ({
  conversation: C, status: scene === "rating" ? "resolved" : "open", handler, assignee: handler === "agent" ? agent : null, seq, staff_got: seq, staff_read: scene === "agent" ? seq - 1 : seq,
  visitor_read: scene === "home" ? 0 : seq, visitor_unread: 0, updated_at: at0, preview: entries.at(-1)?.text ?? "", opened_at: at0, resolved_at: 0, score: 0, version: seq,
});
const face = {
  key: "demo", name: "web", business: { name: say("青禾数码", "Qinghe Digital"), tenant: "t" }, hue: Number(new URLSearchParams(location.search).get("hue") ?? 258), greeting: say("您好，我是青禾数码的智能助手。订单、退换、发票、使用问题都可以问我，也可以随时找人工。", "Hello! I am the assistant of Qinghe Digital. Ask me about orders, returns, invoices or use, or ask for a person at any time."), away: "",
  languages: ["zh-CN", "en"], online: true, open: true, people_online: 2, bot: true,
  questions: en ? ["How do I return or exchange?", "Only one side of my headset works", "My invoice is wrong"] : ["怎么退换货，要不要运费？", "耳机只有一边有声音", "发票开错了怎么改"], launcher: say("在线客服", "Chat"), position: "right", reply_s: 50,
  limits: { text: 8000, file: 20_971_520, types: ["image/png", "image/jpeg", "application/pdf"] },
};

class FakeSocket extends EventTarget {
  static down = false;
  static all: FakeSocket[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((e: { data: string }) => void) | null = null;
  onclose: ((e: { code: number }) => void) | null = null;
  constructor() {
    super();
    FakeSocket.all.push(this);
    setTimeout(() => { if (FakeSocket.down) this.die(); else { this.readyState = 1; this.onopen?.(); } }, 20);
  }
  die() { this.readyState = 3; this.onclose?.({ code: 1006 }); }
  close() { this.readyState = 3; }
  tell(frame: object) { this.onmessage?.({ data: JSON.stringify(frame) }); }
  send(raw: string) {
    const f = JSON.parse(raw) as Record<string, never> & { op: string; ref: string; text: string; client_id: string; before: number; option: string };
    const ack = (data: unknown) => setTimeout(() => this.tell({ op: "ack", ref: f.ref, data }), scene === "slow" ? 4000 : 15);
    if (f.op === "hello") return ack({ token: "x", contact: { id: "p", name: say("林晓", "Lin Xiao"), verified: true }, inbox: face, state: entries.length ? state() : null, entries: entries.slice(-50), reset: true, more: entries.length > 50, queue: scene === "queue" ? { place: 3, ahead: 2, wait_s: 80, online: 2, team: say("售后组", "After-sales") } : null, earlier: scene === "list" ? [{ ...state(), conversation: "c2", assignee: null, handler: "bot", status: "resolved", preview: say("发票已经重新开好，发到您的邮箱", "The invoice was sent to your mailbox"), updated_at: at0 - 9e8 }] : [] });
    if (f.op === "earlier") return ack({ entries: entries.filter((e) => e.seq < f.before).slice(-50), more: false });
    if (f.op === "send") {
      if (f.text === "bad") return setTimeout(() => this.tell({ op: "error", ref: f.ref, error: { code: "too_long", message: say("这条消息太长", "This message is too long") } }), 15);
      const mine = { ...make("visitor", f.text), at: Date.now(), client_id: f.client_id };
      entries.push(mine);
      ack({ conversation: C, seq: mine.seq, id: mine.id, at: mine.at });
      this.tell({ op: "entry", entry: mine });
      return setTimeout(() => this.tell({ op: "typing", conversation: C, who: "bot", name: "", on: true }), 300);
    }
    ack({});
  }
}
Object.assign(window, {
  WebSocket: FakeSocket,
  fake: {
    drop() { FakeSocket.down = true; FakeSocket.all.at(-1)!.die(); },
    back() { FakeSocket.down = false; },
    push(from: Entry["from"], text: string, extra?: Extra) { const e = { ...make(from, text, extra), at: Date.now() }; entries.push(e); FakeSocket.all.at(-1)!.tell({ op: "entry", entry: e }); },
    typing(on: boolean) { FakeSocket.all.at(-1)!.tell({ op: "typing", conversation: C, who: "agent", name: agent.name, on }); },
  },
});
const real = window.fetch.bind(window);
window.fetch = async (input, init) => {
  const url = new URL(String(input), location.href);
  const answerWith = (value: unknown) => new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json" } });
  const found = [1, 2, 3].map((n) => ({ id: `a${n}`, category: say("售后", "After-sales"), title: [say("退换货政策", "Returns and exchanges"), say("运费说明", "Shipping costs"), say("耳机只有一边有声音", "Only one side works")][n - 1], excerpt: say("自签收之日起 15 日内，商品出现非人为质量问题，可免费更换同款新品，来回运费由我们承担。", "Within 15 days of delivery, items with defects are exchanged free of charge.") }));
  if (/\/articles\/./.test(url.pathname)) return answerWith({ id: "a1", title: say("退换货政策", "Returns and exchanges"), category: say("售后", "After-sales"), updated_at: at0 - 2e9, html: say("<p>我们希望您买得放心。下面是退货与换货的<strong>全部规则</strong>。</p><h2>一、七天无理由</h2><p>自签收之日起 7 天内，商品完好即可退货，<a href='javascript:alert(1)'>不用说明理由</a>。</p><ul><li>配件齐全</li><li>外观无划痕</li></ul><h2>二、十五天换新</h2><table><tr><th>情形</th><th>运费</th></tr><tr><td>质量问题</td><td>我们承担</td></tr></table><script>alert(1)</script>", "<p>We want you to buy with confidence. These are <strong>all the rules</strong>.</p><h2>1. Seven days</h2><p>Within 7 days you may return it, <a href='https://example.com'>no reason needed</a>.</p><ul><li>All parts</li><li>No scratches</li></ul>") });
  if (/\/articles/.test(url.pathname)) return answerWith(url.searchParams.get("q") === "zzz" ? [] : found);
  return real(input, init);
};
for (const e of entries) if (e.extra.file?.url && /png/.test(e.extra.file.type)) e.extra.file.url = picture();
if (scene === "offline") setTimeout(() => (window as unknown as { fake: { drop(): void } }).fake.drop(), 600);
