"""The service corpus: every industry is complete, nothing is said twice, and what is held out was not given away."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import yingda

PACKS = Path(yingda.__file__).parent / "packs"
INDUSTRIES = sorted(path.parent.parent.name for path in PACKS.glob("*/content/corpus"))
LEAST = {"zh": 20, "zh_held": 5, "en": 9, "en_held": 3}
INTENTS, ALIKE, SHARE = 200, 0.75, 0.01


def lines(text: str) -> list[str]:
    """One utterance a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def read(industry: str) -> Iterator[dict[str, Any]]:
    """The intents of an industry."""
    for file in sorted((PACKS / industry / "content" / "corpus").glob("*.yaml")):
        yield from yaml.safe_load(file.read_text("utf-8"))


def pieces(text: str) -> frozenset[str]:
    """Pairs of characters for Chinese, threes for other scripts."""
    plain = re.sub(r"[\W_]+", "", text.lower())
    size = 2 if re.search(r"[\u4e00-\u9fff]", plain) else 3
    return frozenset(plain[i : i + size] for i in range(max(1, len(plain) - size + 1)))


def near(texts: list[str]) -> list[tuple[str, str]]:
    """Pairs that share three quarters of their pieces."""
    places: dict[str, list[int]] = defaultdict(list)
    cut = [pieces(text) for text in texts]
    found = []
    for i, own in enumerate(cut):
        shared = Counter(j for piece in own for j in places[piece][-400:])
        found += [
            (texts[j], texts[i]) for j, n in shared.most_common(5) if n / (len(own) + len(cut[j]) - n) >= ALIKE
        ]  # fmt: skip
        for piece in own:
            places[piece].append(i)
    return found


def test_there_are_industries() -> None:
    assert "shop" in INDUSTRIES


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_industry(industry: str) -> None:
    intents = list(read(industry))
    names = Counter(one["intent"] for one in intents)
    assert len(intents) >= INTENTS, f"{industry}: {len(intents)} intents"
    assert [name for name, n in names.items() if n > 1] == []
    short = [(one["intent"], key) for one in intents for key, least in LEAST.items() if len(lines(one[key])) < least]
    assert short == []
    assert all(one["title"]["zh"] and one["title"]["en"] for one in intents)
    texts = [text for one in intents for key in LEAST for text in lines(one[key])]
    plain = Counter(re.sub(r"[\W_]+", "", text.lower()) for text in texts)
    assert [text for text, n in plain.items() if n > 1] == []
    assert len(near(texts)) <= SHARE * len(texts)


@pytest.mark.parametrize("industry", INDUSTRIES)
def test_what_is_held_out_has_words_of_its_own(industry: str) -> None:
    for one in read(industry):
        for language in ("zh", "en"):
            known = {pieces(text) for text in lines(one[language])}
            assert not [text for text in lines(one[f"{language}_held"]) if pieces(text) in known], one["intent"]
