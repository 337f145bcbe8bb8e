"""What the host can say to a question, and where it comes from: the catalog, and what the host has said since.

There is no guess: where neither has the fact, there is no answer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from live.catalog.facts import Fact, Facts
from live.catalog.fit import Fit, fit, row_source, size_range, size_row
from live.catalog.measures import Body, parse_body
from live.catalog.mentions import ProductFinder
from live.catalog.numerals import figures
from live.catalog.products import Catalog, CatalogProduct
from live.catalog.sizes_named import size_key
from live.catalog.topics import common_topics, settled_intent
from live.catalog.variants import basic_colours, colour_attribute, colours, colours_named
from live.catalog.wording import is_chinese, plain
from live.cues.host_words import HostWords, Said
from live.events import Intent, Source

_MANY = re.compile(
    r"[两2二3三多几](?:[把件条双个瓶盒包单套]|样).{0,4}(?:呢|多少|一起|优惠|价)|(?:two|2|three|3) of"
    r"|for (?:two|2)|buy (?:two|2)"
)
_WHICH_SIZE = re.compile(r"(?:[啥几哪多]|什么).{0,3}[码号大]|尺码|码数|what size|sizes|size chart|sizing")
_SHOWN_LINK = frozenset(("link", "explain"))


@dataclass(frozen=True)
class Answer:
    """What to say; `text` None: nothing is known. `also` is a second line (what goes with it)."""

    text: str | None = None
    also: str = ""
    sources: tuple[Source, ...] = ()


NOTHING = Answer()


@dataclass(frozen=True)
class _Asked:
    """A question in all its wordings."""

    intent: Intent
    texts: tuple[str, ...]
    about: tuple[str, ...]
    body: Body
    chinese: bool

    def has(self, *topics: str) -> bool:
        return any(t in self.about for t in topics)


class Answerer:
    """Answers from one catalog and what the host has said."""

    def __init__(self, catalog: Catalog, said: HostWords | None = None) -> None:
        self._catalog = catalog
        self._said = said or HostWords(catalog)
        self._facts = Facts(catalog)
        self._finder = ProductFinder(catalog)

    def answer(self, intent: Intent, product: str | None, texts: Sequence[str], group: str = "") -> Answer:
        """The answer to a question that was asked in the wordings `texts`, of `product` (None: of the shop, or of what
        is on offer). `group` lets the host's own earlier answer be found."""
        asked = self._understand(intent, texts)
        found = self._from_catalog(asked, product)
        if (
            found.text is None
            and product is None
            and self._said.on_offer is not None
            and intent not in ("complaint", "promotion")
        ):
            found = self._from_catalog(asked, self._said.on_offer)
        if found.text is None and intent != "request" and (host := self._said.answer(group)) is not None:
            return Answer(_quoted(host.text, asked.chinese), "", (host,))
        return found

    def _understand(self, intent: Intent, texts: Sequence[str]) -> _Asked:
        intent = settled_intent(intent, texts)
        bodies = [parse_body(t) for t in texts]
        body = _typical(bodies)
        chinese = sum(is_chinese(t) for t in texts) * 2 >= len(texts)
        return _Asked(intent, tuple(texts), common_topics(texts, intent), body, chinese)

    def _from_catalog(self, asked: _Asked, product_id: str | None) -> Answer:
        product = self._catalog.product(product_id)
        by_intent = None
        if product is not None:
            match asked.intent:
                case "size":
                    by_intent = self._size(asked, product)
                case "price":
                    by_intent = self._price(asked, product)
                case "stock":
                    by_intent = self._stock(asked, product)
                case "order":
                    by_intent = self._order(asked, product)
                case "request":
                    return self._request(asked, product)
                case _:
                    pass
        if by_intent is not None:
            return by_intent
        if asked.intent in ("request", "chat") or (product is None and product_id is not None):
            return NOTHING
        return self._fact(asked, product)

    def _fact(self, asked: _Asked, product: CatalogProduct | None) -> Answer:
        if asked.has("bundle") and not asked.has("multi_buy"):
            asked = _Asked(asked.intent, asked.texts, ("bundle",), asked.body, asked.chinese)
        fact = self._facts.find(product.id if product else None, asked.texts, asked.about)
        if fact is None or (asked.intent == "complaint" and not _complains(fact)):
            return NOTHING
        return Answer(fact.text, self._also(product, asked) if product else "", (fact.source,))

    def _size(self, asked: _Asked, product: CatalogProduct) -> Answer | None:
        if asked.has("host_body"):
            return self._fact(_Asked(asked.intent, asked.texts, ("host_body",), asked.body, asked.chinese), product)
        if asked.body.measured and (found := fit(product, asked.body, asked.chinese)) is not None:
            return self._in_stock(found, product, asked)
        for size in asked.body.sizes:
            if (row := size_row(product, size)) is not None:
                source = row_source(product, row)
                return Answer(source.text, self._also(product, asked), (source,))
        general = (
            asked.body.end
            or asked.has("larger_sizes", "small_sizes")
            or any(_WHICH_SIZE.search(plain(t)) for t in asked.texts)
        )
        if asked.has("true_to_size") and (told := self._fact(asked, product)).text is not None:
            return told
        if general and not asked.body.measured:
            end = asked.body.end or ("large" if asked.has("larger_sizes") else "")
            if (found := size_range(product, end, asked.chinese)) is not None:
                return Answer(found.text, self._also(product, asked), found.sources)
        return None

    def _in_stock(self, found: Fit, product: CatalogProduct, asked: _Asked) -> Answer:
        """The size that fits, and whether there is one left."""
        text, sources = found.text, found.sources
        for size in found.sizes[:2]:
            said, row = self._said.variant(product.id, size_key(size)), size_row(product, size)
            if said is not None and said.gone:
                sources += (said.source(product.id),)
            elif said is not None or row is None or row.stock != 0:
                continue
            text += f"；{size}没货了" if asked.chinese else f"; {size} is sold out"
        return Answer(text, self._also(product, asked), sources)

    def _price(self, asked: _Asked, product: CatalogProduct) -> Answer | None:
        said = self._said.price(product.id)
        if said is not None:
            text, source = self._price_said(said, product, asked.chinese), said.source(product.id)
        elif product.price is not None:
            now = _money(product.price, product.currency)
            source = Source(kind="price", product=product.id, ref="price", text=now)
            text = f"今天{now}" if asked.chinese else now
            if product.list_price is not None and product.list_price > product.price:
                before = _money(product.list_price, product.currency)
                text += f"（日常{before}）" if asked.chinese else f" (usually {before})"
        else:
            return None
        sources: tuple[Source, ...] = (source,)
        if any(_MANY.search(figures(plain(t))) for t in asked.texts):
            more = self._facts.find(product.id, asked.texts, ("multi_buy",))
            if more is not None and "multi_buy" in more.about | more.told:
                text += f"；{more.text}" if asked.chinese else f"; {more.text}"
                sources += (more.source,)
        if self._said.sold_out(product.id):
            text = self._gone(product, asked.chinese) + text
            sources += self._stock_sources(product)
        return Answer(text, self._also(product, asked), sources)

    def _price_said(self, said: Said, product: CatalogProduct, chinese: bool) -> str:
        """The host's price, and beside it the catalog's: a recogniser may have misheard."""
        text = (
            f"主播说{_money(said.price, product.currency)}"
            if chinese
            else f"The host said {_money(said.price, product.currency)}"
        )
        if product.price is None:
            return text
        listed = _money(product.price, product.currency)
        return text + (f"（目录{listed}）" if chinese else f" (catalog: {listed})")

    def _stock(self, asked: _Asked, product: CatalogProduct) -> Answer | None:
        if asked.has("restock") and not asked.has("variant_stock"):
            return self._coming(asked, product) or NOTHING
        variant = self._variant(asked, product)
        if variant is not None:
            return variant
        if asked.has("colours") or any(basic_colours(t) for t in asked.texts):
            return self._colours(asked, product)
        coming = self._coming(asked, product)
        if coming is not None:
            return coming
        said = self._said.stock(product.id)
        if said is not None:
            return Answer(_quoted(said.text, asked.chinese), "", (said.source(product.id),))
        if product.stock is None or asked.has("restock"):
            return NOTHING if asked.has("restock") else None
        text = f"开播时库存{product.stock}件" if asked.chinese else f"{product.stock} in stock when the broadcast began"
        return Answer(text, "", (Source(kind="stock", product=product.id, ref="stock", text=str(product.stock)),))

    def _coming(self, asked: _Asked, product: CatalogProduct) -> Answer | None:
        said = self._said.coming(product.id)
        if said is None or not (asked.has("restock") or self._said.sold_out(product.id)):
            return None
        return Answer(_quoted(said.text, asked.chinese), "", (said.source(product.id),))

    def _variant(self, asked: _Asked, product: CatalogProduct) -> Answer | None:
        sizes = list(asked.body.sizes)
        if not sizes and asked.body.end and product.sizes and asked.has("variant_stock"):
            sizes = [product.sizes[-1 if asked.body.end == "large" else 0].size]
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
                return Answer(_quoted(said.text, asked.chinese), "", (said.source(product.id),))
            if self._said.sold_out(product.id):
                return Answer(self._gone(product, asked.chinese).rstrip("，, "), "", self._stock_sources(product))
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

    def _colours(self, asked: _Asked, product: CatalogProduct) -> Answer | None:
        have = colours(product)
        if not have:
            return None
        for text in asked.texts:
            for name in colours_named(text, product):
                if (said := self._said.variant(product.id, name)) is not None:
                    return Answer(_quoted(said.text, asked.chinese), "", (said.source(product.id),))
        gone = {c: said for c in have if (said := self._said.variant(product.id, c)) is not None and said.gone}
        have = tuple(c for c in have if c not in gone) or have
        listed = "、".join(have) if asked.chinese else ", ".join(have)
        source = Source(kind="attribute", product=product.id, ref=colour_attribute(product) or "", text=listed)
        missing = []
        for text in asked.texts:
            named = colours_named(text, product)
            missing += [c for c in basic_colours(text) if not named and not any(c in h for h in have)]
        text = f"颜色有{listed}" if asked.chinese else f"Colours: {listed}"
        if missing and asked.chinese:
            text = f"没有{missing[0]}色；" + text
        if gone:
            names = ("、" if asked.chinese else ", ").join(gone)
            text += f"；{names}没了" if asked.chinese else f"; {names} sold out"
        if self._said.sold_out(product.id):
            return Answer(self._gone(product, asked.chinese) + text, "", (*self._stock_sources(product), source))
        told = tuple(dict.fromkeys(said.source(product.id) for said in gone.values()))
        return Answer(text, "", (source, *told))

    def _order(self, asked: _Asked, product: CatalogProduct) -> Answer | None:
        others = [t for t in asked.about if t not in _SHOWN_LINK]
        if others and not asked.has("link"):
            return None
        if product.link is None or (not asked.has("link") and self._fact(asked, product).text is not None):
            return None
        text = f"{product.link}号链接" if asked.chinese else f"Link {product.link}"
        text = f"小黄车{text}，{product.name}" if asked.chinese else f"{text}: {product.name}"
        source = Source(kind="link", product=product.id, ref="link", text=str(product.link))
        return Answer(text, self._also(product, asked), (source,))

    def _request(self, asked: _Asked, product: CatalogProduct) -> Answer:
        if not asked.has("explain") or asked.has("show_back", "show_close", "try_on", "repeat"):
            return NOTHING
        if not product.selling_points:
            return NOTHING
        sources = tuple(
            Source(kind="selling_point", product=product.id, ref=p, text=p) for p in product.selling_points[:3]
        )
        return Answer(
            "；".join(product.selling_points[:3]) if asked.chinese else "; ".join(product.selling_points[:3]),
            "",
            sources,
        )

    def _gone(self, product: CatalogProduct, chinese: bool) -> str:
        return "已经抢光，" if chinese else "Sold out. "

    def _stock_sources(self, product: CatalogProduct) -> tuple[Source, ...]:
        said = self._said.stock(product.id)
        return (said.source(product.id),) if said is not None else ()

    def _also(self, product: CatalogProduct, asked: _Asked) -> str:
        """The second line: what goes with it, at what price, under which link."""
        if asked.intent not in ("size", "price", "order", "stock", "material"):
            return ""
        for other_id in product.pairs_with:
            other = self._catalog.product(other_id)
            if other is None or self._said.sold_out(other.id):
                continue
            parts = [other.name]
            said = self._said.price(other.id)
            if (price := said.price if said else other.price) is not None:
                parts.append(_money(price, other.currency))
            if other.link is not None:
                parts.append(f"{other.link}号链接" if asked.chinese else f"link {other.link}")
            return ("可以搭" if asked.chinese else "Goes with ") + ("，" if asked.chinese else ", ").join(parts)
        return ""


def _typical(bodies: Sequence[Body]) -> Body:
    """The body that a group is about: the first with figures, unless most ask for an end of the sizes (有大码吗)."""
    measured = [b for b in bodies if b.measured]
    ends = [b for b in bodies if b.end and not b.measured]
    if measured and len(measured) >= len(ends):
        return measured[0]
    return next((b for b in bodies if b.sizes), None) or (ends[0] if ends else Body())


_COMPLAINTS = frozenset(("order_late", "no_service", "wrong_item", "refund_late", "no_sound", "bad_fruit", "warranty"))


def _complains(fact: Fact) -> bool:
    """Whether a fact is about trouble, and not about what a buyer asks beforehand."""
    return bool(fact.about & _COMPLAINTS)


def _quoted(text: str, chinese: bool) -> str:
    return f"主播说过：{text}" if chinese else f"The host said: {text}"


def _money(amount: float, currency: str) -> str:
    figure = f"{amount:.2f}".rstrip("0").rstrip(".")
    return (
        f"{currency}{figure}"
        if currency in "$€£¥￥"
        else f"{figure}{currency}"
        if is_chinese(currency)
        else f"{figure} {currency}"
    )
