"""The second line of an answer."""

from live.catalog.products import Catalog, CatalogProduct
from live.config import CueSettings
from live.cues.board import CueBoard
from live.events import Cue, Question
from tests.live.cues.broadcasts import play


def second_line(intent: str, stock: int | None) -> str:
    filters = CatalogProduct(id="filter", name="滤芯", price=39, stock=stock)
    fountain = CatalogProduct(id="fountain", name="饮水机", price=99, pairs_with=("filter",))
    question = Question(comment="c", intent=intent, score=0.9, group="fountain-x", product="fountain", text="多少钱")  # type: ignore[arg-type]
    events = play([(1.0, [question])], [CueBoard(CueSettings(), Catalog(products=(fountain, filters)))])
    return [e.data.also for e in events if isinstance(e.data, Cue)][-1]


def test_who_is_about_to_buy_hears_what_goes_with_it_and_nobody_else() -> None:
    assert "滤芯" in second_line("price", 20)
    assert second_line("complaint", 20) == ""


def test_what_the_catalog_has_none_of_is_not_recommended() -> None:
    assert "滤芯" in second_line("price", None)
    assert second_line("price", 0) == ""
