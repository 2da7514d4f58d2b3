# ruff: noqa: E501 - lists of examples
"""The solvers, the figures, an encoder beside the words, sameness, very many answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yingda.rooms.sense.model import dump, learning, likeness, load, measures, tone
from yingda.rooms.sense.model.english import expanded, head, meanings
from yingda.rooms.sense.model.solvers import gram, softmax, softmax_dense, svm

RANDOM = np.random.default_rng(1)


def texts(n=60, terms=30, labels=3):
    """Sparse texts whose label is told by the terms they have."""
    target = RANDOM.integers(0, labels, n)
    out = []
    for label in target:
        own = RANDOM.choice(np.arange(label * 8, label * 8 + 8), 4, replace=False)
        at = np.unique(np.concatenate([own, RANDOM.integers(24, terms, 2)]))
        out.append((at, np.full(len(at), 1 / np.sqrt(len(at)), np.float32)))
    return out, target


@pytest.mark.parametrize("solve", [svm, softmax])
def test_solvers_learn(solve):
    vectors, target = texts()
    coef, bias = solve(vectors, target, (30, 3))
    found = [int((value @ coef[at] + bias).argmax()) for at, value in vectors]
    assert np.mean(found == target) == 1.0


def test_products_of_texts():
    vectors, _ = texts(20)
    dense = np.zeros((20, 30), np.float32)
    for row, (at, value) in zip(dense, vectors, strict=True):
        row[at] = value
    assert np.allclose(gram(vectors, 30), dense @ dense.T, atol=1e-6)


def test_a_large_label_is_not_more_likely():
    rows = np.concatenate([RANDOM.normal(0, 1, (200, 4)), RANDOM.normal(1.5, 1, (20, 4))]).astype(np.float32)
    target = np.array([0] * 200 + [1] * 20)
    coef, bias = softmax_dense(rows, target, 2)
    found = (rows @ coef + bias).argmax(1)
    assert np.mean(found[target == 1] == 1) > 0.8


def test_area_under_the_curve():
    assert measures.auroc([3, 4], [1, 2]) == 1.0
    assert measures.auroc([1, 2], [3, 4]) == 0.0
    assert measures.auroc([1, 1], [1, 1]) == 0.5
    assert measures.auroc([], [1]) == 0.0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_area_is_a_share_of_pairs(a, b):
    pairs = [(x > y) + 0.5 * (x == y) for x in a for y in b]
    assert measures.auroc(a, b) == pytest.approx(np.mean(pairs), abs=1e-4)


def test_figures():
    wanted, found = ["a", "a", "b", "c"], ["a", "b", "b", "b"]
    assert measures.accuracy(wanted, found) == 0.5
    assert measures.per_label(wanted, found)["b"].precision == pytest.approx(1 / 3, abs=1e-4)
    assert measures.macro_f1(wanted, found) == pytest.approx((2 / 3 + 0.5 + 0) / 3, abs=1e-3)
    assert measures.place(["x", "y"], {"y"}) == 2
    assert measures.place(["x"], {"z"}) == 0
    assert measures.reciprocal([1, 2, 0, 11]) == 0.375
    assert measures.within([1, 5, 6, 0], 5) == 0.5


class Letters:
    """An encoder for tests: how often each letter occurs."""

    languages, name = ("en",), "letters"

    def many(self, texts):
        return np.stack([self.one(text) for text in texts])

    def one(self, text):
        counts = np.array([text.count(chr(97 + i)) for i in range(26)], np.float32) + 0.01
        return counts / np.linalg.norm(counts)


def test_an_encoder_joins():
    said = ["where is it", "where was it", "pay the bill", "pay for it", "hello there", "hello you"]
    labels = ["a", "a", "b", "b", "c", "c"]
    model = load(dump(learning.fit(said, labels, encoder=Letters())))
    ranked = model.rank("where is the thing", encoded=Letters().one("where is the thing"))
    assert ranked.labels[0][0] == "a"
    assert model.rank("where is the thing").labels[0][1] != ranked.labels[0][1]


def test_very_many_answers_need_no_weights(monkeypatch):
    monkeypatch.setattr(learning, "LARGEST", 10)
    said = [
        f"how do i {verb} my {thing}" for verb in ("return", "pay", "track") for thing in ("order", "parcel", "bill")
    ]
    model = load(dump(learning.fit(said, [f"article:{i}" for i in range(9)], calibrate=False)))
    assert "coef" not in model.arrays
    assert model.rank("return the parcel").labels[0][0] == "article:1"
    assert 0 <= model.rank("return the parcel").gate <= 100
    assert model.rank("zzz").gate == 0.0


def test_english_words():
    assert expanded("i can't, it's gone") == "i can not, it is gone"
    assert head("stole") == head("stolen") == "steal"
    assert head("earbuds") == "earbuds"
    assert set(meanings("reimburse")) & set(meanings("refunded"))


PAIRS = [("怎么退款", "怎样退款", True), ("几点关门", "几点打烊", True), ("能开发票吗", "可以开发票吗", True), ("怎么打开蓝牙", "怎么关闭蓝牙", False), ("退款多久", "发货多久", False), ("在哪买", "怎么修", False)]  # fmt: skip


def test_sameness():
    rule = likeness.learn(PAIRS * 4)
    assert all((rule.same(a, b) > 0.5) is same for a, b, same in PAIRS)
    with pytest.raises(ValueError):
        likeness.learn(PAIRS[:3])


@settings(deadline=None)  # the first text loads the dictionary
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(a, b):
    assert all(np.isfinite(likeness.measures(a, b, {}, 3.0)))


def test_tone_is_learned():
    said = ["又坏了！！", "第三次坏了，气人", "你们又骗人", "谢谢，很好用", "太棒了谢谢", "好用，喜欢"]
    model = tone.learn(said, ["angry"] * 3 + ["happy"] * 3)
    shares = tone.shares(model, "又骗人！！")
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["angry"] > 0.5
