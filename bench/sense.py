"""What the built-in models make of the held-out part of the project's own corpus: risk, by the lists alone and with the
model, and feelings as the server reads them. `python -m bench.sense` learns (some 15 processor seconds) and prints JSON.

The held-out part is for the final figure: look at it when everything is chosen, not to choose.
"""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import yingda
from yingda.rooms.sense import exam
from yingda.rooms.sense.model import Context, Defaults, defaults, feel
from yingda.rooms.sense.service import corpus

FOLDER = Path(yingda.__file__).parent / "packs" / "common" / "content"
NOW = datetime(2026, 11, 22, 10, 30)  # noqa: DTZ001 - any day


def risks(models: Defaults) -> dict[str, dict[str, float]]:
    """Shares that alarm, that alarm with the right kind, and that only worry, by language, kind and where it is from."""
    context = Context(NOW, defaults=models)
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in corpus.risks(FOLDER, "_held"):
        found = feel(one.text, context)
        groups = [f"{one.language} {one.kind or 'none'} {one.how}"]
        groups += [f"{one.language} other talk"] if not one.kind and one.how != corpus.HARMLESS else []
        for group in groups:
            sums[group] = [
                n + more
                for n, more in zip(
                    sums[group],
                    (1, bool(found.risk), bool(one.kind) and found.risk == one.kind, bool(found.worry)),
                    strict=True,
                )
            ]
    return {
        group: {"texts": n, "alarm": alarm / n, "right": right / n, "worry": worry / n}
        for group, (n, alarm, right, worry) in sorted(sums.items())
    }


def moods(models: Defaults, language: str) -> dict[str, object]:
    """Figures of the feeling of single messages, as the server reads them."""
    context = Context(NOW, defaults=models)
    tones = exam.emotions(
        corpus.feelings(FOLDER, "_held")[language], None, lambda text: feel(text, context).mood.emotion
    )
    angry = tones.per_label["angry"]
    return {
        "accuracy": tones.accuracy, "macro_f1": tones.macro_f1, "angry_recall": angry.recall,
        "angry_precision": angry.precision, "query_cpu_ms": tones.query_cpu_ms.p50,
    }  # fmt: skip


def main() -> None:
    """Learns, asks, prints."""
    data = corpus.learned(FOLDER)
    models = defaults.load(data)
    figures = {
        "model_mb": len(data) / 2**20,
        "risk_lists": risks(Defaults()),
        "risk": risks(models),
        "mood_lists": {language: moods(Defaults(), language) for language in corpus.LANGUAGES},
        "mood": {language: moods(models, language) for language in corpus.LANGUAGES},
    }
    print(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
