"""Facts that stand with one product and are true beyond it: of every order, or of two products bought together."""

import re

from live.catalog.products import Catalog, CatalogProduct
from live.catalog.wording import is_chinese, plain

_EVERYWHERE = re.compile(
    r"全店|本店|全场|所有(?:商品|订单|宝贝)|每一?单|\b(?:all|every|any) (?:our )?orders?\b"
    r"|\b(?:store|shop|site)-?wide\b|\b(?:everything|anything) (?:in (?:the|our) (?:shop|store)|we (?:sell|ship))\b"
)
_ONLY_HERE = re.compile(r"本(?:款|品|件)|这[款件条双]|此款|\bthis (?:one|item|product)\b")
_LESS = re.compile(r"减|优惠|省\d|便宜|折|\b(?:off|save|discount|deal|cheaper|less)\b|\$\d")
_TOGETHER = re.compile(
    r"[同一]一?单|一起|同时|搭|加购|\b(?:together|both|with|in (?:one|the same|a single) (?:order|cart)|and)\b"
)


def of_every_order(asked: str, text: str) -> bool:
    """Whether a fact says in so many words that it is true of the whole shop."""
    line = plain(f"{asked} {text}")
    return _EVERYWHERE.search(line) is not None and _ONLY_HERE.search(line) is None


def together(catalog: Catalog, product: CatalogProduct, text: str) -> str | None:
    """The other product that `text`, a fact of `product`, gives money off with; None where it is of no such thing."""
    line = plain(text)
    if not (_LESS.search(line) and _TOGETHER.search(line)):
        return None
    mine = _names(product)
    for other in catalog.products:
        named = _names(other) - mine
        if other.id != product.id and any(_stands(name, line) for name in named):
            return other.id
    return None


def _names(product: CatalogProduct) -> set[str]:
    """Whole names, and the last word of each, by which a shop mostly calls a thing."""
    names = {plain(n) for n in (product.name, *product.aliases)}
    heads = {n.split()[-1] for n in names if not is_chinese(n) and n}
    tails = {n[-k:] for n in names if is_chinese(n) for k in (2, 3) if len(n) > k}
    return {n for n in names | heads | tails if len(n) >= (2 if is_chinese(n) else 4) and not n[0].isdigit()}


def _stands(name: str, line: str) -> bool:
    return name in line if is_chinese(name) else re.search(rf"\b{re.escape(name)}s?\b", line) is not None
