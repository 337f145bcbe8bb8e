"""What the host has said since goes before the catalog: prices, sizes and colours that are gone."""

import pytest

from live.catalog.products import Catalog, CatalogProduct, Size
from live.cues.answers import Answerer
from live.cues.hearing import hear
from live.cues.host_words import HostWords
from live.cues.prices import price_named
from live.events import Event, Product, Utterance

DRESS = CatalogProduct(
    id="dress",
    name="连衣裙",
    price=89,
    list_price=199,
    attributes={"颜色": ["黑色", "白色"]},
    sizes=(Size(size="M", weight_kg=(50, 60)), Size(size="L", weight_kg=(60, 70))),
)
TEE = CatalogProduct(id="tee", name="Linen Tee", price=39, list_price=79, currency="$")
HAT = CatalogProduct(id="hat", name="草帽")
CATALOG = Catalog(products=(DRESS, TEE, HAT))


def _answerer(*lines: str, on_offer: str = "dress") -> Answerer:
    said = HostWords(CATALOG)
    said.on(Event(seq=1, at=0.0, wall=0.0, cause=None, data=Product(product=on_offer)))
    for number, text in enumerate(lines):
        at = 10.0 * number
        said.on(Event(seq=2 + number, at=at, wall=0.0, cause=None, data=Utterance(start=at, end=at + 3, text=text)))
    return Answerer(CATALOG, said)


@pytest.mark.parametrize(
    ("product", "text", "price"),
    [
        (DRESS, "今天直播间只要五十九", 59.0),
        (DRESS, "平时卖一百九十九，今天八十九", 89.0),
        (DRESS, "给你们改价了六十九块九", 69.9),
        (DRESS, "直播间价格六十八", 68.0),
        (DRESS, "恢复原价八十九", 89.0),
        (DRESS, "原价199", None),
        (DRESS, "价格我等会儿说", None),
        (DRESS, "今天不要199也不要99", None),
        (DRESS, "两件一百五", None),
        (DRESS, "拍两件一百三十九", None),
        (DRESS, "再减五块", None),
        (DRESS, "满一百减二十", None),
        (DRESS, "有人问六十九行不行", None),
        (DRESS, "还剩六十单", None),
        (DRESS, "我一百零五斤", None),
        (DRESS, "只要60号链接", None),
        (TEE, "tonight it's only 29 dollars", 29.0),
        (TEE, "I'll drop it down to twenty five bucks", 25.0),
        (TEE, "retail is 79", None),
        (TEE, "two for sixty", None),
        (TEE, "ten dollars off", None),
        (TEE, "only 25 left", None),
        (TEE, "I'm five three", None),
        (HAT, "草帽今天三十九块", 39.0),
        (DRESS, "隔壁直播间卖九十九", None),
        (DRESS, "别的直播间都卖九十九块", None),
        (DRESS, "某宝上同款卖一百零九", None),
        (DRESS, "网上都卖一百零九块", None),
        (DRESS, "上一场卖的是七十九块", None),
        (DRESS, "昨天卖七十九块", None),
        (DRESS, "隔壁卖一百零九，我们今天只要六十九", 69.0),
        (DRESS, "上一场七十九 今天六十九块", 69.0),
        (DRESS, "今天只要幺二九", 129.0),
        (DRESS, "今天只要七幺九九", None),
        (DRESS, "说错了说错了 是七十九", 79.0),
        (DRESS, "十二点之前只要六十九", 69.0),
        (TEE, "other stores sell it for 45 dollars", None),
        (TEE, "everyone else is selling it for 45 dollars", None),
        (TEE, "last week it was only 25 dollars", None),
    ],
)
def test_a_price_is_heard_and_a_teased_one_is_not(product, text, price):
    assert price_named(hear(text).rest, product) == price


def test_a_price_that_the_host_names_goes_before_the_catalogs_and_names_the_utterance():
    answer = _answerer("姐妹们今天直播间只要五十九块").answer("price", "dress", ["多少钱"])
    assert answer.text == "主播说59元（目录89元）"
    assert [(s.kind, s.ref) for s in answer.sources] == [("host", "2")]


def test_the_hosts_price_counts_until_the_host_names_another():
    lines = ["今天只要五十九块", "现在改到四十九块"]
    assert "49元" in (_answerer(*lines).answer("price", "dress", ["多少钱"]).text or "")
    assert _answerer(*lines, "好，恢复原价八十九").answer("price", "dress", ["多少钱"]).text == "今天89元（日常199元）"


def test_a_price_is_that_of_the_product_on_offer_or_named():
    answerer = _answerer("草帽今天三十九块")
    assert answerer.answer("price", "dress", ["多少钱"]).text == "今天89元（日常199元）"
    assert answerer.answer("price", "hat", ["帽子多少钱"]).text == "主播说39元"


def test_the_size_that_fits_and_is_gone_is_said_to_be_gone():
    answer = _answerer("M码断码了").answer("size", "dress", ["110斤穿什么码"])
    assert answer.text is not None
    assert answer.text.startswith("110斤拿M")
    assert "M没货了" in answer.text
    assert [s.kind for s in answer.sources] == ["size_table", "host"]


def test_a_colour_that_is_gone_is_no_longer_offered():
    answerer = _answerer("黑色没了")
    assert answerer.answer("stock", "dress", ["有什么颜色"]).text == "颜色有白色；黑色没了"
    assert answerer.answer("stock", "dress", ["黑色还有吗"]).text == "主播说过：黑色没了"
    assert _answerer("黑色没了", "黑色补上了").answer("stock", "dress", ["有什么颜色"]).text == "颜色有黑色、白色"
