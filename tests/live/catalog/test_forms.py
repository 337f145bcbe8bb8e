"""A catalog may be written in several forms; where it cannot be read, the message says what to do."""

from pathlib import Path

import pytest

from live.catalog.products import Catalog, load_catalog
from live.errors import BadInput

ONE = "[[products]]\nid='a'\nname='A'\n"
TWO = "[[products]]\nid='b'\nname='B'\n"


def _load(tmp_path: Path, text: str) -> Catalog:
    path = tmp_path / "catalog.toml"
    path.write_text(text, encoding="utf-8")
    return load_catalog(path)


@pytest.mark.parametrize(
    "faq",
    [
        "[products.faq]\n'几天到'='三天'\n",
        "[products.faq]\nq='几天到'\na='三天'\n",
        "faq=[{question='几天到',answer='三天'}]\n",
        "faq=[{'问'='几天到','答'='三天'}]\n",
        "faq=[['几天到','三天']]\n",
    ],
)
def test_questions_and_answers_may_be_a_table(tmp_path: Path, faq: str) -> None:
    product = _load(tmp_path, ONE + faq).products[0]
    assert [(f.q, f.a) for f in product.faq] == [("几天到", "三天")]


def test_the_questions_of_the_shop_may_be_a_table(tmp_path: Path) -> None:
    assert _load(tmp_path, "[faq]\n'几天到'='三天'\n" + ONE).faq[0].a == "三天"


def test_dates_are_read_out_as_they_stand(tmp_path: Path) -> None:
    text = ONE + "made=2026-03-01\n[products.attributes]\n'保质期至'=2027-03-01\n"
    assert _load(tmp_path, text).products[0].attributes == {"made": "2026-03-01", "保质期至": "2027-03-01"}


def test_a_list_may_be_one_string(tmp_path: Path) -> None:
    product = _load(tmp_path, f"{ONE}pairs_with='b'\naliases='裙子、长裙'\nselling_points='轻，薄'\n{TWO}").products[0]
    assert product.pairs_with == ("b",)
    assert product.aliases == ("裙子", "长裙")
    assert product.selling_points == ("轻，薄",)


@pytest.mark.parametrize(
    "row",
    [
        "height_cm=[175,165],weight_kg=[60,50]",
        "height_cm='165-175',weight_kg='50到60公斤'",
        "height_in=[68.9,64.96],weight_jin=[120,100]",
    ],
)
def test_a_range_may_be_text_or_the_other_way_round(tmp_path: Path, row: str) -> None:
    size = _load(tmp_path, f"{ONE}sizes=[{{size='M',{row}}}]\n").products[0].sizes[0]
    assert size.height_cm == pytest.approx((165, 175), abs=0.1)
    assert size.weight_kg == (50, 60)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("currency='$'\n[[product]]\nid='a'\nname='A'\n", r"heading \[\[products\]\] instead of \[\[product\]\]"),
        ("[[items]]\nid='a'\nname='A'\n", r"heading \[\[products\]\] instead of \[\[items\]\]"),
        ("currency='$'\n", r"no products. Begin each with the heading \[\[products\]\]\."),
        ("[products]\nid='a'\nname='A'\n", r"Begin each product with \[\[products\]\], in two brackets"),
    ],
)
def test_products_under_another_heading_are_told_how_to_stand(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        _load(tmp_path, text)
