"""The dashboard's model without a screen: order, cursor, search, heat, text."""

import random

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from live.events import Answered, Comment, Compliance, Cue, Event, Highlight, Mark, Product, Utterance
from live.partials import Partial
from live.state import BroadcastState
from tests.tui.labelled import broadcast, demo_catalog
from tui.feed import Feed
from tui.heat import BUCKETS, Heat, column
from tui.model import View
from tui.text import clock, cut, fit, plain, wrap


class Told:
    """A view that is told events one by one."""

    def __init__(self) -> None:
        self.view = View(demo_catalog())
        self.seq = 0

    def tell(self, data: object, at: float = 0.0) -> None:
        self.seq += 1
        self.view.on(Event(seq=self.seq, at=at, wall=0, cause=None, data=data))  # type: ignore[arg-type]

    def open(self, *groups: str) -> None:
        for group in groups:
            self.tell(Cue(group=group, state="open", title=group, priority=ord(group[0])))


def test_new_cues_go_below_and_none_moves_when_priorities_change() -> None:
    told = Told()
    told.open("a", "b", "c")
    told.tell(Cue(group="b", state="open", priority=999.0))
    told.open("d")
    assert told.view.board.order == ["a", "b", "c", "d"]
    told.view.board.sort()
    assert told.view.board.order == ["b", "d", "c", "a"]
    told.open("z")
    assert told.view.board.order == ["b", "d", "c", "a", "z"]


def test_what_the_host_has_is_on_top_and_keeps_its_place_when_another_comes_in_front() -> None:
    told = Told()
    told.open("a", "b", "c", "d")
    for group in "db":
        told.tell(Cue(group=group, state="shown"))
    assert told.view.board.order == ["d", "b", "a", "c"]
    told.view.board.put_cursor("d")
    told.tell(Cue(group="d", state="open"))
    told.tell(Cue(group="c", state="shown"))
    assert told.view.board.order == ["c", "b", "a", "d"]
    assert told.view.board.cursor == "d"
    told.tell(Cue(group="c", state="answered"), at=10)
    told.tell(Cue(group="a", state="shown"), at=10)
    assert told.view.board.order == ["c", "b", "a", "d"]
    told.view.tick(20)
    assert told.view.board.order == ["b", "a", "d"]


def test_the_cursor_is_with_what_the_host_has_until_the_operator_moves_it() -> None:
    told = Told()
    told.open("a", "b", "c")
    told.tell(Cue(group="b", state="shown"))
    assert (told.view.board.cursor, told.view.board.slips) == ("b", 1)
    told.tell(Cue(group="b", state="open"))
    told.tell(Cue(group="c", state="shown"))
    assert told.view.board.cursor == "c"
    told.view.board.move(1)
    told.tell(Cue(group="c", state="open"))
    told.tell(Cue(group="b", state="shown"))
    assert told.view.board.cursor == "a"
    told.view.board.let_go()
    assert told.view.board.cursor == "b"


def test_a_cue_that_closes_by_itself_stays_under_the_cursor_for_a_moment() -> None:
    told = Told()
    told.open("a", "b")
    told.tell(Cue(group="a", state="answered"), at=10)
    assert told.view.board.cursor == "a" and told.view.board.is_over("a")
    told.view.tick(14.9)
    assert told.view.board.order == ["a", "b"]
    told.view.tick(15.1)
    assert told.view.board.order == ["b"] and told.view.board.cursor == "b"


def test_a_question_that_is_asked_again_while_it_leaves_keeps_its_place() -> None:
    told = Told()
    told.open("a", "b")
    told.tell(Cue(group="a", state="answered"), at=10)
    told.tell(Cue(group="a", state="open"), at=12)
    told.view.tick(60)
    assert told.view.board.order == ["a", "b"]


def test_what_the_operator_closes_leaves_at_once_and_the_next_takes_the_cursor() -> None:
    told = Told()
    told.open("a", "b", "c")
    told.view.board.move(1)
    told.tell(Cue(group="b", state="dismissed", by="operator"))
    assert told.view.board.order == ["a", "c"] and told.view.board.cursor == "c"


def test_the_operators_pin_lifts_a_cue_below_the_pins_before_it() -> None:
    told = Told()
    told.open("a", "b", "c")
    told.tell(Cue(group="b", state="open", pinned=True, by="operator"))
    told.tell(Cue(group="c", state="open", pinned=True, by="operator"))
    assert told.view.board.order == ["b", "c", "a"]


def test_the_utterance_that_answered_says_so_and_forbidden_words_stand_by_theirs() -> None:
    told = Told()
    told.open("a")
    told.tell(Utterance(start=1, end=3, text="面料是棉"), at=4)
    told.tell(Utterance(start=4, end=6, text="全网最低"), at=7)
    told.tell(Answered(group="a", start=1, end=3, text="面料是棉", utterance=2), at=7)
    told.tell(Compliance(start=4.5, end=5, phrase="全网最低", rule="r"), at=7)
    first, second = told.view.spoken
    assert first.answered == ("a",) and not first.warnings
    assert [w.phrase for w in second.warnings] == ["全网最低"] and not second.answered
    assert told.view.speech_lag == 1.0


def test_a_partial_goes_when_its_utterance_is_decided() -> None:
    told = Told()
    told.view.hear(Partial(4.0, "我们家"))
    told.tell(Utterance(start=1, end=3.5, text="前一句"), at=4)
    assert told.view.partial == Partial(4.0, "我们家")
    told.tell(Utterance(start=4, end=6, text="我们家的"), at=7)
    assert told.view.partial is None


def test_the_heat_line_is_told_products_marks_and_highlights() -> None:
    told = Told()
    told.tell(Product(product="sunmask"), at=5)
    told.tell(Product(product="unknown"), at=6)
    told.tell(Mark(), at=7)
    told.tell(Highlight(id="h", start=1, end=2, type="price", score=1))
    assert list(told.view.product_changes) == [(5, "2"), (6, "U")]
    assert list(told.view.marks) == [7] and [h.id for h in told.view.pending_clips()] == ["h"]


def test_the_view_counts_what_the_shared_state_counts() -> None:
    view = View(demo_catalog())
    for event in broadcast():
        view.on(event)
    assert view.feed.total == view.state.counts["comment"] == 328
    assert sum(view.heat.counts) == 328
    whole = BroadcastState()
    for event in broadcast():
        whole.on(event)
    assert (view.state.groups_asked, view.state.groups_answered) == (whole.groups_asked, whole.groups_answered)
    assert 0 < view.state.groups_answered < view.state.groups_asked


def _feed(texts: list[str]) -> Feed:
    feed = Feed(lambda id_: int(id_) % 3 == 0)
    for number, text in enumerate(texts):
        feed.add(Comment(id=str(number), text=text, user=f"user{number % 4}"), float(number))
    return feed


def test_a_list_that_is_read_further_up_does_not_move_when_comments_come() -> None:
    feed = _feed([str(n) for n in range(50)])
    feed.move(-1, 10)
    feed.move(-15, 10)
    before = feed.window(10)
    for number in range(50, 90):
        feed.add(Comment(id=str(number), text="new"), 60.0)
    assert feed.window(10) == before and feed.unseen >= 40
    assert feed.cursor in [s.n for s in before]
    feed.move(1000, 10)
    assert not feed.paused and feed.window(10)[-1].n == 89


def test_a_search_needs_all_words_and_at_looks_at_names() -> None:
    feed = _feed(["XL 有吗", "xl 多少钱", "多少钱", "有吗"])
    feed.search("xl 多少")
    assert [s.comment.id for s in feed.window(10)] == ["1"]
    feed.search("@user3")
    assert [s.comment.id for s in feed.window(10)] == ["3"]
    feed.search("")
    feed.only_needs(True)
    assert [s.comment.id for s in feed.window(10)] == ["0", "3"]


@given(st.lists(st.integers(-30, 30), max_size=20), st.integers(1, 12), st.integers(0, 60))
def test_wherever_the_cursor_goes_it_is_seen(moves: list[int], height: int, count: int) -> None:
    feed = _feed(["x"] * count)
    for by in moves:
        feed.move(by, height)
        if feed.cursor is not None:
            assert feed.cursor in [s.n for s in feed.window(height)]


@given(st.text(max_size=60), st.integers(0, 40))
def test_text_is_cut_and_filled_to_the_cell(text: str, width: int) -> None:
    text = plain(text)
    assert cell_len(cut(text, width)) <= width
    assert cell_len(fit(text, width)) == width


@given(st.text(max_size=120), st.integers(2, 40), st.integers(1, 5))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int, limit: int) -> None:
    text = plain(text)
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    short = wrap(text, width, limit)
    assert len(short) <= limit and all(cell_len(line) <= width for line in short)


@given(st.text(st.characters() | st.sampled_from(" \n\u200b\u2028\u0301\ufe0f")))
def test_nothing_that_moves_a_cursor_or_turns_text_around_reaches_the_screen(text: str) -> None:
    shown = plain(text)
    assert not any(
        ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202a\u202b\u202d\u202e\u2066\u2067\u200d" for c in shown
    )
    assert plain(shown) == shown


def test_punctuation_does_not_begin_a_line() -> None:
    assert wrap("五四三二一！", 10) == ["五四三二", "一！"]


def test_hours_are_shown_only_when_there_are_some() -> None:
    assert [clock(s) for s in (0, 61.9, 3600, 36061, -1)] == ["0:00", "1:01", "1:00:00", "10:01:01", "0:00"]


def test_heat_keeps_every_comment_of_a_long_broadcast_in_bounded_memory() -> None:
    heat, rng = Heat(), random.Random(1)
    times = sorted(rng.uniform(0, 4 * 3600) for _ in range(5000))
    for at in times:
        heat.add(at)
    assert sum(heat.counts) == 5000 and len(heat.counts) <= BUCKETS
    assert heat.last_minute(times[-1]) == sum(t > int(times[-1]) - 59 for t in times)
    assert len(heat.line(times[-1], 80)) == 80


def test_the_busiest_moment_is_the_highest_and_stands_where_its_time_is() -> None:
    heat = Heat()
    for _ in range(9):
        heat.add(50.0)
    heat.add(10.0)
    line = heat.line(100, 50)
    assert line[column(50, 100, 50)] == "█" and line.count("█") == 1 and line[column(10, 100, 50)] == "▂"
