"""Which product an utterance speaks of that names none."""

from live.catalog.products import Catalog, CatalogProduct
from live.catalog.telling import TellingWords

WORDS = TellingWords(
    Catalog(
        products=(
            CatalogProduct(id="cream", name="修护霜", selling_points=("神经酰胺加角鲨烷", "换季起皮发紧")),
            CatalogProduct(id="balm", name="卸妆膏", selling_points=("遇水乳化", "防水睫毛膏")),
        )
    )
)


def test_facts_of_one_product_only_tell_it_and_more_of_them_tell_more() -> None:
    one, many = WORDS.product("沾点水就乳化"), WORDS.product("神经酰胺和角鲨烷都有，起皮的用它")
    assert one is not None
    assert many is not None
    assert (one[0], many[0]) == ("balm", "cream")
    assert 0 < one[1] < many[1] < 1


def test_what_is_said_of_none_or_as_much_of_two_tells_nothing() -> None:
    assert WORDS.product("大家晚上好") is None
    assert WORDS.product("起皮的，乳化") is None
    assert TellingWords(Catalog()).product("乳化") is None
