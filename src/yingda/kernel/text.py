"""Text that came from outside. Everything that is kept or compared passes through here first."""

import re
import unicodedata

from .errors import BadInput, TooLarge
from .limits import NAME_CHARS, TEXT_CHARS

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff\ufffe\uffff]")
OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
CJK = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def clean(text: str, limit: int = TEXT_CHARS) -> str:
    """`text` without control characters, lone surrogates and direction overrides (which make one sentence look like
    another), trimmed. Raises `TooLarge` beyond `limit` characters: text is refused whole, never cut."""
    if len(text) > limit:
        raise TooLarge(
            "text_too_long", f"太长了，最多 {limit} 个字", f"Too long: at most {limit} characters", limit=limit
        )
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return OVERRIDES.sub("", CONTROL.sub("", unicodedata.normalize("NFC", text))).strip()


def clean_line(text: str, what: str = "name", limit: int = NAME_CHARS, *, empty: bool = False) -> str:
    """One line: a name, a title. Raises `BadInput` when nothing is left and `empty` is not allowed."""
    line = re.sub(r"\s+", " ", clean(text, limit * 4))
    if not line and not empty:
        raise BadInput("empty", "这一项不能为空", "This must not be empty", field=what)
    if len(line) > limit:
        raise TooLarge(
            "text_too_long", f"太长了，最多 {limit} 个字", f"Too long: at most {limit} characters", field=what
        )
    return line


def cut(text: str, limit: int) -> str:
    """`text` on one line, shortened to `limit` characters with an ellipsis: for previews."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def is_chinese(text: str) -> bool:
    """Whether there is any Chinese character."""
    return bool(CJK.search(text))


def pick(words: dict[str, str], language: str) -> str:
    """The text of a `{"zh": …, "en": …}` pair that suits `language`, else whatever there is."""
    first = "zh" if language.lower().startswith("zh") else language.lower()[:2]
    return words.get(first) or words.get("en") or words.get("zh") or next(iter(words.values()), "")
