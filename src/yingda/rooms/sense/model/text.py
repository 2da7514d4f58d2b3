# ruff: noqa: E501 - tables of words
"""A visitor's words, made comparable: width, case, script, dialect words and emoji. Used alike on what is learned and on
what is asked, so that both meet in one form.

The original is never lost: what is returned stands beside it.
"""

import re
import unicodedata

from msgspec import Struct
from opencc import OpenCC

CJK = re.compile(r"[\u3400-\u9fff]")
LETTERS = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[a-z]")
_CODES = re.compile(r"\S+@\S+|https?://\S+|[A-Za-z]{1,4}[-－_#]?\d{2,}\w*", re.IGNORECASE)
FEW_LETTERS = 3
SPACES = re.compile(r"\s+")
LONGEST = 600
"""Characters that are understood; a longer message is read from both ends."""

EMOJI = {
    "😊": "开心", "😀": "开心", "😄": "开心", "😁": "开心", "🙂": "", "😍": "喜欢", "🥰": "喜欢", "👍": "很好", "🌹": "谢谢",
    "🙏": "谢谢", "❤": "喜欢", "💯": "很好", "🎉": "太好了", "😡": "生气", "🤬": "气死了", "😠": "生气", "👎": "差评", "💩": "垃圾",
    "😭": "哭", "😢": "难过", "😞": "失望", "😔": "难过", "😟": "担心", "😰": "着急", "😱": "着急", "😫": "烦死了", "😩": "烦死了",
    "🙄": "无语", "😤": "生气", "😅": "", "😂": "", "🤣": "", "💔": "难过", "❓": "？", "❗": "！",
}  # fmt: skip
EMOJI_EN = {
    "开心": "happy", "喜欢": "love it", "很好": "great", "谢谢": "thanks", "太好了": "great", "生气": "angry",
    "气死了": "furious", "差评": "terrible", "垃圾": "rubbish", "哭": "crying", "难过": "sad", "失望": "disappointed",
    "担心": "worried", "着急": "worried", "烦死了": "annoyed", "无语": "speechless",
}  # fmt: skip
_EMOJI = re.compile("|".join(map(re.escape, EMOJI)))
_MARKS = re.compile("[\u200b-\u200f\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")

# Words of Cantonese, Sichuan, the North-East and Shanghai that stand in service talk, in the words of the standard
# language. Only words that mean nothing else in it: 系 (联系, 系统) and 点 (三点) are mapped within longer words only.
DIALECT = {
    "唔该": "谢谢", "唔系": "不是", "系咪": "是不是", "系唔系": "是不是", "唔": "不", "嘅": "的", "咗": "了", "喺": "在", "冇": "没有",
    "揾": "找", "咩": "什么", "乜嘢": "什么", "乜": "什么", "俾": "给", "畀": "给", "嚟": "来", "呢个": "这个", "嗰个": "那个", "佢": "他",
    "边度": "哪里", "边个": "谁", "边款": "哪款", "几时": "什么时候", "几耐": "多久", "点样": "怎么样", "点解": "为什么", "点搞": "怎么办",
    "点算": "怎么办", "点用": "怎么用", "点退": "怎么退", "点换": "怎么换", "点开": "怎么开", "睇": "看", "而家": "现在", "听日": "明天",
    "寻日": "昨天", "琴日": "昨天", "返嚟": "回来", "得唔得": "行不行", "仲未": "还没", "仲有": "还有", "啲": "些", "嘢": "东西", "攞": "拿",
    "喇": "了", "咁": "这么", "啱": "刚", "黐线": "有病",
    "啥子": "什么", "咋个": "怎么", "咋整": "怎么办", "咋办": "怎么办", "咋弄": "怎么弄", "咋": "怎么", "啥时候": "什么时候", "啥": "什么",
    "莫得": "没有", "没得": "没有", "要得": "好的", "巴适": "很好", "晓得": "知道", "瞅": "看", "俺": "我", "嘎哈": "干什么", "唠": "聊",
    "侬": "你", "阿拉": "我们", "伐啦": "吗", "伐？": "吗？", "勿要": "不要", "勿": "不", "搿个": "这个",
}  # fmt: skip
_DIALECT = re.compile("|".join(re.escape(w) for w in sorted(DIALECT, key=len, reverse=True)))
_SIMPLE = OpenCC("t2s")


class Normal(Struct, frozen=True):
    """`text`: NFKC, lower case, simplified script, emoji as words. `standard`: with dialect words in standard ones; this is
    what is classified. `language`: zh or en."""

    raw: str
    text: str
    standard: str
    language: str


def has_emoji(text: str) -> bool:
    """Whether there is any emoji that says how somebody feels."""
    return bool(_EMOJI.search(text))


def language_of(text: str, hint: str = "") -> str:
    """zh or en, by the letters: a Chinese character weighs as much as four Latin letters (新款 iPhone 怎么退 is Chinese).
    Codes, numbers and addresses are no language; `hint` (a tag) decides where there are hardly any letters."""
    folded = _CODES.sub(" ", text).lower()
    chinese, latin = len(CJK.findall(folded)), len(LATIN.findall(folded))
    if not chinese and latin <= FEW_LETTERS:
        return "en" if short(hint) not in ("zh", "") else "zh" if hint or not latin else "en"
    return "zh" if chinese * 4 >= latin else "en"


def short(tag: str) -> str:
    """The first part of a language tag, lower case: zh-CN -> zh."""
    return tag.lower().replace("_", "-").split("-", 1)[0]


def simplified(text: str) -> str:
    """Chinese in simplified script."""
    return _SIMPLE.convert(text) if CJK.search(text) else text


def standard(text: str) -> str:
    """Dialect words replaced by standard ones."""
    return _DIALECT.sub(lambda m: DIALECT[m.group()], text)


def whole(raw: str) -> str:
    """All of a text in simplified lower case, uncut: for what must not be missed anywhere in it."""
    return simplified(unicodedata.normalize("NFKC", _MARKS.sub("", raw)).lower())


def normalise(raw: str, hint: str = "") -> Normal:
    """All forms of a message."""
    if len(raw) > LONGEST:
        raw = raw[: LONGEST // 2] + " " + raw[-LONGEST // 2 :]
    language = language_of(raw, hint)
    text = _EMOJI.sub(lambda m: _spoken(m.group(), language), _MARKS.sub("", raw))
    text = SPACES.sub(" ", simplified(unicodedata.normalize("NFKC", text).lower())).strip()
    return Normal(raw, text, standard(text) if language == "zh" else text, language)


def _spoken(emoji: str, language: str) -> str:
    word = EMOJI[emoji]
    return word if language == "zh" else f" {EMOJI_EN.get(word, word)} "
