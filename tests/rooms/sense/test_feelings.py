# ruff: noqa: E501 - lists of examples
"""Feelings: wording, punctuation, negation, degree, rhythm; and what only looks like a feeling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.rooms.sense.model import EMOTIONS, Mood, Rhythm, feeling, normalise, risk_of, smooth, stirring, valence
from yingda.rooms.sense.model.emotion import LEXICONS
from yingda.rooms.sense.model.text import EMOJI, whole


def mood(text, **rhythm):
    normal = normalise(text)
    return feeling(normal.standard, normal.language, text, Rhythm(**rhythm))


CALM = [
    "请问怎么退货", "退款多久到账", "发票怎么开", "我的快递到哪了", "不着急，慢慢来", "麻烦帮我看下", "不好意思问一下", "谢谢", "投诉电话是多少呀",
    "QH-131523 到哪了", "这样行不行", "鼠标滚轮怎么调", "一星期能到吗", "没用过这个，怎么配对", "好用吗", "耳机掉电厉害吗", "有推荐的吗", "火车上能用吗",
    "差价怎么补", "垃圾短信怎么屏蔽", "how do I return this", "no rush, take your time", "how can I complain",
    "the left earbud is not working", "it does not come on", "tell me a joke", "my app is down", "is it good for running?",
    "thanks", "this is killing me, where is it",
]  # fmt: skip
FELT = [
    ("你们就是骗子，我要投诉！！", "angry", 0.8), ("气死我了", "angry", 0.7), ("垃圾客服，什么态度", "angry", 0.8), ("再不处理我就打12315", "angry", 0.8),
    ("呵呵，你们可真行", "angry", 0.6), ("I WANT MY MONEY BACK NOW", "angry", 0.7), ("this is ridiculous, worst service ever", "angry", 0.8),
    ("怎么还没发货？？？", "anxious", 0.5), ("急死了，明天就要用", "anxious", 0.7), ("等了五天了到底什么时候发货", "anxious", 0.6),
    ("I'm really worried, still waiting", "anxious", 0.7), ("太失望了，用了三天就坏了", "disappointed", 0.7), ("一点都不满意", "disappointed", 0.4),
    ("not happy with this", "disappointed", 0.4), ("I regret buying it, such a waste of money", "disappointed", 0.7),
    ("想哭，给妈妈的礼物碎了", "sad", 0.6), ("I'm heartbroken", "sad", 0.6), ("太好了谢谢你", "happy", 0.6), ("great service, love it", "happy", 0.6),
]  # fmt: skip


@pytest.mark.parametrize("text", CALM)
def test_calm(text):
    assert mood(text).emotion == "calm", mood(text)


@pytest.mark.parametrize(("text", "emotion", "at_least"), FELT)
def test_felt(text, emotion, at_least):
    found = mood(text)
    assert found.emotion == emotion, found
    assert found.intensity >= at_least, found
    assert found.why


def test_degree_scales():
    assert mood("有点失望").intensity < mood("失望").intensity <= mood("太失望了").intensity


def test_rhythm_is_felt():
    assert mood("在吗", repeated=2).emotion == "anxious"
    assert mood("还没发货", burst=4).intensity > mood("还没发货").intensity


def test_a_feeling_fades_and_grows():
    angry = Mood("angry", 0.9)
    calm = smooth(angry, Mood())
    assert calm.emotion == "angry"
    assert calm.intensity < 0.6
    assert smooth(calm, Mood()).intensity < calm.intensity or smooth(calm, Mood()).emotion == "calm"
    assert smooth(angry, Mood("angry", 0.5)).intensity > 0.5
    assert smooth(angry, Mood("happy", 0.8)) == Mood("happy", 0.8)


@given(st.text(max_size=300), st.integers(0, 20), st.integers(0, 20))
def test_any_text_has_a_mood(text, burst, repeated):
    found = mood(text, burst=burst, repeated=repeated)
    assert found.emotion in EMOTIONS
    assert 0 <= found.intensity <= 1
    assert -1 <= valence(found.emotion, found.intensity) <= 1


@given(st.sampled_from(EMOTIONS), st.floats(0, 1), st.sampled_from(EMOTIONS), st.floats(0, 1))
def test_smoothing_stays_within_bounds(before, a, now, b):
    whole = smooth(Mood(before, a), Mood(now, b))
    assert whole.emotion in EMOTIONS
    assert 0 <= whole.intensity <= 1


WORDS = sorted({w for lexicon in LEXICONS.values() for w in lexicon.words} | set(EMOJI))
RISKY = [
    "不想活了",
    "想死",
    "弄死你",
    "拿刀去找你",
    "被诈骗",
    "i want to die",
    "kill myself",
    "gave him my code",
    "去死算了",
    "我要揍你",
]


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(RISKY), st.text(max_size=6)), max_size=5))
def test_what_does_not_stir_holds_neither_feeling_nor_risk(parts):
    text = " ".join(parts)
    if not stirring(text):
        assert mood(text).emotion == "calm"
        assert risk_of(whole(text)).kind == ""


@pytest.mark.parametrize(
    "text", ["请问运费多少", "QH-118233", "订单到哪里", "message 17", "where is it", "发票抬头改成公司"]
)
def test_plain_talk_does_not_stir(text):
    assert not stirring(text)
