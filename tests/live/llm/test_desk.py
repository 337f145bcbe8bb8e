"""What waits for the model, and when a batch goes."""

from pathlib import Path

from live.catalog.products import load_catalog
from live.config import LlmSettings
from live.events import AnyPayload, Comment, Cue, Event, Question, Source
from live.llm.batch import Batch
from live.llm.desk import STALE, TRIES, Desk
from live.llm.facts import pages
from live.state import BroadcastState

DEMO = Path(__file__).parents[3] / "live" / "demo"
SCORES = {"也许": 0.4, "一定": 0.99, "不是": 0.01}


class Table:
    """A desk with the state beside it, as a room has them."""

    def __init__(self, size: int = 24_000) -> None:
        self.state = BroadcastState()
        self.desk = Desk(
            LlmSettings(wait=2.0), pages(load_catalog(DEMO / "catalog.toml"), size), lambda text: SCORES[text]
        )
        self.seq = 0

    def put(self, data: AnyPayload, at: float) -> None:
        self.seq += 1
        event = Event(seq=self.seq, at=at, wall=0.0, cause=None, data=data)
        self.state.on(event)
        self.desk.on(event)

    def choose(self, at: float) -> Batch | None:
        return self.desk.choose(self.state, at)


def cue(group: str = "g", intent: str = "usage", product: str = "dress", **more: object) -> Cue:
    return Cue(group=group, state="open", intent=intent, product=product, title="能机洗吗", **more)  # type: ignore[arg-type]


def test_what_the_detector_is_sure_of_is_not_asked_about() -> None:
    table = Table()
    table.put(Comment(id="1", text="一定"), 1.0)
    table.put(Comment(id="2", text="不是"), 1.0)
    assert table.desk.due(5.0) is None
    assert table.choose(5.0) is None


def test_an_unsure_comment_waits_a_moment_for_others() -> None:
    table = Table()
    table.put(Comment(id="1", text="也许"), 1.0)
    assert table.desk.due(1.5) == 3.0
    table.put(Comment(id="2", text="也许"), 2.0)
    batch = table.choose(3.0)
    assert batch is not None
    assert {u.id for u in batch.comments.values()} == {"1", "2"}


def test_a_flood_of_one_text_is_asked_about_once() -> None:
    table = Table()
    for n in range(50):
        table.put(Comment(id=str(n), text="也许", repeats=n), 1.0)
    batch = table.choose(5.0)
    assert batch is not None
    assert len(batch.comments) == 1


def test_what_the_operator_has_judged_is_not_asked_about_any_more() -> None:
    table = Table()
    table.put(Comment(id="1", text="也许"), 1.0)
    table.put(Question(comment="1", intent="size", score=1.0, group="g", by="operator"), 2.0)
    assert table.choose(5.0) is None


def test_what_nobody_needs_to_know_any_more_is_dropped() -> None:
    table = Table()
    table.put(Comment(id="1", text="也许"), 1.0)
    assert table.desk.due(1.0 + STALE + 0.1) is None


def test_a_group_without_an_answer_wants_one_and_one_with_its_figures_does_not() -> None:
    table = Table()
    table.put(cue("a"), 1.0)
    table.put(cue("b", "size", answer="L", sources=(Source(kind="size_table", ref="L"),)), 1.0)
    table.put(cue("c", "stock"), 1.0)
    batch = table.choose(5.0)
    assert batch is not None
    assert {g.cue.group: g.wants for g in batch.groups.values()} == {"a": True, "b": False, "c": False}


def test_a_group_is_not_asked_about_twice_unless_something_about_it_changes() -> None:
    table = Table()
    table.put(cue("a"), 1.0)
    first = table.choose(5.0)
    assert first is not None
    table.desk.taken(first)
    table.put(cue("a"), 6.0)
    assert table.choose(9.0) is None
    table.put(cue("a", product="chair"), 10.0)
    assert table.choose(12.0) is not None


def test_what_nobody_could_answer_waits_again_and_not_for_ever() -> None:
    table = Table()
    table.put(Comment(id="1", text="也许"), 1.0)
    table.put(cue("a"), 1.0)
    for _ in range(TRIES):
        batch = table.choose(5.0)
        assert batch is not None
        table.desk.taken(batch)
        assert table.choose(5.0) is None
        table.desk.gave_nothing(batch, 6.0)
    assert table.choose(7.0) is None


def test_a_large_catalog_is_asked_about_page_by_page_each_with_its_own_stable_beginning() -> None:
    table = Table(size=10)
    assert len(pages(load_catalog(DEMO / "catalog.toml"), 10)) == 3
    table.put(cue("a", product="chair"), 1.0)
    batch = table.choose(5.0)
    assert batch is not None
    assert set(batch.page.names) == {"chair"}
    table.desk.taken(batch)
    table.put(cue("b", product="dress"), 6.0)
    other = table.choose(9.0)
    assert other is not None
    assert set(other.page.names) == {"dress"}
    assert other.prompt.system != batch.prompt.system


def test_the_same_catalog_gives_the_same_bytes() -> None:
    once, again = (pages(load_catalog(DEMO / "catalog.toml")) for _ in range(2))
    assert once == again
    assert [p.text for p in once] == [p.text for p in again]
