"""The learned half of risk and the models that come with the product: what they say, how they are kept, and that the
word lists go on without them."""

import asyncio
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import yingda
from yingda.kernel import SystemClock, Unavailable
from yingda.rooms.sense import Sense, service
from yingda.rooms.sense.model import Context, Defaults, Mood, alarm, defaults, feel, normalise, tone
from yingda.rooms.sense.model.alarm import Suspicion, hinted, weighed
from yingda.rooms.sense.model.risk import FRAUD, SELF_HARM, THREAT, Risk
from yingda.rooms.sense.service import corpus

NOW = datetime(2026, 11, 22, 10, 30)  # noqa: DTZ001 - any day
CORPUS = Path(yingda.__file__).parent / "packs" / "common" / "content"
LAST = [f"我把{thing}都送人了，以后用不上了" for thing in ("书", "衣服", "吉他", "猫", "相机", "唱片")]
WARNED = [f"你们{who}几点下班，走夜路小心点" for who in ("经理", "司机", "客服", "老板", "保安", "主任")]
CALLED = [f"对方自称{who}，让我先转保证金" for who in ("警察", "银行", "客服", "法院", "海关", "领导")]
PLAIN = [
    "请问怎么退货",
    "运费多少",
    "发票抬头改成公司",
    "几点下班，我过去取货",
    "这本书送人合适吗",
    "保证金什么时候退",
    "热死了",
    "杀价",
]
EXAMPLES = [
    *((text, SELF_HARM, False) for text in LAST),
    *((text, THREAT, False) for text in WARNED),
    *((text, FRAUD, False) for text in CALLED),
    *((text, "", i % 2 == 0) for i, text in enumerate(PLAIN * 3)),
]


@pytest.fixture(scope="module")
def small():
    return alarm.learn([(normalise(text), kind, hard) for text, kind, hard in EXAMPLES])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我把钢琴都送人了，以后用不上", SELF_HARM),
        ("你们店长几点下班？走夜路小心", THREAT),
        ("自称税务的让我先转保证金", FRAUD),
    ],
)
def test_it_knows_wording_that_it_has_not_seen_and_says_why(small, text, kind):
    found = small.ask(normalise(text))
    assert (found.kind, found.alarms) == (kind, True)
    assert found.why
    assert all(part in text for why in found.why for part in why.split("…"))


@pytest.mark.parametrize("text", PLAIN)
def test_plain_talk_does_not_alarm(small, text):
    assert not small.ask(normalise(text)).alarms


@given(st.text(max_size=500))
def test_any_text_is_answered(small, text):
    assert small.ask(normalise(text)).kind in alarm.KINDS


def test_a_file_holds_all_of_it(small):
    again = alarm.load(alarm.dump(small))
    for text, _, _ in EXAMPLES:
        assert again.ask(normalise(text)) == small.ask(normalise(text))
    for broken in (b"", b"broken", msgspec.msgpack.encode({"format": 1}), alarm.dump(small)[:-9]):
        with pytest.raises(ValueError, match="model"):
            alarm.load(broken)


def test_all_kinds_are_needed_to_learn():
    with pytest.raises(ValueError, match="every kind"):
        alarm.learn([(normalise(text), kind, hard) for text, kind, hard in EXAMPLES if kind != THREAT])


def test_hints_are_found_in_both_languages():
    assert hinted("警察让我转账")["authority"] == "警察"
    assert hinted("they want gift cards")["money"] == "gift cards"
    assert "authority" not in hinted("generally fine"), "words are whole words"


SURE, BORNE_OUT, WORRIED = (
    Suspicion(FRAUD, True, True, True, ("转账",)),
    Suspicion(THREAT, False, True),
    Suspicion(THREAT, worries=True),
)


@pytest.mark.parametrize(
    ("listed", "suspicion", "kind", "worry"),
    [
        (Risk(SELF_HARM, ("想死",), plain=True), Suspicion(), SELF_HARM, ""),
        (Risk(SELF_HARM, ("想死",), plain=True), SURE, SELF_HARM, ""),
        (Risk(SELF_HARM, ("好累",)), Suspicion(), SELF_HARM, ""),
        (Risk(), SURE, FRAUD, ""),
        (Risk(SELF_HARM, ("送人",), faint=True), Suspicion(), "", SELF_HARM),
        (Risk(THREAT, ("夜路",), faint=True), BORNE_OUT, "", THREAT),
        (Risk(FRAUD, ("验证码",), faint=True), SURE, FRAUD, ""),
        (Risk(THREAT, ("等着瞧",)), BORNE_OUT, THREAT, ""),
        (Risk(THREAT, ("等着瞧",)), Suspicion(), "", THREAT),
        (Risk(), WORRIED, "", THREAT),
        (Risk(), BORNE_OUT, "", ""),
        (Risk(), Suspicion(), "", ""),
    ],
)
def test_lists_and_model_are_weighed(listed, suspicion, kind, worry):
    found = weighed(listed, suspicion)
    assert (found.kind, found.worry) == (kind, worry)


def test_tone_joins_the_words():
    sure = {"angry": 0.9, "calm": 0.1}
    assert tone.felt(Mood("angry", 0.5, ("投诉",)), sure, "zh").intensity > 0.5
    heard = tone.felt(Mood(), sure, "zh")
    assert heard.emotion == "angry"
    assert heard.intensity < 0.7, "tone alone never hands over for anger"
    assert heard.why == ("语气 90%",)
    assert tone.felt(Mood("angry", 0.5), {"calm": 0.9, "angry": 0.1}, "en").emotion == "calm"
    assert tone.felt(Mood("angry", 0.95), {"calm": 0.9, "angry": 0.1}, "en").emotion == "angry"
    wavering = {"sad": 0.35, "calm": 0.33, "angry": 0.32}
    assert tone.felt(Mood("angry", 0.5), wavering, "en") == Mood("angry", 0.5)


@pytest.fixture
def little(tmp_path):
    """A corpus of a few lines, laid out as the real one."""
    folder = tmp_path / "packs" / "common" / "content"
    (folder / "emotion").mkdir(parents=True)
    kinds = {SELF_HARM: "self_harm", THREAT: "threat", FRAUD: "fraud_victim", "": "none"}
    blocks = [
        {
            "risk": name,
            "kind": "harmless" if not kind else "explicit",
            "zh": "\n".join(t for t, k, _ in EXAMPLES if k == kind),
        }
        for kind, name in kinds.items()
    ]
    (folder / "risk.yaml").write_bytes(yaml.safe_dump(blocks, allow_unicode=True).encode())
    for label, zh, en in (
        ("calm", "运费多少\n怎么退货", "how much is it\nwhere is it"),
        ("angry", "气死我了\n太过分了", "so angry\noutrageous"),
    ):
        (folder / "emotion" / f"{label}.yaml").write_bytes(
            yaml.safe_dump([{"intensity": 1, "zh": zh, "en": en}], allow_unicode=True).encode()
        )
    return folder


@pytest.fixture
async def sense(tmp_path, monkeypatch):
    monkeypatch.setattr(service, "SETTLE_S", 0.0)
    sense = Sense(tmp_path / "models", SystemClock())
    yield sense
    await sense.close()


async def test_the_models_are_learned_in_the_background_and_kept(sense, little, tmp_path, monkeypatch):
    text = "我把钢琴都送人了，以后用不上"
    old = tmp_path / "models" / "built-in" / "old.model"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"")
    await sense.settle(little)
    assert sense.feel(text).risk == "", "until then the word lists answer"
    assert sense.feel("我不想活了").risk == SELF_HARM
    await asyncio.wait_for(sense.settling, 60)
    assert sense.feel(text).risk == SELF_HARM
    assert sense.read("t", text).risk == SELF_HARM
    assert set(sense.defaults.tones) == {"zh", "en"}
    assert not old.exists()
    again = Sense(tmp_path / "models", SystemClock())

    async def never(*_):
        raise AssertionError("learned twice")

    monkeypatch.setattr(again.shelf, "make", never)
    await again.settle(little)
    assert again.settling is None
    assert again.feel(text).risk == SELF_HARM


async def test_a_corpus_that_cannot_be_learned_leaves_the_lists(sense, little, monkeypatch):
    async def fails(*_):
        raise Unavailable("learning_failed", "没有成功", "It failed")

    monkeypatch.setattr(sense.shelf, "make", fails)
    await sense.settle(little)
    await asyncio.wait_for(sense.settling, 60)
    assert sense.defaults == Defaults()
    assert sense.feel("我不想活了").risk == SELF_HARM


def test_another_corpus_is_another_file(little):
    before = corpus.mark(little)
    assert corpus.mark(little) == before
    (little / "emotion" / "calm.yaml").write_bytes(yaml.safe_dump([{"zh": "好的"}], allow_unicode=True).encode())
    assert corpus.mark(little) != before


def test_the_real_corpus_makes_models_that_are_small_and_tell_more_than_the_lists():
    data = corpus.learned(CORPUS)
    assert len(data) < 5 << 20
    now = Context(NOW, defaults=defaults.load(data))
    alone = Context(NOW)
    held = [one for one in corpus.risks(CORPUS, "_held") if one.kind and one.how in ("explicit", "indirect")]
    plain = [one for one in held if one.how == "explicit"]
    assert sum(feel(one.text, now).risk == one.kind for one in plain) / len(plain) > 0.85

    def told(context):
        found = [feel(one.text, context) for one in held]
        return sum(bool(one.risk or one.worry) for one in found) / len(held)

    assert told(now) > max(told(alone), 0.7)
    talk = [one for one in corpus.risks(CORPUS, "_held") if not one.kind]
    assert sum(bool(feel(one.text, now).risk) for one in talk) / len(talk) < 0.02
