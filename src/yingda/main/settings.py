"""The settings: what the environment says, read once, checked, with words about what is wrong.

Every setting is an environment variable `YINGDA_<NAME>`; all have a default that works. The guide lists them (chapter 7),
and a test asserts that it does.
"""

import difflib
import os
import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import asdict

from yingda.kernel import BadInput

PREFIX = "YINGDA_"
LEVELS = ("debug", "info", "warning", "error")
FORMATS = ("console", "json")
YES, NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
LOCAL = ("0.0.0.0", "127.0.0.1", "::", "::1", "")  # noqa: S104 - names that mean this machine; nothing is bound here
SECRET_CHARS, TOKEN_CHARS = 32, 16
MEGABYTE = 1_048_576
SERVER = "postgresql://"


class Settings(Struct, frozen=True):
    """What can be set. Read it with `Settings.read()`."""

    host: str = "127.0.0.1"
    """Address to listen on. `0.0.0.0` opens it to the network: then put HTTPS in front."""
    port: int = 8000
    """Port to listen on; 0 takes any that is free."""
    data: Path = Path("data").absolute()
    """The folder that holds everything: database, files, search index, models, secret."""
    public_url: str = ""
    """How browsers reach it, without a path: `https://help.example.com`. Embed codes and links are made from it."""
    database_url: str = ""
    """`postgresql://user:password@host/name` or `sqlite:///path`; empty: `yingda.db` in the data folder."""
    blobs_url: str = ""
    """Where files are kept: `s3://bucket/prefix?endpoint=https://…&region=…`; empty: `files` in the data folder."""
    bus_url: str = ""
    """How nodes wake each other: `nats://user:password@host:4222` or `tls://…`, several with commas; empty: by PostgreSQL
    itself, and not at all on SQLite, where one node serves."""
    drain_s: int = 20
    """Seconds over which open sockets are told to move after SIGTERM, 0 to 300; few sockets take less."""
    secret: str = ""
    """Key that signs tokens and file links, 32 characters or more; empty: made once, kept in `data/secret`."""
    log_level: str = "info"
    """`debug`, `info`, `warning` or `error`."""
    log_format: str = "console"
    """`console` for people, `json` for machines."""
    metrics_token: str = ""
    """What a program must bring to read `/metrics`, 16 characters or more; empty: only this machine may."""
    traces: bool = False
    """Sends spans to where `OTEL_EXPORTER_OTLP_ENDPOINT` says; needs the extra `otel`."""
    max_file_mb: int = 20
    """Largest file that visitors and staff may send, in MiB, 1 to 1024."""
    allow_private_fetch: bool = False
    """Lets imports, tools and models reach any private address: only for an intranet whose staff you trust."""
    private_hosts: tuple[str, ...] = ()
    """Hosts inside your network that imports, tools and models may reach, also with plain http; separated by commas."""
    encoder: Path | None = None
    """A folder with an encoder in ONNX, which businesses may take as their meaning model; needs the extra `ai`."""
    extensions: tuple[str, ...] = ()
    """Python modules with `install(house)`, by name, beside the installed ones; separated by commas."""
    forwarded_allow: str = "127.0.0.1,::1"
    """Proxies whose `X-Forwarded-For` and `-Proto` are believed, separated by commas; `*` believes everybody."""

    @classmethod
    def read(cls, environ: Mapping[str, str] | None = None, **given: Any) -> "Settings":
        """The settings of an environment (default: the process's own); `given`, from the command line, goes first.
        Raises one `BadInput` that names every variable that is wrong."""
        source = os.environ if environ is None else environ
        values: dict[str, Any] = {}
        wrong: list[tuple[str, str, str]] = []
        for name, parse in PARSERS.items():
            raw = given.get(name)
            text = source.get(PREFIX + name.upper(), "") if raw is None else str(raw)
            if not text.strip():
                continue
            try:
                values[name] = parse(text.strip())
            except Wrong as error:
                wrong.append((PREFIX + name.upper(), *error.words(text)))
        if wrong:
            zh = "\n".join(f"{name}：{zh}" for name, zh, _ in wrong)
            en = "\n".join(f"{name}: {en}" for name, _, en in wrong)
            raise BadInput("bad_setting", zh, en, settings=[name for name, _, _ in wrong])
        return cls(**values)

    @property
    def url(self) -> str:
        """Where browsers find it: the public URL, or this machine's own address."""
        if self.public_url:
            return self.public_url
        host = "localhost" if self.host in LOCAL else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def database(self) -> str:
        """The URL of the database."""
        return self.database_url or f"sqlite:///{(self.data / 'yingda.db').as_posix()}"

    @property
    def on_server(self) -> bool:
        """Whether the database is a PostgreSQL."""
        return self.database.startswith(SERVER)

    @property
    def database_file(self) -> Path:
        """The SQLite file behind `database`, when it is one."""
        return Path(self.database.removeprefix("sqlite:///"))

    @property
    def database_name(self) -> str:
        """What to call the database to people: without its password."""
        if not self.on_server:
            return str(self.database_file)
        parts = urlsplit(self.database)
        return f"{SERVER}{parts.netloc.rpartition('@')[2]}{parts.path}"

    def as_mapping(self) -> dict[str, Any]:
        """All settings by their lower-case names, for `House.settings`; `secret`, `public_url`, `database_url` filled
        in, and `max_file_bytes` beside `max_file_mb`. Makes the data folder and the secret when there is none."""
        self.make_data()
        return {
            **asdict(self),
            "secret": self.secret or keep_secret(self.data),
            "public_url": self.url,
            "database_url": self.database,
            "max_file_bytes": self.max_file_mb * MEGABYTE,
        }

    def make_data(self) -> None:
        """The data folder, readable by its owner only."""
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            zh = f"YINGDA_DATA：无法建立数据目录 {self.data}（{error.strerror}）"
            en = f"YINGDA_DATA: cannot make the data folder {self.data} ({error.strerror})"
            raise BadInput("bad_setting", zh, en, settings=["YINGDA_DATA"]) from error


def keep_secret(data: Path) -> str:
    """The secret in `data/secret`, made when it is not there; two that start at once get the same. It appears under its
    name only when it is whole."""
    file = data / "secret"
    if not file.exists():
        part = data / f"secret.{secrets.token_hex(8)}.part"
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48) + "\n")
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(part, file)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return file.read_text("utf-8").strip()


def unknown(environ: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Variables that look like settings and are none, each with the setting that was probably meant, or nothing."""
    source = os.environ if environ is None else environ
    names = [PREFIX + name.upper() for name in PARSERS]
    strange = sorted(n for n in source if n.startswith(PREFIX) and n not in names)
    return [(name, next(iter(difflib.get_close_matches(name, names, 1, 0.75)), "")) for name in strange]


class Wrong(ValueError):
    """A value that will not do: what it should be, in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en

    def words(self, text: str) -> tuple[str, str]:
        shown = text if len(text) <= 60 else text[:57] + "…"
        return f"{self.zh}，现在是「{shown}」", f"{self.en}, but it is {shown!r}"


class Hidden(Wrong):
    """A wrong value that must not be shown."""

    def words(self, text: str) -> tuple[str, str]:
        return f"{self.zh}，现在有 {len(text)} 个字符", f"{self.en}, but it has {len(text)} characters"


def _text(text: str) -> str:
    return text


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if text.startswith("tcp://"):
            zh = "应为数字；这是 Kubernetes 自动注入的变量，请给服务改名或设 enableServiceLinks: false"
            en = "must be a number; Kubernetes injects this: rename the service or set enableServiceLinks: false"
            raise Wrong(zh, en)
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise Wrong(f"应为 {low} 到 {high} 的整数", f"must be a whole number from {low} to {high}")
        return int(text)

    return parse


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text.lower() not in choices:
            raise Wrong(f"应为 {'、'.join(choices)} 之一", f"must be one of {', '.join(choices)}")
        return text.lower()

    return parse


def _flag(text: str) -> bool:
    if text.lower() not in YES + NO:
        raise Wrong("应为 1 或 0", "must be 1 or 0")
    return text.lower() in YES


def _folder(text: str) -> Path:
    path = Path(text).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise Wrong("应为目录，这里却是一个文件", "must be a folder, and there is a file of that name")
    return path


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        zh, en = "应为 https://主机名，不带路径", "must be https://host, without a path"
        raise Wrong(zh, en)
    return f"{parts.scheme}://{parts.netloc}"


def _database(text: str) -> str:
    scheme, _, rest = text.partition("://")
    if scheme in ("postgres", "postgresql"):
        try:
            parts = urlsplit(text)
            named = (parts.hostname or "host=" in parts.query) and parts.path.strip("/") and (parts.port or 1)
        except ValueError:
            named = False
        if not named:
            zh, en = "应为 postgresql://用户:密码@主机/库名", "must be postgresql://user:password@host/name"
            raise Hidden(zh, en)
        return SERVER + rest
    if not text.startswith("sqlite:///") or text == "sqlite:///":
        zh = "应为 postgresql://用户:密码@主机/库名 或 sqlite:///文件路径"
        raise Hidden(zh, "must be postgresql://user:password@host/name or sqlite:///path")
    return "sqlite:///" + str(Path(text.removeprefix("sqlite:///")).expanduser().absolute())


def _blobs(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "s3" or not parts.hostname:
        zh, en = "应为 s3://存储桶/前缀?endpoint=https://…", "must be s3://bucket/prefix?endpoint=https://…"
        raise Hidden(zh, en)
    if parts.username or parts.password:
        zh, en = (
            "不要写账号密码，请用 AWS_ACCESS_KEY_ID 等环境变量",
            "must hold no keys: use AWS_ACCESS_KEY_ID",
        )
        raise Hidden(zh, en)
    return text


def _bus(text: str) -> str:
    for one in text.split(","):
        parts = urlsplit(one.strip())
        if parts.scheme not in ("nats", "tls") or not parts.hostname:
            raise Hidden("应为 nats://主机:4222", "must be nats://host:4222")
    return text


def _secret(text: str) -> str:
    return _long(text, SECRET_CHARS)


def _token(text: str) -> str:
    return _long(text, TOKEN_CHARS)


def _long(text: str, least: int) -> str:
    if len(text) < least:
        raise Hidden(f"至少要 {least} 个字符", f"must have at least {least} characters")
    return text


def _modules(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not all(part.isidentifier() for name in names for part in name.split(".")):
        raise Wrong("应为用逗号分开的 Python 模块名", "must be names of Python modules, separated by commas")
    return names


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if not all(re.fullmatch(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]", name) for name in names):
        raise Wrong("应为用逗号分开的主机名", "must be names of hosts, separated by commas")
    return names


PARSERS: Mapping[str, Callable[[str], Any]] = {
    "host": _text,
    "port": _whole(0, 65_535),
    "data": _folder,
    "public_url": _address,
    "database_url": _database,
    "blobs_url": _blobs,
    "bus_url": _bus,
    "drain_s": _whole(0, 300),
    "secret": _secret,
    "log_level": _one_of(*LEVELS),
    "log_format": _one_of(*FORMATS),
    "metrics_token": _token,
    "traces": _flag,
    "max_file_mb": _whole(1, 1024),
    "allow_private_fetch": _flag,
    "private_hosts": _hosts,
    "encoder": _folder,
    "extensions": _modules,
    "forwarded_allow": _text,
}
"""How each setting is read. The same names, in the same order, as the fields of `Settings`."""
