"""What may be tried as another wording of an answer: other words, never other facts."""

import re
from collections.abc import Sequence

from yingda.kernel import BadInput, clean

WORDINGS, LONGEST = 2, 1_200
_FIGURES = re.compile(r"\d+(?:[.,:]\d+)*")


def checked(wordings: Sequence[str], own: str, whole: str) -> tuple[str, ...]:
    """`wordings` cleaned: at most `WORDINGS`, none twice, none like the article's `own` answer, and no figure in them that
    the `whole` article does not hold. `BadInput` otherwise."""
    kept = tuple(dict.fromkeys(text for one in wordings if (text := clean(one, LONGEST))))
    if not kept or len(kept) > WORDINGS:
        raise BadInput(
            "bad_wordings", f"请写 1 到 {WORDINGS} 种说法", f"Write 1 to {WORDINGS} wordings", field="wordings"
        )
    if own.strip() in kept:
        raise BadInput("same_wording", "有一种说法和原文一样", "One wording is the article's own", field="wordings")
    known = set(_FIGURES.findall(whole))
    for text in kept:
        if other := [figure for figure in _FIGURES.findall(text) if figure not in known]:
            raise BadInput(
                "other_figures", f"文章里没有“{other[0]}”这个数字；说法可以换，事实不能变",
                f"The article has no figure {other[0]!r}: the words may change, the facts may not", field="wordings",
            )  # fmt: skip
    return kept
