"""Say nothing rather than something beside the point; and say what the catalog has, in whatever words it is asked."""

import pytest

from live.catalog.products import Catalog, CatalogProduct, Faq, Size
from live.cues.answers import Answerer

ELSEWHERE = "新疆、西藏暂不发货，其他地区包邮。"
SHOP = Catalog(
    products=(
        CatalogProduct(
            id="boot", name="短靴", price=199, stock=80,
            selling_points=("鞋底抓地，下雨不打滑", "后跟加绒，新鞋不磨后跟"),
            sizes=(Size(size="36", foot_cm=23), Size(size="37", foot_cm=23.5)),
            faq=(Faq(q="脚宽怎么选？", a="脚宽建议拍大一码。"), Faq(q="哪些地方不发？", a=ELSEWHERE)),
        ),
        CatalogProduct(
            id="scale", name="厨房秤", price=39, attributes={"误差": "±1克", "额定功率": "5瓦"},
            faq=(Faq(q="哪些地方不发？", a=ELSEWHERE),),
        ),
        CatalogProduct(id="syrup", name="枫糖浆", faq=(Faq(q="有沉淀是坏了吗？", a="不是，摇匀即可。"),)),
        CatalogProduct(id="lounger", name="躺椅", selling_points=("最大后仰160度，可平躺",)),
    )
)  # fmt: skip


def _told(intent, product, *texts):
    return Answerer(SHOP).answer(intent, product, texts).text


@pytest.mark.parametrize(
    ("intent", "product", "text"),
    [
        ("compare", "boot", "黑色和驼色哪个百搭"),
        ("spec", "boot", "倒出来看看有多少"),
        ("stock", "boot", "还有没有了我没买到呢"),
        ("size", "boot", "36码还加吗"),
    ],
)
def test_what_is_beside_the_point_is_not_said(intent, product, text):
    assert _told(intent, product, text) is None


@pytest.mark.parametrize(
    ("intent", "product", "text", "told"),
    [
        ("quality", "boot", "跑起来会滑倒吗", "不打滑"),
        ("quality", "boot", "磨不磨脚", "不磨后跟"),
        ("quality", "scale", "这个准不准哦", "±1克"),
        ("quality", "syrup", "底下凝住了算不算变质", "摇匀"),
        ("spec", "lounger", "靠背多平", "160度"),
        ("shipping", "boot", "西藏给寄不给寄 我儿子在那边", "暂不发货"),
    ],
)
def test_what_the_catalog_has_is_said_in_whatever_words_it_is_asked(intent, product, text, told):
    assert told in (_told(intent, product, text) or "")


def test_one_asker_from_abroad_takes_the_answer_from_nobody():
    assert "5瓦" in (_told("spec", "scale", "多少瓦的", "功率报一下", "功率大不大", "我在美国110v能用么") or "")
    assert _told("spec", "scale", "我在美国功率能用么") is None
