"""What is there: the catalog's stock at the start, and what the host has said since."""

import re

from live.catalog.by_table import read_by_table
from live.catalog.products import CatalogProduct
from live.catalog.size_table import size_range, size_row
from live.catalog.sizes_named import size_key
from live.catalog.variants import (
    basic_colours,
    basic_of,
    colour_attribute,
    colours,
    colours_named,
    english_colour,
    variants_named,
)
from live.catalog.wording import plain
from live.cues.asked import NOTHING, Answer, Asked, quoted
from live.cues.host_words import HostWords
from live.events import Source

_OF_STOCK = ("variant_stock", "restock", "stock_count", "colours")
_OF_STOCK_WORDS = re.compile(
    r"货|库存|还有|有没有|剩|抢|没了|断|补|缺|几[件个双套把只瓶盒份]|有吗|够不够|多少[件个双套把只瓶盒份]|拍不了|上架|加[单点]"
    r"|\b(?:left|stock|sold|available|availability|gone|still|more|how many|get one|have any|remaining|restock"
    r"|run out|out)\b"
)
_LEFT = re.compile(
    r"没了|抢完|抢光|断货|点不[了动]|拍不了|卖完|\b(?:left|gone|sold out|still (?:there|in|available)|dropdown)\b"
)


class StockAnswers:
    """Answers to questions on stock."""

    def __init__(self, said: HostWords) -> None:
        self._said = said

    def answer(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        """Whether the size, the colour or the product is there or will be; None where nobody has said."""
        if asked.has("restock") and not asked.has("variant_stock"):
            return self._coming(asked, product) or NOTHING
        variant = self._variant(asked, product)
        if variant is not None:
            return variant
        if (listed := self._listed(asked, product)) is not None:
            return listed
        if asked.has("colours") or any(basic_colours(t) for t in asked.texts):
            if any(_LEFT.search(plain(t)) for t in asked.texts) and not self._told_of_colour(asked, product):
                return NOTHING  # that the shop has a colour is no word on whether one is left
            return self._colours(asked, product)
        coming = self._coming(asked, product)
        if coming is not None:
            return coming
        said = self._said.stock(product.id)
        if said is not None:
            return Answer(quoted(said.text, asked.chinese), "", (said.source(product.id),))
        if product.stock is None or asked.has("restock"):
            return NOTHING if asked.has("restock") else None
        if not asked.has(*_OF_STOCK) and not any(_OF_STOCK_WORDS.search(plain(t)) for t in asked.texts):
            return None  # what the words ask is something else
        text = f"开播时库存{product.stock}件" if asked.chinese else f"{product.stock} in stock when the broadcast began"
        return Answer(text, "", (Source(kind="stock", product=product.id, ref="stock", text=str(product.stock)),))

    def _coming(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        said = self._said.coming(product.id)
        if said is None or not (asked.has("restock") or self._said.sold_out(product.id)):
            return None
        return Answer(quoted(said.text, asked.chinese), "", (said.source(product.id),))

    def _variant(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        sizes = list(read_by_table(product, asked.texts, asked.body).sizes)
        if not sizes and asked.body.end and product.sizes and asked.has("variant_stock"):
            sizes = [product.sizes[-1 if asked.body.end == "large" else 0].size]
        coloured = any(colours_named(t, product) for t in asked.texts)
        for size in sizes:
            row = size_row(product, size)
            if row is None:
                if not product.sizes:
                    continue
                have = size_range(product, "", asked.chinese)
                no = f"没有{size}码；" if asked.chinese else f"No {size}. "
                return Answer(no + have.text, "", have.sources) if have else None
            said = self._said.variant(product.id, size_key(size))
            if said is not None:
                return Answer(quoted(said.text, asked.chinese), "", (said.source(product.id),))
            if self._said.sold_out(product.id):
                return Answer(sold_out_first(asked.chinese).rstrip("，, "), "", self.sources(product))
            if row.stock and coloured:
                return NOTHING  # so many of the size, of all colours together
            if row.stock is not None:
                text = (
                    f"{row.size}有货，开播时{row.stock}件"
                    if asked.chinese
                    else f"{row.size}: {row.stock} when the broadcast began"
                )
                if row.stock == 0:
                    text = f"{row.size}没货" if asked.chinese else f"{row.size} is sold out"
                source = Source(kind="stock", product=product.id, ref=row.size, text=f"{row.size} {row.stock}")
                return Answer(text, "", (source,))
        return None

    def _listed(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        """A flavour, a model: what the host has said of it, else that the catalog lists it."""
        named = [v for text in asked.texts for v in variants_named(text, product)]
        for name in named:
            if (said := self._said.variant(product.id, name)) is not None:
                return Answer(quoted(said.text, asked.chinese), "", (said.source(product.id),))
        return None

    def _colours(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        have = colours(product)
        if not have:
            return None
        for text in asked.texts:
            for name in colours_named(text, product):
                if (said := self._said.variant(product.id, name)) is not None:
                    return Answer(quoted(said.text, asked.chinese), "", (said.source(product.id),))
        gone = {c: said for c in have if (said := self._said.variant(product.id, c)) is not None and said.gone}
        have = tuple(c for c in have if c not in gone) or have
        listed = "、".join(have) if asked.chinese else ", ".join(have)
        source = Source(kind="attribute", product=product.id, ref=colour_attribute(product) or "", text=listed)
        missing = []
        for text in asked.texts:
            named = colours_named(text, product)
            missing += [
                c for c in basic_colours(text) if not named and not any(c in h or c in basic_of(h) for h in have)
            ]
        text = f"颜色有{listed}" if asked.chinese else f"Colours: {listed}"
        if missing:
            text = f"没有{missing[0]}色；{text}" if asked.chinese else f"No {english_colour(missing[0])}. {text}"
        if gone:
            names = ("、" if asked.chinese else ", ").join(gone)
            text += f"；{names}没了" if asked.chinese else f"; {names} sold out"
        if self._said.sold_out(product.id):
            return Answer(sold_out_first(asked.chinese) + text, "", (*self.sources(product), source))
        told = tuple(dict.fromkeys(said.source(product.id) for said in gone.values()))
        return Answer(text, "", (source, *told))

    def _told_of_colour(self, asked: Asked, product: CatalogProduct) -> bool:
        """Whether the host has said how it stands with a colour that is asked for."""
        named = [c for t in asked.texts for c in colours_named(t, product)]
        return self._said.sold_out(product.id) or any(self._said.variant(product.id, c) is not None for c in named)

    def sources(self, product: CatalogProduct) -> tuple[Source, ...]:
        """The host's last word on the stock of the whole product, as a source."""
        said = self._said.stock(product.id)
        return (said.source(product.id),) if said is not None else ()


def sold_out_first(chinese: bool) -> str:
    """What goes before everything else once a product is sold out."""
    return "已经抢光，" if chinese else "Sold out. "
