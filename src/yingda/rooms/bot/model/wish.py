# ruff: noqa: E501 - word lists and sentences are read by the line
"""Plain wishes that need no classifier: a person, one of the options just offered, yes, no."""

import re
from collections.abc import Mapping, Sequence

_PERSON = re.compile(
    r"(?:转|找|接|换|叫|喊|要|来|揾|请|联系|需要|呼叫|有没有|有没|有)(?:一下|个|一个|到|下|你们的?|你们家)?(?:人工|真人|活人|专员)"
    r"|^人工(?:客服|服务|坐席)?$|^(?:人工){2,}$|^(?:客服|真人客服|在线客服)$|^rg$|转客服|人工客服|人工服务|真人服务|真人客服|zhuan ?ren ?gong"
    r"|\b(?:talk|speak|chat|connect me|transfer me|put me through|hand me over|switch)(?: \w+)? (?:to|with) (?:a |an |the |your |some ?)?(?:real |live |actual )?"
    r"(?:human|person|someone|somebody|agent|representative|rep|operator|manager|supervisor|people|staff|customer service)\b"
    r"|\b(?:real|live|actual) (?:human|person|agent|people)\b|^(?:a )?(?:human|agent|representative|operator|live agent|real person)(?: please| now)?$"
    r"|\b(?:need|want|get me|give me) (?:a |an )?(?:real |live )?(?:human|person|agent|representative|operator)\b",
    re.IGNORECASE,
)  # fmt: skip
_NOT = re.compile(
    r"(?:不用|不要|不需要|别|不想|无需|先不|暂时不)(?:再)?(?:帮我|给我)?(?:转|找|接|叫|要)?(?:人工|真人|客服)|人工智能|人工降噪|人工费|人工成本|不是真人|是不是真人|是真人吗|"
    r"是人工吗|是人工还是|真人还是|机器人还是|几点.*人工|人工.*(?:几点|上班|在线时间|时间)|什么时候.*人工|\b(?:don'?t|do not|no) (?:need|want)\b|are you (?:a )?(?:real|human|live)",
    re.IGNORECASE,
)  # fmt: skip
_ORDINAL = re.compile(
    r"^(?:选|我选|就|option |no\.? ?|number )?(?:第)?([一二三四1-4])(?:个|项|条|号)?(?:吧|。|\.)?$", re.IGNORECASE
)
_EDGES = re.compile(r"^[\s,.!?，。！？~～、]+|[\s,.!?，。！？~～、]+$")
_YES = re.compile(r"^(?:好|好的|好吧|好啊|可以|行|行吧|嗯+|对|对的|是|是的|要|需要|ok|okay|yes|yeah|yep|sure|please|please do|go ahead)$", re.IGNORECASE)  # fmt: skip
_NO = re.compile(r"^(?:不|不是|不用|不要|不对|都不是|没有|算了|no|nope|none|neither|none of (?:these|those|them))$", re.IGNORECASE)  # fmt: skip
_VAGUE = re.compile(
    r"^(?:[那这](?:个|样)?(?:呢|吗|怎么样|怎么办|怎么弄)?|然后(?:呢)?|还有(?:呢|吗)?|怎么[办弄搞做]|为什么|为啥|什么意思|具体(?:点|一点|怎么弄|怎么做|呢)?|详细(?:点|一点|说说)?|接着说|继续|再说说|多说点"
    r"|(?:and )?(?:then|that one|this one)|how so|why|how|what do you mean|more|tell me more|more details?|go on|what about (?:that|this|it))$",
    re.IGNORECASE,
)  # fmt: skip
HUMAN, NONE = "human", "none"
MASH = 3
SPOKEN = frozenset("嗯好对是行急催退换哭呜滚烦")
"""Characters that say something even when they stand alone."""


def bare(text: str) -> str:
    """Without punctuation at both ends."""
    return _EDGES.sub("", text)


def asks(option: str) -> bool:
    """Whether a message with this option (empty: typed) says what he wants: his own words, or a question he picked; not
    the answers to what a flow asked, which are collected by name."""
    return not option or option.startswith(("answer:", "flow:"))


def wants_person(text: str) -> bool:
    """Whether a normalised text plainly asks for a person; longer texts are left to the classifier."""
    plain = bare(text)
    return len(plain) <= 60 and bool(_PERSON.search(plain)) and not _NOT.search(plain)


def vague(text: str) -> bool:
    """Whether a text asks nothing by itself (那个呢, 然后呢, tell me more): it speaks of what was said before."""
    return bool(_VAGUE.match(bare(text)))


def blank(text: str) -> bool:
    """Whether a text asks nothing: marks alone (？, …), or one character over and over (啊啊啊啊, 666)."""
    said = {c for c in text if c.isalnum()}
    return bool(text) and (not said or (len(text) > MASH and len(said) == 1 and not said & SPOKEN))


def chosen(text: str, offered: Sequence[Mapping[str, str]]) -> str:
    """The id of the option that a normalised text names: its words, its place, or yes to the only one. Empty when none."""
    if not offered:
        return ""
    plain = bare(text).lower()
    for option in offered:
        if plain and plain == bare(option["text"]).lower():
            return option["id"]
    if m := _ORDINAL.match(plain):
        place = int(m[1]) if m[1].isdigit() else "一二三四".index(m[1]) + 1
        if place <= len(offered):
            return offered[place - 1]["id"]
    if _YES.match(plain):
        real = [o for o in offered if o["id"] != NONE]
        return real[0]["id"] if len(real) == 1 else ""
    return NONE if _NO.match(plain) and any(o["id"] == NONE for o in offered) else ""
