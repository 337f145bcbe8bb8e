"""Products named in comments and in what the host says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.catalog.mentions import ProductFinder
from live.catalog.products import Catalog, CatalogProduct, load_catalog

DEMO = load_catalog(Path(__file__).parents[3] / "live" / "demo" / "catalog.toml")
FINDER = ProductFinder(DEMO)


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("裙子啥面料", ("dress",)),
        ("一号多少钱", ("dress",)),
        ("能先讲讲3号吗", ("chair",)),
        ("三号链接介绍下", ("chair",)),
        ("#3 how much", ("chair",)),
        ("link 2 price", ("sunmask",)),
        ("whats number two", ("sunmask",)),
        ("這個面罩多少錢", ("sunmask",)),
        ("防曬面罩", ("sunmask",)),
        ("一号二号一起拍能便宜点不", ("dress", "sunmask")),
        ("一号裙子配二号面罩，出门一套就齐了", ("dress", "sunmask")),
        ("13号", ()),
        ("3号前能到吗", ()),
        ("5月3号要用", ()),
        ("3号买的到现在不发", ()),
        ("3个人能坐吗", ()),
        ("多少钱", ()),
    ],
)
def test_a_product_is_known_by_its_names_and_its_link(text, products):
    assert FINDER.find(text) == products


@pytest.mark.parametrize(
    ("text", "products"),
    [
        ("我身上這條春夏聯益群,收藥大群擺", ("dress",)),
        ("来接下来换二号,防晒面照", ("sunmask",)),
        ("你们催了半天的录影折叠以", ("chair",)),
        ("没了3號一子全部搶光", ("chair",)),
        ("我一直在找这个", ()),
        ("大家晚上好,先点个关注", ()),
    ],
)
def test_a_misheard_name_is_known_by_its_sound_in_a_transcript(text, products):
    assert FINDER.find(text, spoken=True) == products


def test_a_comment_is_taken_at_its_word():
    assert FINDER.find("防晒面照") == ()


def test_a_name_that_two_products_share_finds_neither():
    catalog = Catalog(
        products=(
            CatalogProduct(id="red", name="Red Cast Iron Pan", aliases=("pan",)),
            CatalogProduct(id="blue", name="Blue Steel Pan", aliases=("pan", "steel pan")),
        )
    )
    finder = ProductFinder(catalog)
    assert finder.find("how much is the pan") == ()
    assert finder.find("how much are the steel pans") == ("blue",)
    assert finder.find("is the iron pan oven safe") == ("red",)


def test_a_coined_name_may_be_heard_as_two_words():
    finder = ProductFinder(Catalog(products=(CatalogProduct(id="ice", name="Ice maker", aliases=("frostpup",)),)))
    assert finder.find("up first the Frost Pup, he has been running all day", spoken=True) == ("ice",)
    assert finder.find("two frost-pups please") == ("ice",)


@given(st.text(max_size=40))
def test_any_text_can_be_searched(text):
    FINDER.find(text, spoken=True)
