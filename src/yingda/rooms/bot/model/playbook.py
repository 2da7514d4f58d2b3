"""What a pack teaches the bot besides articles: intents with what they lead to, and replies to small talk.

Read from plain values (a parsed `intents.yaml` and `smalltalk.yaml`); what is wrong in them is an error that names it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from yingda.kernel import BadInput, pick

FLOW, PERSON, TALK, SIGNAL, ARTICLE = "flow", "handover", "smalltalk", "signal", "article"
ACTIONS = (FLOW, PERSON, TALK, SIGNAL, ARTICLE)


class Intent(Struct, frozen=True):
    """`action` is one of `ACTIONS`, `target` the name of the flow, reply, signal, skill or article (slug)."""

    name: str
    action: str
    target: str
    title: dict[str, str]
    phrasings: dict[str, tuple[str, ...]]

    @property
    def label(self) -> str:
        """Its label in the classifier."""
        return f"intent:{self.name}"

    def words(self, language: str) -> str:
        """Its title for a person."""
        return pick(self.title, language)


class Playbook(Struct, frozen=True):
    """All intents by name, replies to small talk by name and language, the skill that each category of articles asks for,
    and what order numbers look like."""

    intents: dict[str, Intent] = {}
    talk: dict[str, dict[str, tuple[str, ...]]] = {}
    skills: dict[str, str] = {}
    orders: tuple[str, ...] = ()

    def by_label(self, label: str) -> Intent | None:
        """The intent of a label, None for articles and unknown ones."""
        return self.intents.get(label.removeprefix("intent:")) if label.startswith("intent:") else None

    def by_flow(self, flow: str) -> Intent | None:
        """The intent that starts a flow."""
        return next((i for i in self.intents.values() if i.action == FLOW and i.target == flow), None)

    def reply(self, name: str, language: str, turn: int) -> str:
        """A reply to small talk, a different one each time, or empty."""
        by_language = self.talk.get(name, {})
        said = by_language.get(language) or by_language.get("zh") or ()
        return said[turn % len(said)] if said else ""


def with_flows(book: Playbook, flows: Mapping[str, tuple[dict[str, str], Mapping[Any, tuple[str, ...]]]]) -> Playbook:
    """The playbook with a business's own flows (name -> title, what people say who want it by language): what they say is
    added to the intent that starts the flow already, or is an intent of its own."""
    intents = dict(book.intents)
    for flow, (title, texts) in flows.items():
        spoken = {language: tuple(said) for language, said in texts.items() if said}
        known = book.by_flow(flow)
        if known is not None:
            both = {
                lang: (*known.phrasings.get(lang, ()), *spoken.get(lang, ())) for lang in (*known.phrasings, *spoken)
            }
            intents[known.name] = replace(known, title=title, phrasings=both)
        elif spoken:
            name = flow if flow not in intents else f"flow.{flow}"
            intents[name] = Intent(name, FLOW, flow, title, spoken)
    return replace(book, intents=intents)


def playbook(
    intents: Any, talk: Any = None, skills: Any = None, orders: Sequence[str] = (), where: str = "intents.yaml"
) -> Playbook:
    """A playbook from parsed files."""
    listed = [_intent(value, where) for value in intents or []]
    replies = {
        str(name): {str(lang): tuple(str(t) for t in texts) for lang, texts in (by_language or {}).items()}
        for name, by_language in (talk or {}).items()
    }
    skilled = {str(k): str(v) for k, v in (skills or {}).items()}
    return Playbook({i.name: i for i in listed}, replies, skilled, tuple(orders))


def merged(books: Sequence[Playbook]) -> Playbook:
    """Several playbooks as one; the first that has a name wins."""
    intents: dict[str, Intent] = {}
    talk: dict[str, dict[str, tuple[str, ...]]] = {}
    skills: dict[str, str] = {}
    orders: list[str] = []
    for book in books:
        intents = {**book.intents, **intents}
        talk = {**book.talk, **talk}
        skills = {**book.skills, **skills}
        orders += [o for o in book.orders if o not in orders]
    return Playbook(intents, talk, skills, tuple(orders))


def _intent(value: Any, where: str) -> Intent:
    if not isinstance(value, Mapping) or not value.get("name") or not value.get("action"):
        raise BadInput("bad_intent", f"{where}：意图要有 name 和 action", f"{where}: an intent needs name and action")
    name = str(value["name"])
    action, _, target = str(value["action"]).partition(":")
    if action not in ACTIONS or (action in (FLOW, TALK, SIGNAL, ARTICLE) and not target):
        raise BadInput(
            "bad_intent",
            f"{where}：意图 {name} 的 action 不对",
            f"{where}: intent {name} has no such action",
            intent=name,
        )
    title = value.get("title") or {"zh": str(value.get("description") or name), "en": name.replace("_", " ")}
    spoken = {
        lang: tuple(str(t) for t in value.get(lang) or []) for lang in value if lang in ("zh", "en") and value.get(lang)
    }
    return Intent(name, action, target, {str(k): str(v) for k, v in title.items()}, spoken)
