"""The clock turns although the recogniser lost the words with which the host introduced a product."""

from pathlib import Path

import pytest

from live.catalog.numerals import amounts
from live.catalog.product_clock import ProductClock
from live.catalog.products import load_catalog
from live.events import Event, Product, Utterance


def turned_to(demo: Path, *lines: str) -> list[str | None]:
    """The products that come on offer while these lines are said, ten seconds apart."""
    clock = ProductClock(load_catalog(demo / "catalog.toml"))
    found: list[str | None] = []
    for number, line in enumerate(("先看一号，我身上这条连衣裙", *lines)):
        said = Utterance(start=number * 10.0, end=number * 10.0 + 4.0, text=line)
        event = Event(seq=number + 1, at=said.end, wall=0.0, cause=None, data=said)
        found += [p.product for p in clock.on(event) if isinstance(p, Product) and p.state == "on_offer"]
    return found[1:]


def test_number_and_name_in_one_breath_introduce_what_has_not_been_on_offer(demo: Path) -> None:
    assert turned_to(demo, "来积下来混二号防晒面罩夏天骑车天天戴") == ["sunmask"]


def test_behind_its_number_a_name_may_be_heard_badly(demo: Path) -> None:
    assert turned_to(demo, "来积下来混2号，防射念照，夏天起车流瓦武偏偏带。") == ["sunmask"]
    assert turned_to(demo, "好了三号链接，录影遮叠以") == ["chair"]


@pytest.mark.parametrize("line", ["二号，上周拍了还没收到的家人", "2号的防晒霜我们没有", "三号，先别着急等一等"])
def test_something_else_behind_a_number_is_no_name(demo: Path, line: str) -> None:
    assert turned_to(demo, line) == []


def test_saying_what_it_costs_puts_a_product_on_offer(demo: Path) -> None:
    assert turned_to(demo, "面罩日常价69，今天39块9") == ["sunmask"]


@pytest.mark.parametrize(
    "line",
    ["一号裙子配二号面罩，出门一套就齐了", "有人问二号防晒面罩，等会儿讲", "面罩也有人想要是吧", "这条裙子129带回家"],
)
def test_a_mention_in_passing_turns_nothing(demo: Path, line: str) -> None:
    assert turned_to(demo, line) == []


def test_amounts_are_read_as_on_a_price_tag() -> None:
    assert amounts("日常价六十九，今天三十九块九，拍2个再减5块") == [69.0, 39.9, 2.0, 5.0]
