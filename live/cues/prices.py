"""Prices in what the host says."""

import re
from typing import Literal

from live.catalog.elsewhere import away
from live.catalog.products import CatalogProduct

_NUMBER = re.compile(
    r"(?<![\d.零〇一二三四五六七八九十百千万])(\d+(?:\.\d+)?)(?:\s*(?:块|元|快)\s*(\d)(?!\d)| (\d\d)(?![\d.]))?"
)
_LIST_BEFORE = re.compile(
    r"(?:原价|吊牌|调牌|日常|平时|平常|专柜|门市|商场|市场|外面|别家|(?<![点单播号分钟半])之前|官网|旗舰店|划线|不要|不用|不是"
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
_A_PIECE = re.compile(r"[12]\s*(?:块(?!钱|\s*(?:[，。,.!！]|$))|张)")
"""一块铁: a piece of something, no money."""
_LESS_BEFORE = re.compile(r"(?:减|便宜|省|降|满|立减|off|save|extra)\s*$")
_LESS_AFTER = re.compile(r"^\s*(?:块|元|dollars?|bucks?)?\s*(?:off|优惠券|的?券)")
_TEASED = re.compile(
    r"能买(?:到|个|点)?(?:什么|啥|几)|不(?:会|能)?(?:先)?告诉(?:你|大家|各位)|猜[一猜]?[猜下个]|扣(?:个|出)|\d+(?:块|元)?还是\s*\d+"
    r"|not telling|won'?t tell|guess|what (?:can|could|does|do) .{0,12}(?:buy|get you)"
)
"""The host plays with the price: what is named is not said to be it."""
_WORTH = (0.15, 1.6)
"""A price that the host names lies between so many times the catalog's and so many times."""

Price = Literal["stated", "list", "none"]


def price_said(line: str, product: CatalogProduct | None) -> Price:
    """Whether `line` (plain, with figures) states the price of `product`; "list" when only the usual price is named.

    The catalog's price counts wherever it stands; another figure only with the words of a price around it. A
    recogniser runs figures together (89, 3号 → 893号): the price with the link behind it counts.
    """
    best: Price = "none"
    for match in _NUMBER.finditer(line):
        amount = _amount(match)
        before, after = line[max(0, match.start() - 16) : match.start()], line[match.end() :]
        if _LESS_BEFORE.search(before) or _LESS_AFTER.search(after) or _away(line[: match.start()]):
            continue
        usual = _LIST_BEFORE.search(before) is not None
        if product is not None and product.price is not None and not usual:
            if _equal(amount, product.price) and not _OTHER_AFTER.search(after) and not _TEASED.search(line):
                return "stated"
            if _run_together(match[1], after, product) or _followed_by_count(match[1], after, product):
                return "stated"
        if usual or (product is not None and product.list_price is not None and _equal(amount, product.list_price)):
            best = "list"
            continue
        if _OTHER_AFTER.search(after):
            continue
        money = _MONEY_AFTER.search(after) or (before.endswith(("$", "¥", "￥", "€", "£")))
        if not (money or match[2]):
            continue
        if product is None or product.price is None:
            if match[2] or not _A_PIECE.match(match[0] + after):
                return "stated"
        elif _NOW_BEFORE.search(before) and _WORTH[0] * product.price <= amount <= _WORTH[1] * product.price:
            return "stated"
    return best


def _away(before: str) -> bool:
    """Whether the sentence that ends in a figure is of another shop or of another day."""
    return away(_SENTENCE_ENDS.split(before)[-1])


def _equal(a: float, b: float) -> bool:
    return abs(a - b) < 0.011


def _followed_by_count(digits: str, after: str, product: CatalogProduct) -> bool:
    """39块9 and 8件套 in one breath: 39块98件套."""
    ten = re.match(r"\s*[块元快](\d)\d+[件个条支只包双瓶盒套斤]", after)
    return ten is not None and product.price is not None and _equal(float(f"{digits}.{ten[1]}"), product.price)


def _run_together(digits: str, after: str, product: CatalogProduct) -> bool:
    if product.price is None or product.link is None or not after.startswith("号"):
        return False
    return digits == f"{product.price:g}{product.link}"


_PRICE_WORD = re.compile(
    r"(?:今天|今晚|现在|直播间|只要|只需|到手|改(?:价|成|到)|降(?:到|价)|给到|给你们|价格?(?:是|就|改|降)?|卖"
    r"|就|拿走|带走|带回家|秒杀|炸|破价"
    r"|tonight|today|now|only|just|drop(?:ped|ping)?|down to|live price|price|for|yours|letting (?:it|them) go"
    r"|make it|说错|报错|看错|口误|更正|my bad|i mean|correction)"
)
_NOT_NOW = re.compile(
    r"[两2二3三4四5五几][个件条双瓶盒包单套份只饼袋箱斤把]|第二[件个条双]|一起|打包|组合|套装|再(?:减|加|补)"
    r"|差价|运费|邮费|押金|定金|满\d"
    r"|明天|下播|刚才(?!说错|报错|看错|口误)|两|each|both|two|2 for|three|bundle|shipping|off|tomorrow"
    r"|more than|less than|别人|有人|你们猜|是不是|如果|要是|会不会|能不能"
)
_SENTENCE_ENDS = re.compile(r"[，。！？!?；;]|[.,](?!\d)")


def price_named(line: str, product: CatalogProduct) -> float | None:
    """The price of one piece from now on, where `line` (plain, with figures, without what is teased or declined) states
    one; None where it does not, or only the usual one, or that of several."""
    best: float | None = None
    for match in _NUMBER.finditer(line):
        amount = _amount(match)
        before, after = line[max(0, match.start() - 16) : match.start()], line[match.end() :]
        clause = re.split(r"[，。！？!?；;]", before)[-1]
        if _LESS_BEFORE.search(before) or _LESS_AFTER.search(after) or _OTHER_AFTER.search(after):
            continue
        if (
            (_LIST_BEFORE.search(before) and "恢复" not in clause)
            or _NOT_NOW.search(clause)
            or _away(line[: match.start()])
            or _NOT_NOW.search(after[:6])
        ):
            continue
        if product.list_price is not None and _equal(amount, product.list_price):
            continue
        if product.price is not None and not _WORTH[0] * product.price <= amount <= _WORTH[1] * product.price:
            continue
        if product.price is not None and _equal(amount, product.price):
            best = product.price
            continue
        money = bool(_MONEY_AFTER.search(after) or match[2] or match[3] or before.endswith(("$", "¥", "￥", "€", "£")))
        ends = re.match(r"\s*(?:$|[，。！,.!]|一[件条个双把只])", after) is not None
        if _PRICE_WORD.search(before) and (money or ends) and amount >= 1:
            best = amount
    return best


def _amount(match: re.Match[str]) -> float:
    return (
        float(f"{match[1]}.{match[3]}") if match[3] else float(match[1]) + (float(match[2]) / 10 if match[2] else 0.0)
    )
