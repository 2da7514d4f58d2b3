# ruff: noqa: E501 - a list of words
"""Two languages in one sentence: English words of service talk amid Chinese (我的 order 什么时候 ship), in Chinese. Names of
products and anything else stay as they are.
"""

import re

from .text import CJK, LATIN

WORDS = {
    "how to return": "怎么退货", "how to": "怎么", "how do i": "怎么", "how can i": "怎么", "how long": "多久", "how much": "多少钱", "how many": "多少", "how about": "怎么样",
    "free shipping": "包邮", "shipping fee": "运费", "shipping cost": "运费", "delivery fee": "运费", "tracking number": "快递单号", "order number": "订单号", "customer service": "客服",
    "credit card": "信用卡", "power bank": "充电宝", "gift card": "礼品卡", "sold out": "没货", "out of stock": "没货", "in stock": "有货", "log in": "登录", "sign in": "登录", "sign up": "注册",
    "orders": "订单", "order": "订单", "package": "包裹", "parcel": "包裹", "shipment": "包裹", "shipped": "发货", "shipping": "发货", "ship": "发货", "deliver": "送到", "delivery": "送货", "delivered": "送到",
    "arrive": "到", "tracking": "物流", "track": "查物流", "courier": "快递", "refunded": "退款", "refunds": "退款", "refund": "退款", "returns": "退货", "return": "退货", "exchange": "换货", "replace": "换新",
    "cancel": "取消", "cancelled": "取消", "invoices": "发票", "invoice": "发票", "receipt": "发票", "fapiao": "发票", "warranty": "保修", "repair": "维修", "broken": "坏了", "damaged": "坏了", "defective": "坏了",
    "coupons": "优惠券", "coupon": "优惠券", "voucher": "优惠券", "discount": "优惠", "promo": "优惠", "sale": "打折", "price": "价格", "points": "积分", "member": "会员", "membership": "会员", "vip": "会员",
    "account": "账号", "password": "密码", "login": "登录", "register": "注册", "email": "邮箱", "address": "地址", "payment": "付款", "pay": "付款", "checkout": "结账", "alipay": "支付宝", "wechat pay": "微信支付",
    "wechat": "微信", "installment": "分期", "instalment": "分期", "deposit": "押金", "size": "尺码", "color": "颜色", "colour": "颜色", "stock": "库存", "manual": "说明书", "customs": "海关", "tax": "税", "overseas": "国外",
    "headphones": "耳机", "headphone": "耳机", "headset": "耳机", "earbuds": "耳机", "earphones": "耳机", "speaker": "音箱", "charger": "充电器", "keyboard": "键盘", "mouse": "鼠标", "battery": "电池", "watch": "手表",
    "my": "我的", "when": "什么时候", "where": "在哪", "why": "为什么", "can i": "能不能", "check": "查", "status": "状态", "please": "请", "help": "帮我", "not working": "坏了",
    "hotel": "酒店", "flight": "航班", "ticket": "票", "booking": "预订", "room": "房间", "upgrade": "升级", "data": "流量", "bill": "账单", "plan": "套餐", "loan": "贷款", "card": "卡", "transfer": "转账", "appointment": "预约",
}  # fmt: skip
_WORDS = re.compile(
    rf"(?<![a-z0-9])(?:{'|'.join(re.escape(w) for w in sorted(WORDS, key=len, reverse=True))})(?![a-z0-9])"
)
_GAP = re.compile(r"(?<=[㐀-鿿]) +| +(?=[㐀-鿿])")


def mixed(text: str) -> bool:
    """Whether a normalised text is written in both languages."""
    return bool(CJK.search(text)) and bool(LATIN.search(text))


def one_language(text: str) -> str:
    """A normalised text with its English words of service talk in Chinese; as it was when it has none, or no Chinese."""
    if not mixed(text):
        return text
    said = _WORDS.sub(lambda m: WORDS[m[0]], text)
    return _GAP.sub("", said) if said != text else text
