"""`Learning`, the door of the room; `Catalogue` and `Adopting` bring in what industries ask."""

from .adopting import Adopting
from .catalogue import Catalogue
from .learning import Learning

__all__ = ["Adopting", "Catalogue", "Learning"]
