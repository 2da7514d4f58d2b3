"""The words of the site: `content/words.yaml`, and what is known by name - cities, customers."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml


@cache
def words() -> Mapping[str, tuple[str, str]]:
    """Key -> (Chinese, English)."""
    found = yaml.safe_load((Path(__file__).parent / "content" / "words.yaml").read_text("utf-8"))
    return {key: (zh, en) for key, (zh, en) in found.items()}


CITIES = {
    "杭州": "Hangzhou", "武汉": "Wuhan", "苏州": "Suzhou", "长沙": "Changsha", "广州": "Guangzhou", "沈阳": "Shenyang",
    "成都": "Chengdu", "上海": "Shanghai", "西安": "Xi'an", "北京": "Beijing", "深圳": "Shenzhen", "乌鲁木齐": "Urumqi",
    "香港": "Hong Kong", "南京": "Nanjing", "Berlin": "Berlin",
}  # fmt: skip
CITIES_ZH = {"Berlin": "柏林"}

STORIES: Mapping[str, tuple[str, str]] = {
    "C1001": ("耳机左耳没声音，想换新", "Left side silent, wants an exchange"),
    "C1002": ("一笔订单扣了两次款", "Was charged twice"),
    "C1003": ("发票抬头要改", "Wrong name on the invoice"),
    "C1004": ("问 230 V 能不能用", "Asks about 230 V, in English"),
    "C1005": ("物流三天没动，还有一单待付款", "Parcel has not moved for three days"),
    "C1006": ("想把地址改到公司", "Wants it sent to the office"),
    "C1007": ("换货进行中", "An exchange is under way"),
    "C1008": ("少发了一根数据线", "A cable is missing"),
    "C1009": ("企业采购，等专票", "Bought for the company, waits for the invoice"),
    "C1010": ("Air 换 Air 2，补差价", "Changes Air for Air 2"),
    "C1013": ("新疆收货，问运费", "Lives far away, asks about postage"),
    "C1014": ("香港收货，说粤语", "Hong Kong, speaks Cantonese"),
    "C1015": ("英文客户，人在上海", "Speaks English, lives in Shanghai"),
    "C1016": ("新客，还没发货", "New customer, not shipped yet"),
}  # fmt: skip
