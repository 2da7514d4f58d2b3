"""Learning, the file of a model, the gate, and other spellings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.rooms.sense.model import dump, load, normalise, trained
from yingda.rooms.sense.model.features import counted, stem, terms_of
from yingda.rooms.sense.model.learning import fit
from yingda.rooms.sense.model.reading import Context, read
from yingda.rooms.sense.model.spelling import cut_syllables

SAID = {
    "article:refund": [
        "退款多久到账",
        "钱什么时候退给我",
        "退款要几天",
        "多久能收到退款",
        "退款没到账",
        "退的钱几天回来",
    ],
    "article:invoice": [
        "怎么开发票",
        "发票在哪里开",
        "可以开专票吗",
        "电子发票怎么下载",
        "开票要什么资料",
        "发票抬头怎么填",
    ],
    "article:shipping": ["运费多少钱", "包邮吗", "邮费怎么算", "满多少免运费", "快递费谁出", "寄到新疆多少运费"],
    "intent:human": ["转人工", "找客服", "我要跟人说话", "人工服务", "叫个真人来", "有活人吗"],
}


@pytest.fixture(scope="module")
def model():
    pairs = [(normalise(text).standard, label) for label, texts in SAID.items() for text in texts]
    return fit([t for t, _ in pairs], [label for _, label in pairs])


def test_it_knows_what_it_learned(model):
    for label, texts in SAID.items():
        assert all(model.rank(normalise(t).standard).labels[0][0] == label for t in texts)


def test_it_understands_other_words(model):
    assert model.rank("发票怎么弄").labels[0][0] == "article:invoice"
    assert model.rank("要多少邮费").labels[0][0] == "article:shipping"


def test_same_phrasings_same_model():
    texts, labels = ["退款", "退钱", "发票", "开票"], ["a", "a", "b", "b"]
    assert dump(fit(texts, labels)) == dump(fit(texts, labels))


def test_a_file_gives_the_same_model(model):
    again = load(dump(model))
    assert again.labels == model.labels
    assert again.rank("退款到哪了") == model.rank("退款到哪了")
    assert (again.low, again.high, again.words) == (model.low, model.high, model.words)


@pytest.mark.parametrize("bytes_", [b"", b"nonsense", b"YDM1" + b"\xff" * 40, b"YDM1" + (10).to_bytes(8, "little")])
def test_what_is_no_model_is_refused(bytes_):
    with pytest.raises(ValueError):
        load(bytes_)


def test_two_labels_are_needed():
    with pytest.raises(ValueError):
        fit(["退款"], ["a"])


def test_the_gate_knows_what_is_foreign(model):
    context = Context(now=__import__("datetime").date(2026, 11, 22))
    own = {"zh": trained(model)}
    assert read("退款多久到账", context, own).verdict == "answer"
    assert read("量子力学的薛定谔方程", context, own).verdict == "none"
    assert read("退款多久到账", context, {}).verdict == "none"
    assert not read("退款多久到账", context, {}).gate.ready


def test_other_spellings(model):
    context = Context(now=__import__("datetime").date(2026, 11, 22))
    own = {"zh": trained(model)}
    pinyin = read("tuikuan duojiu daozhang", context, own)
    assert (pinyin.language, pinyin.best, pinyin.mended) == ("zh", "article:refund", True)
    wrong = read("推款多久到账", context, own)
    assert wrong.normal == "退款多久到账"
    assert not read("can you help me", context, own).mended


def test_syllables():
    assert cut_syllables("tuikuan") == ["tui", "kuan"]
    assert cut_syllables("xi'an") == ["xi", "an"]
    assert cut_syllables("hello") == []
    assert stem("returns") == stem("return") == stem("returned")


@given(st.text(max_size=120))
def test_any_text_can_be_scored(text):
    model = _small()
    ranked = model.rank(normalise(text).standard)
    assert len(ranked.labels) == 2
    assert np.isfinite(ranked.gate)
    assert 0 <= ranked.known <= 1
    assert len(counted(text).ids) == len(terms_of(text).blocks)


_kept = []


def _small():
    if not _kept:
        _kept.append(fit(["退款", "退钱", "refund", "发票", "开票", "invoice"], ["a", "a", "a", "b", "b", "b"]))
    return _kept[0]
