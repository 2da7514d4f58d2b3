"""The decision: what is known about a message in, one `Decision` out. Pure; the order is the design's:

risk, anger and the plain wish for a person, a running flow, starting a flow, small talk, answer, "did you mean", hand-over.
"""

from collections.abc import Sequence
from math import log

from msgspec.structs import replace

from .clauses import Part, apart
from .fusion import Candidate, by_words, fuse
from .playbook import ARTICLE, FLOW, PERSON, SIGNAL, TALK, Intent
from .rows import Reason
from .view import Decision, View
from .wish import HUMAN, NONE, blank, chosen, vague, wants_person

ANSWER, ASK, BEGIN, CHAT, LEAVE, ALARM, QUIET = "answer", "ask", "flow", "smalltalk", "handover", "risk", "silent"
OPTIONS = 3
NUMBER = 16
"""A text up to so long that holds a number is that number."""
DOABLE = 0.3
"""A flow with at least this share of the score of an answer is offered below it: the rule, and to do it now."""
PRIORITY = {"risk": 100, "worry": 40, "angry": 30, "asked": 10, "failing": 10, "complaint": 20, "flow": 10}
SURELY = 3.0
"""How far above its threshold the gate must be before a wish breaks off a running flow."""
CLOSE = 0.87
"""Two candidates whose scores are nearer than this share are asked about: a wrong answer costs more than a question."""
SHAKY, SHAKY_TALK = 1.7, 1.0
"""Below this sum of the gate over its threshold (as a logarithm) and `LEAD` times the lead of the best candidate, an answer
is only offered. On the held-out phrasings of the demo, nearly half of the wrong answers go and one in eight of the right
ones becomes a choice."""
LEAD = 3.0
APART = 0.45
"""The lead that a wish must have to break off a running flow."""
FOREIGN = "foreign"
"""The signal of a text that has nothing to do with the business."""
HOPELESS = 0.45
"""What scores below this share of the best is not offered."""


def first(view: View) -> Decision | None:
    """What goes before everything, a running flow included: risk, an option of ours that was pressed, anger, the plain
    wish for a person. None: go on."""
    if view.risk:
        why = "、".join(view.risk_why)
        reason = Reason("risk", f"命中风险用语：{why}", f"Words of risk: {', '.join(view.risk_why)}")
        return _leave(view, "risk", reason, kind=ALARM)
    return _asked(view) or _felt(view) or (_switch(view) if view.running else None)


def _asked(view: View) -> Decision | None:
    """An option of ours, pressed or named; the plain wish for a person."""
    option = view.option or ("" if view.running else chosen(view.text, view.offered))
    if option == HUMAN:
        return _leave(view, "asked", Reason("person", "客户点了转人工", "The visitor pressed for a person"))
    if option and (pressed := _pressed(view, option)):
        return pressed
    if wants_person(view.text):
        return _leave(view, "asked", Reason("person", "客户要求人工", "The visitor asks for a person"))
    return None


def _felt(view: View) -> Decision | None:
    """Anger; amid a flow also a file without words, which no flow waits for."""
    if view.mood == "angry" and view.strength >= view.too_angry:
        why = Reason("emotion", "客户很生气，交给人工", "The visitor is angry: to a person", view.strength)
        return _leave(view, "angry", why)
    if view.file and not view.text and view.running:
        return Decision(ASK, (Reason("file", "流程中收到文件", "A file came amid a flow"),), note="file")
    return None


def _switch(view: View) -> Decision | None:
    """Amid a flow: plainly the wish for another one."""
    intent = view.playbook.by_label(view.intents[0][0]) if view.intents else None
    if intent is None or intent.action != FLOW or intent.target == view.running or view.facts:
        return None
    score, _, high = view.gate
    if score < SURELY * high or _lead([s for _, s in view.intents]) < APART:
        return None
    why = Reason("flow", f"改办：{intent.words('zh')}", f"Rather: {intent.words('en')}", round(score, 3))
    return Decision(BEGIN, (why,), flow=intent.target)


def _pressed(view: View, option: str) -> Decision | None:
    kind, _, target = option.partition(":")
    chose = Reason("option", "客户选了一个选项", "The visitor chose an option")
    if kind == ARTICLE and target:
        kind = "answer"
    if kind == "answer" and target in view.titles:
        return Decision(ANSWER, (chose,), articles=(target,))
    if kind == "flow" and target:
        return Decision(BEGIN, (chose,), flow=target)
    if option == NONE:
        if view.failed >= view.patience:
            return _leave(view, "failing", chose)
        return Decision(ASK, (chose,), note="reword", failed=view.failed)
    return None


def decide(view: View) -> Decision:
    """What to do with a message that no running flow has taken."""
    if (plain := _plain(view)) is not None:
        return plain
    candidates = tuple(fuse(view.intents, view.found)[:8])
    verdict = verdict_of(view, candidates)
    seen = _seen(view, candidates, verdict)
    best = view.playbook.by_label(candidates[0].label) if candidates else None
    if parts := apart(view.parts, _whole(best, candidates), verdict == "answer"):
        return _several(view, parts, seen, candidates)
    if best is not None and verdict == "answer":
        decision = _intent(view, best, seen, candidates)
        if decision is not None:
            return decision
    if verdict == "answer" and (articles := _articles(view, candidates)):
        return _answer(view, articles, seen, candidates)
    if (
        verdict in ("ask", "answer")
        and not _foreign(best)
        and not view.running
        and view.failed < view.patience
        and (options := _options(view, candidates))
    ):
        why = Reason("ask", "不够确定，请客户选", "Not sure enough: the visitor chooses")
        return Decision(ASK, (*seen, why), options=options, note="mean", failed=view.failed + 1, candidates=candidates)
    return _unknown(view, seen, candidates, verdict)


def _plain(view: View) -> Decision | None:
    """What needs no weighing: a file, marks, "and then?", the number that an offered flow asks for."""
    if view.file and not view.text:
        return _file(view)
    if view.running:
        return None
    if blank(view.text) and not view.shown:
        why = Reason("blank", "没有文字，请客户说说", "Nothing but marks: asks what it is about")
        return Decision(ASK, (why,), note="blank", failed=view.failed)
    flows = [o["id"] for o in view.offered if o["id"].startswith("flow:")]
    if view.facts and len(flows) == 1 and len(view.text) <= NUMBER:
        why = Reason("option", "客户给了刚才那件事要的号码", "The visitor sends what the offered flow asks for")
        return Decision(BEGIN, (why,), flow=flows[0].partition(":")[2])
    return _more(view) if vague(view.text) else None


def _foreign(intent: Intent | None) -> bool:
    """Whether the best reading is that it has nothing to do with the business."""
    return intent is not None and intent.action == SIGNAL and intent.target == FOREIGN


def verdict_of(view: View, candidates: Sequence[Candidate]) -> str:
    """answer, ask or none: the gate's, corrected by the search. Where the classifier knows nothing of a text, an article
    that holds most of its words is still worth asking about; where search and classifier disagree, so is the choice."""
    words = by_words(view.found)
    if not view.ready:
        return words
    if view.verdict == "none":
        return "ask" if words == "answer" else "none"
    if view.verdict == "ask":
        agreed = bool(candidates and view.found) and candidates[0].label == f"article:{view.found[0].article}"
        return "answer" if agreed and words == "answer" else "ask"
    if view.verdict == "answer" and (_close(view, candidates) or _shaky(view, candidates)):
        return "ask"
    return view.verdict


def _shaky(view: View, candidates: Sequence[Candidate]) -> bool:
    """Whether the gate is only just passed and the runner-up is not far. Small talk may be nearer: it does less harm."""
    score, _, high = view.gate
    if not candidates or score <= 0 or high <= 0:
        return False
    best = view.playbook.by_label(candidates[0].label)
    if best is not None and best.action in (PERSON, SIGNAL):
        return False
    sure = log(score / high) + LEAD * _lead([c.score for c in candidates])
    return sure < (SHAKY if best is None or best.action == FLOW else SHAKY_TALK)


def _lead(scores: Sequence[float]) -> float:
    """By what share the best is ahead of the next, 0..1."""
    if not scores or scores[0] <= 0:
        return 0.0
    return 1 - max(scores[1], 0.0) / scores[0] if len(scores) > 1 else 1.0


def _close(view: View, candidates: Sequence[Candidate]) -> bool:
    """Whether two answers fit nearly alike. Small talk is never asked about."""
    if len(candidates) < 2 or candidates[1].score < CLOSE * candidates[0].score:
        return False
    intents = [view.playbook.by_label(c.label) for c in candidates[:2]]
    return all(i is None or i.action == FLOW for i in intents)


def _seen(view: View, candidates: Sequence[Candidate], verdict: str) -> tuple[Reason, ...]:
    score, low, high = view.gate
    reasons = []
    if view.ready:
        said = {"answer": ("有把握", "sure"), "ask": ("不太确定", "unsure"), "none": ("不认识", "unknown")}[
            view.verdict
        ]
        reasons.append(
            Reason(
                "gate",
                f"门槛 {low:.2f} / {high:.2f}，{said[0]}",
                f"Gate {low:.2f} / {high:.2f}: {said[1]}",
                round(score, 3),
            )
        )
    else:
        reasons.append(Reason("gate", "意图模型还在训练，只用检索", "The intent model is still learning: search only"))
    if candidates:
        name = _name(view, candidates[0].label)
        reasons.append(Reason("match", f"最像「{name}」", f"Closest: {name}", candidates[0].score))
    if verdict != view.verdict and view.ready:
        reasons.append(Reason("search", "综合检索与次优候选后改判", "Search and the runner-up changed the verdict"))
    return tuple(reasons)


def _name(view: View, label: str) -> str:
    intent = view.playbook.by_label(label)
    return intent.words(view.language) if intent else view.titles.get(label.removeprefix("article:"), label)


def _intent(view: View, intent: Intent, seen: tuple[Reason, ...], candidates: tuple[Candidate, ...]) -> Decision | None:
    """What an intent that is not an article leads to; None when it leads nowhere here."""
    why = Reason("intent", f"意图：{intent.words('zh')}", f"Intent: {intent.words('en')}")
    reasons = (*seen, why)
    if intent.action == PERSON:
        reason = "asked" if "human" in intent.name or "person" in intent.name else "complaint"
        return replace(_leave(view, reason, why), reasons=reasons, candidates=candidates)
    if intent.action == FLOW:
        if intent.target == view.running:
            return Decision(
                BEGIN, (*reasons, Reason("flow", "正在办这件事", "Under way already")), candidates=candidates
            )
        return Decision(BEGIN, reasons, flow=intent.target, candidates=candidates)
    if intent.action == TALK:
        return Decision(CHAT, reasons, talk=intent.target, failed=view.failed, candidates=candidates)
    if intent.action == SIGNAL:
        return replace(_signal(view, intent.target, reasons), candidates=candidates)
    return None


def _signal(view: View, signal: str, reasons: tuple[Reason, ...]) -> Decision:
    """Yes, no or stop with nothing running: about what was offered, else plainly acknowledged."""
    offers = [o["id"] for o in view.offered]
    if signal == "affirm" and HUMAN in offers and not any(o.startswith(("answer:", "flow:")) for o in offers):
        return _leave(view, "asked", reasons[-1])
    if signal == "deny" and offers:
        if view.failed >= view.patience:
            return _leave(view, "failing", reasons[-1])
        return Decision(ASK, reasons, note="reword", failed=view.failed)
    if signal == FOREIGN:
        why = Reason(FOREIGN, "像是与业务无关", "It seems to have nothing to do with the business")
        return Decision(CHAT, (*reasons, why), talk=FOREIGN, note=f"signal_{signal}", failed=view.failed)
    return Decision(CHAT, reasons, note=f"signal_{signal}", failed=view.failed)


def _whole(best: Intent | None, candidates: Sequence[Candidate]) -> str:
    """What the message as one thing would lead to, as the label of a part."""
    if best is not None:
        return f"flow:{best.target}" if best.action == FLOW else best.label
    return candidates[0].label if candidates else ""


def _several(
    view: View, parts: Sequence[Part], seen: tuple[Reason, ...], candidates: tuple[Candidate, ...]
) -> Decision:
    """Several requests at once: what knowledge answers is answered, the first flow is begun, the others wait."""
    articles = tuple(i for p in parts if (i := p.label.removeprefix("article:")) in view.titles)
    flows = [p.label.removeprefix("flow:") for p in parts if p.label.startswith("flow:")]
    now = "" if view.running else next(iter(flows), "")
    later = tuple(f for f in flows if f not in (now, view.running))
    left = tuple(p.text for p in parts if not p.label)
    said = "」「".join(p.text for p in parts)
    why = Reason(
        "several",
        f"一句话里有几件事：「{said}」",
        f"Several requests in one message: {' | '.join(p.text for p in parts)}",
    )
    return Decision(
        ANSWER if articles else BEGIN, (*seen, why), articles=articles, flow=now, candidates=candidates, waiting=later,
        open=left, options=(HUMAN,) if left else (),
    )  # fmt: skip


def _articles(view: View, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """The article to answer from."""
    return tuple(i for c in candidates[:1] if (i := c.label.removeprefix("article:")) in view.titles)


def _answer(
    view: View, articles: tuple[str, ...], seen: tuple[Reason, ...], candidates: tuple[Candidate, ...]
) -> Decision:
    again = articles[0] in view.shown[:1]
    if again and view.failed + 1 >= view.patience:
        why = Reason("again", "同一个回答没有解决问题", "The same answer did not help")
        return replace(_leave(view, "failing", why), reasons=(*seen, why), candidates=candidates)
    why = Reason(
        "answer", f"用知识回答（{len(articles)} 个来源）", f"Answered from knowledge ({len(articles)} sources)"
    )
    note = "again" if again else ""
    failed = view.failed + 1 if again else 0
    best = candidates[0].score if candidates else 0.0
    near = [view.playbook.by_label(c.label) for c in candidates if c.score >= DOABLE * best and not view.running]
    flows = tuple(f"flow:{i.target}" for i in near if i is not None and i.action == FLOW)[:1]
    return Decision(
        ANSWER, (*seen, why), articles=articles, note=note, failed=failed, candidates=candidates, options=flows
    )


def _options(view: View, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Up to three things that may be meant, as payloads; the hopeless ones are left out."""
    options = []
    best = candidates[0].score if candidates else 0.0
    for candidate in candidates:
        if candidate.score < HOPELESS * best:
            break
        intent = view.playbook.by_label(candidate.label)
        article = candidate.label.removeprefix("article:")
        if intent is not None and intent.action == FLOW and intent.target != view.running:
            options.append(f"flow:{intent.target}")
        elif intent is not None and intent.action == PERSON:
            options.append(HUMAN)
        elif article in view.titles:
            options.append(f"answer:{article}")
    kept = list(dict.fromkeys(options))[:OPTIONS]
    return tuple(kept) if any(o != HUMAN for o in kept) else ()


def _unknown(view: View, seen: tuple[Reason, ...], candidates: tuple[Candidate, ...], verdict: str) -> Decision:
    """Nothing fits: says so and offers a person; the second time in a row a person takes over. Amid a flow nothing is
    said: the flow asks again."""
    if view.running:
        return Decision(BEGIN, (*seen, Reason("flow", "流程再问一次", "The flow asks again")), candidates=candidates)
    failed = view.failed + 1
    if failed >= view.patience:
        why = Reason("failing", "连续两次没有答上来", "No answer twice in a row")
        return replace(_leave(view, "failing", why), reasons=(*seen, why), candidates=candidates)
    why = Reason("unknown", "知识里没有可靠的答案", "Nothing in the knowledge answers this")
    return Decision(ASK, (*seen, why), note="unknown", options=(HUMAN,), failed=failed, candidates=candidates)


def _more(view: View) -> Decision:
    """He speaks of what was said before: more of the article that he was shown, or to say it in full."""
    shown = [id for id in view.shown if id in view.titles]
    if shown and view.failed < view.patience:
        why = Reason("context", "接着上一个回答", "Goes on from the last answer")
        return Decision(ANSWER, (why,), articles=(shown[0],), note="more", failed=view.failed + 1)
    why = Reason("context", "没有说是哪件事", "He does not say what it is about")
    if view.failed >= view.patience:
        return _leave(view, "failing", why)
    return Decision(ASK, (why,), note="reword", failed=view.failed + 1)


def _file(view: View) -> Decision:
    """A picture or file without words: taken note of; a person looks at it when the bot is already failing."""
    why = Reason("file", "收到文件，机器人看不了内容", "A file came; the bot cannot look into it")
    if view.failed >= 1:
        return _leave(view, "failing", why)
    return Decision(ASK, (why,), note="file", options=(HUMAN,), failed=view.failed)


def _leave(view: View, reason: str, why: Reason, kind: str = LEAVE) -> Decision:
    return Decision(kind, (why,), leave=reason, priority=PRIORITY[reason], failed=view.failed)
