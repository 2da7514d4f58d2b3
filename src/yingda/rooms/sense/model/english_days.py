# ruff: noqa: E501 - patterns are read by the line
"""Days as English names them: next Monday, November 3rd, by the 28th, in early March, by the end of next week."""

import re
from collections.abc import Sequence
from datetime import datetime

from .calendar import DAY, Found, Reader, Reading, Span, part

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    r"(?P<w>last|past|next|this coming|this|coming)?\s?(?:on )?(?P<d>monday|mon|tuesday|tues|tue|wednesday|wed|thursday|thurs|thu|friday|fri|saturday|sat|sunday|sun)\b"
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_M = "|".join(f"{m}|{m[:3]}" for m in _MONTHS) + "|sept"
_D = r"3[01]|[12]\d|0?[1-9]"
_DATE = re.compile(
    rf"(?P<m>{_M})\.? (?:the )?(?P<d>{_D})(?:st|nd|rd|th)?(?:,? (?P<y>20\d\d))?\b(?!:)|(?:the )?(?P<d2>{_D})(?:st|nd|rd|th)? (?:of )?(?P<m2>{_M})\b\.?(?:,? (?P<y2>20\d\d))?"
)
_DAY_ALONE = re.compile(rf"(?P<d>{_D})(?:st|nd|rd|th)?\b(?![:/.]| ?(?:am|pm))")
_AFTER_MONTH = re.compile(rf"(?:{_M})\.? \d+(?:st|nd|rd|th)? ?\W ?$")
_WHERE = r"(?:(?:the )?(?P<p>beginning|start|middle|end) of |(?P<q>early|mid|late)[ -]?)"
_MONTH = re.compile(
    rf"{_WHERE}?(?P<w>last |next |this )?(?P<m>{'|'.join(_MONTHS)}|sept?|oct|nov|dec|jan|feb)\b(?:,? (?P<y>20\d\d))?"
)
_TIMELY = re.compile(r"(?:\bin|since|until|till|\bby|before|after|during|of|from|through|to) $")
_WITHIN = re.compile(rf"{_WHERE}(?:the |this )?(?P<w>next |last )?(?P<u>week|month|year)\b|(?P<e>month|year)[ -]end")
_AFTER_NEXT = re.compile(r"the (?P<u>week|month) (?P<w>after next|before last)")
_PAST = re.compile(r"(?:the )?past (?P<u>week|month|year)\b")
_YEAR = re.compile(r"(?P<y>20[0-4]\d)\b(?![-/.:%])")
_NTH = re.compile(
    rf"the (?P<d>{_D})(?:st|nd|rd|th)\b(?=$|[.,!?;]| (?:at|in the|and|to|of (?:this|next) month|please|works|is|was|but|because|or|until|if|then|we|i)\b)(?P<next> of next month)?"
)
_ON = re.compile(r"(?:\bon|\bby|before|after|until|till|since|from|to) $")
_WHICH = {"beginning": "初", "start": "初", "early": "初", "middle": "中", "mid": "中", "end": "底", "late": "底"}
_AWAY = {"last": -1, "next": 1, "this": 0, "after next": 2, "before last": -2}
_AMONG = {"初": (0, 2), "中": (2, 3), "底": (4, 6)}
"""The days of a week that are its beginning, middle, end."""


def english_readers(now: datetime) -> Sequence[Reader]:
    """The readers of English days for the present moment."""
    reading = _English(now.replace(hour=0, minute=0, second=0, microsecond=0))
    return reading.weekday, reading.date, reading.month, reading.within, reading.nth


class _English(Reading):
    """English ways of naming a day, seen from `today`."""

    def weekday(self, text: str, at: int, first: Span | None) -> Found | None:
        """next Monday, on Friday."""
        m = _WEEKDAY.match(text, at)
        if m is None or (m["d"] in ("mon", "sat", "sun", "wed") and not m["w"] and not text.endswith(m["d"])):
            return None
        number = next(i for i, name in enumerate(_DAYS) if name.startswith(m["d"][:3]))
        if m["w"] in ("last", "past"):
            return self.one(self.today - ((self.today.weekday() - number - 1) % 7 + 1) * DAY, m.end())
        if m["w"] in ("next", "coming", "this coming"):
            return self.one(self.today + ((number - self.today.weekday() - 1) % 7 + 1) * DAY, m.end())
        return self.one(self.nearest_weekday(number, text, m.end(), first), m.end())

    def date(self, text: str, at: int, first: Span | None) -> Found | None:
        """November 3rd, 3 Nov 2026; the 7 of "Dec 3-7"."""
        m = _DATE.match(text, at)
        if m is None:
            return self._day_upto(text, at, first)
        name, number, year = m["m"] or m["m2"], int(m["d"] or m["d2"]), m["y"] or m["y2"]
        month = _month(name)
        made = self.day(int(year), month, number) if year else self.closest(month, number, first)
        return self.one(made, m.end()) if made else None

    def _day_upto(self, text: str, at: int, first: Span | None) -> Found | None:
        m = _DAY_ALONE.match(text, at)
        if m is None or first is None or first.exact or not _AFTER_MONTH.search(text[max(0, at - 24) : at]):
            return None
        made = self.day(first.first.year, first.first.month, int(m["d"]))
        return self.one(made, m.end()) if made and made > first.first else None

    def month(self, text: str, at: int, first: Span | None) -> Found | None:
        """in March, early December, June 2025, last October."""
        m = _MONTH.match(text, at)
        if m is None:
            if (m := _YEAR.match(text, at)) and _TIMELY.search(text[max(0, at - 8) : at]):
                return part(int(m["y"]), 0, ""), m.end()
            return None
        which = m["p"] or m["q"] or ""
        if (len(m["m"]) < 6 or m["m"] == "march") and not (
            m["w"] or which or m["y"] or _TIMELY.search(text[max(0, at - 8) : at])
        ):
            return None
        month, word, today = _month(m["m"]), (m["w"] or "").strip(), self.today
        if m["y"]:
            year = int(m["y"])
        elif word == "last":
            year = today.year - (month >= today.month)
        elif word == "next":
            year = today.year + (month <= today.month)
        else:
            near = self.closest(month, 15, first)
            year = near.year if near and not word else today.year
            if "since " in text[max(0, at - 8) : at] and (year, month) > (today.year, today.month):
                year -= 1
        return part(year, month, _WHICH.get(which, "")), m.end()

    def within(self, text: str, at: int, _: Span | None) -> Found | None:
        """the end of the month, early next week, the week after next, the past month."""
        if m := _PAST.match(text, at):
            back = self.away(-1, m["u"])
            return Span(back, self.today, moved=True), m.end()
        m, which = _AFTER_NEXT.match(text, at), ""
        if m is None:
            m = _WITHIN.match(text, at)
            if m is None:
                return None
            which = _WHICH["end" if m["e"] else m["p"] or m["q"]]
        word = (m["w"] or "this").strip()
        unit = m["u"] or m["e"]
        if unit == "week":
            monday = self.week(_AWAY[word])
            first, last = _AMONG.get(which, (0, 6))
            return Span(monday + first * DAY, monday + last * DAY), m.end()
        if unit == "year":
            return part(self.today.year + _AWAY[word], 0, which), m.end()
        month = self.today.year * 12 + self.today.month - 1 + _AWAY[word]
        return part(month // 12, month % 12 + 1, which), m.end()

    def nth(self, text: str, at: int, _: Span | None) -> Found | None:
        """on the 28th: of this month; of the next when it is long past and lies before us ("by the 5th")."""
        m = _NTH.match(text, at)
        before = text[max(0, at - 8) : at]
        if m is None or not _ON.search(before):
            return None
        month = self.today.year * 12 + self.today.month - 1 + bool(m["next"])
        made = self.day(month // 12, month % 12 + 1, int(m["d"]))
        if made and (self.today - made).days > 7 and re.search(r"(?:by|before|until|till) $", before):
            made = self.day((month + 1) // 12, (month + 1) % 12 + 1, int(m["d"]))
        return self.one(made, m.end()) if made else None


def _month(name: str) -> int:
    return next(i for i, one in enumerate(_MONTHS, 1) if one.startswith(name[:3]))
