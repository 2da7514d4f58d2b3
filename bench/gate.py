"""The regression gate: `make bench` fails when the product has become dearer against its floor.

Ratios of one run are compared, never times of two: a busy machine slows both sides. `bench/baseline.json` says what was
reached, and is written by `python -m bench --keep` when a better (or an accepted worse) figure is to hold from now on.
"""

import json
from collections.abc import Sequence
from pathlib import Path

BASELINE = Path(__file__).with_name("baseline.json")
WORSE = 1.15
OF = 3
"""So many rounds must be worse by more than that; one or two are noise."""


def baseline(file: Path = BASELINE) -> float | None:
    """The ratio that holds; None before the first one was kept."""
    return float(json.loads(file.read_text())["spine_ratio"]) if file.exists() else None


def failed(rounds: Sequence[float], held: float | None) -> bool:
    """Whether enough rounds are worse than what holds."""
    return held is not None and sum(ratio > held * WORSE for ratio in rounds) >= OF


def keep(ratio: float, file: Path = BASELINE) -> None:
    """From now on this holds."""
    file.write_text(json.dumps({"spine_ratio": round(ratio, 3)}) + "\n")
