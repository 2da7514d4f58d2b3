"""Entries of the glossary and what they must be."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import asdict, replace

from yingda.kernel import BadInput, Changes, Clash, NotFound, Row, TooLarge, clean_line

from ..events import GlossaryChanged
from .words import fold

ALIAS, FORBIDDEN, PREFERRED = "alias", "forbidden", "preferred"
KINDS = (ALIAS, FORBIDDEN, PREFERRED)
LANGUAGES = ("", "zh", "en")
MOST = 2_000
"""Entries of one business at most."""
WORD_CHARS, MEANS_CHARS, NOTE_CHARS, UNLESS = 40, 80, 200, 20
TOLD = 20
"""Words that one event names at most."""


class Draft(Struct, frozen=True):
    """An entry as it is written. `alias`: customers say `word` and mean `means`. `forbidden`: `word` is never said;
    `means`, if there is one, is said instead. `preferred`: `means` is said rather than `word`. `unless` are longer
    expressions in which the word is something else (最好在 for 最好). `language` "" is both."""

    kind: str
    word: str
    means: str = ""
    unless: tuple[str, ...] = ()
    language: str = ""
    note: str = ""


class Term(Row, frozen=True):
    """An entry that is kept. `mark` is the word as it is compared: no two of a kind have the same. Times in ms."""

    table, key, once = "glossary_term", ("tenant", "id"), ("tenant", "kind", "mark")
    tenant: str
    id: str
    kind: str
    word: str
    mark: str
    means: str
    unless: tuple[str, ...]
    language: str
    note: str
    updated_at: int
    updated_by: str
    version: int = 1


def checked(draft: Draft) -> Draft:
    """The same with clean words; `BadInput` names what is wrong."""
    if draft.kind not in KINDS:
        raise BadInput("no_kind", "没有这一类词条", "There is no such kind of entry", field="kind", known=KINDS)
    if draft.language not in LANGUAGES:
        raise BadInput("no_language", "没有这种语言", "There is no such language", field="language", known=LANGUAGES)
    word = clean_line(draft.word, "word", WORD_CHARS)
    means = clean_line(draft.means, "means", MEANS_CHARS, empty=draft.kind == FORBIDDEN)
    unless = tuple(dict.fromkeys(clean_line(one, "unless", MEANS_CHARS, empty=True) for one in draft.unless))
    unless = tuple(one for one in unless if one)
    if not fold(word).strip():
        raise BadInput("empty", "这一项不能为空", "This must not be empty", field="word")
    if len(unless) > UNLESS:
        raise TooLarge("too_many", f"例外最多 {UNLESS} 个", f"At most {UNLESS} exceptions", field="unless")
    if fold(word) == fold(means):
        raise BadInput("same_word", "两边是同一个词", "Both sides are the same word", field="means")
    if draft.kind != ALIAS and fold(word) in fold(means):
        zh, en = "替换用语里还含有这个词", "The wording to say instead still holds the word"
        raise BadInput("still_there", zh, en, field="means")
    for one in unless:
        if fold(word) not in fold(one) or fold(word) == fold(one):
            zh, en = f"例外「{one}」要比词条长，并含有它", f'The exception "{one}" must be longer and hold the word'
            raise BadInput("bad_unless", zh, en, field="unless")
    return Draft(
        draft.kind, word, means, unless, draft.language, clean_line(draft.note, "note", NOTE_CHARS, empty=True)
    )


def chained(draft: Draft, others: Sequence[Term]) -> None:
    """An alias may not stand for a word that is an alias itself, nor be what another one stands for: each means what is
    written beside it. Wording that is said instead may hold no forbidden word."""
    for other in others:
        if draft.kind == ALIAS == other.kind and fold(other.word) != fold(draft.word):
            if fold(other.word) == fold(draft.means):
                zh, en = f"「{draft.means}」自己也是别名", f'"{draft.means}" is an alias itself'
                raise BadInput("chain", zh, en, field="means")
            if fold(other.means) == fold(draft.word):
                zh, en = f"「{draft.word}」已是「{other.word}」的正式名称", f'"{other.word}" stands for it already'
                raise BadInput("chain", zh, en, field="word")
        if draft.kind != ALIAS and other.kind == FORBIDDEN and fold(other.word) in fold(draft.means):
            zh, en = f"替换用语里有禁用词「{other.word}」", f'It holds the forbidden word "{other.word}"'
            raise BadInput("still_there", zh, en, field="means")


def put(old: Term | None, same: Term | None, fresh: Term, others: Sequence[Term], revision: int) -> Changes:
    """Keeps an entry: `old` is the one of its id, `same` the one of its word. `Clash` when somebody saved meanwhile, or
    when the word is there already."""
    if same is not None and (old is None or same.id != old.id):
        raise Clash("word_taken", f"「{fresh.word}」已经有了", f'"{fresh.word}" is there already', field="word")
    if old is None and len(others) >= MOST:
        raise TooLarge("too_many", f"词条最多 {MOST} 个", f"At most {MOST} entries", limit=MOST)
    if old is not None and revision and revision != old.version:
        raise Clash("term_changed", "同事刚刚改过这一条，请刷新", "A colleague has just changed it: reload")
    chained(draft_of(fresh), [one for one in others if one.id != fresh.id])
    if old is not None and draft_of(old) == draft_of(fresh):
        return Changes()
    told = _told(fresh, "changed" if old else "added")
    if old is None:
        return Changes(new=(fresh,), events=(told,))
    return Changes(changed=(replace(fresh, version=old.version + 1),), events=(told,))


def removed(old: Term | None, by: str, at: int) -> Changes:
    """Forgets an entry; `NotFound`."""
    if old is None:
        raise NotFound("term_not_found", "没有这个词条", "There is no such entry")
    return Changes(removed=(old,), events=(_told(replace(old, updated_by=by, updated_at=at), "removed"),))


def draft_of(term: Term) -> Draft:
    """What was written of an entry."""
    return Draft(term.kind, term.word, term.means, term.unless, term.language, term.note)


def kept(tenant: str, id: str, draft: Draft, by: str, at: int) -> Term:
    """An entry of a checked draft."""
    return Term(tenant=tenant, id=id, mark=fold(draft.word), updated_at=at, updated_by=by, **asdict(draft))


def brought(tenant: str, fresh: Sequence[Term], held: Sequence[Term], by: str, at: int) -> Changes:
    """Several entries at once: those whose word is there already take its place, what is the same is left alone."""
    known = {(one.kind, one.mark): one for one in held}
    new, changed = [], []
    for one in fresh:
        old = known.get((one.kind, one.mark))
        if old is None:
            new.append(one)
        elif draft_of(old) != draft_of(one):
            changed.append(replace(one, id=old.id, version=old.version + 1))
    if len(held) + len(new) > MOST:
        raise TooLarge("too_many", f"词条最多 {MOST} 个", f"At most {MOST} entries", limit=MOST)
    if not new and not changed:
        return Changes()
    words = tuple(one.word for one in (*new, *changed))
    told = GlossaryChanged(
        tenant=tenant, key="", at=at, by=by, action="imported", words=words[:TOLD], count=len(words)
    )  # fmt: skip
    return Changes(new=tuple(new), changed=tuple(changed), events=(told,))


def _told(term: Term, action: str) -> GlossaryChanged:
    return GlossaryChanged(
        tenant=term.tenant, key=term.id, at=term.updated_at, by=term.updated_by, action=action, words=(term.word,)
    )
