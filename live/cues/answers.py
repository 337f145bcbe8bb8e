"""What the host can say to a question, and where it comes from: the catalog, and what the host has said since.

There is no guess: where neither has the fact, there is no answer.
"""

import re
from collections.abc import Sequence

from live.catalog.by_table import neighbours, read_by_table
from live.catalog.facts import Fact, Facts
from live.catalog.fit import Fit, fit, row_source, size_range, size_row, size_told
from live.catalog.measures import Body, parse_body
from live.catalog.mentions import ProductFinder
from live.catalog.numerals import figures
from live.catalog.products import Catalog, CatalogProduct
from live.catalog.row_names import row_for_people
from live.catalog.sizes_named import size_key
from live.catalog.topics import common_topics, settled_intent
from live.catalog.wording import is_chinese, plain
from live.cues.asked import NOTHING, Answer, Asked, money, quoted
from live.cues.host_words import HostWords, Said
from live.cues.limits import told_of
from live.cues.mismatch import mismatched, of_payment
from live.cues.stock_answers import StockAnswers, sold_out_first
from live.events import Intent, Source

_MANY = re.compile(
    r"[两2二3三多几](?:[把件条双个瓶盒包单套箱袋斤支份罐本提]|样).{0,4}(?:呢|多少|一起|优惠|价)|(?:two|2|three|3) of"
    r"|for (?:two|2)|(?:buy|get|take|grab) (?:two|2)|(?:two|2) pairs|how much[^,.?]*\b(?:together"
    r"|with (?:the|a) (?!discount|coupon|code|voucher|shipping|deal))"
)
_BY_MEASURE = re.compile(
    r"(?:钱|价格?|块)[^，。]{0,2}[1一每]?(?:市?斤|公斤|千克|克|[1一每]两|米)"
    r"|[1一每](?:市?斤|公斤|千克|克|两|米)[^，。]{0,3}(?:多少|几块|几元|啥价|什么价)"
)
"""A price by weight or length (多少钱一斤), where the catalog's is that of a pack."""
_WHICH_SIZE = re.compile(r"(?:[啥几哪多]|什么).{0,3}[码号大]|尺码|码数|what size|sizes|size chart|sizing")
_WHAT_TO_TAKE = re.compile(
    r"(?:拍|拿|穿|选|买)(?:几|什么|啥|哪|多大|\d?x|[sml]\b)|几个?x|[码号](?:吗|呢|合适"
    r"|好|$)|what size|which size"
)
_MISTAKEN = ("order", "price", "stock", "spec", "suitability", "request")
"""Intents that a question on what size to take is taken for, by its verb (160斤拍几个X)."""
_LARGER = re.compile(r"\b(?:larger|bigger|smaller)\b|\b(?:runs?|fits?) (?:a bit |a little |so )?(?:small|large|big)")
_ONLY_MEASURES = re.compile(r"[\d\s./,，、\-?？]|cm|kg|jin|(?<=\d)[a-h]\b|[0-9x]+l\b|\b[sml]\b")
_MADE_OF = re.compile(
    r"真的?假?|是什么|是[^，。]{1,5}(?:吗|嘛|么|不|还是|的)|还是|什么做|含|\b(?:real|genuine"
    r"|made|solid|pure)\b|material"
)
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
        self._stock = StockAnswers(self._said)
        self._facts = Facts(catalog)
        self._finder = ProductFinder(catalog)
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
        worded = [t for t in texts if is_chinese(t) or _ONLY_MEASURES.sub("", t.lower())]
        chinese = sum(map(is_chinese, worded)) * 2 >= len(worded) if worded else self._chinese
        return Asked(intent, tuple(texts), common_topics(texts, intent), body, chinese)

    def _from_catalog(self, asked: Asked, product_id: str | None) -> Answer:
        product = self._catalog.product(product_id)
        by_intent = None
        if product is not None:
            match asked.intent:
                case "size":
                    by_intent = self._size(asked, product)
                case "price":
                    by_intent = self._price(asked, product)
                case "stock":
                    by_intent = self._stock.answer(asked, product)
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

    def _fact(self, asked: Asked, product: CatalogProduct | None) -> Answer:
        if asked.has("bundle") and not asked.has("multi_buy"):
            asked = Asked(asked.intent, asked.texts, ("bundle",), asked.body, asked.chinese)
        fact = self._facts.find(
            product.id if product else None,
            asked.texts,
            _due(asked),
            asked.intent == "spec" and not asked.has("host_body"),
        )
        if (
            fact is None
            or (asked.intent == "compare" and "compare" not in fact.about)
            or (asked.intent == "complaint" and not _complains(fact))
            or (mismatched(fact, asked.texts) and not asked.has("host_body"))
        ):
            return NOTHING
        text = told_of(fact, asked.texts, asked.weights_kg)
        return Answer(text, self._also(product, asked) if product else "", (fact.source,)) if text else NOTHING

    def _size(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        if asked.has("host_body"):
            return self._fact(Asked(asked.intent, asked.texts, ("host_body",), asked.body, asked.chinese), product)
        if (served := row_for_people(product, [figures(plain(t)) for t in asked.texts])) is not None:
            number, serving, told_as = served
            text = (
                f"{number}个人拿{serving.size}（{told_as}）"
                if asked.chinese
                else f"For {number}: {serving.size} ({told_as})"
            )
            return self._in_stock(Fit(text, (serving.size,), (row_source(product, serving),)), product, asked)
        body = read_by_table(product, asked.texts, asked.body)
        if body.measured and (found := fit(product, body, asked.chinese)) is not None:
            return self._in_stock(found, product, asked)
        named = () if any(_LARGER.search(plain(t)) for t in asked.texts) else body.sizes
        for size in named:
            if (row := size_row(product, size)) is not None:
                told = Fit(size_told(row, asked.chinese), (row.size,), (row_source(product, row),))
                return self._in_stock(told, product, asked)
        if named and (missing := self._no_such_size(named[0], product, asked.chinese)) is not None:
            return missing
        general = (
            bool(asked.body.end)
            or asked.has("larger_sizes", "small_sizes")
            or any(_WHICH_SIZE.search(plain(t)) for t in asked.texts)
        )
        if asked.has("true_to_size") and (fact := self._fact(asked, product)).text is not None:
            return fact
        if general and not body.measured:
            end = asked.body.end or ("large" if asked.has("larger_sizes") else "")
            if (told_range := size_range(product, end, asked.chinese)) is not None:
                return Answer(told_range.text, self._also(product, asked), told_range.sources)
        return None

    def _no_such_size(self, size: str, product: CatalogProduct, chinese: bool) -> Answer | None:
        near = neighbours(product, size)
        if not near:
            return None
        sources = tuple(row_source(product, r) for r in product.sizes if r.size in near)
        if len(near) == 2:
            text = (
                f"没有{size}码，有{near[0]}和{near[1]}" if chinese else f"No {size}; there is {near[0]} and {near[1]}"
            )
        else:
            end = size_range(product, "", chinese)
            text = (f"没有{size}码，" if chinese else f"No {size}. ") + (end.text if end else near[0])
        return Answer(text, "", sources)

    def _in_stock(self, found: Fit, product: CatalogProduct, asked: Asked) -> Answer:
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

    def _price(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        if all(_BY_MEASURE.search(plain(t)) for t in asked.texts):
            return self._fact(asked, product)
        said = self._said.price(product.id)
        if said is not None:
            text, source = self._price_said(said, product, asked.chinese), said.source(product.id)
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
            more = self._facts.find(product.id, asked.texts, ("multi_buy",))
            if more is not None and "multi_buy" in more.about | more.told:
                text += f"；{more.text}" if asked.chinese else f"; {more.text}"
                sources += (more.source,)
            elif all(_MANY.search(figures(plain(t))) for t in asked.texts):
                return NOTHING  # the price of one would be taken for the price of all
        if self._said.sold_out(product.id):
            text = sold_out_first(asked.chinese) + text
            sources += self._stock.sources(product)
        return Answer(text, self._also(product, asked), sources)

    def _price_said(self, said: Said, product: CatalogProduct, chinese: bool) -> str:
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

    def _order(self, asked: Asked, product: CatalogProduct) -> Answer | None:
        others = [t for t in asked.about if t not in _SHOWN_LINK]
        if others and not asked.has("link"):
            return None
        if of_payment(asked.texts):
            return self._fact(asked, product)
        if product.link is None or not (asked.has("link") or any(_WHERE.search(plain(t)) for t in asked.texts)):
            return None
        own = min((n for n in product.aliases if _OWN_LINK.fullmatch(plain(n))), key=len, default="")
        text = f"{product.link}号链接" if asked.chinese else f"Link {product.link}" + (f" ({own})" if own else "")
        text = f"小黄车{text}，{product.name}" if asked.chinese else f"{text}: {product.name}"
        source = Source(kind="link", product=product.id, ref="link", text=str(product.link))
        return Answer(text, self._also(product, asked), (source,))

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

    def _also(self, product: CatalogProduct, asked: Asked) -> str:
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
                parts.append(money(price, other.currency))
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


def _due(asked: Asked) -> tuple[str, ...]:
    """Topics of the question; what a thing is made of is asked in many words (are they real gold)."""
    made = any(_MADE_OF.search(plain(t)) for t in asked.texts)
    if asked.intent == "material" and made and not set(asked.about) - {"authentic"}:
        return (*asked.about, "fabric", "ingredients")
    return asked.about


_COMPLAINTS = frozenset(("order_late", "no_service", "wrong_item", "refund_late", "no_sound", "bad_fruit", "warranty"))


def _complains(fact: Fact) -> bool:
    """Whether a fact is about trouble, and not about what a buyer asks beforehand."""
    return bool(fact.about & _COMPLAINTS)
