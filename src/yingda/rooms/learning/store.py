"""The queries of learning."""

from yingda.kernel import Read, plan

from .model import OPEN, Adoption, Case, Phrase, Proposal, Round

TABLES = (Proposal, Round, Phrase, Case, Adoption)
NEAR, LISTED, ROUNDS = 300, 200, 20
_PROPOSAL = ",".join(plan(Proposal).columns)
_ROUND = ",".join(plan(Round).columns)
_ADOPTION = ",".join(plan(Adoption).columns)
_CASE = ",".join(plan(Case).columns)


async def about(read: Read, tenant: str, kind: str, language: str, article: str) -> list[Proposal]:
    """The newest proposals of a kind about an article (or about none): what a new signal may belong to."""
    where = "tenant=?1 and kind=?2 and language=?3 and article=?4 order by last_at desc limit ?5"
    return await read.find(Proposal, where, tenant, kind, language, article, NEAR)


async def listed(read: Read, tenant: str, state: str, kind: str) -> list[Proposal]:
    """Proposals in a state, what many talks speak of first; of one kind."""
    sql = (
        f"select {_PROPOSAL} from learning_proposal where tenant=?1 and state=?2 and kind=?3 "
        "order by times desc, last_at desc limit ?4"
    )
    return [plan(Proposal).load(Proposal, row) for row in await read.rows(sql, tenant, state, kind, LISTED)]


async def counts(read: Read, tenant: str) -> dict[str, int]:
    """How many are open, by kind."""
    sql = "select kind, count(*) from learning_proposal where tenant=?1 and state=?2 group by kind"
    return {kind: int(n) for kind, n in await read.rows(sql, tenant, OPEN)}


async def phrases(read: Read, tenant: str, language: str) -> list[tuple[str, str]]:
    """(text, label) of what the bot learns beside the knowledge."""
    sql = "select text, label from learning_phrase where tenant=?1 and language=?2 order by at, text"
    return [(text, label) for text, label in await read.rows(sql, tenant, language)]


async def of_round(read: Read, tenant: str, round: str) -> list[Phrase]:
    """The phrasings that a round brought."""
    return await read.find(Phrase, "tenant=?1 and round=?2", tenant, round)


async def cases(read: Read, tenant: str, language: str) -> list[Case]:
    """The business's own test in a language, the newest first."""
    sql = f"select {_CASE} from learning_case where tenant=?1 and language=?2 order by at desc limit 2000"
    return [plan(Case).load(Case, row) for row in await read.rows(sql, tenant, language)]


async def rounds(read: Read, tenant: str) -> list[Round]:
    """The last rounds, the newest first."""
    sql = f"select {_ROUND} from learning_round where tenant=?1 order by id desc limit ?2"
    return [plan(Round).load(Round, row) for row in await read.rows(sql, tenant, ROUNDS)]


async def adoptions(read: Read, tenant: str) -> list[Adoption]:
    """The last times that questions were taken from the catalogue, the newest first."""
    sql = f"select {_ADOPTION} from learning_adoption where tenant=?1 order by id desc limit ?2"
    return [plan(Adoption).load(Adoption, row) for row in await read.rows(sql, tenant, ROUNDS)]


async def selftaught(read: Read, tenant: str, language: str) -> list[str]:
    """Of what the bot learns beside the knowledge, the texts that a model has labelled itself."""
    sql = (
        "select p.text from learning_phrase p join learning_round r on r.tenant=p.tenant and r.id=p.round "
        "where p.tenant=?1 and p.language=?2 and r.taught<>'[]' order by p.text"
    )
    return [str(row[0]) for row in await read.rows(sql, tenant, language)]
