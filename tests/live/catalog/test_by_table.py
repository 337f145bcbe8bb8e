"""Figures that are read by the product's own size table."""

import pytest

from live.catalog.by_table import neighbours, read_by_table
from live.catalog.measures import parse_body
from live.catalog.products import CatalogProduct, Size


def test_a_product_without_sizes_has_no_neighbouring_ones_whatever_number_is_asked_for() -> None:
    chair = CatalogProduct(id="chair", name="椅子")
    assert neighbours(chair, "36") is None
    text = "有36的吗"
    assert read_by_table(chair, (text,), parse_body(text)) == parse_body(text)


VEST = CatalogProduct(
    id="vest", name="狗狗冲锋衣", sizes=(Size(size="S", bust_cm=(32, 42)), Size(size="M", bust_cm=(42, 52)))
)
COAT = CatalogProduct(
    id="coat", name="rain coat", sizes=(Size(size="S", bust_cm=(86, 94)), Size(size="M", bust_cm=(94, 102)))
)


@pytest.mark.parametrize(
    ("product", "text", "bust"),
    [(VEST, "胸围50cm", 50), (VEST, "胸围45厘米", 45), (VEST, "胸围45", 45), (COAT, "38 bust", 38 * 2.54)],
)
def test_a_small_girth_is_in_inches_only_without_a_unit_and_where_the_table_does_not_list_it(
    product: CatalogProduct, text: str, bust: float
) -> None:
    read = read_by_table(product, (text,), parse_body(text)).bust_cm
    assert read is not None
    assert read[0] <= bust + 0.1
    assert bust - 0.1 <= read[1]
