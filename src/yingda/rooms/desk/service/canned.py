"""Canned replies: the team's and one's own."""

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from yingda.kernel import (  # fmt: skip
    BadInput,
    Changes,
    Clash,
    Clock,
    Database,
    Forbidden,
    NotFound,
    Principal,
    Read,
    clean,
    clean_line,
    new_id,
)

from .. import store
from ..model import CANNED_CHARS, CANNED_MANY, OWN, TEAM, Canned

LANGUAGES = ("zh", "en", "")


async def save(read: Read, row: Canned, *, fresh: bool) -> Changes:
    """Keeps one; its short name is unique where it is seen."""
    other = await store.same_short(read, row.tenant, row.short, row.owner, row.scope, row.language)
    if other and other != row.id:
        raise Clash(
            "canned_taken", f"已有「/{row.short}」这条快捷回复", f"There is a canned reply /{row.short} already"
        )
    return Changes(new=(row,)) if fresh else Changes(changed=(row,))


async def remove(read: Read, row: Canned) -> Changes:
    """Forgets one."""
    found = await read.get(Canned, row.tenant, row.id)
    return Changes(removed=(found,)) if found else Changes()


async def used(read: Read, tenant: str, id: str) -> Changes:
    """Counts one use."""
    row = await read.get(Canned, tenant, id)
    return Changes(changed=(replace(row, uses=row.uses + 1, version=row.version + 1),)) if row else Changes()


def checked(row: Canned) -> Canned:
    """The same, clean; raises `BadInput` for what cannot be."""
    short = clean_line(row.short.lstrip("/"), "short", 40)
    if any(c.isspace() for c in short):
        raise BadInput("canned_short", "短语里不能有空格", "A short name has no spaces", field="short")
    if row.scope not in (TEAM, OWN) or row.language not in LANGUAGES:
        raise BadInput("canned_scope", "范围或语言不对", "No such scope or language", field="scope")
    text = clean(row.text, CANNED_CHARS)
    if not text:
        raise BadInput("empty", "这一项不能为空", "This must not be empty", field="text")
    return replace(row, short=short, title=clean_line(row.title, "title", empty=True) or short, text=text)


class CannedReplies:
    """What agents type once."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock

    async def list(self, who: Principal) -> list[Canned]:
        """All that he may use."""
        return await store.canned(self.db, who.tenant, who.id, CANNED_MANY)

    async def create(
        self, who: Principal, short: str, text: str, *, title: str = "", scope: str = OWN, language: str = "zh"
    ) -> Canned:
        """A new one."""
        row = Canned(who.tenant, new_id(), short, title, text, scope, who.id, language, 0, self.clock.now())
        row = checked(row)
        await self.db.decide(lambda read: save(read, row, fresh=True))
        return row

    async def change(
        self, who: Principal, id: str, short: str | UnsetType = UNSET, text: str | UnsetType = UNSET,
        title: str | UnsetType = UNSET, scope: str | UnsetType = UNSET, language: str | UnsetType = UNSET,
    ) -> Canned:  # fmt: skip
        """Other words. Somebody else's own reply cannot be seen, let alone changed."""
        old = await self._mine(who, id)
        given = {"short": short, "text": text, "title": title, "scope": scope, "language": language}
        row = checked(replace(old, **{k: v for k, v in given.items() if v is not UNSET}))
        row = replace(row, version=old.version + 1, at=self.clock.now())
        await self.db.decide(lambda read: save(read, row, fresh=False))
        return row

    async def remove(self, who: Principal, id: str) -> None:
        """Gone."""
        row = await self._mine(who, id)
        await self.db.decide(remove, row)

    async def used(self, who: Principal, id: str) -> None:
        """Once more."""
        await self._own(who, id)
        await self.db.decide(used, who.tenant, id)

    async def _mine(self, who: Principal, id: str) -> Canned:
        """A team's reply may be changed and removed by whoever wrote it and by supervisors."""
        row = await self._own(who, id)
        if row.owner != who.id and who.role == "agent":
            raise Forbidden(
                "canned_not_yours", "只能修改自己写的快捷回复", "You can change only what you wrote yourself"
            )
        return row

    async def _own(self, who: Principal, id: str) -> Canned:
        row = await self.db.get(Canned, who.tenant, id)
        if row is None or not row.visible_to(who.id):
            raise NotFound("canned_not_found", "没有这条快捷回复", "There is no such canned reply")
        return row
