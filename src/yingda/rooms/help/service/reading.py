"""What the public pages show: sections, articles, search. All from memory but the inbox."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from yingda.kernel import Clock, cut
from yingda.kernel.limits import Buckets
from yingda.rooms.accounts import Accounts, Inbox
from yingda.rooms.knowledge import Hit, Knowledge, Live, shelf
from yingda.rooms.sense import Sense

from ..model import Centre, Missed, worth
from .help import Help

LANGUAGES = ("zh-CN", "en")
SHOWN, RELATED, COMMON = 20, 4, 8
WEAK = 0.2
"""A search whose best passage holds less of it than this found nothing worth reading."""
MISSES_PER_MINUTE = 60
FAR = 0.3
READINGS, BETTER = 6, 1.1
"""How many readings of a search are tried; how much better another one must fit than what was typed."""


class Section(Struct, frozen=True):
    """A category with its articles, oldest first."""

    name: str
    articles: Sequence[Live]


class Found(Struct, frozen=True):
    """The answer to a search. `meant` is how it was understood where that differs from what was typed."""

    hits: Sequence[Hit]
    meant: str = ""


class Reading:
    """The shelves as the public sees them."""

    def __init__(self, help: Help, knowledge: Knowledge, sense: Sense, accounts: Accounts, clock: Clock) -> None:
        self.help, self.knowledge, self.sense, self.accounts, self.clock = help, knowledge, sense, accounts, clock
        self.metered = Buckets(MISSES_PER_MINUTE / 60, MISSES_PER_MINUTE)

    def languages(self, centre: Centre) -> list[str]:
        """The languages in which there is something to read; the first of all when there is nothing."""
        return [one for one in LANGUAGES if self.knowledge.live(centre.tenant, one)] or [LANGUAGES[0]]

    def sections(self, centre: Centre, language: str) -> list[Section]:
        """All categories, those with most articles first."""
        live = self.knowledge.live(centre.tenant, language)
        counts = Counter(one.content.category for one in live)
        return [Section(name, [a for a in live if a.content.category == name]) for name, _ in counts.most_common()]

    def everything(self, centre: Centre) -> list[Live]:
        """Every public article, in all languages."""
        return self.knowledge.live(centre.tenant)

    def article(self, centre: Centre, slug: str, language: str) -> Live | None:
        """A public article by its lasting name, or by its id, in this language; in another where it has no such text."""
        found = self.knowledge.by_slug(centre.tenant, slug, language)
        found = found or self.knowledge.article(centre.tenant, slug, "public")
        others = (self.knowledge.by_slug(centre.tenant, slug, other) for other in LANGUAGES)
        found = found or next((one for one in others if one), None)
        return found if found and found.content.audience == "public" else None

    def translations(self, centre: Centre, article: Live) -> list[Live]:
        """The same article in every language it has."""
        found = (self.knowledge.by_slug(centre.tenant, article.slug, one) for one in LANGUAGES)
        return [one for one in found if one and one.content.audience == "public"]

    def html(self, article: Live) -> str:
        """Its text, safe to show."""
        return self.knowledge.html_of(article)

    def answer(self, article: Live) -> str:
        """Its first paragraph."""
        return self.knowledge.answer_of(article)

    def related(self, centre: Centre, article: Live) -> list[Hit]:
        """Others that speak of the same."""
        hits = self.knowledge.search(centre.tenant, article.title, article.language, limit=RELATED + 1)
        return [hit for hit in hits if hit.article != article.id][:RELATED]

    async def common(self, centre: Centre, language: str) -> list[Live]:
        """The common questions of its inbox, where they are articles."""
        inbox = await self.inbox(centre)
        found = (self.article(centre, name, language) for name in (inbox.questions if inbox else ()))
        return [one for one in found if one and one.language == shelf(language)][:COMMON]

    async def inbox(self, centre: Centre) -> Inbox | None:
        """Where its readers write in."""
        if centre.inbox:
            return await self.accounts.inbox(centre.tenant, centre.inbox)
        return next(iter(await self.accounts.inboxes(centre.tenant)), None)

    def search(self, centre: Centre, text: str, language: str, limit: int = SHOWN) -> Found:
        """Articles for what was typed; misspelt words, pinyin and traditional characters are read as what they mean."""
        readings = self.sense.readings(centre.tenant, text, language)[:READINGS] or [text]
        tried = [(self.knowledge.search(centre.tenant, one, language, limit=limit), one) for one in readings]
        best, meant = max(tried, key=lambda one: one[0][0].share if one[0] else 0.0)
        plain = tried[0][0]
        if not best or (plain and plain[0].share * BETTER >= best[0].share):
            return Found(near(plain))
        return Found(near(best), meant=differs(meant, text))

    async def remember(self, centre: Centre, text: str, language: str, found: Found) -> None:
        """Keeps a search that found nothing, for those who write."""
        told = bool(found.hits) and found.hits[0].share >= WEAK
        if told or not worth(text) or self.metered.take(centre.tenant):
            return
        words = " ".join(self.sense.read(centre.tenant, text, language).normal.lower().split()) or text
        await self.help.miss(Missed(centre.tenant, shelf(language), cut(words, 120), text, self.clock.now()))


def near(hits: Sequence[Hit]) -> Sequence[Hit]:
    """Without those that fit far worse than the best one."""
    return [hit for hit in hits if hit.score >= FAR * hits[0].score]


def differs(read: str, typed: str) -> str:
    """What was understood, when it is another text than what was typed."""
    same = "".join(read.lower().split()) == "".join(typed.lower().split())
    return "" if same else read
