"""Pure: `bandit` chooses and judges arms, `rows` are what is kept, `outcome` what a talk says of an arm, `wording` what may
be tried at all."""

from .bandit import BASE, Arm, choose, interval, judged, settled
from .outcome import LOST, WON, Talk, Turn, of_patience, of_wording
from .rows import PATIENCE, PATIENCES, WORDING, Shown, Strategy, begun
from .wording import WORDINGS, checked

__all__ = [
    "BASE", "LOST", "PATIENCE", "PATIENCES", "WON", "WORDING", "WORDINGS", "Arm", "Shown", "Strategy", "Talk", "Turn",
    "begun", "checked", "choose", "interval", "judged", "of_patience", "of_wording", "settled",
]  # fmt: skip
