# ruff: noqa: E501 - patterns and tables are read by the line
"""Whether two texts mean the same: a few measures of what they share, weighed by a small learned rule.

The measures look at words, characters, meanings and order; two more look for what turns a meaning round (not, open against
close). With in-domain pairs the weights, and how telling each term is, are learned; else those of the built-in model hold.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from rapidfuzz.distance import LCSseq, Levenshtein
from rapidfuzz.fuzz import token_set_ratio

from .classifier import Array, Floats
from .features import terms_of
from .solvers import softmax_dense
from .text import normalise

Pair = tuple[str, str, bool]
_NOT = re.compile(r"不|没|未|无法|别|勿|\bnot\b|n't\b|\bno\b|\bnever\b|\bwithout\b|\bunable\b")
_ASKS = (
    r"怎么|如何|咋|\bhow\b", r"什么时候|多久|几天|何时|\bwhen\b|\bhow long\b", r"为什么|为啥|怎么回事|\bwhy\b", r"多少钱|多少|费用|价格|\bhow much\b|\bcost\b",
    r"能不能|可以|能否|吗|\b(?:can|could|may)\b", r"哪里|哪儿|在哪|\bwhere\b", r"什么|\bwhat\b|\bwhich\b", r"谁|\bwho\b",
)  # fmt: skip
ASKS = tuple(re.compile(pattern) for pattern in _ASKS)
_OPPOSED = (
    "开通|打开|开启|启用|激活;关闭|注销|停用|取消|关掉", "增加|提高|提升|上调;减少|降低|下调", "买|购买|下单;卖|退", "绑定|添加;解绑|解除|删除", "存|存入|转入|充值;取|取出|转出|提现",
    "登录|登陆;退出|登出", "之前|以前|提前;之后|以后|逾期", "发货|寄出;收货|收到", "借;还", "大;小", "快;慢", "最高|最多;最低|最少", "国内;国外|境外",
    r"\b(?:open|enable|activate|start)\b;\b(?:close|disable|deactivate|cancel|stop)\b", r"\b(?:increase|raise)\b;\b(?:decrease|reduce|lower)\b", r"\bbuy\b;\b(?:sell|return)\b",
    r"\b(?:deposit|top up)\b;\bwithdraw", r"\b(?:send|sent)\b;\breceive", r"\bbefore\b;\bafter\b", r"\b(?:add|link)\b;\b(?:remove|unlink|delete)\b",
)  # fmt: skip
OPPOSED = tuple(tuple(re.compile(side) for side in pair.split(";")) for pair in _OPPOSED)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
C_PAIRS_STEPS = 200


class Likeness(Struct, frozen=True):
    """A learned rule. `idf` tells how telling a term is (a term not in it: `rare`); `centre` and `scale` bring the measures
    to one size before they are weighed."""

    idf: dict[str, float]
    rare: float
    centre: list[float]
    scale: list[float]
    weights: list[float]
    bias: float

    def same(self, a: str, b: str) -> float:
        """How likely it is that two texts mean the same, 0..1."""
        seen = (np.asarray(measures(a, b, self.idf, self.rare)) - self.centre) / self.scale
        return float(1 / (1 + np.exp(-(_crossed(seen) @ np.asarray(self.weights) + self.bias))))


def measures(a: str, b: str, idf: Mapping[str, float], rare: float) -> list[float]:
    """What two texts share and where they differ, each about 0..1."""
    one, two = normalise(a).standard, normalise(b).standard
    first, second = terms_of(one), terms_of(two)
    out = []
    for block in range(4):
        x, y = Counter(first.blocks[block]), Counter(second.blocks[block])
        out += _overlap(x, y, idf, rare)
    longest = max(len(one), len(two), 1)
    out += [
        1 - Levenshtein.normalized_distance(one, two), LCSseq.normalized_similarity(one, two), token_set_ratio(one, two) / 100,
        min(len(one), len(two)) / longest, float(one[:2] == two[:2]), float(one[-2:] == two[-2:]),
        float(bool(_NOT.search(one)) != bool(_NOT.search(two))), float(_opposed(one, two)),
        float(set(_NUMBER.findall(one)) == set(_NUMBER.findall(two))),
        sum(bool(q.search(one)) != bool(q.search(two)) for q in ASKS) / 3,
    ]  # fmt: skip
    return out


def _overlap(x: Counter[str], y: Counter[str], idf: Mapping[str, float], rare: float) -> list[float]:
    """Weighed likeness, the share of the smaller that the larger holds, and how telling the most telling difference is."""
    weight = {t: idf.get(t, rare) for t in {*x, *y}}
    common = sum(weight[t] for t in x if t in y)
    own, other = sum(weight[t] for t in x), sum(weight[t] for t in y)
    least, whole = min(own, other), own + other - common
    apart = [weight[t] for t in weight if (t in x) != (t in y)]
    return [
        common / whole if whole else 1.0,
        common / least if least else 1.0,
        max(apart, default=0.0) / max(rare, 1e-6),
    ]


def _opposed(one: str, two: str) -> bool:
    """Whether one speaks of the opposite of the other."""
    for left, right in OPPOSED:
        a, b = (bool(left.search(one)), bool(right.search(one))), (bool(left.search(two)), bool(right.search(two)))
        if a != b and (True, False) in (a, b) and (False, True) in (a, b):
            return True
    return False


def _crossed(seen: Floats | Array) -> Array:
    """The measures and their squares."""
    return np.concatenate([seen, np.minimum(np.square(seen), 9.0)], axis=-1)


def learn(pairs: Sequence[Pair], more: Sequence[str] = ()) -> Likeness:
    """A rule from pairs; `more` are texts of the domain that only tell how common terms are. Raises `ValueError` without
    pairs of both kinds."""
    if len({same for _, _, same in pairs}) < 2:
        raise ValueError("pairs of both kinds are needed")
    texts = {t for a, b, _ in pairs for t in (a, b)} | set(more)
    df = Counter(term for t in texts for term in {x for block in terms_of(normalise(t).standard).blocks for x in block})
    idf = {t: float(np.log((1 + len(texts)) / (1 + n)) + 1) for t, n in df.items() if n > 1}
    rare = float(np.log(1 + len(texts)) + 1)
    seen = np.array([measures(a, b, idf, rare) for a, b, _ in pairs], np.float32)
    centre, scale = seen.mean(0), seen.std(0) + 1e-3
    target = np.array([int(same) for _, _, same in pairs])
    coef, bias = softmax_dense((_crossed((seen - centre) / scale) / 4).astype(np.float32), target, 2, C_PAIRS_STEPS)
    weights, offset = (coef[:, 1] - coef[:, 0]) / 4, bias[1] - bias[0]
    return Likeness(
        {t: round(v, 3) for t, v in idf.items()}, rare, centre.tolist(), scale.tolist(), weights.tolist(), float(offset)
    )
