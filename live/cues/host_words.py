"""What the host has said of stock and prices since the broadcast began: it goes before the catalog."""

from dataclasses import dataclass, field

from live.catalog.measures import parse_body
from live.catalog.mentions import ProductFinder
from live.catalog.products import Catalog, CatalogProduct
from live.catalog.stock_talk import stock_talk
from live.catalog.variant_talk import variant_talk
from live.cues.hearing import hear
from live.cues.prices import price_named
from live.events import Answered, Event, Product, Source, Utterance


@dataclass(frozen=True)
class Said:
    """Something that the host said, with the `seq` of the utterance."""

    text: str
    seq: int
    gone: bool = False
    """Of a variant: there is none left."""
    price: float = 0.0
    """Of a price: what one piece costs from then on."""

    def source(self, product: str | None) -> Source:
        return Source(kind="host", product=product, ref=str(self.seq), text=self.text)


@dataclass
class _Spoken:
    stock: Said | None = None
    coming: Said | None = None
    variants: dict[str, Said] = field(default_factory=dict)
    price: Said | None = None


class HostWords:
    """A fold over what the host says of stock and prices, by product."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._finder = ProductFinder(catalog)
        self._products: dict[str, _Spoken] = {}
        self._sold_out: dict[str, float] = {}
        self._answers: dict[str, Source] = {}
        self.on_offer: str | None = None

    def on(self, event: Event) -> str | None:
        """Take in one event; the product on whose stock something new is known, or None."""
        match event.data:
            case Utterance() as utterance:
                return self._hear(utterance, event)
            case Product(state="on_offer") as product:
                self.on_offer = product.product
            case Product(product=str() as product, state="sold_out"):
                self._sold_out[product] = event.at
                return product
            case Product(product=str() as product, state="restocked"):
                self._sold_out.pop(product, None)
                return product
            case Answered() as answered if answered.utterance:
                self._answers[answered.group] = Source(kind="host", ref=str(answered.utterance), text=answered.text)
            case _:
                pass
        return None

    def _hear(self, utterance: Utterance, event: Event) -> str | None:
        named = self._finder.find(utterance.text, spoken=True)
        product = named[0] if len(named) == 1 else self.on_offer if not named else None
        known = self._catalog.product(product)
        if product is None or known is None:
            return None
        spoken = self._products.setdefault(product, _Spoken())
        of_stock = self._hear_stock(utterance.text, event.seq, known, spoken)
        return product if self._hear_price(utterance.text, event.seq, known, spoken) or of_stock else None

    def _hear_stock(self, text: str, seq: int, product: CatalogProduct, spoken: _Spoken) -> bool:
        variants = variant_talk(text, product)
        for each in variants:
            spoken.variants[each.name] = Said(text, seq, gone=each.state == "gone")
        talk = stock_talk(text)
        if talk is None:
            return bool(variants)
        if talk.kind == "coming":
            spoken.coming = Said(text, seq)
        elif not variants and not parse_body(talk.clause).sizes:
            spoken.stock = Said(text, seq)
            if talk.kind == "restocked":
                spoken.variants.clear()
        return True

    def _hear_price(self, text: str, seq: int, product: CatalogProduct, spoken: _Spoken) -> bool:
        before, price = spoken.price, price_named(hear(text).rest, product)
        if price is None or (before is not None and before.price == price):
            return False
        spoken.price = None if price == product.price else Said(text, seq, price=price)
        return before is not spoken.price

    def sold_out(self, product: str | None) -> bool:
        return product in self._sold_out

    def stock(self, product: str) -> Said | None:
        """The last word on the stock of the whole product."""
        spoken = self._products.get(product)
        return spoken.stock if spoken else None

    def coming(self, product: str) -> Said | None:
        """When it will be back, or that it will not."""
        spoken = self._products.get(product)
        return spoken.coming if spoken else None

    def variant(self, product: str, name: str) -> Said | None:
        """The last word on a size or a colour."""
        spoken = self._products.get(product)
        return spoken.variants.get(name) if spoken else None

    def price(self, product: str) -> Said | None:
        """What it costs by the host's last word, where that is not what the catalog says."""
        spoken = self._products.get(product)
        return spoken.price if spoken else None

    def answer(self, group: str) -> Source | None:
        """How the host has answered a group before."""
        return self._answers.get(group)
