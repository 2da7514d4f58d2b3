"""What a model teaches itself: only what it is sure of, a few for each label; and the gate is not set by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.rooms.sense.model.learning import fit
from yingda.rooms.sense.model.selftaught import MOST, selftaught

KNOWN = {
    "退货": ["怎么退货", "我想退货", "退货流程是什么", "东西不想要了能退吗", "退货怎么申请", "买错了想退掉"],
    "发票": ["怎么开发票", "发票在哪里开", "能开电子发票吗", "开票信息填在哪", "发票什么时候给", "我要发票"],
    "运费": ["运费多少钱", "满多少包邮", "要不要邮费", "快递费谁出", "寄过来要付运费吗", "运费怎么算"],
}
TEXTS = [text for texts in KNOWN.values() for text in texts]
LABELS = [label for label, texts in KNOWN.items() for _ in texts]
SAID = ["请问怎么申请退货呀", "电子发票在哪里开", "邮费多少钱啊", "今天天气真好", "你们老板是谁"]


@pytest.fixture(scope="module")
def model():
    return fit(TEXTS, LABELS)


def test_it_takes_what_it_is_sure_of(model) -> None:
    found = dict(selftaught(model, SAID))
    assert found.items() >= {("请问怎么申请退货呀", "退货"), ("电子发票在哪里开", "发票")}
    assert not {"今天天气真好", "你们老板是谁"} & found.keys()


@given(st.lists(st.sampled_from(SAID + TEXTS), max_size=12), st.integers(1, 3))
def test_each_text_once_and_no_label_takes_too_many(model, said: list[str], most: int) -> None:
    found = selftaught(model, said, most=most)
    assert len({text for text, _ in found}) == len(found)
    assert {text for text, _ in found} <= set(said)
    assert all(sum(label == one for _, label in found) <= most for one in KNOWN)
    assert found == selftaught(model, list(reversed(said)), most=most)


def test_the_gate_is_set_by_what_people_wrote(model) -> None:
    easy = [(f"{text}{n}", label) for text, label in zip(TEXTS, LABELS, strict=True) for n in "啊呀哦呢"]
    texts, labels = TEXTS + [text for text, _ in easy], LABELS + [label for _, label in easy]
    own = fit(texts, labels, taught={text for text, _ in easy})
    assert (own.low, own.high) == (model.low, model.high)
    assert fit(texts, labels).low > own.low
    assert MOST == 30
