"""A shop's own columns and facts in its catalog: kept where they mean something, refused where they are a slip."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.catalog.fit import fit
from live.catalog.measures import parse_body
from live.catalog.own_keys import understood
from live.catalog.products import CatalogProduct, Size, load_catalog
from live.catalog.size_table import size_told
from live.errors import BadInput

SHOP = """
[[products]]
id = "shoe"
name = "学步鞋"
brand = "小象"
origin = ["泉州", "晋江"]
sizes = [
  { size = "21码", foot_mm = [120, 124], people = "一岁多", stock = 60 },
  { size = "22码", foot_mm = [125, 129], eu = "EU 22", depth_cm = 4.5 },
]
[products.care]
wash = "不要机洗"

[[products]]
id = "jacket"
name = "Rain jacket"
sizes = [{ size = "M", chest_in = [35, 37.5], weight_lb = [120, 140], height = "5 ft 3 to 5 ft 7" }]
"""


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "catalog.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_measures_in_other_units_count_as_the_size_table(tmp_path: Path) -> None:
    shoe, jacket = load_catalog(_written(tmp_path, SHOP)).products
    found = fit(shoe, parse_body("脚长12.7厘米"))
    assert found is not None
    assert found.sizes == ("22码",)
    assert jacket.sizes[0].bust_cm == (88.9, 95.25)
    assert jacket.sizes[0].weight_kg == (54.43, 63.5)


def test_columns_that_nothing_measures_with_are_read_out(tmp_path: Path) -> None:
    shoe, jacket = load_catalog(_written(tmp_path, SHOP)).products
    assert "people 一岁多" in size_told(shoe.sizes[0], chinese=True)
    assert shoe.sizes[1].note == "EU 22, depth 4.5 cm"
    assert jacket.sizes[0].note == "height 5 ft 3 to 5 ft 7"


def test_facts_under_keys_of_the_shops_own_are_attributes(tmp_path: Path) -> None:
    shoe, _ = load_catalog(_written(tmp_path, SHOP)).products
    assert shoe.attributes == {"brand": "小象", "origin": ["泉州", "晋江"], "wash": "不要机洗"}


def test_what_is_true_of_the_whole_shop_may_stand_once_at_the_top(tmp_path: Path) -> None:
    products = "[[products]]\nid='a'\nname='A'\n[[products]]\nid='b'\nname='B'\ncurrency='€'\n"
    text = f"title = 'Kitchen night'\ncurrency = '$'\n{products}"
    assert [p.currency for p in load_catalog(_written(tmp_path, text)).products] == ["$", "€"]


def test_numbers_may_be_written_as_text_and_sizes_as_numbers(tmp_path: Path) -> None:
    figures = "price='59.9元'\nlist_price='1,299'\nstock='100'\nsizes=[{size=36},{size=36.5}]\n"
    text = f"[[products]]\nid='a'\nname='鞋'\n{figures}"
    (shoe,) = load_catalog(_written(tmp_path, text)).products
    assert (shoe.price, shoe.list_price, shoe.stock) == (59.9, 1299.0, 100)
    assert [s.size for s in shoe.sizes] == ["36", "36.5"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("prize = 3", r"line 5: unknown key `products\[0\].prize`. Did you mean `price`"),
        ("sizes = [{ size = 'M', wiegth_kg = [1, 2] }]", "Did you mean `weight_kg`"),
        ("price = -5", r"line 5: `products\[0\].price`: .*>= 0"),
        ("price = 'cheap'", r"line 5: `products\[0\].price`"),
        ("sizes = [{ size = 'M', parts = { a = 1 } }]", "unknown key .*parts"),
    ],
)
def test_a_slip_of_a_known_key_is_refused_by_name(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        load_catalog(_written(tmp_path, f"[[products]]\nid='a'\nname='A'\n\n{line}\n"))


_TEXT = st.sampled_from(["", "id", "size", "sizes", "foot_mm", "weight_", "note", "attributes", "胖"])
_LEAF = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXT
_TREE = st.recursive(_LEAF, lambda t: st.lists(t, max_size=3) | st.dictionaries(_TEXT, t, max_size=3))


@given(st.dictionaries(st.sampled_from(["products", "faq", "shop"]), st.lists(_TREE, max_size=3)))
def test_any_table_goes_through_and_stays_as_it_was(raw: dict[str, object]) -> None:
    before = repr(raw)
    understood(raw, CatalogProduct.__struct_fields__, Size.__struct_fields__)
    assert repr(raw) == before
