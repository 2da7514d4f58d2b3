"""The meaning model of a business: where it is, for which languages, and what is told about one before it is used."""

import re
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from msgspec import Struct, json
from msgspec.structs import replace

from yingda.kernel import BadInput, Row, clean_line

from .classifier import Array, Floats
from .measures import auroc
from .text import short

SOURCES = ("", "local", "endpoint")
LANGUAGES = ("zh", "en")
SHORTEST_S, LONGEST_S = 0.05, 2.0
URL_CHARS, KEY_CHARS, TEXT_CHARS = 300, 1_000, 400
UNDERSTOOD = 0.85
"""A model that tells what means the same from what does not less often than this does not know the language."""
COVERED = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<!\w)(?:[A-Za-z]{1,4}-?)?\d(?:[ -]?\d){5,}[Xx]?(?!\d)")


class MeaningSetting(Row, frozen=True):
    """One row for each business that has set it up. `source` is "" (off), "local" or "endpoint"; `key_sealed` opens only
    for the host of `url`; `within` seconds are waited for one message."""

    table, key = "sense_encoder", ("tenant",)
    tenant: str
    source: str
    url: str
    model: str
    key_sealed: str
    languages: tuple[str, ...]
    within: float
    updated_at: int
    updated_by: str
    version: int = 1


class MeaningTrial(Row, frozen=True):
    """The last comparison of words alone with words and a meaning model, on the business's own phrasings. `result` is empty
    while it goes on."""

    table, key = "sense_trial", ("tenant",)
    tenant: str
    about: str
    at: int
    ended_at: int
    result: dict[str, Any]
    problem: tuple[str, str]
    version: int = 1


class Plan(Struct, frozen=True, forbid_unknown_fields=True):
    """The settings as they are given. `key` None keeps the one that there is."""

    source: str = ""
    url: str = ""
    model: str = ""
    key: str | None = None
    languages: tuple[str, ...] = ()
    within: float = 0.4


def checked(plan: Plan, held: MeaningSetting | None, plain: Callable[[str], bool], local: Sequence[str]) -> Plan:
    """The settings, trimmed; `BadInput` names the field. `local` are the languages of the encoder on this machine, empty
    where there is none. A key goes to the host it was given for and no other."""
    if plan.source not in SOURCES:
        raise _no("source", "没有这种来源", "There is no such source")
    if not SHORTEST_S <= plan.within <= LONGEST_S:
        raise _no("within", "每句话最多等 0.05 到 2 秒", "Wait 0.05 to 2 seconds for a message")
    if plan.source == "local":
        if not local:
            zh, en = "运维还没有配置本机模型（YINGDA_ENCODER）", "The operator has set no model here (YINGDA_ENCODER)"
            raise _no("source", zh, en)
        return replace(plan, url="", model="", key="", languages=tuple(local))
    languages = tuple(one for one in LANGUAGES if one in plan.languages)
    if plan.source == "":
        return replace(plan, languages=languages, url=plan.url.strip(), model=plan.model.strip())
    url, host = clean_line(plan.url, "url", URL_CHARS).rstrip("/"), host_of(plan.url.strip())
    parts = urlsplit(url) if host else None
    if parts is None or parts.scheme not in ("http", "https") or "@" in parts.netloc or parts.query or parts.fragment:
        zh, en = "请填接口地址，例如 https://api.example.com/v1", "Give an address like https://api.example.com/v1"
        raise _no("url", zh, en)
    if parts.scheme == "http" and not plain(host):
        zh, en = "请用 https；内网主机要先由运维放行", "Use https; hosts inside the network are opened by the operator"
        raise _no("url", zh, en)
    key = None if plan.key is None else plan.key.strip()
    if key and (len(key) > KEY_CHARS or not (key.isascii() and key.isprintable())):
        raise _no("key", "密钥里有不能用的字符", "The key has characters that cannot be used")
    if key is None and held and held.key_sealed and host_of(held.url) != host:
        raise _no("key", "换了主机，请重新填写密钥", "The host is another: give the key again")
    if not languages:
        raise _no("languages", "至少选一种它懂的语言", "Name at least one language that it knows")
    return replace(plan, url=url, model=clean_line(plan.model, "model", 200), key=key, languages=languages)


def host_of(url: str) -> str:
    """The host of an address, "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def mark(setting: MeaningSetting, local: str) -> str:
    """What its vectors are kept under: another model has another mark. `local` is the name of the encoder here."""
    said = [setting.source, local] if setting.source == "local" else [setting.source, setting.url, setting.model]
    return blake2b(json.encode(said), digest_size=8).hexdigest()


def covered(text: str) -> str:
    """A text as it goes to an encoder: what names a person (mail, phone, card, order number) is covered, and its length
    bounded."""
    return COVERED.sub("#", text)[:TEXT_CHARS]


def unit_rows(vectors: Sequence[Sequence[float]]) -> Floats:
    """Rows as float32 of length 1."""
    rows = np.asarray(vectors, np.float32)
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)  # type: ignore[no-any-return]


PAIRS: dict[str, tuple[tuple[str, str], ...]] = {
    "zh": (
        ("我要退货", "东西不想要了，怎么还给你们"), ("多久能送到", "几天可以收到快递"),
        ("忘记密码了", "登录不上账号，口令想不起来"),
        ("可以便宜点吗", "能不能打个折"), ("怎么开发票", "报销需要票据，哪里申请"), ("转人工客服", "我想找真人聊"),
        ("屏幕碎了能修吗", "显示屏摔坏了可以维修不"), ("付不了款", "支付的时候一直失败"),
    ),
    "en": (
        ("I want to send it back", "How do I return my purchase"), ("When will it arrive", "How many days is delivery"),
        ("I forgot my password", "Cannot log in to my account"), ("Is there a discount", "Can I get it cheaper"),
        ("Talk to a human", "I want a real person"), ("My screen is cracked", "The display broke, can you fix it"),
        ("Payment keeps failing", "My card is declined at checkout"), ("Cancel my order", "I no longer want what I bought"),
    ),
}  # fmt: skip
"""What means the same in other words: the second of each pair belongs to no other first."""


def knows(first: Floats, second: Floats) -> float:
    """How surely vectors of the firsts and seconds of `PAIRS` tell what belongs together (0.5: by chance, 1: always)."""
    centre = np.concatenate([first, second]).mean(0)
    table = unit_rows(first - centre) @ unit_rows(second - centre).T
    same = np.eye(len(first), dtype=bool)
    return round(auroc(table[same].tolist(), table[~same].tolist()), 3)


class Fixed:
    """`Encoder` over vectors that are known already."""

    def __init__(self, name: str, languages: tuple[str, ...], vectors: dict[str, Array]) -> None:
        self.name, self.languages, self.vectors = name, languages, vectors

    def many(self, texts: Sequence[str]) -> Array:
        """One row for each text; `KeyError` for one that is not known."""
        return np.stack([self.vectors[text] for text in texts])

    def one(self, text: str) -> Array | None:
        """The vector of a text, None when it is not known."""
        return self.vectors.get(text)


class Gain(Struct, frozen=True):
    """What a meaning model brings for one language: of `asked` held-out phrasings of the business, the shares that were
    understood right by words alone and with it."""

    learned: int
    asked: int
    words: float
    both: float


def split(texts: Sequence[str], labels: Sequence[str], most: int) -> tuple[list[int], list[int]]:
    """Phrasings to learn from and to ask, as places: of each label with three or more every fourth is asked (the last one
    at least). Of more than `most` some are left out, evenly."""
    step = len(texts) // most + 1
    by: dict[str, list[int]] = {}
    for n in range(0, len(texts), step):
        by.setdefault(labels[n], []).append(n)
    learn, ask = list[int](), list[int]()
    for places in by.values():
        held = set(places[3::4] or places[-1:]) if len(places) >= 3 else set()
        ask += sorted(held)
        learn += [n for n in places if n not in held]
    return sorted(learn), sorted(ask)


def language_of_model(language: str) -> str:
    """zh or en."""
    return short(language)


def _no(field: str, zh: str, en: str) -> BadInput:
    return BadInput("bad_encoder", zh, en, field=field)
