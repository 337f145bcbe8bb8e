"""The catalog as numbered facts that a model may quote, in pages that fit a prompt."""

from collections.abc import Iterator
from dataclasses import dataclass

from live.catalog.products import Catalog, CatalogProduct, Faq
from live.catalog.size_table import row_source
from live.events import Source

PAGE = 24_000
"""Characters of facts in a prompt, at most: about 16,000 tokens of Chinese. A shop with more has several pages."""


@dataclass(frozen=True)
class Fact:
    """One fact. `asked` is the question or key that it stands under, "" where there is none."""

    id: str
    source: Source
    asked: str = ""

    @property
    def text(self) -> str:
        """All its words, those of the key included."""
        return f"{self.asked} {self.source.text}".strip()

    @property
    def line(self) -> str:
        """As it stands in a prompt."""
        asked = f"{self.asked} → " if self.asked else ""
        return f"{self.id} [{self.source.kind}] {asked}{self.source.text}".replace("\n", " ")


@dataclass(frozen=True)
class Page:
    """What a prompt says of the catalog: whole products, and the facts of the whole shop. `names`: by product."""

    facts: dict[str, Fact]
    names: dict[str, tuple[str, ...]]
    text: str

    def holds(self, product: str | None) -> bool:
        """Whether a question about this product (None: about the shop) can be answered from this page."""
        return product is None or product in self.names


def pages(catalog: Catalog, size: int = PAGE) -> tuple[Page, ...]:
    """The catalog in pages of about `size` characters, at least one. The same catalog gives the same bytes."""
    shop = [_faq(f"s{n}", None, faq) for n, faq in enumerate(catalog.faq, 1)]
    about_shop = _block("The whole shop", shop)
    found: list[Page] = []
    products: list[tuple[CatalogProduct, list[Fact], str]] = []
    number = 0
    for product in catalog.products:
        facts = []
        for source, asked in _facts(product):
            number += 1
            facts.append(Fact(f"f{number}", source, asked))
        block = _block(f"Product {product.id}: {', '.join((product.name, *product.aliases))}", facts)
        if products and len(about_shop) + sum(len(b) for *_, b in products) + len(block) > size:
            found.append(_page(shop, about_shop, products))
            products = []
        products.append((product, facts, block))
    return (*found, _page(shop, about_shop, products))


def _page(shop: list[Fact], about_shop: str, products: list[tuple[CatalogProduct, list[Fact], str]]) -> Page:
    return Page(
        facts={f.id: f for f in [*shop, *(f for _, facts, _ in products for f in facts)]},
        names={p.id: (p.name, *p.aliases) for p, *_ in products},
        text="\n".join([about_shop, *(block for *_, block in products)]),
    )


def _block(head: str, facts: list[Fact]) -> str:
    return "\n".join([f"## {head}", *(f.line for f in facts), ""]) if facts else f"## {head}\n(no facts)\n"


def _facts(product: CatalogProduct) -> Iterator[tuple[Source, str]]:
    if product.price is not None:
        price = f"{product.price:g}{product.currency}"
        yield Source(kind="price", product=product.id, ref="price", text=price), ""
    if product.link is not None:
        yield Source(kind="link", product=product.id, ref="link", text=str(product.link)), ""
    for row in product.sizes:
        yield row_source(product, row), ""
    for faq in product.faq:
        yield _faq("", product.id, faq).source, faq.q
    for key, value in product.attributes.items():
        yield Source(kind="attribute", product=product.id, ref=key, text=_value(value)), key
    for point in product.selling_points:
        yield Source(kind="selling_point", product=product.id, ref=point, text=point), ""


def _faq(id_: str, product: str | None, faq: Faq) -> Fact:
    return Fact(id_, Source(kind="faq", product=product, ref=faq.q, text=faq.a), faq.q)


def _value(value: str | float | bool | list[str]) -> str:
    if isinstance(value, bool):
        return "有" if value else "无"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
