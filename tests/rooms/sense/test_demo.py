"""The demo business: how well its own held-out phrasings are understood. A floor, so that no change makes it worse."""

import time
from datetime import date
from pathlib import Path

import pytest
import yaml

from yingda.rooms.sense import evaluate
from yingda.rooms.sense.model import Context, dump, load, normalise, read, trained
from yingda.rooms.sense.model.learning import fit

FOREIGN = "intent:foreign"
CONTENT = Path(__file__).parents[3] / "src/yingda/packs/shop/content"
FLOORS = {"zh": (0.75, 0.79, 0.74), "en": (0.61, 0.66, 0.72)}
"""Right at first, right of what is answered, foreign texts not answered."""


def learned(language):
    """Phrasings of the demo with their labels; an intent that stands for an article is that article."""
    pairs = []
    for path in sorted((CONTENT / "articles" / language).rglob("*.md")):
        head = yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])
        pairs += [(str(t), f"article:{path.stem}") for t in (head["title"], *head.get("questions", ()))]
    for intent in yaml.safe_load((CONTENT / "intents.yaml").read_text(encoding="utf-8")):
        pairs += [(str(t), label_of(intent)) for t in intent.get(language, ())]
    return list(dict.fromkeys(pairs))


def label_of(intent):
    return intent["action"] if intent["action"].startswith("article:") else f"intent:{intent['name']}"


@pytest.fixture(scope="module")
def models():
    if not (CONTENT / "heldout.yaml").exists():
        pytest.skip("the demo content is not there")
    out = {}
    for language in ("zh", "en"):
        pairs = learned(language)
        out[language] = trained(
            load(dump(fit([normalise(t, language).standard for t, _ in pairs], [b for _, b in pairs])))
        )
    return out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_held_out_phrasings(models, language):
    names = {i["name"]: label_of(i) for i in yaml.safe_load((CONTENT / "intents.yaml").read_text(encoding="utf-8"))}
    examples, foreign = [], list(yaml.safe_load((CONTENT / "out_of_scope.yaml").read_text(encoding="utf-8"))[language])
    for row in yaml.safe_load((CONTENT / "heldout.yaml").read_text(encoding="utf-8")):
        if row["lang"] == language:
            expect = row["expect"]
            expect = names[expect[7:]] if expect.startswith("intent:") else expect
            if expect == "none":
                foreign.append(row["text"])
            else:
                examples.append((row["text"], expect))
    context = Context(date(2026, 11, 22), language)

    def decide(text):
        reading = read(text, context, models)
        verdict = "none" if reading.best == FOREIGN else reading.verdict  # the bot says that it cannot help with this
        return verdict, reading.best

    figures = evaluate(decide, examples, foreign)
    accuracy, right, refused = FLOORS[language]
    assert figures.accuracy >= accuracy, figures
    assert figures.right_answered >= right, figures
    assert figures.refused >= refused, figures


def test_it_is_fast(models):
    context = Context(date(2026, 11, 22), "zh")
    texts = [t for t, _ in learned("zh")][:300]
    took = []
    for text in texts:
        began = time.thread_time()
        read(text, context, models)
        took.append(time.thread_time() - began)
    assert sorted(took)[int(len(took) * 0.95)] < 0.015
