"""What is on offer, from what the host says, from signals, and from the operator."""

import pytest

from live.catalog.product_clock import ProductClock
from live.catalog.products import Catalog, CatalogProduct
from live.events import Product, Signal, Utterance
from tests.live.cues.broadcasts import play

CATALOG = Catalog(
    products=(
        CatalogProduct(id="dress", name="收腰连衣裙", aliases=("裙子", "连衣裙"), link=1),
        CatalogProduct(id="mask", name="防晒面罩", aliases=("面罩",), link=2),
        CatalogProduct(id="pan", name="Cast Iron Skillet", aliases=("skillet",), link=7),
    )
)


def turns(*inputs, on="dress"):
    start = (0.0, [Product(product=on, by="operator")]) if on else (0.0, [])
    events = play([start, *inputs], [ProductClock(CATALOG)])
    return [(e.data.product, e.data.state) for e in events if isinstance(e.data, Product) and e.cause is not None]


def said(text, at=30.0):
    return (at, [Utterance(start=at - 4, end=at - 1, text=text)])


@pytest.mark.parametrize(
    "text",
    [
        "来，接下来换二号，防晒面罩，夏天天天戴",
        "好，裙子就到这儿，下面讲二号",
        "我们再来看这个面罩",
        "来接下來換二號,防晒面照",
        "好二号链接，面罩，上车了",
    ],
)
def test_an_introduction_turns_the_clock(text):
    assert turns(said(text)) == [("mask", "on_offer")]


@pytest.mark.parametrize(
    "text",
    [
        "一号裙子配二号面罩，出门一套就齐了",
        "有人问面罩什么时候讲",
        "等会儿讲二号面罩",
        "昨天的面罩还没拍的去看看",
        "这裙子搭面罩也好看",
    ],
)
def test_a_mention_does_not(text):
    assert turns(said(text)) == []


def test_an_english_introduction_turns_the_clock():
    assert turns(said("okay moving on to the cast iron skillet")) == [("pan", "on_offer")]
    assert turns(said("this dress goes great with the skillet, just kidding")) == []


def test_an_announcement_and_the_name_in_the_next_breath_belong_together():
    assert turns(said("好，接下来我们换", 30), said("面罩，夏天必备", 34)) == [("mask", "on_offer")]


def test_a_pop_up_of_the_platform_turns_the_clock():
    assert turns((30.0, [Signal(type="popup", product="防晒面罩")])) == [("mask", "on_offer")]


def test_the_operator_is_not_overruled_at_once():
    correct = (28.0, [Product(product="dress", by="operator")])
    assert turns(correct, said("接下来换二号面罩", 30)) == []
    assert turns(correct, said("接下来换二号面罩", 60)) == [("mask", "on_offer")]


def test_sold_out_and_back_are_told_once_each():
    gone, again, back = said("没了！全部抢光", 30), said("真没了，库存清空", 34), said("又补货了，刚补了五十条", 60)
    assert turns(gone, again, back) == [("dress", "sold_out"), ("dress", "restocked")]


def test_a_size_that_is_gone_is_not_the_product():
    assert turns(said("四个加大码抢光了")) == []


def test_the_first_product_named_is_on_offer_but_a_list_of_tonights_goods_is_none():
    assert turns(said("今晚就三样，裙子，面罩，还有一口锅"), on=None) == []
    assert turns(said("裙子呢，是我自己天天在穿的"), on=None) == [("dress", "on_offer")]


def test_two_words_about_the_product_that_follows_do_where_the_others_need_more():
    begun, dress = said("先看裙子", 10), ("dress", "on_offer")
    next_one = said("面罩的网眼布很透气", 40), said("面罩戴着不闷", 45)
    other = said("my skillet is heavy", 40), said("the skillet keeps its heat", 45)
    assert turns(begun, *next_one, on=None) == [dress, ("mask", "on_offer")]
    assert turns(begun, *other, on=None) == [dress]


def test_the_last_step_of_a_routine_is_not_the_next_product():
    assert turns(said("先擦水，再擦乳，然后是它，最后才轮到面罩，别倒过来"), on="pan") == []


@pytest.mark.parametrize("text", ["走，上鸡圈边上，面罩，跟上", "最后是面罩，怕晒的举手"])
def test_the_product_that_follows_is_called_out(text):
    first = said("先看我身上这条裙子", 5.0)
    assert turns(first, said(text, at=40.0), on=None) == [("dress", "on_offer"), ("mask", "on_offer")]


@pytest.mark.parametrize("text", ["墨绿没了没了，拍完了", "墨绿的没有了，卖完了", "墨绿没了，卖完了，白色还有"])
def test_a_colour_that_is_gone_leaves_the_product_on_offer_whichever_clause_names_it(text: str) -> None:
    cup = CatalogProduct(id="cup", name="保温杯", attributes={"颜色": ["墨绿", "白色"]})
    events = play(
        [(0.0, [Product(product="cup", by="operator")]), said(text)], [ProductClock(Catalog(products=(cup,)))]
    )
    assert [e.data.state for e in events if isinstance(e.data, Product) and e.cause is not None] == []


@pytest.mark.parametrize("text", ["okay let's talk skillet", "moving over to the skillet", "咱们聊聊面罩"])
def test_talk_that_moves_over_to_a_product_turns_the_clock(text: str) -> None:
    assert [product for product, _ in turns(said(text))] == ["pan" if "skillet" in text else "mask"]
