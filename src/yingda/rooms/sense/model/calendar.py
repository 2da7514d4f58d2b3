# ruff: noqa: E501, DTZ001, PLR0911, SIM905 - patterns are read by the line; wall-clock times of the visitor's own zone, which the caller has chosen
"""Days that people name: today, 下周五, 11月3号, three weeks ago, the day before 双十一. One reader for each way of
saying it; `times` asks them all at a place and takes the longest. English days of the week and dates: `english_days`."""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from . import festivals
from .numerals import NUMBER, value

DAY = timedelta(1)


class Span(Struct, frozen=True):
    """From `first` to `last`, both within it. `exact`: to the minute, else whole days. `open`: one end is not known.
    `moved`: counted from another time, so that 前 and 后 belong to it already."""

    first: datetime
    last: datetime
    exact: bool = False
    open: str = ""
    moved: bool = False

    def iso(self) -> str:
        """ISO 8601; `..` for an open end."""
        if self.open:
            return f"../{self._say(self.last)}" if self.open == "before" else f"{self._say(self.first)}/.."
        a, b = self._say(self.first), self._say(self.last)
        return a if a == b else f"{a}/{b}"

    def before(self) -> str:
        """Until it, it included: whoever wants it "before Friday" is content on Friday."""
        return f"../{self._say(self.last)}"

    def after(self) -> str:
        """From it on."""
        return f"{self._say(self.first)}/.."

    def _say(self, at: datetime) -> str:
        return at.strftime("%Y-%m-%dT%H:%M" if self.exact else "%Y-%m-%d")


Found = tuple[Span, int]
Reader = Callable[[str, int, Span | None], Found | None]
_DAYS = {
    "大大前天": -4, "大前天": -3, "大前日": -3, "前天": -2, "前儿": -2, "前日": -2, "前晚": -2, "昨天": -1, "昨儿个": -1, "昨儿": -1, "昨日": -1, "寻日": -1, "琴日": -1, "昨": -1, "今天": 0,
    "今儿个": 0, "今儿": 0, "今日": 0, "当天": 0, "今": 0, "明天": 1, "明儿个": 1, "明儿": 1, "明日": 1, "听日": 1, "聽日": 1, "明": 1, "后天": 2, "后日": 2, "后儿": 2, "大后天": 3, "大后日": 3,
    "大大后天": 4, "the day before yesterday": -2, "day before yesterday": -2, "the day after tomorrow": 2, "day after tomorrow": 2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "tmr": 1, "tmrw": 1, "last night": -1,
}  # fmt: skip
_SHORT = r"(?=\s?(?:早(?!就)|晚|夜|晨|上午|下午|中午|凌晨|傍晚|午))"
_DAY = re.compile(
    "|".join(rf"{d}{_SHORT}" if len(d) == 1 else re.escape(d) for d in sorted(_DAYS, key=len, reverse=True))
)
_NOT_DAY = re.compile(r"(?:天气|天书)")
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6, "末": 5} | {str(i): i - 1 for i in range(1, 8)}
_WEEKDAY = re.compile(
    r"(?P<w>上上|上|下下|下|这|本)?(?:一)?个?(?:周|星期|礼拜|週)(?P<d>[一二三四五六日天末]|[1-7](?![\d%天个]))(?!到(?:的)?服务|期|次)"
)
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1, "下下": 2}
_BLOCK = re.compile(
    r"(?P<w>上上|上|下下|下|这|本|今|去|明|前|后|last|next|this)\s?(?:一)?个?(?P<u>周末|周(?![一二三四五六日天\d年])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|月|年|weekend|week|month|year)(?:份)?"
    r"(?P<p>初|中(?!旬)|底|末|上旬|中旬|下旬)?(?![一二三四五六七八九十\d]+(?:号|日))"
)
_OF_YEAR = r"(?:(?P<yw>今年|去年|明年|前年|后年)|(?P<y>20\d\d)(?=年))"
_WHOLE_YEAR = re.compile(
    r"(?P<y>20\d\d|二[〇零]二[〇零一二三四五六七八九])年(?:度|的)?(?![\d一二三四五六七八九十元正前后内款版产初中底末上下全第]|以[前后]|之[前后])"
)
_QUARTER = re.compile(rf"(?:{_OF_YEAR}年?的?)?(?:(?P<w>上|下|这|本)个?|第)?(?P<q>[一二三四1-4])?(?:个)?季度")
_BARE_PART = re.compile(
    rf"(?:{_OF_YEAR}年?的?)?(?:(?P<u>年)(?P<p>初|中|底|末)|(?P<h>上|下)半年)|(?P<m>月)(?P<mp>初|中|底|末)|周末|本?(?P<t>上|中|下)旬"
)
_YEAR = r"(?:(?P<y>20\d\d|二[〇零]二[〇零一二三四五六七八九]|\d\d(?=年))年?|(?P<yw>今年|去年|明年|前年|后年))?(?:的|[-/.])?\s?"
_N12 = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元|正"
_N31 = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九]"
_DATE = re.compile(
    rf"{_YEAR}(?P<m>{_N12})月份?的?(?P<d>{_N31})(?:(?:日|号|號)(?!线|楼|店|仓|门)|(?=\s?[-~—至到]\s?(?:{_N31})(?:日|号|號)))"
)
_ISO = re.compile(r"(?P<y>20\d\d)[-/.](?P<m>1[0-2]|0?[1-9])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)")
_SLASH = re.compile(r"(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?![\d/折])")
_POINT = re.compile(
    r"(?P<m>1[0-2]|0?[1-9])\.(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.]|\s?(?:元|块|公斤|千克|斤|米|折|%|kg|cm|g|k|w|万))"
)
_POINT_SAYS = re.compile(
    r"\s?(?:号|日|那天|当天|当日|我?(?:买|下单|下的|付|拍|申请|寄|签收|收到|到货|预约|办|订|交|发货|退|入住|出发)|[之以]?前|[之以]?后|(?:到|至|-|~)\d{1,2}\.\d{1,2}(?![\d元块公斤千米]|kg|cm|%))"
)
_MONTH = re.compile(
    rf"{_YEAR}(?P<m>{_N12})月(?:份)?(?P<p>初|中|底|末|上旬|中旬|下旬)?(?!\d|[一二三四五六七八九十]+[日号]|卡|票|租|费|薪|供|饼)"
)
_DAY_OF = re.compile(
    rf"(?P<w>上上|上|下下|下|这|本)?个?(?P<u>月)?的?(?P<d>{_N31})(?:号|號|日)(?!线|楼|店|仓|门|床|院|车|客|坐|机|码|球|电|字|色|商|院|柜|桌|房|令|元)"
)
_AHEAD = re.compile(r"(?:之|以)?前|(?:还|就|才)?(?:能|可以|会|想|要|得|过生日|出发|到期|开学|搬)")
EN_NUMBERS = {
    n: float(i) for i, n in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_COUNT = re.compile(
    rf"(?P<n>{NUMBER}|{'|'.join(EN_NUMBERS)}|an?|a couple of|a few)\s?(?P<half>个半|个多)?(?P<u>天|日(?!常)|个?星期|周|个?礼拜|个?月|年|days?|weeks?|months?|years?|fortnight)(?P<h2>半(?!价))?"
)
_AGO = re.compile(r"\s?(?:(?:之|以)?前|ago|back)")
_LATER = re.compile(r"\s?(?:(?:之|以)?后|過后|过后|later|from now|from today)")
_WITHIN = re.compile(r"\s?(?:(?:之|以)?内)")
_PAST = re.compile(r"(?:最近|近|过去|过去的|这|刚过去的|past |last |recent |the last |the past )$")
_COMING = re.compile(r"(?:未来|接下来|往后|今后|以后|next |the next |coming )$")
_AFTER_IN, _WITHIN_IN = re.compile(r"\bin $|再过$|过$|再等$|再有$"), re.compile(r"within $|within the next $")
_PASSING = re.compile(rf"(?:再过|过|再等)(?P<n>{NUMBER})(?P<u>天|个?星期|周|个?礼拜|个?月|年)(?!了|期|生)")
_FESTIVAL = re.compile(
    rf"(?:(?P<y>20\d\d)年?|(?P<yw>今年|去年|明年|前年|后年|last|next|this))?的?\s?(?P<f>{festivals.PATTERN})(?P<e>期间|假期|放假期间|长假|黄金周|那几天)?"
)
_BESIDE = re.compile(rf"的?(?P<w>前|后)(?P<n>{NUMBER})天|的?(?P<eve>前夕|前一晚|头天)|的?(?:当天|当日|那天)")
_BEFORE = re.compile(r"(?:之|以)?前(?![^，。,.]{0,3}(?:买|下单|付))")
_SPOKEN_OF_PAST = re.compile(
    r"[^，。,.!?！？；]{0,6}?(?:买|下单|下的|付|拍|寄出|收到|签收|发的|订的|办的|交的|退的|到的|申请的|了$|了[，。,]|的$|bought|ordered|paid|placed|received|arrived)"
)
_YEARS = {"今年": 0, "去年": -1, "明年": 1, "前年": -2, "后年": 2, "last": -1, "next": 1, "this": 0}


def day_readers(now: datetime) -> Sequence[Reader]:
    """The readers of days for the present moment."""
    at = now.replace(hour=0, minute=0, second=0, microsecond=0)
    reading = Reading(at)
    return (
        reading.near, reading.weekday, reading.block, reading.bare, reading.quarter, reading.date, reading.month,
        reading.day_of, reading.counted, reading.passing, reading.festival,
    )  # fmt: skip


class Reading:
    """All ways of naming a day, seen from `today`."""

    def __init__(self, today: datetime) -> None:
        self.today = today

    def one(self, day: datetime, end: int) -> Found:
        return Span(day, day), end

    def near(self, text: str, at: int, _: Span | None) -> Found | None:
        """今天, 大后天, tomorrow."""
        m = _DAY.match(text, at)
        if m is None or _NOT_DAY.match(text, m.end() - 1):
            return None
        name = m.group()
        end = m.end() - 1 if name.endswith("晚") else m.end() - 5 if name in ("tonight", "last night") else m.end()
        if text[at : m.end()] == "last night":
            return Span(self.today - DAY, self.today - DAY), m.end()
        return self.one(self.today + _DAYS[name] * DAY, m.end() if name == "tonight" else end)

    def weekday(self, text: str, at: int, first: Span | None) -> Found | None:
        """下周三, 周五, 周末."""
        m = _WEEKDAY.match(text, at)
        if m is None:
            return None
        number = _WEEKDAYS[m["d"]]
        if m["d"] == "末":
            start = self.week(_WEEKS[m["w"]] if m["w"] else 0) + 5 * DAY
            return Span(start, start + DAY), m.end()
        if m["w"]:
            return self.one(self.week(_WEEKS[m["w"]]) + number * DAY, m.end())
        return self.one(self.nearest_weekday(number, text, m.end(), first), m.end())

    def nearest_weekday(self, number: int, text: str, end: int, first: Span | None) -> datetime:
        """The coming one; the last one where the words speak of what is past."""
        if first is not None:
            return first.first.replace(hour=0, minute=0) + ((number - first.first.weekday()) % 7) * DAY
        ahead = self.today + ((number - self.today.weekday()) % 7) * DAY
        return ahead - 7 * DAY if ahead > self.today and is_past(text, end) else ahead

    def week(self, away: int) -> datetime:
        return self.today - self.today.weekday() * DAY + 7 * away * DAY

    def block(self, text: str, at: int, _: Span | None) -> Found | None:
        """上个月, 下周, 明年, next week; with 初, 中, 底."""
        m = _BLOCK.match(text, at)
        if m is None:
            return None
        word, unit = m["w"], m["u"]
        if word in ("今", "去", "明", "前", "后") and text[at + 1] != "年":
            return None
        away = _WEEKS.get(
            word, {"今": 0, "去": -1, "明": 1, "前": -2, "后": 2, "last": -1, "next": 1, "this": 0}.get(word, 0)
        )
        if unit in ("周末", "weekend"):
            start = self.week(away) + 5 * DAY
            return Span(start, start + DAY), m.end()
        if unit in ("周", "星期", "礼拜", "week"):
            return (Span(self.week(away), self.week(away) + 6 * DAY), m.end()) if word not in "今去明前后" else None
        if unit in ("年", "year"):
            if word in ("上", "下", "这", "本", "上上", "下下") and word not in ("这", "本"):
                return None
            year = self.today.year + away
            return (part(year, 0, m["p"] or "")), m.end()
        month = self.today.year * 12 + self.today.month - 1 + away
        return part(month // 12, month % 12 + 1, m["p"] or ""), m.end()

    def bare(self, text: str, at: int, _: Span | None) -> Found | None:
        """月底, 年初, 下旬, 上半年, 周末, end of the month."""
        m = _BARE_PART.match(text, at)
        if m is None:
            return None
        year, month = self.today.year, self.today.month
        if m.group() == "周末":
            return Span(self.week(0) + 5 * DAY, self.week(0) + 6 * DAY), m.end()
        if m["t"]:
            return part(year, month, m["t"]), m.end()
        if m["m"]:
            return part(year, month, m["mp"]), m.end()
        year = self._year(m["y"], m["yw"]) or year
        if m["h"]:
            half = (
                (datetime(year, 1, 1), datetime(year, 6, 30))
                if m["h"] == "上"
                else (datetime(year, 7, 1), datetime(year, 12, 31))
            )
            return Span(*half), m.end()
        return part(year, 0, m["p"] or ""), m.end()

    def quarter(self, text: str, at: int, _: Span | None) -> Found | None:
        """第三季度, 上季度, 去年四季度, and a whole year: 2025年."""
        if m := _WHOLE_YEAR.match(text, at):
            return part(self._year(m["y"], None), 0, ""), m.end()
        m = _QUARTER.match(text, at)
        if m is None or bool(m["w"]) == bool(m["q"]):
            return None
        year, number = self._year(m["y"], m["yw"]) or self.today.year, int(value(m["q"]) or 0) if m["q"] else 0
        if m["w"]:
            year, number = divmod(year * 4 + (self.today.month - 1) // 3 + _WEEKS[m["w"]], 4)
            number += 1
        last = number * 3
        return Span(datetime(year, last - 2, 1), datetime(year, last, monthrange(year, last)[1])), m.end()

    def date(self, text: str, at: int, first: Span | None) -> Found | None:
        """11月3号, 2026-11-03, 11/3."""
        m = _DATE.match(text, at) or _ISO.match(text, at) or _SLASH.match(text, at) or _POINT.match(text, at)
        if m is None or (
            m.re in (_SLASH, _POINT) and at and text[at - 1] in "/.-:0123456789¥￥第v版" and first is None
        ):
            return None
        end = m.end()
        if m.re is _POINT:
            says = _POINT_SAYS.match(text, end)
            if says is None and first is None and m.group() not in ("11.11", "12.12"):
                return None
            end = says.end() if says is not None and says.group().strip() in ("号", "日") else end
        groups = m.groupdict()
        month, day = _month(m["m"]), int(value(m["d"]) or 0)
        year = self._year(groups.get("y"), groups.get("yw"))
        made = self.day(year, month, day) if year else self.closest(month, day, first)
        return self.one(made, end) if made else None

    def month(self, text: str, at: int, first: Span | None) -> Found | None:
        """十月, 明年三月, 11月底."""
        m = _MONTH.match(text, at)
        if m is None or (at and text[at - 1] in "个.0123456789"):
            return None
        month, year = _month(m["m"]), self._year(m["y"], m["yw"])
        if not year:
            near = self.closest(month, 15, first)
            year = near.year if near else self.today.year
        return part(year, month, m["p"] or ""), m.end()

    def day_of(self, text: str, at: int, first: Span | None) -> Found | None:
        """3号, 下个月5号, and the 5号 of 11月3号到5号."""
        m = _DAY_OF.match(text, at)
        if (
            m is None
            or bool(m["w"]) != bool(m["u"])
            or (at and text[at - 1] in "月第.0123456789一二三四五六七八九十年")
        ):
            return None
        if m.group().endswith("日") and not m["u"] and first is None:
            return None
        day = int(value(m["d"]) or 0)
        base = first.first if first is not None and not m["w"] else self.today
        month = base.year * 12 + base.month - 1 + _WEEKS.get(m["w"] or "本", 0)
        made = self.day(month // 12, month % 12 + 1, day)
        if made and first is None and not m["w"] and (self.today - made).days > 7 and _AHEAD.match(text, m.end()):
            made = self.day((month + 1) // 12, (month + 1) % 12 + 1, day)
        return self.one(made, m.end()) if made else None

    def counted(self, text: str, at: int, _: Span | None) -> Found | None:
        """三天前, 两周后, 七天内, 最近一周, in two weeks."""
        m = _COUNT.match(text, at)
        if m is None or (at and text[at - 1] in "第.0123456789每"):
            return None
        count = {"a": 1.0, "an": 1.0, "a couple of": 2.0, "a few": 3.0, **EN_NUMBERS}.get(m["n"]) or value(m["n"])
        if count is None or count > 3000 or (m["u"] == "月" and not m["half"] and re.fullmatch(_N12, m["n"])):
            return None
        count += 0.5 * bool(m["half"] == "个半" or m["h2"])
        before, end, unit = text[max(0, at - 16) : at], m.end(), m["u"]
        if after := _AGO.match(text, end):
            return self._moved(-count, unit, after.end())
        if after := _LATER.match(text, end):
            return self._moved(count, unit, after.end())
        if after := _WITHIN.match(text, end):
            return self._upto(count, unit, after.end())
        if _PAST.search(before):
            back = self.away(-count, unit)
            return Span(back, self.today, moved=True), end
        if _COMING.search(before) or _WITHIN_IN.search(before):
            return self._upto(count, unit, end)
        return self._moved(count, unit, end) if _AFTER_IN.search(before) else None

    def passing(self, text: str, at: int, _: Span | None) -> Found | None:
        """过两天, 再过一周."""
        m = _PASSING.match(text, at)
        count = value(m["n"]) if m else None
        return self._moved(count, m["u"], m.end()) if m and count else None

    def _moved(self, count: float, unit: str, end: int) -> Found:
        day = self.away(count, unit)
        return Span(day, day, moved=True), end

    def _upto(self, count: float, unit: str, end: int) -> Found:
        return Span(self.today, self.away(count, unit), moved=True), end

    def away(self, count: float, unit: str) -> datetime:
        """So many days, weeks, months or years from today; half a month is 15 days."""
        if "月" in unit or "month" in unit:
            return self._months(int(count)) + (15 if count > 0 else -15) * (count % 1 > 0) * DAY
        if "年" in unit or "year" in unit:
            return self._months(round(count * 12))
        week = unit.endswith(("周", "星期", "礼拜")) or "week" in unit or unit == "fortnight"
        return self.today + timedelta(round(count * (14 if unit == "fortnight" else 7 if week else 1)))

    def _months(self, count: int) -> datetime:
        month = self.today.year * 12 + self.today.month - 1 + count
        year = max(1, min(9998, month // 12))
        return datetime(year, month % 12 + 1, min(self.today.day, monthrange(year, month % 12 + 1)[1]))

    def festival(self, text: str, at: int, _: Span | None) -> Found | None:
        """双十一, 去年国庆, 春节期间, 圣诞节前一天."""
        m = _FESTIVAL.match(text, at)
        if (
            m is None
            or (m["f"] == "十一" and re.match(r"[月号日点个块元万千百天年岁级件次条人位]", text[m.end() :]))
            or (m["f"] == "十一" and not m["e"] and at and text[at - 1] in "二三四五六七八九第")
        ):
            return None
        year = self._year(m["y"], m["yw"])
        found = festivals.day(m["f"], year) if year else festivals.nearest(m["f"], self.today.date())
        if found and not year and found > self.today.date() and is_past(text, m.end()):
            found = festivals.day(m["f"], found.year - 1)
        if found is None:
            return None
        day = datetime(found.year, found.month, found.day)
        if m["e"]:
            return Span(day, day + (festivals.LASTS.get(festivals.canonical(m["f"]), 1) - 1) * DAY), m.end()
        beside = _BESIDE.match(text, m.end())
        if beside is None:
            return self.one(day, m.end())
        if beside["w"]:
            away = int(value(beside["n"]) or 0)
            there = day + (away if beside["w"] == "后" else -away) * DAY
            return Span(there, there, moved=True), beside.end()
        return self.one(day - DAY * bool(beside["eve"]), beside.end())

    def _year(self, number: str | None, word: str | None) -> int:
        if number:
            year = int(value(number) or 0)
            return year + 2000 if year < 100 else year
        return self.today.year + _YEARS[word] if word else 0

    def day(self, year: int, month: int, day: int) -> datetime | None:
        try:
            return datetime(year, month, day)
        except ValueError:
            return None

    def closest(self, month: int, day: int, first: Span | None) -> datetime | None:
        """The day of the year nearest to today; after another, the next one."""
        days = [d for y in (-1, 0, 1) if (d := self.day(self.today.year + y, month, day))]
        if first is not None and (later := [d for d in days if d >= first.first]):
            return later[0]
        return min(days, key=lambda d: abs((d - self.today).days)) if days else None


def _month(text: str) -> int:
    return 1 if text in ("元", "正") else int(value(text) or 0)


def part(year: int, month: int, which: str) -> Span:
    """A month (0: the whole year), or its beginning, middle or end."""
    if not month:
        months = {"": (1, 12), "初": (1, 1), "中": (6, 7), "底": (12, 12), "末": (12, 12)}[which[:1]]
        return Span(datetime(year, months[0], 1), datetime(year, months[1], monthrange(year, months[1])[1]))
    last = monthrange(year, month)[1]
    days = {"初": (1, 10), "上": (1, 10), "中": (11, 20), "底": (21, last), "末": (21, last), "下": (21, last)}
    first, upto = days.get(which[:1], (1, last))
    return Span(datetime(year, month, first), datetime(year, month, upto))


def is_past(text: str, at: int) -> bool:
    """Whether the words after a day tell what has happened on it: not "before Friday I must have received it"."""
    return _BEFORE.match(text, at) is None and _SPOKEN_OF_PAST.match(text, at) is not None
