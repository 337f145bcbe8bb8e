"""An answer is of what the words ask, whatever the intent; where they ask what nobody has told, there is none."""

import pytest

from live.catalog.products import Catalog, CatalogProduct, Faq, Size
from live.cues.answers import Answerer

SHOP = Catalog(
    products=(
        CatalogProduct(
            id="pan", name="不粘奶锅", price=79, stock=60,
            attributes={"口径": "18厘米", "材质": "铝合金", "净含量": "无"},
            faq=(Faq(q="能放洗碗机吗？", a="能，放上层。"),),
        ),
        CatalogProduct(
            id="tea", name="花草茶 250克", price=49,
            attributes={"配料": "菊花、枸杞、金银花", "产地": "安徽亳州", "采摘": "2025年秋"},
            faq=(Faq(q="能退吗？", a="七天无理由。"),),
        ),
        CatalogProduct(id="book", name="绘本十册", attributes={"适读年龄": "3到6岁", "出版": "2024年"}),
        CatalogProduct(id="jar", name="Blender jar", attributes={"Jar": "2 liters, Tritan", "Material": "Tritan"}),
        CatalogProduct(
            id="coat", name="Wool coat", price=120, currency="$", stock=40,
            attributes={"Colors": ["black", "camel"], "Buttons": "aluminium", "Battery": "500 Wh"},
            sizes=(Size(size="M", stock=8), Size(size="L", stock=9)),
            faq=(
                Faq(q="Can it go in the dryer?", a="Yes, on low."),
                Faq(q="Can I use it on a plane?", a="Yes."),
                Faq(q="Can I return it?", a="30 days from delivery."),
                Faq(q="How long does it run?", a="It ran about 11 hours in our test."),
            ),
        ),
    )
)  # fmt: skip


def _told(intent, product, *texts):
    return Answerer(SHOP).answer(intent, product, texts).text


@pytest.mark.parametrize(
    ("intent", "product", "text", "told"),
    [
        ("spec", "pan", "有18cm的吗", "18厘米"),
        ("material", "tea", "里面有菊花吗", "菊花"),
        ("material", "tea", "放了枸杞没", "枸杞"),
        ("stock", "tea", "是安徽的吗", "产地：安徽亳州"),
        ("price", "tea", "250克多少钱", "49"),
        ("material", "coat", "are the buttons aluminum", "aluminium"),
        ("spec", "coat", "how many watt hours", "500 Wh"),
        ("stock", "pan", "还有货吗", "60"),
        ("suitability", "book", "五岁能看吗", "3到6岁"),
        ("material", "jar", "is it glass or plastic", "Tritan"),
        ("return", "tea", "没拆封能退吗 有运费险没", "七天无理由"),
    ],
)
def test_what_the_catalog_has_is_told(intent, product, text, told):
    assert told in (_told(intent, product, text) or "")


@pytest.mark.parametrize(
    ("intent", "product", "text"),
    [
        ("stock", "pan", "能煮咖啡吗"),
        ("price", "tea", "500克多少钱"),
        ("price", "tea", "半斤咋卖"),
        ("price", "coat", "how much per yard"),
        ("usage", "coat", "can it go in the oven"),
        ("usage", "coat", "can i use it in the shower"),
        ("return", "coat", "can i return it once ive worn it"),
        ("return", "tea", "喝过还能退不"),
        ("stock", "coat", "is the camel one in L still there"),
        ("stock", "coat", "is camel sold out"),
        ("material", "tea", "有玫瑰吗"),
        ("quality", "book", "是正版吗"),
    ],
)
def test_what_it_has_not_is_not_made_up_from_something_like_it(intent, product, text):
    assert _told(intent, product, text) is None


def test_a_topic_in_the_name_of_a_product_is_not_what_is_asked():
    rain = CatalogProduct(id="r", name="Storm rain jacket", aliases=("rain jacket",), attributes={"Water": "10,000 mm"})
    answerer = Answerer(Catalog(products=(rain,)))
    assert answerer.answer("quality", "r", ["do the rain jacket soon please"]).text is None
    assert answerer.answer("quality", "r", ["is the rain jacket ok in heavy rain"]).text == "Water: 10,000 mm"
