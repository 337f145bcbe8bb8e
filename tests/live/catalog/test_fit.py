"""Which size fits, from the size table."""

import pytest

from live.catalog.fit import fit
from live.catalog.measures import parse_body
from live.catalog.products import CatalogProduct, Size
from tests.live.cues.test_demo_broadcast import CATALOG

DRESS = CATALOG.product("dress")

# what a viewer writes, the size that must be named; "" where nothing in the table fits
FITS = [
    ("80斤", "S"),
    ("90斤能穿吗", "S"),
    ("42kg", "S"),
    ("155 90斤 拍小码会不会大", "S"),
    ("158/85", "S"),
    ("一米五五 八十八斤", "S"),
    ("5'1 95 lbs", "S"),
    ("45公斤", "S"),
    ("九十斤", "S"),
    ("体重86", "S"),
    ("100斤", "M"),
    ("一百零五斤", "M"),
    ("165/105", "M"),
    ("165 52kg", "M"),
    ("1米63 105斤", "M"),
    ("52公斤", "M"),
    ("5 foot 5 and 115 lb", "M"),
    ("体重一百", "M"),
    ("身高160体重102", "M"),
    ("51 kilos", "M"),
    ("118斤", "L"),
    ("165 120斤穿啥码", "L"),
    ("165cm 60kg拿什么码好", "L"),
    ("身高165体重120 M还是L", "L"),
    ("体重一百二", "L"),
    ("5'6\" 130", "L"),
    ("60kg", "L"),
    ("米六五，120斤", "L"),
    ("1.65 118斤", "L"),
    ("160/115", "L"),
    ("132斤", "XL"),
    ("66kg", "XL"),
    ("165/130", "XL"),
    ("一米七 一百三十五斤", "XL"),
    ("145 lbs", "XL"),
    ("168 132斤", "XL"),
    ("67公斤", "XL"),
    ("130jin", "XL"),
    ("体重130", "XL"),
    ("一百三十斤", "XL"),
    ("145斤", "2XL"),
    ("72kg", "2XL"),
    ("165/150", "2XL"),
    ("一百四十八斤", "2XL"),
    ("160 lbs", "2XL"),
    ("一百五十斤", "2XL"),
    ("160斤拍哪个码", "3XL"),
    ("163的身高160斤，选3XL还是4XL", "3XL"),
    ("一百六十斤的该买多大", "3XL"),
    ("160斤 168 穿几码", "3XL"),
    ("160jin 拍几个X啊", "3XL"),
    ("體重160出頭 怕拍小了", "3XL"),
    ("我170斤的有没有戏", "3XL"),
    ("82公斤", "3XL"),
    ("180 lbs", "3XL"),
    ("5'9 and i weigh 185", "3XL"),
    ("一百六十多斤", "3XL"),
    ("190斤", "4XL"),
    ("两百斤", "4XL"),
    ("95kg", "4XL"),
    ("210 pounds", "4XL"),
    ("一百八九十斤", "4XL"),
    ("220斤", ""),
    ("二百二十斤", ""),
    ("130公斤能穿吗", ""),
    ("300 lbs", ""),
    ("三百斤", ""),
    ("60斤", ""),
    ("五尺三 一百二", "L"),
    ("five six 160 pounds", "2XL"),
    ("m65 60kg", "L"),
    ("165130", "XL"),
    ("160/52kg", "M"),
    ("60kg/170", "L"),
    ("165~170 110~120", "L"),
    ("178/80", "3XL"),
    ("一百二 一米六五", "L"),
    ("一百四十多", "2XL"),
    ("5.4 130lbs", "L"),
    ("six two 210", "4XL"),
    ("11 stone", "XL"),
    ("100.1kg", "4XL"),
    ("101.1kg", ""),
    ("五尺八 二百三", ""),
    ("six foot 260 pounds", ""),
    ("165230", ""),
    ("16 stone 4", ""),
    ("5'2 75 pounds", ""),
]


@pytest.mark.parametrize(("text", "size"), FITS, ids=[f[0] for f in FITS])
def test_a_body_finds_its_size(text, size):
    found = fit(DRESS, parse_body(text))
    assert found is not None
    if size:
        assert size in found.sizes
        assert size in found.text
    else:
        assert found.sizes == ()
    assert found.sources


def test_there_are_enough_spellings():
    assert len(FITS) >= 60


def test_on_the_edge_the_neighbour_is_named():
    found = fit(DRESS, parse_body("154斤"))
    assert found is not None
    assert found.sizes == ("2XL", "3XL")


@pytest.mark.parametrize(
    ("text", "sizes"),
    [("110.1斤", ("L", "M")), ("69.5kg", ("XL", "2XL")), ("170/139", ("XL", "2XL")), ("5'6 170lbs", ("2XL", "3XL"))],
)
def test_on_the_edge_the_neighbour_is_named_in_any_spelling(text, sizes):
    found = fit(DRESS, parse_body(text))
    assert found is not None
    assert found.sizes == sizes


def test_too_large_says_where_the_table_ends():
    found = fit(DRESS, parse_body("220斤能穿吗"))
    assert found is not None
    assert "4XL" in found.text
    assert "200斤" in found.text


@pytest.mark.parametrize("asked", ["两百多斤", "190-210斤", "180到220斤能穿吗", "二百斤出头"])
def test_whoever_may_weigh_more_than_the_table_holds_hears_where_it_ends(asked):
    found = fit(DRESS, parse_body(asked))
    assert found is not None
    assert "超过200斤的穿不了" in found.text


def test_in_english_the_answer_is_in_pounds():
    found = fit(DRESS, parse_body("i'm 5'6 and 145 lbs"), chinese=False)
    assert found is not None
    assert found.text.startswith("5'6, 145 lb: take XL")


def test_a_child_is_fitted_by_height_and_a_foot_by_its_length():
    coat = CatalogProduct(
        id="c", name="童装", sizes=(Size(size="100", height_cm=(90, 100)), Size(size="110", height_cm=(100.5, 110)))
    )
    shoe = CatalogProduct(id="s", name="鞋", sizes=(Size(size="37", foot_cm=23.5), Size(size="38", foot_cm=24)))
    assert fit(coat, parse_body("身高108")).sizes == ("110",)  # type: ignore[union-attr]
    assert fit(shoe, parse_body("脚长24")).sizes == ("38",)  # type: ignore[union-attr]


def test_without_a_table_nothing_is_said():
    assert fit(CatalogProduct(id="x", name="锅"), parse_body("160斤")) is None
