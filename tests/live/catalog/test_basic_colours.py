"""Colours that are named without the catalog's name for them."""

import pytest

from live.catalog.products import Catalog, CatalogProduct
from live.catalog.variants import basic_colours
from live.cues.answers import Answerer


@pytest.mark.parametrize(
    "text",
    ["能煮咖啡吗", "能煮红豆吗", "能煮绿豆汤吗", "红枣能煮吗", "红茶可以吗", "能泡绿茶吗", "黑芝麻能打吗", "能磨粉吗",
     "大米可以煮吗", "蓝牙的吗", "会不会显黑", "can it shred red cabbage", "can I make green tea",
     "does it grind black pepper",
     "can it brew coffee"],
)  # fmt: skip
def test_food_and_drink_are_no_colours(text):
    assert basic_colours(text) == ()


@pytest.mark.parametrize(
    ("text", "colours"),
    [("有粉的吗", ("粉",)), ("黑还有吗", ("黑",)), ("有没有绿色", ("绿",)), ("红色的呢", ("红",)),
     ("咖啡色有吗", ("咖",)), ("有大红吗", ("红",)), ("卡其有没有", ("卡其",)), ("黑裤子还有吗", ("黑",)),
     ("do you have it in red?", ("红",)),
     ("any black left", ("黑",)), ("the coffee one", ("咖",)), ("is there one in gold", ("金",))],
)  # fmt: skip
def test_a_colour_is_understood_however_it_is_asked_for(text, colours):
    assert basic_colours(text) == colours


@pytest.mark.parametrize("text", ["能煮咖啡吗", "能煮红豆吗", "能泡绿茶吗", "有红茶吗"])
def test_what_a_kettle_can_boil_is_not_answered_with_its_colours(text):
    kettle = CatalogProduct(id="k", name="养生壶", price=129, attributes={"颜色": ["米白", "抹茶绿"]})
    answer = Answerer(Catalog(products=[kettle])).answer("stock", "k", [text])
    assert "颜色" not in (answer.text or "")
