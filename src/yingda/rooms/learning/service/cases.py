"""The use cases of learning: read, decide by the rules, return what shall become true."""

from collections.abc import Sequence

from msgspec.structs import replace

from yingda.kernel import BadInput, Changes, NotFound, Read

from .. import store
from ..events import LessonsChanged
from ..model import CANDIDATE, ON, UNDONE, Answer, Case, Phrase, Proposal, Round, Signal, accepted, gathered, refused


async def gather(read: Read, signal: Signal, talk: str, fresh: Proposal) -> Changes:
    """One signal more."""
    held = await store.about(read, fresh.tenant, signal.kind, signal.language, signal.article)
    kept = gathered(held, signal, talk, fresh)
    if kept is None:
        return Changes()
    return Changes(new=(kept,)) if kept.id == fresh.id else Changes(changed=(kept,))


async def _proposal(read: Read, tenant: str, id: str) -> Proposal:
    found = await read.get(Proposal, tenant, id)
    if found is None:
        raise NotFound("proposal_not_found", "没有这条建议", "There is no such proposal")
    return found


async def accept(read: Read, tenant: str, id: str, by: str, at: int, texts: Sequence[str], article: str) -> Changes:
    """Somebody agrees."""
    held = await _proposal(read, tenant, id)
    return Changes(changed=(accepted(held, by, at, texts=texts, article=article),))


async def refuse(read: Read, tenant: str, id: str, by: str, at: int) -> Changes:
    """Somebody does not."""
    return Changes(changed=(refused(await _proposal(read, tenant, id), by, at),))


async def put_case(read: Read, case: Case) -> Changes:
    """A question of the test."""
    old = await read.get(Case, case.tenant, case.language, case.text)
    return Changes(changed=(case,)) if old else Changes(new=(case,))


async def drop_case(read: Read, tenant: str, language: str, text: str) -> Changes:
    """A question less."""
    old = await read.get(Case, tenant, language, text)
    return Changes(removed=(old,)) if old else Changes()


async def put_round(_: Read, made: Round) -> Changes:
    """A round begins."""
    return Changes(new=(made,))


async def change_round(read: Read, made: Round) -> Changes:
    """How it compared."""
    return Changes(changed=(made,)) if await read.get(Round, made.tenant, made.id) else Changes()


async def switch(read: Read, tenant: str, id: str, on: bool, brought: Sequence[Phrase], by: str, at: int) -> Changes:
    """The phrasings of a round come, or go, at once; its proposals are done, or wait again."""
    held = await read.get(Round, tenant, id)
    if held is None:
        raise NotFound("round_not_found", "没有这一轮", "There is no such round")
    if held.state != (CANDIDATE if on else ON):
        raise BadInput("not_now", "这一轮现在不能这样做", "This round cannot do that now", state=held.state)
    told = LessonsChanged(tenant=tenant, key=id, at=at, round=id, on=on)
    after = replace(held, state=ON if on else UNDONE, changed_at=at, changed_by=by, version=held.version + 1)
    proposals = [found for one in held.proposals if (found := await read.get(Proposal, tenant, one))]
    state = "done" if on else "taken"
    moved = [replace(one, state=state, version=one.version + 1) for one in proposals if one.state != state]
    if not on:
        gone = await store.of_round(read, tenant, id)
        return Changes(changed=(after, *moved), removed=tuple(gone), events=(told,))
    known = [await read.get(Phrase, tenant, one.language, one.text) for one in brought]
    new = tuple(one for one, old in zip(brought, known, strict=True) if old is None)
    return Changes(changed=(after, *moved), new=new, events=(told,))


def said(found: Sequence[tuple[str, str]]) -> list[Answer]:
    """(verdict, label) as the rules see it."""
    return [Answer(verdict, label) for verdict, label in found]
