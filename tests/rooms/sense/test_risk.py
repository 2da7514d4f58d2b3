# ruff: noqa: E501 - lists of examples
"""Risk: explicit and indirect words alarm, idioms and anger do not."""

import re
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yingda.rooms.sense import ANSWERS, risk_answer
from yingda.rooms.sense.model import Context, normalise, risk_of, stirring
from yingda.rooms.sense.model.reading import risk
from yingda.rooms.sense.model.risk import WORDS
from yingda.rooms.sense.model.text import whole

NOW = datetime(2026, 11, 22, 10, 30)  # noqa: DTZ001 - any day
SELF_HARM = [
    "我不想活了", "活着真没意思", "我想死", "我要跳楼", "准备割腕", "吃安眠药一瓶下去算了", "写好遗书了", "我現在就從樓頂跳下去", "死了算了", "想结束自己的生命",
    "没有活下去的勇气", "I want to die", "I'm going to kill myself", "thinking about suicide", "no reason to live", "better off dead",
]  # fmt: skip
THREAT = [
    "我要砍了你们", "弄死你", "拿刀去你们公司", "我去炸了你们仓库", "信不信我放火烧了你们店", "知道你家住哪，小心点", "打断你的腿", "杀你全家",
    "I will kill you", "I'm going to burn down your store", "I know where you live",
]  # fmt: skip
FRAUD = [
    "有人冒充你们客服让我转账", "他让我提供验证码，说是退款", "我被骗了3000块钱", "遇到诈骗了", "我把验证码告诉他了", "银行卡被盗刷了", "someone pretending to be you asked for money",
    "I got scammed", "he asked me to share my screen", "I gave him my verification code",
]  # fmt: skip
HARMLESS = [
    "累死了", "笑死我了", "气死我了", "急死了", "等死我了", "想死你们了", "慢得我想死", "跳楼价还买贵了", "电脑死机了", "打死也不买了", "砍价", "杀毒软件", "秒杀活动", "打断你一下",
    "你们就是骗子", "感觉被骗了，质量这么差", "拿刀拆快递划到了", "防火墙怎么设置", "炸鸡", "烧坏了能修吗", "死活连不上", "怎么防止被骗", "要命，又断连了", "自杀式降价",
    "kill time", "this is killing me", "battery died", "dead on arrival", "drop dead gorgeous", "killer deal", "dying to try it",
    "you are thieves and liars", "the charger died after a week", "bath bomb",
]  # fmt: skip


def kind(text):
    return risk_of(normalise(text).text).kind


@pytest.mark.parametrize("text", SELF_HARM)
def test_self_harm(text):
    assert kind(text) == "self_harm"


@pytest.mark.parametrize("text", THREAT)
def test_threat(text):
    assert kind(text) == "threat"


@pytest.mark.parametrize("text", FRAUD)
def test_fraud(text):
    assert kind(text) == "fraud"


@pytest.mark.parametrize("text", [*SELF_HARM, *THREAT, *FRAUD])
def test_no_risk_is_passed_over(text):
    assert stirring(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless(text):
    assert kind(text) == ""


def test_an_idiom_does_not_hide_a_risk():
    assert kind("累死了，真的不想活了") == "self_harm"


def test_answers_name_the_hot_line_of_the_locale():
    assert "12356" in risk_answer("self_harm", "zh")
    assert "988" in risk_answer("self_harm", "en")
    assert risk_answer("fraud", "fr") == ANSWERS["fraud"]["en"]
    assert all(set(words) == {"zh", "en"} for words in ANSWERS.values())


@pytest.mark.parametrize("pattern", [word for words in WORDS.values() for word in words if "(?=" not in word])
def test_every_phrase_of_risk_stirs(pattern):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.from_regex(re.compile(pattern), fullmatch=True))
    def check(text):
        if risk_of(whole(text)).kind:
            assert stirring(text), text

    check()


@pytest.mark.parametrize(
    "text", ["怎么申请大礼包", "大礼包什么时候来", "送您的大礼包吧", "不想要了", "运费是多少", "我想退货"]
)
def test_where_no_model_is_loaded_yet_faint_frames_alarm_nobody(text):
    found = risk(text, normalise(text), Context(NOW))
    assert not found.kind
    assert not found.worry


def test_a_faint_frame_is_told_to_the_staff_without_a_model():
    listed = risk_of(whole("别让我再看见你"))
    assert listed.faint
    found = risk("别让我再看见你", normalise("别让我再看见你"), Context(NOW))
    assert (found.kind, found.worry) == ("", "threat")
