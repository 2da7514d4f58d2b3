"""What a message means to a running flow: yes, no, stop, why, a person please, no that one - and what fills a slot.

Everything that could set something in motion is read narrowly: what is not plainly a yes is no yes.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .flow import Slot
from .run import Heard

LONGEST = 500
AGREE = (
    r"是的?|对的?|好的?|可以的?|行的?|嗯|恩|没错|没问题|确认|确定|同意|提交|就这样|"
    r"yes|yeah|yep|yup|y|sure|okay|ok|correct|confirm(ed)?|that'?s right|that is right|all right|right|please do|go ahead|"
    r"do it|submit( it)?|fine|looks good|all good|perfect|great"
)
POLITE = (
    r"谢谢|多谢|谢了|麻烦|辛苦|请|您|你|帮我|给我|尽快|吧|啊|呀|哦|噢|啦|哈|喔|了|的|呢|办理|办|建单|安排|搞定|"
    r"please|thank you|thanks|for me|then|now|it"
)
YES = re.compile(rf"(?>{AGREE})(?![a-z])(?>[\s,，.。!！~～、]*(?>{AGREE}|{POLITE})(?![a-z]))*+")
"""Possessive throughout: what was taken is not given back, so no text takes long."""
NO = re.compile(
    r"(不了|不是|不要|不用了?|不对|不行|不可以|不确定|不办|不|否|别|先别|先不|先等等|等等|等一下|没有|"
    r"no|nope|nah|not now|don't|dont|not yet|wait)(?![a-z])"
)
STOP = re.compile(
    r"(那|还是|就|我)?(算了|取消|不弄了|不办了|不退了|不换了|不查了|不用了|不要了|不想(退|换|查|办|弄)了|停|停止|退出|"
    r"先不(退|换|查|办|弄)了?)(吧|了|啦|哈|谢谢|[,，\s])*|"
    r"(oh |ok |okay )?(never ?mind|cancel( it| this| that)?|forget (it|that|about it)|stop( it| this)?|quit|exit)"
    r"( please| thanks| thank you)?"
)
WHY = re.compile(
    r"(为什么|为啥|干嘛|干啥|凭什么|为何).{0,6}(要|问|填|给|提供|知道|告诉)|"
    r"(问|要)(这|那)个?(干嘛|干啥|做什么|有什么用)|有必要(问|知道)吗|"
    r"why (do|would|are|should) (you|i|we) .{0,20}(need|ask|want|give|know|provide)|"
    r"what (is|do you need) (it|this|that) for|why (is|are) (this|that|these) (needed|necessary)|"
    r"^why\?*$|^为什么$|^为啥$"
)
PERSON = re.compile(
    r"(转|找|要|叫|换|接)(个|一?下)?(人工|真人|活人|客服|人来)|^(人工|真人|人工客服|转人工)$|"
    r"\b(human|real person|live agent|(speak|talk) (to|with) (a|an|some) ?(person|human|agent|one|body))\b|^agent$"
)
WRONG = re.compile(
    r"^(啊|哦|噢|呃|等等|等下)?[,，\s]*(不对|不是的?|错了|搞错了?|弄错了?|说错了?|填错了?|我说错了|改一下|改成|换成|我是说|应该是|更正|"
    r"no|nope|wrong|actually|sorry|i meant|i mean|not that( one)?|change it to|make it|rather)(?![a-z])[,，。.!！:：\s]*",
    re.IGNORECASE,
)
FILLER = re.compile(r"^(是|应该是|我是说|我要的是|我说的是|要|it's|it is|i meant|i mean|the)[\s,，]*", re.IGNORECASE)
THANKS = re.compile(
    r"(?:(?:好的|嗯+|哦|ok|okay)[,，\s]*)?(?:(?:非常|太|真的)?(?:谢谢|多谢|感谢|谢了|谢|辛苦)(?:了|啦|你们?|您|哈|啊|呀|哦|啊)*[,，!！~\s]*)+"
    r"|(?:ok(?:ay)?[, ]*)?(?:many )?(?:thanks|thank you|thx|ty|cheers)(?: so much| very much| a lot| again)?"
)
HELLO = re.compile(
    r"(?:你好|您好|在吗|在么|在不在|还在吗|有人吗|哈喽|哈啰|嗨|喂+|早上好|上午好|下午好|晚上好|哈哈+|嘿嘿+|抱歉|不好意思|稍等|"
    r"等我一下|等我看看|我找找|我看看|我找一下|我看一下)(?:啊|呀|哈|哦)?|"
    r"(?:hi|hello|hey)(?: there)?|good (?:morning|afternoon|evening)|(?:are )?you there|haha+|lol|sorry|"
    r"one (?:moment|second|sec)|let me (?:check|look|see)|hold on"
)
UNKNOWN = re.compile(
    r"不知道|不清楚|不记得|记不得|记不住|忘了|忘记|找不到|查不到|没找到|没记|没存|不晓得|想不起|没有(?:订单号|单号|号码)|"
    r"哪里?能?(?:看|找|查)(?:到|得到)?|在哪|怎么(?:看|找|查)|"
    r"(?:don't|do not|can't|cannot|can not|didn't) (?:know|remember|find|have|recall|keep)|"
    r"forgot|lost (?:it|the)|where (?:do|can|is)|no idea|not sure"
)
QUESTION = re.compile(
    r"[?？]\s*$|(吗|呢|么|不)[。!！~～\s]*$|怎么|什么|多少|多久|几天|几点|几个|哪|谁|为什么|为啥|如何|咋|能不能|可不可以|会不会|是不是|有没有|要不要|"
    r"^(how|what|when|where|why|who|which|can|could|do|does|is|are|will|would|should|may)\b"
)
ORDINALS = {
    "一": 0, "1": 0, "first": 0, "二": 1, "2": 1, "两": 1, "second": 1, "三": 2, "3": 2, "third": 2, "四": 3, "4": 3,
    "fourth": 3, "五": 4, "5": 4, "fifth": 4, "六": 5, "6": 5, "最后": -1, "last": -1, "最上面": 0, "最新": 0, "newest": 0,
    "latest": 0,
}  # fmt: skip
ORDINAL = re.compile(
    r"^(?:选|就|要|是|那个|the)?\s*(?:第\s*([一二两三四五六1-6])\s*(?:个|单|项|件|条)?|(最后|最上面|最新)(?:的)?(?:那|一)?(?:个|单|件)?|"
    r"([1-6一二三四五六])|(first|second|third|fourth|fifth|last|newest|latest)(?: one| order)?)(?:吧|的|那个|那单)?$"
)
DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


class Value(NamedTuple):
    """What fills a slot, and how to say it."""

    value: Any
    text: str


def spell(text: str) -> str:
    """One spelling for comparing: NFKC, lower case, trimmed, without marks at the ends."""
    return _tidy(text).lower()


def _tidy(text: str) -> str:
    """As `spell`, in the letters that were written."""
    line = unicodedata.normalize("NFKC", text[:LONGEST]).replace("’", "'")
    return re.sub(r"\s+", " ", line).strip(" \t\n。.!！~～,，;；")


def says_yes(text: str) -> bool:
    """A plain yes: words of agreement and politeness, and not one word more."""
    return bool(YES.fullmatch(spell(text)[:80]))


def says_no(text: str) -> bool:
    """A no."""
    line = spell(text)
    return bool(NO.match(line)) and len(line) <= 24


def says_something(text: str) -> bool:
    """Not only marks and spaces: a lone question mark is no answer."""
    return any(char.isalnum() or unicodedata.category(char) == "So" for char in text)


def says_stop(text: str) -> bool:
    """Cancelling, and nothing else in the message."""
    return bool(STOP.fullmatch(spell(text)))


def asks_why(text: str) -> bool:
    """Why do you ask?"""
    return bool(WHY.search(spell(text))) and len(text) <= 60


def says_thanks(text: str) -> bool:
    """Thanks and nothing else."""
    return bool(THANKS.fullmatch(spell(text)))


def says_hello(text: str) -> bool:
    """A greeting, an excuse or a request to wait: it answers nothing, and asks nothing."""
    return bool(HELLO.fullmatch(spell(text).strip(" ?？")))


def lacks_it(text: str) -> bool:
    """He does not know what he was asked for, or where to find it."""
    return bool(UNKNOWN.search(spell(text))) and len(text) <= 40


def wants_person(text: str) -> bool:
    """He wants a person."""
    return bool(PERSON.search(spell(text))) and len(text) <= 60


def corrects(text: str) -> str | None:
    """What follows "不对，是…", as it was written; None when the message does not begin like a correction."""
    line = _tidy(text)
    found = WRONG.match(line)
    return FILLER.sub("", line[found.end() :]) if found else None


def is_question(text: str) -> bool:
    """Whether it looks like a question."""
    return bool(QUESTION.search(spell(text))) or "?" in text or "？" in text


def fill(slot: Slot, options: Sequence[Mapping[str, Any]], heard: Heard, *, asked: bool) -> Value | None:
    """What `heard` says about a slot. Asked for it, much is an answer; unasked, only what can mean nothing else."""
    line = spell(heard.text)
    if asked and (found := _pressed(options, heard.option) or _exact(options, line)):
        return found
    if found := _entity(slot, heard) or _pattern(slot.pattern, slot.form, heard.text):
        return found
    if asked and slot.bare and (found := _pattern(slot.bare, slot.form, heard.text)):
        return found
    if options and (found := (_ordinal(options, line) if asked else None) or _named(options, line)):
        return found
    return _typed(slot, heard.text.strip(), line) if asked else None


def _pressed(options: Sequence[Mapping[str, Any]], id: str) -> Value | None:
    return next((Value(o["id"], str(o["text"])) for o in options if id and str(o["id"]) == id), None)


def _exact(options: Sequence[Mapping[str, Any]], line: str) -> Value | None:
    same = [o for o in options if line in (spell(str(o["text"])), spell(str(o["id"])))]
    return Value(same[0]["id"], str(same[0]["text"])) if line and same else None


def _named(options: Sequence[Mapping[str, Any]], line: str) -> Value | None:
    """The one option whose words stand in the line; None when there are none or several."""
    best: list[tuple[int, Mapping[str, Any]]] = []
    for option in options:
        known = [spell(str(word)) for word in (option["text"], *option.get("words", ()))]
        length = max((len(word) for word in known if word and _within(word, line)), default=0)
        if length:
            best.append((length, option))
    if not best:
        return None
    top = max(length for length, _ in best)
    longest = [option for length, option in best if length == top]
    return Value(longest[0]["id"], str(longest[0]["text"])) if len(longest) == 1 else None


def named_first(options: Sequence[Mapping[str, Any]], text: str) -> bool:
    """Whether the line begins with the words of an option (不喜欢 is a reason and no refusal)."""
    line = spell(text)
    return any(line.startswith(spell(str(w))) for o in options for w in (o["text"], *o.get("words", ())))


def _within(word: str, line: str) -> bool:
    if word.isascii():
        return bool(re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", line))
    return word in line


def _ordinal(options: Sequence[Mapping[str, Any]], line: str) -> Value | None:
    found = ORDINAL.match(line)
    if not found:
        return None
    place = ORDINALS[next(group for group in found.groups() if group)]
    if place >= len(options):
        return None
    return Value(options[place]["id"], str(options[place]["text"]))


def _entity(slot: Slot, heard: Heard) -> Value | None:
    values = heard.entities.get(slot.entity, []) if slot.entity else []
    return Value(values[0], values[0]) if len(set(values)) == 1 else None


def _pattern(pattern: str, form: str, text: str) -> Value | None:
    """The one thing in the text that fits; two different ones are no answer."""
    if not pattern:
        return None
    line = unicodedata.normalize("NFKC", text[:LONGEST])
    found = dict.fromkeys(
        re.sub(r"\{(\d)\}", lambda m, hit=hit: hit[int(m[1])] or "", form) if form else hit[0]  # type: ignore[misc]
        for hit in re.finditer(pattern, line, re.IGNORECASE)
    )
    return Value(next(iter(found)), next(iter(found))) if len(found) == 1 else None


def _typed(slot: Slot, text: str, line: str) -> Value | None:
    if slot.type == "yes_no":
        return Value(True, text) if says_yes(text) else Value(False, text) if says_no(text) else None
    if slot.type == "number":
        number = _number(line)
        return Value(number, f"{number:g}") if number is not None and slot.least <= number <= slot.most else None
    if slot.type == "date":
        found = re.search(r"\d{4}-\d{2}-\d{2}", line)
        return Value(found[0], found[0]) if found else None
    if slot.type == "text" and not slot.pattern and not slot.bare and says_something(text):
        return Value(text, text) if max(1, slot.least) <= len(text) <= min(2_000, slot.most) else None
    if slot.free and line and len(text) >= 2 and not (is_question(text) or says_yes(text) or says_no(text)):
        return Value("other", text[:300])
    return None


def _number(line: str) -> float | None:
    found = re.findall(r"-?\d+(?:\.\d+)?", line)
    if len(found) == 1:
        return float(found[0])
    if found:
        return None
    spelled = re.fullmatch(r"([一二两三四五六七八九])?(十)?([一二三四五六七八九零])?[个件只条副台单]?", line)
    if not spelled or not line:
        return None
    tens = (DIGITS[spelled[1]] if spelled[1] else 1) * 10 if spelled[2] else 0
    ones = DIGITS[spelled[3]] if spelled[3] else 0 if spelled[2] else DIGITS[spelled[1]] if spelled[1] else 0
    return float(tens + ones)
