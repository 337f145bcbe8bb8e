"""Comments without ids or timestamps that a source sends again after a loss."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.comments.backlog import BEGINS_WITHIN, HELD_FOR, LAST, Backlog, Said
from live.comments.formats.base import Raw, RawComment, RawSignal
from live.comments.received import Received

Pair = tuple[str, str]


def received(raw: Raw) -> Received:
    return Received(raw, "s", "", 1.75e9, 1)


def comment(user: str, text: str) -> Received:
    return received(RawComment(user=user, text=text))


def pairs(items: Sequence[Received]) -> list[Pair]:
    return [(i.raw.user, i.raw.text) for i in items if isinstance(i.raw, RawComment)]


class Line:
    """A source's connections, one after the other."""

    def __init__(self, before: Sequence[Said] = ()) -> None:
        self.backlog = Backlog(before)
        self.now = 0.0
        self.got: list[Received] = []

    def connects(self, *frames: Sequence[Pair], pause: float = 0.001) -> "Line":
        self.backlog.begin(self.now)
        for frame in frames:
            self.now += pause
            if self.backlog.deadline is not None and self.now >= self.backlog.deadline:
                self.got += self.backlog.release()
            self.got += self.backlog.sift([comment(*pair) for pair in frame], self.now)
        return self

    def waits(self) -> "Line":
        self.got += self.backlog.release()
        return self

    def is_lost(self) -> "Line":
        self.got += self.backlog.lost()
        return self


A, B, C, D, E = [(user, f"{user} 问") for user in "ABCDE"]


def test_a_backlog_is_taken_once_whether_it_comes_in_one_message_or_in_many() -> None:
    assert pairs(Line().connects([A], [B], [C]).connects([B, C, D]).got) == [A, B, C, D]
    assert pairs(Line().connects([A], [B], [C]).connects([B], [C], [D]).got) == [A, B, C, D]
    assert Line().connects([A, B, C]).connects([A, B, C]).backlog.repeated == 3


def test_what_was_said_while_nobody_listened_is_new() -> None:
    assert pairs(Line().connects([A, B, C]).connects([A, B, C, D, E]).got) == [A, B, C, D, E]


def test_a_backlog_that_reaches_further_back_than_the_first_connection_brings_what_is_older() -> None:
    line = Line().connects([C, D]).connects([A, B, C, D, E])
    assert pairs(line.got) == [C, D, A, B, E]
    assert pairs(line.connects([A, B, C, D, E]).got) == [C, D, A, B, E], "and that again is old"


def test_one_viewer_who_says_it_again_is_heard_again() -> None:
    nice = ("Ann", "好看")
    assert pairs(Line().connects([A, nice]).connects([nice], [B]).waits().got) == [A, nice, nice, B]
    assert pairs(Line().connects([nice]).connects([nice]).waits().got) == [nice, nice]


def test_a_source_that_is_lost_amid_its_backlog_begins_it_anew() -> None:
    line = Line().connects([A, B, C]).is_lost().connects([A, B]).is_lost().connects([A, B, C, D]).is_lost()
    assert pairs(line.connects([B, C, D, E]).got) == [A, B, C, D, E]


def test_the_same_words_of_others_are_new() -> None:
    line = Line().connects([("Ann", "1"), ("Bob", "1")]).connects([("Bob", "1"), ("Cho", "1")]).waits()
    assert len(line.got) == 4


def test_two_who_go_on_saying_the_same_in_turn_lose_no_more_than_they_had_said_before() -> None:
    line = Line().connects([A, B, A, B]).connects([A, B] * 4)
    assert pairs(line.got[4:]) == [A, B, A, B]


def test_a_run_that_does_not_reach_the_newest_is_no_backlog() -> None:
    assert len(Line().connects([A, B, C]).connects([A, B], [D]).waits().got) == 6


@pytest.mark.parametrize("texts", [["1"], ["1", "扣1", "1", "111"]])
def test_a_flood_without_names_goes_on_after_a_loss(texts: list[str]) -> None:
    flood = [("", texts[n * n % len(texts)]) for n in range(400)]
    assert len(Line().connects(flood).connects(flood[7:]).waits().got) == 793


def test_another_connection_under_the_same_name_leaves_nothing_behind() -> None:
    line = Line().connects([A, B, C]).connects([A]).connects()
    assert line.backlog.deadline is not None
    assert pairs(line.is_lost().got) == [A, B, C, A]
    line = Line().connects([A, B, C]).connects([C]).connects([B, C, D])
    assert pairs(line.got) == [A, B, C, C, D]


def test_nobody_waits_longer_than_a_cue_may_take() -> None:
    line = Line().connects([A, B, C]).connects([A], pause=0.1)
    assert line.backlog.deadline == pytest.approx(line.now + HELD_FOR)
    line.connects()
    assert HELD_FOR < 1.0
    line.waits()
    assert pairs(line.got) == [A, B, C, A]
    assert line.backlog.deadline is None


def test_once_a_connection_is_no_longer_new_nothing_waits() -> None:
    line = Line().connects([A, B, C]).connects([D])
    line.now += BEGINS_WITHIN + 1
    line.got += line.backlog.sift([comment(*A), comment(*B), comment(*C)], line.now)
    assert pairs(line.got) == [A, B, C, D, A, B, C]


def test_what_has_an_id_or_a_time_is_none_of_its_business() -> None:
    line = Line().connects([A, B])
    line.backlog.begin(1.0)
    told = [received(RawComment(user=u, text=t, id="7")) for u, t in (A, B)]
    told += [received(RawComment(user=u, text=t, ts=1.75e9)) for u, t in (A, B)]
    assert line.backlog.sift(told, 1.0) == told


def test_signals_amid_a_backlog_go_with_it_and_others_are_let_through() -> None:
    line = Line().connects([A, B])
    like = received(RawSignal(type="like"))
    line.backlog.begin(1.0)
    assert line.backlog.sift([like, comment(*A), like, comment(*B), like], 1.0) == [like, like]
    assert line.backlog.repeated == 3


def test_what_an_old_journal_holds_is_known() -> None:
    assert pairs(Line([Said(*A), Said(*B)]).connects([A, B, C]).got) == [C]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_whatever_the_source_keeps_and_whenever_it_is_lost_each_comment_comes_once(data: st.DataObject) -> None:
    line = Line()
    sent: list[Pair] = []
    arrived = 0
    keeps = data.draw(st.integers(2, 60))
    for _ in range(data.draw(st.integers(1, 8))):
        new = [(f"u{len(sent) + n}", "多少钱") for n in range(data.draw(st.integers(0, 70)))]
        again = sent[max(0, len(sent) - keeps) :]
        known = arrived - (len(sent) - len(again))
        if sent and known < 2:
            break  # too little of what it repeats has come before
        whole = [*again, *new]
        cut = data.draw(st.integers(2 if sent else 0, len(whole)))
        size = data.draw(st.integers(1, 50))
        line.connects(*(whole[:cut][n : n + size] for n in range(0, cut, size))).is_lost()
        arrived = max(arrived, len(sent) - len(again) + cut)
        sent += new
    assert pairs(line.got) == sent[:arrived]


SAID = st.sampled_from([("", "1"), ("", "2"), ("Ann", "1"), ("Ann", "2"), ("Bob", "1"), ("Bob", "多少钱")])


@settings(max_examples=400, deadline=None)
@given(st.lists(SAID, max_size=30), st.lists(SAID, max_size=30), st.integers(1, 5))
def test_nothing_is_left_out_but_runs_of_several_that_end_as_the_last_connection_did(
    before: list[Pair], after: list[Pair], size: int
) -> None:
    line = Line().connects(before)
    assert pairs(line.got) == before
    line.got.clear()
    line.connects(*(after[n : n + size] for n in range(0, len(after), size))).waits()
    left_out = len(after) - len(line.got)
    assert left_out == line.backlog.repeated
    runs = [
        (start, end)
        for start in range(len(after))
        for end in range(start + 2, len(after) + 1)
        if after[start:end] == before[-(end - start) :]
        and sum(1.0 if user else 0.5 for user, _ in set(after[start:end])) >= 2.0
    ]
    covered = {place for start, end in runs for place in range(start, end)}
    kept = pairs(line.got)
    assert left_out <= len(covered)
    assert _is_subsequence([pair for place, pair in enumerate(after) if place not in covered], kept)
    assert _is_subsequence(kept, after)


def _is_subsequence(some: Sequence[Pair], whole: Sequence[Pair]) -> bool:
    rest = iter(whole)
    return all(pair in rest for pair in some)


def test_memory_is_bounded() -> None:
    line = Line().connects([(f"u{n}", "x") for n in range(5000)])
    assert len(line.backlog._end) == LAST
