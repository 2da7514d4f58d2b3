"""Chinese and Arabic numbers as people type them:
三, 十二, 二十五, 两千三百, 一百零五, 两万五, 二〇二六, 半, 3.5, 1,299."""

import re

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3, "廿": 20, "幺": 1}
UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}
HAN = "零〇一二两俩仨三四五六七八九十百千万亿廿"
NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|[{HAN}]+|半)"
"""A pattern of one number."""
_PLAIN = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def value(text: str) -> float | None:
    """The number that `text` says, or None when it says none."""
    if _PLAIN.fullmatch(text):
        return float(text.replace(",", ""))
    if text == "半":
        return 0.5
    if not text or any(c not in HAN for c in text):
        return None
    if not any(c in UNITS or c in LARGE for c in text):
        return _by_digits(text)
    return _by_units(text)


def _by_digits(text: str) -> float | None:
    """二〇二六 -> 2026; one character alone is its number."""
    total = 0
    for c in text:
        if DIGITS[c] > 9:
            total += DIGITS[c]
        else:
            total = total * 10 + DIGITS[c] if total < 20 or "廿" not in text else total + DIGITS[c]
    return float(total)


def _by_units(text: str) -> float | None:
    """两千三百零五 -> 2305; 两万五 -> 25000; a digit at the end after a large unit is of the next smaller one."""
    total, section, digit, last = 0, 0, 0, 1
    for i, c in enumerate(text):
        if c in DIGITS:
            digit, last = DIGITS[c], 1 if i and text[i - 1] in "零〇" else last
        elif c in UNITS:
            section += (digit or (1 if not section or c == "十" else 0)) * UNITS[c]
            digit, last = 0, UNITS[c]
        else:
            total = (total + section + digit) * LARGE[c]
            section, digit, last = 0, 0, LARGE[c]
    return float(total + section + (digit * (last // 10) if digit and last >= 100 else digit))
