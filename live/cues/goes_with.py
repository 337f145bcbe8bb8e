"""The second line of an answer: what goes with a product, at what price, under which link."""

from live.catalog.products import Catalog, CatalogProduct
from live.cues.asked import Asked, money
from live.cues.host_words import HostWords

_INTENTS = ("size", "price", "order", "stock", "material")
"""Whoever asks one of these is about to buy."""


class GoesWith:
    """Second lines from the catalog's `pairs_with`."""

    def __init__(self, catalog: Catalog, said: HostWords) -> None:
        self._catalog = catalog
        self._said = said

    def line(self, product: CatalogProduct, asked: Asked) -> str:
        """The first of what goes with it that is not sold out; empty where there is none, or nobody is buying."""
        if asked.intent not in _INTENTS:
            return ""
        for other_id in product.pairs_with:
            other = self._catalog.product(other_id)
            if (
                other is None
                or self._said.sold_out(other.id)
                or (other.stock == 0 and self._said.stock(other_id) is None)
            ):
                continue
            parts = [other.name]
            said = self._said.price(other.id)
            if (price := said.price if said else other.price) is not None:
                parts.append(money(price, other.currency))
            if other.link is not None:
                parts.append(f"{other.link}号链接" if asked.chinese else f"link {other.link}")
            return ("可以搭" if asked.chinese else "Goes with ") + ("，" if asked.chinese else ", ").join(parts)
        return ""
