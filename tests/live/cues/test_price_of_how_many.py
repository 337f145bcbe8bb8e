"""The price of one pack is told to who asks for one pack."""

import pytest

from live.catalog.products import Catalog, CatalogProduct, Faq
from live.cues.answers import Answerer

TEA = CatalogProduct(id="tea", name="龙井茶 300克", price=59)
TWO = Faq(q="两盒一起拍有优惠吗", a="两盒109元")


def _told(product, text):
    return Answerer(Catalog(products=(product,))).answer("price", "tea", [text]).text


@pytest.mark.parametrize(
    "text",
    ["两个一起拍多少钱", "茶叶多少钱一斤", "一斤多少钱", "how much is it with the lid", "how much for both together"],
)
def test_the_price_of_one_is_not_told_for_another_quantity(text):
    assert "59" not in (_told(TEA, text) or "")


@pytest.mark.parametrize("text", ["多少钱", "多少钱一盒", "how much is it", "how much with the discount"])
def test_the_price_of_one_is_told_to_who_asks_for_it(text):
    assert "59" in _told(TEA, text)


def test_the_price_of_two_is_told_where_the_catalog_has_it():
    two = CatalogProduct(id="tea", name="龙井茶 300克", price=59, faq=(TWO,))
    assert "109" in _told(two, "两盒一起拍多少钱")
