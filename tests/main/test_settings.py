import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yingda.kernel import BadInput
from yingda.main.settings import PARSERS, Settings, keep_secret, unknown


def test_defaults_work() -> None:
    settings = Settings.read({})
    assert (settings.host, settings.port, settings.url) == ("127.0.0.1", 8000, "http://localhost:8000")
    assert settings.data == Path("data").absolute()
    assert settings.database_file == settings.data / "yingda.db"


def test_every_setting_has_a_parser_and_words() -> None:
    assert tuple(PARSERS) == Settings.__struct_fields__


def test_reads_all(tmp_path: Path) -> None:
    settings = Settings.read({
        "YINGDA_HOST": "0.0.0.0",
        "YINGDA_PORT": " 9000 ",
        "YINGDA_DATA": str(tmp_path / "d"),
        "YINGDA_PUBLIC_URL": "https://help.example.com/",
        "YINGDA_DATABASE_URL": f"sqlite:///{tmp_path}/x.db",
        "YINGDA_SECRET": "s" * 32,
        "YINGDA_LOG_LEVEL": "DEBUG",
        "YINGDA_LOG_FORMAT": "json",
        "YINGDA_MAX_FILE_MB": "5",
        "YINGDA_ALLOW_PRIVATE_FETCH": "yes",
        "YINGDA_EXTENSIONS": "a.b, c",
        "YINGDA_FORWARDED_ALLOW": "10.0.0.1",
    })  # fmt: skip
    assert settings == Settings(
        host="0.0.0.0", port=9000, data=tmp_path / "d", public_url="https://help.example.com",
        database_url=f"sqlite:///{tmp_path}/x.db", secret="s" * 32, log_level="debug", log_format="json",
        max_file_mb=5, allow_private_fetch=True, extensions=("a.b", "c"), forwarded_allow="10.0.0.1",
    )  # fmt: skip
    assert settings.url == "https://help.example.com"
    assert settings.database_file == tmp_path / "x.db"


def test_the_command_line_goes_first() -> None:
    assert Settings.read({"YINGDA_PORT": "9000"}, port=9001, host=None).port == 9001


@pytest.mark.parametrize(
    ("name", "value", "en"),
    [
        ("PORT", "http", "whole number from 0 to 65535"),
        ("PORT", "70000", "whole number"),
        ("PORT", "-1", "whole number"),
        ("PORT", "٣", "whole number"),
        ("PORT", "tcp://10.0.0.1:80", "enableServiceLinks"),
        ("PUBLIC_URL", "help.example.com", "https://host"),
        ("PUBLIC_URL", "https://a.example/path", "without a path"),
        ("LOG_LEVEL", "loud", "one of debug"),
        ("LOG_FORMAT", "xml", "one of console"),
        ("MAX_FILE_MB", "0", "from 1 to 1024"),
        ("ALLOW_PRIVATE_FETCH", "maybe", "1 or 0"),
        ("EXTENSIONS", "a b", "names of Python modules"),
    ],
)
def test_says_what_is_wrong(name: str, value: str, en: str) -> None:
    with pytest.raises(BadInput) as error:
        Settings.read({f"YINGDA_{name}": value})
    for words in (error.value.zh, error.value.en):
        assert f"YINGDA_{name}" in words
        assert value in words
    assert en in error.value.en


def test_names_everything_that_is_wrong_at_once() -> None:
    with pytest.raises(BadInput) as error:
        Settings.read({"YINGDA_PORT": "x", "YINGDA_LOG_LEVEL": "x"})
    assert error.value.facts["settings"] == ["YINGDA_PORT", "YINGDA_LOG_LEVEL"]


def test_a_short_secret_is_refused_and_not_shown() -> None:
    with pytest.raises(BadInput) as error:
        Settings.read({"YINGDA_SECRET": "hunter2"})
    assert "hunter2" not in error.value.zh + error.value.en
    assert "it has 7" in error.value.en


@pytest.mark.parametrize("url", ["mysql://root:hunter2@db/x", "postgresql://root:hunter2@db", "sqlite:///"])
def test_a_wrong_database_is_told_without_its_password(url):
    with pytest.raises(BadInput) as error:
        Settings.read({"YINGDA_DATABASE_URL": url})
    assert "YINGDA_DATABASE_URL" in error.value.zh
    assert "postgresql://user" in error.value.en
    assert "hunter2" not in error.value.zh + error.value.en


def test_data_must_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="must be a folder"):
        Settings.read({"YINGDA_DATA": str(tmp_path / "file")})
    with pytest.raises(BadInput, match="cannot make the data folder"):
        Settings(data=tmp_path / "file" / "below").make_data()


def test_mapping_for_the_house(tmp_path: Path) -> None:
    mapping = Settings.read({"YINGDA_DATA": str(tmp_path / "new")}).as_mapping()
    assert mapping["data"] == tmp_path / "new"
    assert mapping["public_url"] == "http://localhost:8000"
    assert mapping["max_file_bytes"] == 20 * 1024 * 1024
    assert set(Settings.__struct_fields__) <= set(mapping)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_the_secret_is_made_once_and_private(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: keep_secret(tmp_path), range(8)))
    assert len(made) == 1
    assert len(made.pop()) >= 64
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [f.name for f in tmp_path.iterdir()] == ["secret"]
    assert Settings(data=tmp_path).as_mapping()["secret"] == keep_secret(tmp_path)
    assert Settings(data=tmp_path, secret="x" * 32).as_mapping()["secret"] == "x" * 32


def test_notices_misspelt_names() -> None:
    assert unknown({"YINGDA_PROT": "1", "YINGDA_PORT": "1", "PATH": ""}) == [("YINGDA_PROT", "YINGDA_PORT")]
    assert unknown({"YINGDA_SERVICE_ACCOUNT_TOKEN": "1"}) == [("YINGDA_SERVICE_ACCOUNT_TOKEN", "")]


@given(st.dictionaries(st.sampled_from(["YINGDA_" + n.upper() for n in PARSERS]), st.text(max_size=40)))
def test_any_environment_gives_settings_or_clear_words(environ: dict[str, str]) -> None:
    wrong: BadInput | None = None
    try:
        assert Settings.read(environ).url.startswith("http")
    except BadInput as error:
        wrong = error
    if wrong:
        assert wrong.code == "bad_setting"
        assert all(name in wrong.zh and name in wrong.en for name in wrong.facts["settings"])
