# ruff: noqa: E501 - lists of examples
"""`Sense`: training in a worker, files by content, the switch."""

import time

import pytest

from yingda.kernel import SystemClock, Unavailable
from yingda.rooms.sense import Mood, Rhythm, Sense

TEXTS = ["退款多久到账", "钱几天退回来", "退款要几天", "怎么开发票", "发票在哪开", "开票流程"]
LABELS = ["article:refund"] * 3 + ["article:invoice"] * 3


@pytest.fixture
async def sense(tmp_path):
    sense = Sense(tmp_path / "models", SystemClock())
    yield sense
    await sense.close()


async def test_it_learns_and_answers(sense):
    assert not sense.ready("t")
    assert sense.read("t", "发票怎么开").verdict == "none"
    assert await sense.train("t", "zh", TEXTS, LABELS)
    assert sense.ready("t") == ("zh",)
    assert sense.read("t", "发票怎么开").best == "article:invoice"
    assert sense.about("t")["zh"]["texts"] == 6
    assert sense.read("other", "发票怎么开").intents == [], "models are the tenant's own"


async def test_a_second_start_takes_the_file(sense, tmp_path, monkeypatch):
    await sense.train("t", "zh-CN", TEXTS, LABELS)
    again = Sense(tmp_path / "models", SystemClock())

    async def never(*_):
        raise AssertionError("learned twice")

    monkeypatch.setattr(again.shelf, "learn", never)
    assert await again.train("t", "zh", list(reversed(TEXTS)), list(reversed(LABELS))), "order does not matter"
    assert again.read("t", "退款几天到").best == "article:refund"


async def test_old_files_go(sense, tmp_path):
    for n in range(4):
        await sense.train("t", "zh", [*TEXTS, f"退款第{n}种问法"], [*LABELS, "article:refund"])
    assert len(list((tmp_path / "models" / "t").glob("zh-*.model"))) == 2


async def test_a_broken_file_is_learned_anew(sense):
    path = sense.shelf.place("t", "zh", TEXTS, LABELS)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"broken")
    assert await sense.train("t", "zh", TEXTS, LABELS)


async def test_too_little_is_no_model(sense):
    assert not await sense.train("t", "zh", ["退款"], ["a"])
    assert not sense.ready("t")


async def test_a_failing_worker_leaves_the_model(sense, monkeypatch):
    await sense.train("t", "zh", TEXTS, LABELS)

    async def fails(*_):
        return 1, "no memory"

    monkeypatch.setattr(sense.shelf, "_run", fails)
    with pytest.raises(Unavailable):
        await sense.train("t", "zh", [*TEXTS, "新的问法"], [*LABELS, "article:refund"])
    assert sense.read("t", "发票怎么开").best == "article:invoice"


async def test_a_reading_is_whole(sense):
    await sense.train("t", "zh", TEXTS, LABELS)
    reading = sense.read(
        "t",
        "QH-118233 的退款怎么还没到账？？急死了",
        "zh-CN",
        Rhythm(gap_ms=3_000, burst=3),
        before=Mood("anxious", 0.5),
    )
    assert reading.language == "zh"
    assert reading.emotion == "anxious"
    assert reading.why_emotion
    assert [e.value for e in reading.entities if e.kind == "order"] == ["QH-118233"]
    assert reading.risk == ""
    assert sense.read("t", "我不想活了").risk == "self_harm"
    sense.number_patterns("t", [r"SO-\d{4}"])
    assert [e.value for e in sense.read("t", "so 1234").entities] == ["SO-1234"]


@pytest.mark.parametrize(
    "text", ["a" * 8_000, "退" * 8_000, "!" * 8_000, "a@" * 4_000, "1" * 8_000, "冒充" * 4_000, "不" * 8_000, "tui" * 2_600, "\ud83d" * 100, "\x00"]
)  # fmt: skip
async def test_hostile_text_is_read_quickly(sense, text):
    await sense.train("t", "zh", TEXTS, LABELS)
    began = time.thread_time()
    sense.read("t", text)
    assert time.thread_time() - began < 0.5


async def test_a_risk_deep_inside_a_long_message_is_seen(sense):
    assert sense.read("t", "慢" * 2_000 + "，我不想活了，" + "慢" * 2_000).risk == "self_harm"


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "Nowhere/Land", "../../etc"])
async def test_zones(sense, zone):
    assert sense.read("t", "明天", zone=zone).entities[0].kind == "date"
