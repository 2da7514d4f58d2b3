"""Loads the shop of the demo: `products.yaml`, `customers.yaml`, `orders.yaml`. Times in the files count back from now,
so the demo is never out of date; loading it again moves them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from yingda.kernel import Changes, House, Read, Row

from .model import DAY, Customer, Item, Order, Product, Site, Track

HOUR = 3_600_000


async def load_demo(
    house: House, tenant: str, folder: Path, now: int, *, inbox_key: str = "", identity_secret: str = ""
) -> None:
    """Puts everything in `folder` (or its `demo/`) in place of what was loaded before. With `inbox_key` the demo web site
    knows its widget, with `identity_secret` it can sign who its customers are."""
    home = folder / "demo" if (folder / "demo").is_dir() else folder
    rows: list[Row] = [*_products(tenant, _read(home, "products")), *_customers(tenant, _read(home, "customers"))]
    rows += _orders(tenant, _read(home, "orders"), now)
    if inbox_key:
        rows.append(Site(tenant, inbox_key, identity_secret))
    await house.db.decide(put, tuple(rows))


async def put(read: Read, rows: tuple[Row, ...]) -> Changes:
    """Adds what is new and changes what is there."""
    new, changed = [], []
    for row in rows:
        held = await read.get(type(row), *(getattr(row, name) for name in row.key))
        if held is None:
            new.append(row)
        elif held != row:
            changed.append(row)
    return Changes(new=tuple(new), changed=tuple(changed))


def _read(home: Path, name: str) -> list[dict[str, Any]]:
    return yaml.safe_load((home / f"{name}.yaml").read_text("utf-8")) or []


def _products(tenant: str, raw: list[dict[str, Any]]) -> Iterator[Product]:
    for one in raw:
        yield Product(
            tenant, one["sku"], one["name"], one["category"], one["price"], one.get("icon", "package"),
            one.get("warranty", 12), one.get("text", {}), one.get("aliases", {}), one.get("colours", []),
            {str(k): str(v) for k, v in one.get("spec", {}).items()},
        )  # fmt: skip


def _customers(tenant: str, raw: list[dict[str, Any]]) -> Iterator[Customer]:
    for one in raw:
        yield Customer(
            tenant, str(one["id"]), one["name"], str(one["phone"]), one.get("email", ""), one.get("level", ""),
            str(one.get("since", "")), one.get("city", ""), one.get("address", ""), one.get("language", "zh-CN"),
        )  # fmt: skip


def _orders(tenant: str, raw: list[dict[str, Any]], now: int) -> Iterator[Order]:
    for one in raw:
        track = [
            Track(int(now - event["hours_ago"] * HOUR), event["text_zh"], event["text_en"])
            for event in one.get("tracking") or one.get("events") or []
        ]
        ordered = min([t.at for t in track], default=now - one["ordered_days_ago"] * DAY)
        signed = one.get("signed_days_ago")
        items = [Item(i["sku"], i["name"], i.get("qty", 1), i["price"], i.get("colour", "")) for i in one["items"]]
        goods = one.get("goods") or sum(item.qty * item.price for item in items)
        yield Order(
            tenant, str(one["id"]), str(one["customer"]), ordered, one["status"], items, one.get("total", goods),
            one.get("carrier_name") or ({"zh": one["carrier"], "en": one["carrier"]} if one.get("carrier") else {}),
            str(one.get("tracking_no") or ""), 0 if signed is None else int(now - signed * DAY), track,
            one.get("address") or "", one.get("payment") or "", goods, one.get("discount", 0), one.get("shipping", 0),
        )  # fmt: skip
