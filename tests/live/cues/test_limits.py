"""A yes of the catalog is not given to a figure that it was not said of."""

import pytest

from live.catalog.products import Catalog, CatalogProduct, Faq
from live.cues.answers import Answerer

CHAIR = CatalogProduct(
    id="chair", name="折叠椅", faq=(Faq(q="两百斤的人能坐吗？", a="能，承重150公斤，也就是300斤以内。"),)
)
LAMP = CatalogProduct(id="lamp", name="Lamp", faq=(Faq(q="Can it hold 20 lb?", a="Yes, up to 22 lb."),))
SHIRT = CatalogProduct(id="shirt", name="衬衫", faq=(Faq(q="可以机洗吗？", a="可以，用30度以下冷水。"),))
TOY = CatalogProduct(id="toy", name="积木", faq=(Faq(q="小朋友能玩吗？", a="能玩，3岁以上。"),))
SHELF = CatalogProduct(id="shelf", name="置物架", faq=(Faq(q="能放五十斤的东西吗？", a="不能，最多40斤。"),))
ANSWERER = Answerer(Catalog(products=(CHAIR, LAMP, SHIRT, TOY, SHELF)))


@pytest.mark.parametrize(
    ("product", "intent", "text", "answer"),
    [
        ("chair", "spec", "200斤能坐吗", "能，承重150公斤，也就是300斤以内。"),
        ("chair", "spec", "280斤能坐吗", "能，承重150公斤，也就是300斤以内。"),
        ("chair", "spec", "350斤能坐吗", "承重150公斤，也就是300斤以内。"),
        ("chair", "suitability", "椅子160公斤能坐吗", "承重150公斤，也就是300斤以内。"),
        ("chair", "suitability", "我170公斤能坐这椅子吗", "承重150公斤，也就是300斤以内。"),
        ("lamp", "spec", "can the lamp hold 15 lb", "Yes, up to 22 lb."),
        ("lamp", "spec", "can the lamp hold 50 lb", "Up to 22 lb."),
        ("lamp", "spec", "can it hold 20 kg", "Up to 22 lb."),
        ("shirt", "usage", "可以机洗吗", "可以，用30度以下冷水。"),
        ("shirt", "usage", "可以60度机洗吗", "用30度以下冷水。"),
        ("toy", "suitability", "五岁小朋友能玩吗", "能玩，3岁以上。"),
        ("toy", "suitability", "一岁小朋友能玩吗", "3岁以上。"),
        ("shelf", "spec", "能放50斤的东西吗", "不能，最多40斤。"),
        ("shelf", "spec", "能放80斤的东西吗", "不能，最多40斤。"),
        ("shelf", "spec", "能放30斤的东西吗", "最多40斤。"),
    ],
)
def test_a_verdict_is_given_only_to_a_figure_that_it_covers(product, intent, text, answer):
    assert ANSWERER.answer(intent, product, [text]).text == answer


def test_the_verdict_goes_where_one_of_several_askers_is_too_heavy():
    assert ANSWERER.answer("spec", "chair", ["200斤能坐吗", "350斤能坐吗"]).text == "承重150公斤，也就是300斤以内。"
