"""What stands with one product and is asked of another, or of the whole shop."""

import pytest

from live.catalog.products import Catalog, CatalogProduct, Faq, Size
from live.cues.answers import Answerer

TEA_SHOP = Catalog(
    products=(
        CatalogProduct(
            id="tea", name="高山乌龙茶叶", aliases=("茶叶", "乌龙"),
            faq=(Faq(q="发什么快递？", a="全店发中通。"), Faq(q="能退吗？", a="拆了真空袋就不能退。")),
            selling_points=("和茶壶一单拍，立减15元",),
        ),
        CatalogProduct(
            id="pot", name="紫砂茶壶", aliases=("茶壶", "壶"),
            attributes={"底": "平底，电陶炉上站得住", "泥料": "原矿紫泥"},
            sizes=(Size(size="小", note="2到3人"), Size(size="大", note="4到6人")),
            faq=(Faq(q="提梁会生锈吗？", a="用完擦干晾干就不锈。"),),
        ),
        CatalogProduct(id="tray", name="竹茶盘", attributes={"尺寸": "40乘25厘米"}),
    )
)  # fmt: skip
BIKE_SHOP = Catalog(
    products=(
        CatalogProduct(
            id="helmet", name="Commuter helmet",
            faq=(Faq(q="Is there a deal with the lock?", a="A helmet and a lock in one cart take $8 off."),),
        ),
        CatalogProduct(
            id="lock", name="Folding bike lock", faq=(Faq(q="How do you ship?", a="All orders go by UPS."),)
        ),
        CatalogProduct(id="pump", name="Mini pump"),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("shop", "intent", "product", "text", "told"),
    [
        (TEA_SHOP, "shipping", None, "发啥快递呀", "全店发中通"),
        (TEA_SHOP, "shipping", "tray", "哪家快递", "全店发中通"),
        (TEA_SHOP, "promotion", None, "茶叶茶壶一起拍便宜不", "立减15元"),
        (TEA_SHOP, "promotion", "pot", "1+2一起要减多少", "立减15元"),
        (BIKE_SHOP, "promotion", "lock", "any deal if i get the helmet too", "$8 off"),
        (BIKE_SHOP, "shipping", None, "do you use ups", "UPS"),
        (TEA_SHOP, "suitability", "pot", "家里五口人用多大的", "大"),
        (TEA_SHOP, "material", "pot", "底是平的还是圆的 会不会倒", "平底"),
        (TEA_SHOP, "complaint", "pot", "铁的最烦生锈 放两天就红", "晾干"),
    ],
)
def test_the_fact_is_found_with_the_product_that_has_it(shop, intent, product, text, told):
    assert told in (Answerer(shop).answer(intent, product, [text]).text or "")


@pytest.mark.parametrize(
    ("shop", "intent", "product", "text"),
    [
        (TEA_SHOP, "return", None, "能退吗"),  # said of the tea alone
        (TEA_SHOP, "promotion", "tray", "茶盘茶叶一起拍便宜不"),
        (TEA_SHOP, "promotion", "tray", "两样一起要便宜吗"),
        (BIKE_SHOP, "promotion", "lock", "any deal if i get the pump too"),
        (BIKE_SHOP, "complaint", "lock", "my order never arrived"),
        (TEA_SHOP, "suitability", "pot", "老两口用多大的"),
    ],
)
def test_what_is_true_of_one_product_is_not_told_of_another(shop, intent, product, text):
    assert Answerer(shop).answer(intent, product, [text]).text is None
