"""Prices in what the host says."""

import re
from typing import Literal

from live.catalog.products import CatalogProduct

_NUMBER = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?:\s*(?:块|元|快)\s*(\d)(?!\d)| (\d\d)(?![\d.]))?")
_LIST_BEFORE = re.compile(
    r"(?:原价|吊牌|调牌|日常|平时|平常|专柜|门市|商场|市场|外面|别家|之前|官网|旗舰店|划线|不要|不用|不是"
    r"|不卖|list|retail|usual(?:ly)?|normal(?:ly)?|was|were|originally|regular(?:ly)?|elsewhere|not"
    r"|instead of|worth|valued)[^，。,!！\d今现]{0,8}$"
)
_NOW_BEFORE = re.compile(
    r"(?:今天|今晚|现在|到手|只要|只需|直播间|这场|就|卖|价|给你们|福利|tonight|today|now|just|only|for"
    r"|price|it'?s|yours|at|live)[^，。!！?？]{0,6}$"
)
_MONEY_AFTER = re.compile(
    r"^\s*(?:块|元|米(?!\d|[^，。！]{0,2}[高长])|快(?:钱|\d)|刀|dollars?|bucks?|usd|pounds?\s+sterling"
    r"|euros?|带回家|带走|拿走|到手)"
)
_OTHER_AFTER = re.compile(
    r"^\s*(?:%|斤|公斤|kg|克|g(?![a-z])|cm|厘米|公分|米[高长]|毫|升|ml|l(?![a-z])|瓦|w(?![a-z])|天|小时"
    r"|分钟|号|码|单|件|条|把|个|双|瓶|盒|片|岁|月|年|点|度|人|位|折|x|inch|ounce|oz|quart|watt|hour|day"
    r"|minute|week|year|people|left|piece|percent|degrees|pairs?|size)"
)
_LESS_BEFORE = re.compile(r"(?:减|便宜|省|降|满|立减|off|save|extra)\s*$")
_LESS_AFTER = re.compile(r"^\s*(?:块|元|dollars?|bucks?)?\s*(?:off|优惠券|的?券)")

Price = Literal["stated", "list", "none"]


def price_said(line: str, product: CatalogProduct | None) -> Price:
    """Whether `line` (plain, with figures) states the price of `product`; "list" when only the usual price is named.

    The catalog's price counts wherever it stands; another figure only with the words of a price around it. A
    recogniser runs figures together (89, 3号 → 893号): the price with the link behind it counts.
    """
    best: Price = "none"
    for match in _NUMBER.finditer(line):
        amount = (
            float(f"{match[1]}.{match[3]}")
            if match[3]
            else float(match[1]) + (float(match[2]) / 10 if match[2] else 0.0)
        )
        before, after = line[max(0, match.start() - 16) : match.start()], line[match.end() :]
        if _LESS_BEFORE.search(before) or _LESS_AFTER.search(after):
            continue
        usual = _LIST_BEFORE.search(before) is not None
        if product is not None and product.price is not None and not usual:
            if _equal(amount, product.price) and not _OTHER_AFTER.search(after):
                return "stated"
            if _run_together(match[1], after, product):
                return "stated"
        if usual or (product is not None and product.list_price is not None and _equal(amount, product.list_price)):
            best = "list"
            continue
        if _OTHER_AFTER.search(after):
            continue
        money = _MONEY_AFTER.search(after) or (before.endswith(("$", "¥", "￥", "€", "£")))
        if (money or match[2]) and (product is None or product.price is None or _NOW_BEFORE.search(before)):
            return "stated"
    return best


def _equal(a: float, b: float) -> bool:
    return abs(a - b) < 0.011


def _run_together(digits: str, after: str, product: CatalogProduct) -> bool:
    if product.price is None or product.link is None or not after.startswith("号"):
        return False
    return digits == f"{product.price:g}{product.link}"
