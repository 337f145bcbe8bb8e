"""The clock over catalogs of other shops, in Chinese and English, as hosts speak and small recognisers write."""

import pytest

from live.catalog.product_clock import ProductClock
from live.catalog.products import Catalog, CatalogProduct
from live.events import Product, Signal, Utterance
from tests.live.cues.broadcasts import play

KITCHEN = Catalog(
    products=(
        CatalogProduct(id="pot", name="铸铁珐琅锅", aliases=("珐琅锅", "锅"), link=1, price=269),
        CatalogProduct(id="knife", name="大马士革菜刀", aliases=("菜刀", "刀"), link=2, price=128),
        CatalogProduct(
            id="board",
            name="乌檀木砧板",
            aliases=("砧板", "菜板"),
            link=3,
            price=89,
            attributes={"颜色": ["原木", "黑胡桃"]},
        ),
    )
)
BEAUTY = Catalog(
    products=(
        CatalogProduct(
            id="gloss", name="Plump Lip Gloss", aliases=("lip gloss", "gloss"), link=1, price=14,
            attributes={"Shades": ["rose", "nude"]},
        ),
        CatalogProduct(id="mask", name="Overnight Lip Mask", aliases=("lip mask",), link=2, price=22),
        CatalogProduct(
            id="spray", name="Sea Salt Hair Spray", aliases=("hair spray", "salt spray"), link=3, price=18,
            attributes={"Scents": ["coconut", "vanilla"]},
        ),
    )
)  # fmt: skip


def turns(catalog, on, *inputs):
    start = (0.0, [Product(product=on, by="operator")])
    events = play([start, *inputs], [ProductClock(catalog)])
    return [(e.data.product, e.data.state) for e in events if isinstance(e.data, Product) and e.cause is not None]


def said(text, at=60.0):
    return (at, [Utterance(start=at - 4, end=at - 1, text=text)])


def test_what_is_announced_may_be_praised_before_it_is_named():
    line = "Now clear the counter because this next thing made my wrist cry when I lifted it, the hair spray, look"
    assert turns(BEAUTY, "gloss", said(line)) == [("spray", "on_offer")]
    assert turns(BEAUTY, "gloss", said(line.replace("this next thing", "this thing"))) == []


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("好锅讲完了我们来看二号大马士革的菜刀", "knife"),
        ("接下来给大家上的是3号乌檀木砧板", "board"),
        ("来看这把刀啊大马士革钢的", "knife"),
        ("下一个菜板", "board"),
        ("三号链接给大家安排上乌檀木的菜板", "board"),
        ("那我们说一下砧板吧好多人在催", "board"),
        ("下面这个也是厨房必备的乌坛木砧板", "board"),
        ("刚才那个锅先放一放先看菜刀", "knife"),
        ("有人问砧板怎么保养等会儿讲", None),
        ("切菜的时候配我们家砧板更好", None),
        ("买锅的送一把小刀", None),
        ("昨天拍了菜刀的今天发货", None),
        ("锅的价格是二百六十九", None),
        ("这把刀不能进洗碗机锅可以", None),
        ("明天还会上砧板", None),
        ("我做饭用了十年", None),
    ],
)
def test_chinese_hosts_turn_the_clock_when_they_turn_to_a_product(text, product):
    assert turns(KITCHEN, "pot", said(text)) == ([(product, "on_offer")] if product else [])


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("alright next up we have the overnight lip mask", "mask"),
        ("okay so moving on to number three the salt spray", "spray"),
        ("let's get into the lip mask you guys have been asking", "mask"),
        ("now this is our sea salt hair spray", "spray"),
        ("let me show you the hair spray", "spray"),
        ("that's it for the gloss, here's the lip mask", "mask"),
        ("we'll get to the lip mask in a minute", None),
        ("if you bought the lip mask last week thank you", None),
        ("somebody asked about the hair spray", None),
        ("this gloss looks so good with the lip mask under it", None),
        ("I use my gloss every day", None),
        ("the lip mask is tomorrow", None),
    ],
)
def test_english_hosts_turn_the_clock_when_they_turn_to_a_product(text, product):
    assert turns(BEAUTY, "gloss", said(text)) == ([(product, "on_offer")] if product else [])


def test_a_flavour_that_is_gone_is_not_the_product():
    assert turns(BEAUTY, "spray", said("vanilla sold out last week, we've got coconut today")) == []
    assert turns(BEAUTY, "gloss", said("rose is sold out you guys")) == []
    assert turns(KITCHEN, "board", said("黑胡桃的卖完了")) == []
    assert turns(BEAUTY, "spray", said("okay that's it, the spray is sold out")) == [("spray", "sold_out")]


def test_orders_of_one_product_hint_at_it_and_a_pop_up_tells():
    orders = [(30.0 + i, [Signal(type="order", product="Overnight Lip Mask")]) for i in range(6)]
    assert turns(BEAUTY, "gloss", *orders) == []
    begun = said("first up the lip gloss", 20.0)
    events = play([begun, *orders, said("look at this lip mask", 40.0)], [ProductClock(BEAUTY)])
    assert [e.data.product for e in events if isinstance(e.data, Product)] == ["gloss", "mask"]
    assert turns(BEAUTY, "gloss", (30.0, [Signal(type="popup", product="spray")])) == [("spray", "on_offer")]
    assert turns(BEAUTY, "gloss", (30.0, [Signal(type="popup", product="something else")])) == []


def test_the_operators_key_holds_against_speech_and_signals_for_a_while():
    key = (28.0, [Product(product="gloss", by="operator")])
    assert turns(BEAUTY, "mask", key, said("this is the lip mask", 34.0)) == []
    assert turns(BEAUTY, "mask", key, (33.0, [Signal(type="popup", product="spray")])) == []
    assert turns(BEAUTY, "mask", key, said("next up the lip mask", 60.0)) == [("mask", "on_offer")]
