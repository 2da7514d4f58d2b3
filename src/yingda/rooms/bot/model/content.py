# ruff: noqa: E501, SIM905 - lists of words are read by the line
"""What a question is about: its words without those that only make it a question. Pure."""

import re

import rjieba

SUBJECT_CHARS = 24
_IDLE_ZH = re.compile(
    r"请问一?下?|你好|您好|在吗|我想(?:问|知道|了解)(?:一下)?|想问(?:一下)?|麻烦|帮我|给我|我们?|你们家?|您|咱们?|请|一下|"
    r"怎么样|怎么办|怎么|如何|怎样|咋|多少|多久|多长时间|几天|几点|几个|什么时候|啥时候|什么|哪里|哪儿|哪个|哪些|谁|为什么|为啥|"
    r"能不能|可不可以|是不是|有没有|会不会|要不要|可以|能够|能|会|要|想|应该|需要|支持|有|是|用|操作|办理|弄|办|搞|做|"
    r"吗|呢|啊|呀|吧|么|嘛|了|的|地|得|都|就|还|也|再|才|很|把|被|给|和|跟|与|或者|这个|那个|这款|那款|它们?|一个|[，。？！、；：,.?!;:~～\s]+"
)
_KEEP_ZH = re.compile(
    r"支持|会员|可以|功能|能量|有线|有效|需要|性能|使用|通用|专用|信用|费用|用户|要求|地址|目的|的确|得到|都市|了解|和平|还款|还原|再次|才能|用品|商用|在线|是否|节能|智能|能耗|也门"
)
_IDLE_EN = frozenset(
    "a an the i me my mine we us our you your is are was were be been am do does did can could will would shall should may might must have has had to of in on at for from with by "
    "about and or but so if then than that this these those it its they them their there here what when where which who whom whose why how much many long often any some no not yes "
    "please thanks thank hi hello hey ok okay just also too very really something anything get got want need like know tell".split()
)
_AWAY = 0x60000
"""Words that must stay whole are moved out of the way of the characters in them."""


def chunks(text: str, language: str) -> list[str]:
    """What a question is about, without the words that only make it a question."""
    if language == "zh":
        held = _KEEP_ZH.sub(lambda m: "".join(chr(ord(c) + _AWAY) for c in m[0]), text)
        parts = _IDLE_ZH.split(held)
        return ["".join(chr(ord(c) - _AWAY) if ord(c) >= _AWAY else c for c in p) for p in parts if p]
    return [word for word in re.findall(r"[\w'-]+", text) if word not in _IDLE_EN]


def words(text: str) -> list[str]:
    """The same for Chinese as single words of two characters and more, those that can be exchanged for others."""
    return [word for chunk in chunks(text, "zh") for word in rjieba.cut(chunk) if len(word) > 1]


def subject(text: str, language: str) -> str:
    """What a question is about, as far as its form tells: its first content words."""
    found = chunks(text, language)
    said = found[0] if language == "zh" and found else " ".join(found[:3])
    return said[:SUBJECT_CHARS]
