"""What it costs: as the host has said, else as the catalog says; of several, what the catalog says of several."""

import re

from live.catalog.named_figures import figures_named
from live.catalog.numerals import figures
from live.catalog.products import CatalogProduct
from live.catalog.wording import plain
from live.cues.asked import NOTHING, Answer, Asked, money
from live.cues.fact_answers import FactAnswers
from live.cues.goes_with import GoesWith
from live.cues.host_words import HostWords, Said
from live.cues.stock_answers import StockAnswers, sold_out_first
from live.events import Source

_MANY = re.compile(
    r"[两2二3三多几](?:[把件条双个瓶盒包单套箱袋斤支份罐本提]|样).{0,4}(?:呢|多少|一起|优惠|价)|(?:two|2|three|3) of"
    r"|for (?:two|2)|(?:buy|get|take|grab) (?:two|2)|(?:two|2) pairs|how much[^,.?]*\b(?:together"
    r"|with (?:the|a) (?!discount|coupon|code|voucher|shipping|deal))"
)
_BY_MEASURE = re.compile(
    r"(?:钱|价格?|块)[^，。]{0,2}[1一每]?(?:市?斤|公斤|千克|克|[1一每]两|米)"
    r"|(?:[一每半]|\d+(?:\.\d+)?)\s*(?:市?斤|公斤|千克|克|两|米|kg|g(?![a-z]))(?:装|的)?[^，。\d]{0,3}(?:多少|几块|几元|啥价|什么价|咋卖|怎么卖)"
    r"|\b(?:per|how much (?:is|for|are)) (?:an? |one |\d+ ?)?(?:pound|lb|kilo|kg|gram|g|oz|ounce|yard|met(?:er|re))s?\b"
)
"""A price by weight or length (多少钱一斤), where the catalog's is that of a pack."""


class PriceAnswers:
    """Answers to questions on prices."""

    def __init__(self, said: HostWords, facts: FactAnswers, stock: StockAnswers, goes_with: GoesWith) -> None:
        self._said = said
        self._facts = facts
        self._stock = stock
        self._goes_with = goes_with

    def answer(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        """The price; None where nobody has named one, NOTHING where it would be taken for another."""
        if all(_BY_MEASURE.search(plain(t)) and not _is_the_pack(t, product) for t in asked.texts):
            return self._facts.answer(asked, product)
        said = self._said.price(product.id)
        if said is not None:
            text, source = _price_said(said, product, asked.chinese), said.source(product.id)
        elif product.price is not None:
            now = money(product.price, product.currency)
            source = Source(kind="price", product=product.id, ref="price", text=now)
            text = f"今天{now}" if asked.chinese else now
            if product.list_price is not None and product.list_price > product.price:
                before = money(product.list_price, product.currency)
                text += f"（日常{before}）" if asked.chinese else f" (usually {before})"
        else:
            return None
        sources: tuple[Source, ...] = (source,)
        if any(_MANY.search(figures(plain(t))) for t in asked.texts):
            more = self._facts.of_several(asked, product)
            if more is not None:
                text += f"；{more.text}" if asked.chinese else f"; {more.text}"
                sources += (more.source,)
            elif all(_MANY.search(figures(plain(t))) for t in asked.texts):
                return NOTHING  # the price of one would be taken for the price of all
        if self._said.sold_out(product.id):
            text = sold_out_first(asked.chinese) + text
            sources += self._stock.sources(product)
        return Answer(text, self._goes_with.line(product, asked), sources)


def _price_said(said: Said, product: CatalogProduct, chinese: bool) -> str:
    """The host's price, and beside it the catalog's: a recogniser may have misheard."""
    text = (
        f"主播说{money(said.price, product.currency)}"
        if chinese
        else f"The host said {money(said.price, product.currency)}"
    )
    if product.price is None:
        return text
    listed = money(product.price, product.currency)
    return text + (f"（目录{listed}）" if chinese else f" (catalog: {listed})")


def _is_the_pack(text: str, product: CatalogProduct) -> bool:
    """Whether the measure that is asked for is what one pack holds (500克多少钱, of a pack of 500 g)."""
    asked = figures_named(figures(plain(text)))
    told = [product.name, *product.aliases, *(str(v) for v in product.attributes.values())]
    return bool(asked) and any(asked <= figures_named(figures(plain(t))) for t in told)
