"""What the shop sells: the pack's product list together with what the shop window says of each (`content/shelf.yaml`)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from .palette import paint

HERE = Path(__file__).parent
CONTENT = HERE.parent / "content"

CATEGORIES = ("headphones", "charging", "speakers", "accessories")
GROUPS: Mapping[str, tuple[str, str]] = {
    "over": ("头戴式", "Over-ear"),
    "tws": ("真无线", "True wireless"),
    "sport": ("运动", "Sport"),
    "game": ("游戏", "Gaming"),
    "kids": ("儿童", "Children"),
    "wired": ("有线", "Wired"),
    "plug": ("充电器", "Chargers"),
    "bank": ("移动电源", "Power banks"),
    "pad": ("无线充", "Wireless"),
    "portable": ("便携", "Portable"),
    "home": ("桌面与家用", "Desk and home"),
    "cable": ("线材", "Cables"),
    "desk": ("键鼠与扩展", "Desk"),
    "wear": ("手表", "Watch"),
    "care": ("替换与收纳", "Spares and cases"),
}
COVER = {  # accident cover for two years, in fen
    "QH-HP-PRO": 6900, "QH-HP-STU": 6900, "QH-TWS-AIR2": 3900, "QH-RUN": 3900, "QH-GAME-G1": 3900,
    "QH-SP-BOOM": 4900, "QH-SP-BAR": 4900, "QH-WT-S": 7900,
}  # fmt: skip
SEALED = frozenset({"QH-TWS-AIR", "QH-TWS-AIR2", "QH-WIRED-C1", "QH-ACC-TIP", "QH-ACC-PAD"})
"""In-ear and worn parts: no return without a reason once the seal is torn."""
BY_LAND = frozenset({"QH-PB-10K", "QH-PB-20K"})
"""Power banks travel by land only, and not beyond the mainland."""
FEATURED = (
    "QH-HP-PRO", "QH-TWS-AIR2", "QH-SP-BOOM", "QH-CH-65", "QH-WT-S", "QH-KB-75", "QH-SP-MINI", "QH-PB-20K",
)  # fmt: skip
Pair = tuple[str, str]


class Shade(NamedTuple):
    """A colour of a product: its slug in addresses, its names, and the class that paints the drawing."""

    slug: str
    name: Pair
    paint: str


class Review(NamedTuple):
    """What somebody said of a product."""

    who: str
    colour: Shade
    stars: int
    text: Pair


class Product(NamedTuple):
    """One product. `price` and `cover` in fen, `warranty` in months; pairs are (Chinese, English)."""

    sku: str
    slug: str
    name: Pair
    text: Pair
    category: str
    group: str
    kind: str
    price: int
    warranty: int
    colours: tuple[Shade, ...]
    spec: tuple[tuple[Pair, ...], ...]
    big: tuple[tuple[Pair, Pair], ...]
    reviews: tuple[Review, ...]
    rating: float
    reviewed: int
    ask: Pair
    words: str
    cover: int

    def colour(self, slug: str) -> Shade:
        """The colour of this slug, else the first."""
        return next((c for c in self.colours if c.slug == slug), self.colours[0])


def slug(text: str) -> str:
    """`Black 1 m` -> `black-1-m`"""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _spec(zh: Mapping[str, Any], en: Mapping[str, Any]) -> tuple[tuple[Pair, ...], ...]:
    """Rows of (name, value), in Chinese and in English: index 0 and 1."""
    return tuple(tuple((str(k), str(v)) for k, v in side.items()) for side in (zh, en))


def _product(one: Mapping[str, Any], shelf: Mapping[str, Any]) -> Product:
    shades = tuple(
        Shade(slug(en), (zh, en), paint(slug(en))) for zh, en in zip(one["colours"], one["colours_en"], strict=True)
    )
    names, text = one["name"], one["text"]
    words = [one["sku"], *names.values(), *text.values(), *GROUPS[shelf["group"]], *one["colours"], *one["colours_en"]]
    words += [alias for side in one.get("aliases", {}).values() for alias in side]
    return Product(
        sku=one["sku"], slug=one["sku"].lower(), name=(names["zh"], names["en"]), text=(text["zh"], text["en"]),
        category=one["category"], group=shelf["group"], kind=shelf["kind"], price=int(one["price"]),
        warranty=int(one["warranty"]), colours=shades, spec=_spec(one["spec"], shelf["spec_en"]),
        big=tuple(((a, c), (b, d)) for a, b, c, d in shelf["big"]),
        reviews=tuple(Review(who, shades[i], stars, (zh, en)) for who, i, stars, zh, en in shelf["reviews"]),
        rating=float(shelf["rating"]), reviewed=int(shelf["count"]), ask=(shelf["ask"][0], shelf["ask"][1]),
        words=" ".join(words).lower(), cover=COVER.get(one["sku"], 0),
    )  # fmt: skip


@cache
def products() -> Mapping[str, Product]:
    """All products, by SKU, in the order of the list."""
    shelf = yaml.safe_load((HERE / "content" / "shelf.yaml").read_text("utf-8"))
    listed = yaml.safe_load((CONTENT / "demo" / "products.yaml").read_text("utf-8"))
    return {one["sku"]: _product(one, shelf[one["sku"]]) for one in listed if one["sku"] in shelf}


def by_slug(name: str) -> Product | None:
    """The product at an address."""
    return products().get(name.upper())


def pieces(query: str) -> list[str]:
    """What a search looks for: words, and of longer Chinese runs every pair of characters."""
    found: list[str] = []
    for word in re.findall(r"[\u3400-\u9fff]+|[a-z0-9.]+", query.lower()):
        chinese = word[0] >= "\u3400"
        found += [word[i : i + 2] for i in range(len(word) - 1)] if chinese and len(word) > 2 else [word]
    return found


def score(words: str, query: str) -> float:
    """How much of a query `words` hold, 0..1; an exact hit counts fully."""
    if query.lower() in words:
        return 1.0
    wanted = pieces(query)
    return sum(piece in words for piece in wanted) / len(wanted) if wanted else 0.0


SORTS = {
    "": None,
    "price": lambda p: p.price,
    "price-desc": lambda p: -p.price,
    "rating": lambda p: (-p.rating, -p.reviewed),
}


def find(query: str = "", category: str = "", group: str = "", sort: str = "") -> list[Product]:
    """Products of a category and group that fit a search, best first, or as `sort` says."""
    chosen: Sequence[Product] = [
        p for p in products().values() if category in ("", p.category) and group in ("", p.group)
    ]
    if query:
        ranked = sorted(((score(p.words, query), p) for p in chosen), key=lambda pair: -pair[0])
        chosen = [p for value, p in ranked if value >= 0.6]
    key = SORTS.get(sort)
    return sorted(chosen, key=key) if key else list(chosen)


def related(product: Product, limit: int = 4) -> list[Product]:
    """What goes with a product: the same group, then the same category, then anything that is featured."""
    others = [p for p in products().values() if p is not product]
    order = {sku: i for i, sku in enumerate(FEATURED)}
    others.sort(key=lambda p: (p.group != product.group, p.category != product.category, order.get(p.sku, 99)))
    return others[:limit]
