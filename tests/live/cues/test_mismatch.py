"""No answer is better than one of somebody else, of another country, or to another question."""

import pytest

from live.catalog.products import Catalog, CatalogProduct, Faq
from live.cues.answers import Answerer

DRESS = CatalogProduct(
    id="dress", name="连衣裙", link=1,
    faq=(
        Faq(q="主播多高多重，身上穿的什么码？", a="主播身高165厘米、体重52.5公斤，穿M码。"),
        Faq(q="可以机洗吗？", a="可以，用30度以下冷水，不要烘干。"),
        Faq(q="新疆、西藏包邮吗？", a="新疆、西藏需补15元运费，其他地区包邮。"),
    ),
)  # fmt: skip
ANSWERER = Answerer(Catalog(products=(DRESS,)))


@pytest.mark.parametrize(
    ("intent", "text", "answer"),
    [
        ("spec", "裙子多重", None),
        ("spec", "what is the weight limit", None),
        ("size", "主播多高多重", "主播身高165厘米、体重52.5公斤，穿M码。"),
        ("shipping", "新疆包邮吗", "新疆、西藏需补15元运费，其他地区包邮。"),
        ("shipping", "台湾包邮吗", None),
        ("shipping", "香港包邮吗", None),
        ("shipping", "do you ship to canada", None),
        ("order", "支持货到付款吗", None),
        ("order", "怎么拍", "小黄车1号链接，连衣裙"),
        ("usage", "裙子可以烘干吗", "用30度以下冷水，不要烘干。"),
        ("usage", "裙子可以机洗吗", "可以，用30度以下冷水，不要烘干。"),
    ],
)
def test_a_fact_answers_only_what_it_is_about(intent, text, answer):
    assert ANSWERER.answer(intent, "dress", [text]).text == answer
