"""Words by what they are about: themes for feelings, groups of meaning for Chinese intents."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import yingda
from yingda.rooms.sense.model import chinese, themes, tone
from yingda.rooms.sense.model.classifier import vector
from yingda.rooms.sense.model.features import counted, terms_of
from yingda.rooms.sense.model.learning import fit
from yingda.rooms.sense.service import corpus

COMMON = Path(yingda.__file__).parent / "packs" / "common" / "content"


@pytest.mark.parametrize(
    ("text", "language", "theme"),
    [
        ("岂有此理", "zh", "rage"), ("肝肠寸断", "zh", "tears"), ("还剩最后一天了", "zh", "hurry"),
        ("名不副实", "zh", "turn"),
        ("who authorised that", "en", "blame"), ("my dad passed away", "en", "death"),
        ("no rush at all", "en", "easy"),
    ],
)  # fmt: skip
def test_a_theme_is_found(text, language, theme):
    assert theme in themes.themes(text, language)


def test_latin_words_are_whole():
    assert "curse" not in themes.themes("hello, a shell company", "en")
    assert "curse" in themes.themes("what the hell", "en")


@given(st.text(max_size=80), st.sampled_from(["zh", "en"]))
def test_several_words_of_a_theme_imply_one(text, language):
    found = themes.themes(text, language)
    assert len(found) == len(set(found))
    assert all(name.removesuffix("+") in found for name in found)


def test_groups_join_words_that_share_no_character():
    assert set(chinese.meanings("寄回")) & set(chinese.meanings("退掉"))
    assert not chinese.meanings("。。。")


@given(st.text(alphabet="退货寄回快递到哪了怎么开发票abc ", max_size=20), st.text(max_size=20))
def test_groups_of_a_part_that_stands_alone_are_kept(one, other):
    whole = chinese.meanings(f"{one}\n{other}")
    assert set(whole) == set(chinese.meanings(one)) | set(chinese.meanings(other))
    assert list(whole) == sorted(set(whole))


def test_groups_do_not_make_a_text_known():
    model = fit(["我要退货", "怎么开发票", "快递到哪了", "想退掉"], ["a", "b", "c", "a"], calibrate=False)
    plain, grouped = counted("寄回"), counted("寄回", senses=True)
    assert len(grouped.ids[1]) > len(plain.ids[1])
    assert vector(grouped, model.arrays, model.unknown)[2] == pytest.approx(
        vector(plain, model.arrays, model.unknown)[2]
    )
    assert terms_of("return it", senses=True) == terms_of("return it")


@pytest.fixture(scope="module")
def heard():
    said = corpus.feelings(COMMON)["zh"][::3]
    return tone.learn([text for text, _ in said], [label for _, label in said], "zh")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("简直岂有此理，你们还要不要脸", "angry"), ("医生说他再也醒不过来了，我在走廊里哭", "sad"),
        ("来不及了，求你们快一点", "anxious"), ("老客户了，这次真的很寒心，以后不来了", "disappointed"),
        ("太惊喜了，谢谢你们", "happy"), ("请问营业到几点", "calm"),
    ],
)  # fmt: skip
def test_tone_is_heard(heard, text, label):
    found = tone.shares(heard, text, "zh")
    assert max(found, key=lambda name: found[name]) == label


def test_what_is_asked_in_worry_is_not_learned_as_calm(tmp_path):
    folder = tmp_path / "common" / "content"
    (folder / "emotion").mkdir(parents=True)
    (folder / "risk.yaml").write_text("[]", "utf-8")
    afraid = ["急死了，来不及了", "我好慌，钱没了怎么办", "求求你快点", "快来不及了，救救我", "我很害怕，怎么办"]
    calm = ["请问几点开门", "可以开发票吗", "地址在哪里", "好的，知道了", "运费多少", "怎么改地址"]
    for name, said in (("anxious", afraid), ("calm", calm)):
        block = "".join(f"    {text}\n" for text in said)
        (folder / "emotion" / f"{name}.yaml").write_text(f"- intensity: 1\n  zh: |\n{block}", "utf-8")
    industry = tmp_path / "shop" / "content" / "corpus"
    industry.mkdir(parents=True)
    asked = "    请问几点关门\n    心都提到嗓子眼了，我怕来不及，求求你\n"
    (industry / "01.yaml").write_text(f"- intent: hours\n  zh: |\n{asked}", "utf-8")
    learned = [text for text, _ in corpus.tones(folder)["zh"]]
    assert "请问几点关门" in learned
    assert "心都提到嗓子眼了，我怕来不及，求求你" not in learned
