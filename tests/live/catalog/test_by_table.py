"""Figures that are read by the product's own size table."""

from live.catalog.by_table import neighbours, read_by_table
from live.catalog.measures import parse_body
from live.catalog.products import CatalogProduct


def test_a_product_without_sizes_has_no_neighbouring_ones_whatever_number_is_asked_for() -> None:
    chair = CatalogProduct(id="chair", name="椅子")
    assert neighbours(chair, "36") is None
    text = "有36的吗"
    assert read_by_table(chair, (text,), parse_body(text)) == parse_body(text)
