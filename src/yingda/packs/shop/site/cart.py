"""The cart: a cookie that says what and how many, read with suspicion. Needs no sign-in, no script and no table."""

import re
from typing import NamedTuple

from .catalogue import Product, Shade, products
from .terms import COUPONS, Coupon

LINES, MOST = 20, 99
LINE = re.compile(r"^([A-Z0-9-]{4,20})_([a-z0-9-]{1,40})_([01])_([0-9]{1,2})$")


class Line(NamedTuple):
    """One line: a product in a colour, with or without accident cover, so many times."""

    product: Product
    colour: Shade
    cover: bool
    many: int

    @property
    def key(self) -> str:
        """What tells two lines apart."""
        return f"{self.product.sku}_{self.colour.slug}_{int(self.cover)}"

    @property
    def each(self) -> int:
        """The price of one, in fen."""
        return self.product.price + (self.product.cover if self.cover else 0)

    @property
    def sum(self) -> int:
        """The price of all, in fen."""
        return self.each * self.many


class Cart(NamedTuple):
    """All lines, and the code of a coupon."""

    lines: tuple[Line, ...] = ()
    code: str = ""

    @property
    def many(self) -> int:
        """How many things."""
        return sum(line.many for line in self.lines)

    @property
    def goods(self) -> int:
        """What they cost, in fen."""
        return sum(line.sum for line in self.lines)

    @property
    def coupon(self) -> Coupon | None:
        """The coupon of the code."""
        return next((c for c in COUPONS if c.code == self.code), None)

    def add(self, product: Product, colour: str, cover: bool, many: int = 1) -> "Cart":
        """With more of a thing; beyond the limits nothing is added."""
        new = Line(product, product.colour(colour), cover and bool(product.cover), many)
        lines = {line.key: line for line in self.lines}
        if new.key in lines:
            new = new._replace(many=min(MOST, lines[new.key].many + many))
        elif len(lines) >= LINES:
            return self
        return self._replace(lines=tuple({**lines, new.key: new}.values()))

    def put(self, key: str, many: int) -> "Cart":
        """With so many of a line; 0 takes it away."""
        lines = (line._replace(many=min(MOST, many)) if line.key == key else line for line in self.lines)
        return self._replace(lines=tuple(line for line in lines if line.many > 0))


def write(cart: Cart) -> str:
    """As a cookie's value: letters, figures, `_ - . !` only."""
    return ".".join(f"{line.key}_{line.many}" for line in cart.lines) + (f"!{cart.code}" if cart.code else "")


def read(text: str) -> Cart:
    """From a cookie; whatever is not as we write it is left out."""
    body, _, code = text[:2000].partition("!")
    cart, catalogue = Cart(code=code if code in {c.code for c in COUPONS} else ""), products()
    for part in body.split(".")[:LINES]:
        found = LINE.match(part)
        if found and (product := catalogue.get(found[1])) and int(found[4]) > 0:
            cart = cart.add(product, found[2], found[3] == "1", int(found[4]))
    return cart
