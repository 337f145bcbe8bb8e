"""Answers that stand in the catalog as one fact: an attribute, a selling point, an answer to what is often asked."""

import re
from collections.abc import Iterator
from dataclasses import replace

from live.catalog.facts import Fact, Facts, of_service
from live.catalog.mentions import ProductFinder
from live.catalog.products import Catalog, CatalogProduct
from live.catalog.signs import units
from live.catalog.topics import asked_topics
from live.catalog.wording import plain
from live.cues.asked import NOTHING, Answer, Asked
from live.cues.goes_with import GoesWith
from live.cues.limits import told_of
from live.cues.mismatch import mismatched

_MADE_OF = re.compile(
    r"真的?假?|是什么|是[^，。]{1,5}(?:吗|嘛|么|不|还是|的)|什么做|含|(?:[钢铁木棉皮金银瓷丝毛麻真纯玉石铜铝纸竹]|塑料|玻璃|陶瓷)[^，。]{0,4}还是"
    r"|\b(?:real|genuine|made|solid|pure)\b|material|\b(?:glass|plastic|metal|steel|iron|wood|leather|cotton|ceramic"
    r"|aluminum|silicone|rubber)\b[^,.]{0,4}\bor\b"
)


class FactAnswers:
    """Answers by facts."""

    def __init__(self, catalog: Catalog, goes_with: GoesWith) -> None:
        self._facts = Facts(catalog)
        self._finder = ProductFinder(catalog)
        self._goes_with = goes_with

    def answer(self, asked: Asked, product: CatalogProduct | None) -> Answer:
        """The fact that answers; NOTHING where the catalog has none."""
        if asked.has("bundle") and not asked.has("multi_buy"):
            asked = replace(asked, about=("bundle",))
            named = frozenset(p for t in asked.texts for p in self._finder.find(t))
            if (both := self._facts.both(product.id if product else None, named)) is not None:
                return Answer(both.text, "", (both.source,))
        asked = replace(asked, about=_beside_the_name(asked, product))
        spec = asked.intent == "spec" and not asked.has("host_body")
        fact = next(
            (
                found
                for about in _due(asked)
                if (found := self._facts.find(product.id if product else None, asked.texts, about, spec)) is not None
            ),
            None,
        )
        if (
            fact is None
            or (asked.intent == "compare" and not _compares(fact, asked))
            or (asked.intent == "complaint" and not _complains(fact, asked))
            or (mismatched(fact, asked.texts) and not asked.has("host_body"))
        ):
            return NOTHING
        text = told_of(fact, asked.texts, asked.weights_kg)
        return (
            Answer(text, self._goes_with.line(product, asked) if product else "", (fact.source,)) if text else NOTHING
        )

    def of_several(self, asked: Asked, product: CatalogProduct) -> Fact | None:
        """What the catalog says of the price of more than one, or None."""
        found = self._facts.find(product.id, asked.texts, ("multi_buy",))
        return found if found is not None and "multi_buy" in found.about | found.told else None


def _due(asked: Asked) -> Iterator[tuple[str, ...]]:
    """Topics of the question; where they lead nowhere, those of what a thing is made of, which is asked in many words
    (are they real gold)."""
    made = asked.intent == "material" and not set(asked.about) - {"authentic"}
    yield asked.about
    if made and any(_MADE_OF.search(plain(t)) for t in asked.texts):
        yield (*asked.about, "fabric", "ingredients")


def _beside_the_name(asked: Asked, product: CatalogProduct | None) -> tuple[str, ...]:
    """Topics that are named by more than the product's own English name: who asks for the rain jacket does not ask
    about rain. In Chinese the name is mostly left out where its property is not meant."""
    names = [plain(n) for n in (product.name, *product.aliases) if n.isascii() and " " in n] if product else []
    if not any(name in plain(t) for name in names for t in asked.texts):
        return asked.about
    named = re.compile("|".join(rf"\b{re.escape(n)}s?\b" for n in sorted(names, key=len, reverse=True)))
    beside = {topic for t in asked.texts for topic in asked_topics(named.sub("it", plain(t)))}
    return tuple(t for t in asked.about if t in beside)


_COMPLAINTS = frozenset(("order_late", "no_service", "wrong_item", "refund_late", "no_sound", "bad_fruit", "warranty"))


def _compares(fact: Fact, asked: Asked) -> bool:
    """Whether a fact tells how to choose, and between what is asked, where that is named."""
    known = fact.signs.key | fact.signs.whole
    return "compare" in fact.about and any(not (named := units(t)) or named & known for t in asked.texts)


def _complains(fact: Fact, asked: Asked) -> bool:
    """Whether a fact is about trouble, and not about what a buyer asks beforehand; what is often asked of the product
    itself (does it rust) is a worry as well as a question."""
    if fact.about & _COMPLAINTS:
        return True
    return fact.source.kind == "faq" and not of_service(fact.about) and not _COMPLAINTS & set(asked.about)
