"""Which of several readings that are about as likely is believed."""

import pytest

from live.catalog.products import Catalog, CatalogProduct
from live.speech.vocabulary import words_of
from live.speech.wording import Wording

SHOP = Wording(
    words_of(
        Catalog(
            products=(
                CatalogProduct(
                    id="dress", name="春夏连衣裙", aliases=("连衣裙",), price=119, list_price=59.9,
                    attributes={"颜色": ["雾霾蓝", "奶油杏"], "裙长": "108厘米"},
                ),
            )
        )
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("今晚就三样远一群", "今晚就三样連衣裙"),
        ("商场1119今天", "商场119今天"),
        ("今天59块走", "今天59块9"),
        ("颜色有乌买蓝", "颜色有雾霾蓝"),
        ("裙长一百八厘米", "裙长108厘米"),
    ],
)
def test_the_reading_with_more_of_the_shop_is_believed(first: str, other: str) -> None:
    assert SHOP.choose([first, other]) == 1
    assert SHOP.choose([other, first]) == 0


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("无好泡在水里", "5号泡在水里"),
        ("大家晚上好", "大家晚上号"),
        ("春夏连衣裙", "春下连衣裙"),
    ],
)
def test_the_likelier_reading_stays_where_the_other_says_no_more_of_the_shop(first: str, other: str) -> None:
    assert SHOP.choose([first, other]) == 0, "what wording puts right anyway counts for both"


def test_a_number_is_no_sign_of_the_shop_without_its_unit() -> None:
    shop = Wording(("承重15公斤", "5公斤一袋"))
    assert shop.choose(["一大袋是5公斤装", "一大袋15公斤装"]) == 0
    assert shop.choose(["买了7箱", "买了15箱"]) == 0


def test_english_names_count_whatever_their_case() -> None:
    shop = Wording(("Trail Jacket", "49元"), "en")
    assert shop.choose(["the trail check it is here", "the trail jacket is here"]) == 1
    assert shop.choose(["it is $48 today", "it is $49 today"]) == 1
    assert shop.choose(["the trail jacket is here", "the Trail Jacket is here"]) == 0
