"""How much anger is enough: what a business does at which strength of feeling."""

from msgspec import Struct

from yingda.kernel import BadInput

LEAST = 0.2
NEVER = 1.0
"""A threshold that no feeling reaches: it is not done at all."""
OUT_OF_REACH = 2.0


class Moods(Struct, frozen=True):
    """Strengths of feeling, 0..1, from which something is done: anger from which a person takes over (`handover`) or
    from which a talk is served sooner (`priority`), and any bad feeling that is answered to in words (`empathy`)."""

    handover: float = 0.7
    priority: float = 0.6
    empathy: float = 0.4

    def from_(self, what: str) -> float:
        """The strength from which `what` is done; beyond every strength when it never is."""
        threshold: float = getattr(self, what)
        return threshold if threshold < NEVER else OUT_OF_REACH


def checked_moods(moods: Moods) -> Moods:
    """`moods` when every threshold lies between `LEAST` and `NEVER`, rounded to hundredths; `BadInput` otherwise. Whoever
    is handed over is also served soon: `priority` is never above `handover`."""
    for name in moods.__struct_fields__:
        if not LEAST <= getattr(moods, name) <= NEVER:
            raise BadInput("bad_mood", f"应在 {LEAST} 到 {NEVER} 之间", f"Between {LEAST} and {NEVER}", field=name)
    if moods.priority > moods.handover:
        raise BadInput(
            "bad_mood",
            "优先接待的界线不能高于转人工的界线",
            "Priority must not start above handing over",
            field="priority",
        )
    return Moods(round(moods.handover, 2), round(moods.priority, 2), round(moods.empathy, 2))
