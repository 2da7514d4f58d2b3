"""A small bandit with guard rails. Thompson sampling over a few arms, each won or lost so often; what is
known of an arm is a Beta, taken as the normal distribution of its mean and variance.

What is promised: every arm is tried `LEAST` times before any is preferred; an arm that runs keeps at least `FLOOR` of the
talks; the first arm, which is how it always was, is never stopped; an arm that harms is, and stays so until a person
begins anew. The same seed with the same counts gives the same arm.
"""

from collections.abc import Sequence
from hashlib import blake2b
from math import erf, sqrt
from statistics import NormalDist

from msgspec import Struct
from msgspec.structs import replace

BASE = 0
"""The arm that is how it always was."""
LEAST = 20
"""So many known outcomes of every arm come before any arm is preferred."""
FLOOR = 0.1
"""The share of talks that every running arm keeps."""
ENOUGH = 30
"""So many known outcomes an arm, and the first one, must have before it can be stopped."""
SURE = 0.975
"""How sure it must be that an arm does worse than the first one, for it to be stopped."""
BOTTOM = 0.2
"""An arm whose success is surely below this share is stopped, however the first one does."""
Z = 1.96
HARMS, HOPELESS = "harms", "hopeless"


class Arm(Struct, frozen=True):
    """What is tried: given to `shown` talks, of which `won` and `lost` are known. `stopped` says why it no longer is."""

    shown: int = 0
    won: int = 0
    lost: int = 0
    stopped: str = ""
    stopped_at: int = 0

    @property
    def known(self) -> int:
        """Talks whose outcome is known."""
        return self.won + self.lost


def choose(arms: Sequence[Arm], seed: str) -> int:
    """The arm for a talk. `seed` names the talk: a talk that asks again would get the same."""
    live = [n for n, arm in enumerate(arms) if not arm.stopped] or [BASE]
    if any(arms[n].known < LEAST for n in live):
        fewest = min(arms[n].shown for n in live)
        young = [n for n in live if arms[n].shown == fewest]
        return young[int(chance(seed, "young") * len(young))]
    if chance(seed, "floor") < FLOOR * len(live):
        return live[int(chance(seed, "any") * len(live))]
    return max(live, key=lambda n: _drawn(arms[n], chance(seed, str(n))))


def chance(seed: str, what: str) -> float:
    """A number between 0 and 1, both left out: always the same for the same words, and as good as random for others."""
    raw = blake2b(f"{seed}|{what}".encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return (int.from_bytes(raw, "big") + 0.5) / 2**48


def _drawn(arm: Arm, at: float) -> float:
    """A draw from what is known of an arm's success."""
    mean, variance = _moments(arm)
    return NormalDist(mean, sqrt(variance)).inv_cdf(at)


def settled(arms: Sequence[Arm], n: int, before: str, after: str) -> tuple[Arm, ...]:
    """The arms when the outcome of a talk with arm `n` (won, lost, or empty: unknown) becomes another."""
    arm = arms[n]
    change = {name: (after == name) - (before == name) for name in ("won", "lost")}
    fresh = replace(arm, won=arm.won + change["won"], lost=arm.lost + change["lost"])
    return (*arms[:n], fresh, *arms[n + 1 :])


def judged(arms: Sequence[Arm], now: int) -> tuple[Arm, ...]:
    """The arms, those that harm stopped."""
    why = ["" if n == BASE or arm.stopped else _why(arm, arms[BASE]) for n, arm in enumerate(arms)]
    return tuple(
        replace(arm, stopped=found, stopped_at=now) if found else arm for arm, found in zip(arms, why, strict=True)
    )


def _why(arm: Arm, base: Arm) -> str:
    """Why an arm must stop, empty when it need not."""
    if arm.known < ENOUGH:
        return ""
    if interval(arm.won, arm.lost)[1] < BOTTOM:
        return HOPELESS
    return HARMS if base.known >= ENOUGH and worse(arm, base) >= SURE else ""


def worse(arm: Arm, base: Arm) -> float:
    """How likely it is, 0..1, that an arm does worse than another: both as normal approximations of their Beta."""
    (m, v), (n, w) = _moments(arm), _moments(base)
    return 0.5 * (1 + erf((n - m) / sqrt(2 * (v + w))))


def _moments(arm: Arm) -> tuple[float, float]:
    a, b = 1 + arm.won, 1 + arm.lost
    return a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))


def interval(won: int, lost: int) -> tuple[float, float]:
    """The share of successes, as the bounds between which it lies in 95 of 100 cases (Wilson); 0 and 1 while nothing is
    known."""
    n = won + lost
    if n == 0:
        return 0.0, 1.0
    p, zz = won / n, Z * Z
    middle, half = p + zz / (2 * n), Z * sqrt(p * (1 - p) / n + zz / (4 * n * n))
    return max(0.0, (middle - half) / (1 + zz / n)), min(1.0, (middle + half) / (1 + zz / n))
