"""What the host can say to a question, and where it comes from: the catalog, and what the host has said since.

There is no guess: where neither has the fact, there is no answer.
"""

import re
from collections.abc import Sequence

from live.catalog.measures import Body, parse_body
from live.catalog.products import Catalog, CatalogProduct
from live.catalog.topics import common_topics, settled_intent
from live.catalog.wording import is_chinese, plain
from live.cues.asked import NOTHING, Answer, Asked, quoted
from live.cues.fact_answers import FactAnswers
from live.cues.goes_with import GoesWith
from live.cues.host_words import HostWords
from live.cues.mismatch import of_payment
from live.cues.price_answers import PriceAnswers
from live.cues.size_answers import SizeAnswers, serves
from live.cues.stock_answers import StockAnswers
from live.events import Intent, Source

_WHAT_TO_TAKE = re.compile(
    r"(?:拍|拿|穿|选|买)(?:几|什么|啥|哪|多大|\d?x|[sml]\b)|几个?x|[码号](?:吗|呢|合适"
    r"|好|$)|what size|which size"
)
_MISTAKEN = ("order", "price", "stock", "spec", "suitability", "request")
"""Intents that a question on what size to take is taken for, by its verb (160斤拍几个X)."""
_ONLY_MEASURES = re.compile(r"[\d\s./,，、\-?？]|cm|kg|jin|(?<=\d)[a-h]\b|[0-9x]+l\b|\b[sml]\b")
_WHERE = re.compile(
    r"链接|连接|几号|哪[里儿]|在哪|怎么[买拍下]|咋[买拍下]|下单|小黄车|购物[车袋]|第几"
    r"|\b(?:link|where|which|find|cart|click|tap|button|list|order|buy|checkout|number)\b"
)
_OWN_LINK = re.compile(r"#\d+|(?:number|item) \d+")
"""How a shop itself calls a link in English."""
_SHOWN_LINK = frozenset(("link", "explain"))


class Answerer:
    """Answers from one catalog and what the host has said."""

    def __init__(self, catalog: Catalog, said: HostWords | None = None) -> None:
        self._catalog = catalog
        self._said = said or HostWords(catalog)
        self._goes_with = GoesWith(catalog, self._said)
        self._facts = FactAnswers(catalog, self._goes_with)
        self._stock = StockAnswers(self._said)
        self._sizes = SizeAnswers(self._said, self._facts, self._goes_with)
        self._prices = PriceAnswers(self._said, self._facts, self._stock, self._goes_with)
        self._chinese = sum(is_chinese(p.name) for p in catalog.products) * 2 >= len(catalog.products)

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
            return Answer(quoted(host.text, asked.chinese), "", (host,))
        return found

    def _understand(self, intent: Intent, texts: Sequence[str]) -> Asked:
        intent = settled_intent(intent, texts)
        bodies = [parse_body(t) for t in texts]
        body = _typical(bodies)
        if (
            (body.weight_kg or body.height_cm)
            and intent in _MISTAKEN
            and any(_WHAT_TO_TAKE.search(plain(t)) for t in texts)
        ):
            intent = "size"
        if intent == "size" and not body.measured and _of_stock(texts):
            intent = "stock"
        worded = [t for t in texts if is_chinese(t) or _ONLY_MEASURES.sub("", t.lower())]
        chinese = sum(map(is_chinese, worded)) * 2 >= len(worded) if worded else self._chinese
        return Asked(intent, tuple(texts), common_topics(texts, intent), body, chinese)

    def _from_catalog(self, asked: Asked, product_id: str | None) -> Answer:
        product = self._catalog.product(product_id)
        by_intent = None
        if product is not None:
            match asked.intent:
                case "size":
                    by_intent = self._sizes.answer(asked, product)
                case "price":
                    by_intent = self._prices.answer(asked, product)
                case "stock":
                    by_intent = self._stock.answer(asked, product)
                case "order":
                    by_intent = self._order(asked, product)
                case "request":
                    return self._request(asked, product)
                case "suitability" | "usage" | "spec" if serves(product, asked.texts):
                    by_intent = self._sizes.answer(asked, product)
                case _:
                    pass
        if by_intent is not None:
            return by_intent
        if asked.intent in ("request", "chat") or (product is None and product_id is not None):
            return NOTHING
        return self._facts.answer(asked, product)

    def _order(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        others = [t for t in asked.about if t not in _SHOWN_LINK]
        if others and not asked.has("link"):
            return None
        if of_payment(asked.texts):
            return self._facts.answer(asked, product)
        if product.link is None or not (asked.has("link") or any(_WHERE.search(plain(t)) for t in asked.texts)):
            return None
        own = min((n for n in product.aliases if _OWN_LINK.fullmatch(plain(n))), key=len, default="")
        text = f"{product.link}号链接" if asked.chinese else f"Link {product.link}" + (f" ({own})" if own else "")
        text = f"小黄车{text}，{product.name}" if asked.chinese else f"{text}: {product.name}"
        source = Source(kind="link", product=product.id, ref="link", text=str(product.link))
        return Answer(text, self._goes_with.line(product, asked), (source,))

    def _request(self, asked: Asked, product: CatalogProduct) -> Answer:
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


def _of_stock(texts: Sequence[str]) -> bool:
    """Whether a question that names a size is after more of it (34码还加吗): whom it fits is no answer."""
    return "restock" in common_topics(texts, "stock")


def _typical(bodies: Sequence[Body]) -> Body:
    """The body that a group is about: the first with figures, unless most ask for an end of the sizes (有大码吗)."""
    measured = [b for b in bodies if b.measured]
    ends = [b for b in bodies if b.end and not b.measured]
    if measured and len(measured) >= len(ends):
        return measured[0]
    return next((b for b in bodies if b.sizes), None) or (ends[0] if ends else Body())
