"""The product clock: which product is on offer at each moment, and which are sold out."""

import math
from collections.abc import Sequence

from live.catalog.introductions import Introduction, ends_in_handover, introductions
from live.catalog.measures import parse_body
from live.catalog.mentions import ProductFinder
from live.catalog.numerals import amounts
from live.catalog.products import Catalog
from live.catalog.stock_talk import stock_talk
from live.catalog.telling import TellingWords
from live.catalog.variant_talk import variant_talk
from live.catalog.variants import variants_named
from live.events import AnyPayload, Event, Product, Signal, Utterance

WEIGHT = {"introduced": 1.2, "shown": 0.7, "mentioned": 0.34, "aside": 0.0}
"""How far a manner of naming a product moves the clock. Several weak hints make a strong one."""
NAMED_AGAIN = 0.3
"""What a second name of the product in the same breath adds (二号链接，蓝牙耳机)."""
PRICED = 0.3
"""What saying its price, and no name, does: the number may count something else."""
OPENS_WITHIN = 2
"""Clauses before it in a line from which on an introduction weighs `DEEP`: who turns to a product says so first."""
DEEP = 0.8
TURNS, TURNS_BACK, TURNS_FROM_NOTHING = 1.0, 1.2, 0.3
"""The strength of hints at which the clock turns: to a product that has not been on offer, to one that has, and while
nothing is on offer, when a late start costs more than a wrong one."""
EXPECTED = 0.4
"""What is less needed for the product that follows in the catalog: hosts mostly go in its order."""
SETTLED = 30.0
"""Seconds for which a product must be on offer to have been on offer; less was a slip."""
AGAINST = 2.0
"""How much of a hint at another product one at the product on offer takes back, as a share of its own weight."""
HALF_LIFE = 30.0
"""Seconds after which a hint counts half."""
OPERATOR_HOLDS = 12.0
"""Seconds for which speech does not overrule the operator; after that, only a plain introduction does."""
HANDOVER = 5.0
"""Seconds within which "接下来换…" and the product's name belong together though they are two utterances."""
ORDERS, ORDERS_WITHIN = 6, 20.0
"""So many orders of one product and of no other, within so many seconds, are a hint."""
ORDERED = 0.5
"""How far they move the clock."""


class ProductClock:
    """A part: tells what is on offer from what the host says, from pop-ups and orders, and from the operator's key.

    A product that is only mentioned (in a bundle, in an outlook, in a viewer's question) does not turn the clock.
    """

    def __init__(self, catalog: Catalog | None) -> None:
        self._catalog = catalog or Catalog()
        self._finder = ProductFinder(self._catalog)
        self._telling = TellingWords(self._catalog)
        self._order = [
            p.id for p in sorted(self._catalog.products, key=lambda p: math.inf if p.link is None else p.link)
        ]
        self._current: str | None = None
        self._since = 0.0
        self._offered: set[str] = set()
        self._sold_out: set[str] = set()
        self._hints: dict[str, tuple[float, float]] = {}
        self._operator_at: float | None = None
        self._handover_at: float | None = None
        self._orders: list[tuple[float, str]] = []

    def on(self, event: Event) -> Sequence[AnyPayload]:
        """Take in one event; return the changes that follow from it."""
        match event.data:
            case Utterance() as utterance:
                return self._on_utterance(utterance, event.at)
            case Signal(type="popup" | "order") as signal:
                return self._on_signal(signal, event.at)
            case Product(by="operator") as product:
                self._on_operator(product, event.at)
            case _:
                pass
        return ()

    def _on_utterance(self, utterance: Utterance, at: float) -> list[AnyPayload]:
        found = introductions(utterance.text, self._finder)
        handed_over = self._handover_at is not None and utterance.start - self._handover_at <= HANDOVER
        hints = [(each.product, self._weight(each, utterance.text, handed_over and len(found) == 1)) for each in found]
        if not any(weight for _, weight in hints):
            told = self._telling.product(utterance.text)
            hints += [told] if told is not None else []
            hints += self._priced(utterance.text)
        if found or not handed_over:
            self._handover_at = utterance.end if not found and ends_in_handover(utterance.text) else None
        said: list[AnyPayload] = []
        for product, weight in sorted(hints, key=lambda h: -h[1]):
            said += self._hint(product, weight, at, "speech", utterance.text)
        return said[:1] + self._on_stock(utterance, found)

    def _weight(self, named: Introduction, text: str, handed_over: bool) -> float:
        weight = WEIGHT[named.manner]
        if named.manner == "introduced":
            return weight if named.depth < OPENS_WITHIN else DEEP
        if named.manner == "aside":
            return weight
        if handed_over or (named.manner == "mentioned" and self._begins(named, text)):
            return 1.0
        return weight + NAMED_AGAIN * (named.times - 1)

    def _begins(self, named: Introduction, text: str) -> bool:
        """Whether a plain mention is as good as an introduction, whose opening words a recogniser often mishears.

        It is where a product that has not been on offer is called by its number and its name in one breath, and where
        the host says what it costs.
        """
        if named.times > 1 and named.product not in self._offered:
            return True
        product = self._catalog.product(named.product)
        prices = {product.price, product.list_price} if product else set()
        return bool(prices & set(amounts(text)))

    def _priced(self, text: str) -> list[tuple[str, float]]:
        """The one product that costs what the host says."""
        said = set(amounts(text))
        found = [p.id for p in self._catalog.products if said & {p.price, p.list_price}]
        return [(found[0], PRICED)] if len(found) == 1 else []

    def _hint(self, product: str, weight: float, at: float, by: str, evidence: str) -> list[AnyPayload]:
        if weight <= 0:
            return []
        if product == self._current:
            kept = max(0.0, 1 - AGAINST * weight)
            self._hints = {p: (strength * kept, when) for p, (strength, when) in self._hints.items()}
            return []
        if self._operator_at is not None and (at - self._operator_at < OPERATOR_HOLDS or weight < 1):
            return []
        before, when = self._hints.get(product, (0.0, at))
        strength = before * 0.5 ** ((at - when) / HALF_LIFE) + weight
        self._hints[product] = (strength, at)
        if strength < self._needed(product, at):
            return []
        return [self._turn(product, at, by, evidence)]

    def _needed(self, product: str, at: float) -> float:
        if self._current is None:
            return TURNS_FROM_NOTHING
        if at - self._since >= SETTLED:
            self._offered.add(self._current)
        if product in self._offered:
            return TURNS_BACK
        left = [p for p in self._order if p not in self._offered and p != self._current]
        return TURNS - EXPECTED if product == left[0] else TURNS

    def _turn(self, product: str, at: float, by: str, evidence: str) -> Product:
        self._put(product, at)
        self._operator_at = None
        return Product(product=product, by="signal" if by == "signal" else "speech", evidence=evidence)

    def _put(self, product: str | None, at: float) -> None:
        if self._current is not None and at - self._since >= SETTLED:
            self._offered.add(self._current)
        self._current, self._since = product, at
        self._hints.clear()
        self._handover_at = None

    def _on_stock(self, utterance: Utterance, found: Sequence[Introduction]) -> list[AnyPayload]:
        talk = stock_talk(utterance.text)
        if talk is None or talk.kind not in ("sold_out", "restocked"):
            return []
        named = [i.product for i in found]
        product = named[0] if len(set(named)) == 1 else self._current if not named else None
        if product is None:
            return []
        if talk.kind == "restocked":
            if product not in self._sold_out:
                return []
            self._sold_out.discard(product)
            return [Product(product=product, state="restocked", evidence=utterance.text)]
        whole = self._catalog.product(product)
        # What is gone may be named in another clause than the one that tells it: 墨绿没了没了，拍完了.
        if whole is not None and (
            variant_talk(utterance.text, whole) or parse_body(talk.clause).sizes or variants_named(talk.clause, whole)
        ):
            return []
        if product in self._sold_out:
            return []
        self._sold_out.add(product)
        return [Product(product=product, state="sold_out", evidence=utterance.text)]

    def _on_signal(self, signal: Signal, at: float) -> list[AnyPayload]:
        product = self._by_title(signal.product)
        if product is None:
            return []
        if signal.type == "popup":
            held = self._operator_at is not None and at - self._operator_at < OPERATOR_HOLDS
            return [] if product == self._current or held else [self._turn(product, at, "signal", signal.product)]
        self._orders = [(t, p) for t, p in self._orders if at - t <= ORDERS_WITHIN] + [(at, product)]
        if len(self._orders) < ORDERS or any(p != product for _, p in self._orders):
            return []
        self._orders.clear()
        return self._hint(product, ORDERED, at, "signal", signal.product)

    def _by_title(self, title: str) -> str | None:
        if any(p.id == title for p in self._catalog.products):
            return title
        found = self._finder.find(title)
        return found[0] if len(found) == 1 else None

    def _on_operator(self, product: Product, at: float) -> None:
        if product.state == "on_offer":
            self._put(product.product, at)
            self._operator_at = at
        elif product.product is not None:
            (self._sold_out.add if product.state == "sold_out" else self._sold_out.discard)(product.product)
