"""The catalog file: products with prices, stock, sizes, attributes, and answers to what is often asked."""

from pathlib import Path
from typing import Annotated, Any

import msgspec

from live.catalog.own_keys import understood
from live.errors import BadInput
from live.toml import load_toml

Price = Annotated[float, msgspec.Meta(ge=0, le=1e9)]


class Size(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of a size table. Ranges are lowest and highest that it fits. `note`: what else is told of it."""

    size: str
    height_cm: tuple[float, float] | None = None
    weight_kg: tuple[float, float] | None = None
    bust_cm: float | tuple[float, float] | None = None
    waist_cm: float | tuple[float, float] | None = None
    hip_cm: float | tuple[float, float] | None = None
    foot_cm: float | tuple[float, float] | None = None
    age: str = ""
    stock: int | None = None
    note: str = ""


class Faq(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question that viewers ask often, and its answer."""

    q: str
    a: str


class CatalogProduct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One product. Prices in the shop's currency; stock in pieces at the start of the broadcast."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    link: int | None = None
    price: Price | None = None
    list_price: Price | None = None
    currency: str = "元"
    stock: int | None = None
    selling_points: tuple[str, ...] = ()
    pairs_with: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = ()
    faq: tuple[Faq, ...] = ()
    attributes: dict[str, str | int | float | bool | list[str]] = {}


class Catalog(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All products, in the order of the file. `faq` holds what is true of the whole shop."""

    products: tuple[CatalogProduct, ...] = ()
    faq: tuple[Faq, ...] = ()

    def product(self, product_id: str | None) -> CatalogProduct | None:
        """The product with this id, or None."""
        return next((p for p in self.products if p.id == product_id), None)


def load_catalog(path: Path) -> Catalog:
    """The catalog in `path`; a shop's own columns and facts are kept (`live.catalog.own_keys`). Raises BadInput naming
    the line and the key that is wrong."""

    def before(raw: dict[str, Any]) -> dict[str, Any]:
        _has_products(path, raw)
        return understood(raw, CatalogProduct.__struct_fields__, Size.__struct_fields__)

    catalog = load_toml(path, Catalog, before)
    ids = [p.id for p in catalog.products]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise BadInput(f"{path}: two products have the id `{id_}`. Give each its own.")
    for product in catalog.products:
        for other in product.pairs_with:
            if other not in ids:
                raise BadInput(
                    f"{path}: `{product.id}` pairs_with `{other}`, which is no product here. Known: {', '.join(ids)}."
                )
    return catalog


def _has_products(path: Path, raw: dict[str, Any]) -> None:
    """Raises BadInput where a file says something, but not under the heading of products."""
    if isinstance(raw.get("products"), dict):
        raise BadInput(f"{path}: `products` is one table. Begin each product with [[products]], in two brackets.")
    tables = [f"[[{key}]]" for key, value in raw.items() if key != "faq" and value and _is_tables(value)]
    if "products" not in raw and (tables or set(raw) - {"faq"}):
        instead = f" instead of {tables[0]}" if tables else ""
        raise BadInput(f"{path}: there are no products. Begin each with the heading [[products]]{instead}.")


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, dict) for v in value)
