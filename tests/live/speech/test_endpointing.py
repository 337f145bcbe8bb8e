"""Where utterances begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.speech.endpointing import (
    EARLY_PAUSE,
    MORE_WHEN_SHORT,
    SECONDS,
    Closed,
    Decision,
    Dropped,
    Endpointer,
    Limits,
    Opened,
    Paused,
)


def frames(seconds: float) -> int:
    return round(seconds / SECONDS)


def run(*stretches: tuple[float, float]) -> list[Decision]:
    """Decisions over stretches of (probability, seconds)."""
    endpointer = Endpointer()
    decisions = [d for p, s in stretches for _ in range(frames(s)) for d in endpointer.push(p)]
    return decisions + endpointer.finish()


def test_a_pause_of_a_few_hundred_milliseconds_ends_an_utterance() -> None:
    opened, paused, closed = run((0.0, 1.0), (0.9, 2.0), (0.0, 1.0))
    assert opened == Opened(frames(1.0))
    assert paused == Paused(frames(1.0), frames(1.0) + frames(2.0))
    assert isinstance(closed, Closed)
    assert (closed.start, closed.end) == (frames(1.0), frames(1.0) + frames(2.0))
    assert (closed.decided - closed.end) * SECONDS <= Limits().pause + MORE_WHEN_SHORT


def test_a_pause_shorter_than_that_goes_on() -> None:
    closed = [d for d in run((0.9, 1.0), (0.0, Limits().pause - 0.1), (0.9, 1.0), (0.0, 1.0)) if isinstance(d, Closed)]
    assert len(closed) == 1


def test_who_sells_slowly_can_have_longer_pauses_and_utterances() -> None:
    endpointer = Endpointer(Limits(pause=1.0, longest=20.0))
    sound = [(0.9, 6.0), (0.0, 0.8), (0.9, 8.0), (0.0, 1.5)]
    closed = [d for p, s in sound for _ in range(frames(s)) for d in endpointer.push(p) if isinstance(d, Closed)]
    assert [(d.end - d.start) * SECONDS for d in closed] == [pytest.approx(14.8, abs=0.1)]


def test_a_click_is_no_utterance() -> None:
    decisions = run((0.0, 0.5), (0.9, 0.1), (0.0, 1.0))
    assert not [d for d in decisions if isinstance(d, Closed)]
    assert [d for d in decisions if isinstance(d, Dropped)]


def test_who_never_pauses_is_cut_where_the_voice_is_weakest() -> None:
    weak = 8.5
    first, second = [d for d in run((0.99, weak), (0.6, 0.1), (0.99, 4.0), (0.0, 1.0)) if isinstance(d, Closed)]
    assert first.goes_on
    assert abs(first.end * SECONDS - weak) < 0.2
    assert second.start == first.end


def test_sound_that_ends_in_speech_ends_the_utterance() -> None:
    assert isinstance(run((0.9, 2.0))[-1], Closed)


@given(st.lists(st.floats(0, 1), max_size=1500))
def test_utterances_never_overlap_nor_run_past_the_limit(probabilities: list[float]) -> None:
    endpointer = Endpointer()
    decisions = [d for p in probabilities for d in endpointer.push(p)] + endpointer.finish()
    closed = [d for d in decisions if isinstance(d, Closed)]
    assert all(c.start < c.end <= c.decided <= len(probabilities) for c in closed)
    assert all((c.end - c.start) * SECONDS <= Limits().longest + 2 * SECONDS for c in closed)
    assert all(a.end <= b.start and a.decided <= b.decided for a, b in pairwise(closed))


@given(st.lists(st.sampled_from([0.0, 0.2, 0.4, 0.9]), max_size=800), st.integers(0, 800))
def test_its_fields_are_its_whole_state(probabilities: list[float], at: int) -> None:
    import copy

    endpointer = Endpointer()
    for p in probabilities[:at]:
        endpointer.push(p)
    other = copy.deepcopy(endpointer)
    for p in probabilities[at:]:
        assert endpointer.push(p) == other.push(p)


def test_a_pause_is_announced_before_it_is_the_end() -> None:
    assert Limits().pause > EARLY_PAUSE
    kinds = [type(d) for d in run((0.9, 1.0), (0.0, 0.2), (0.9, 1.0), (0.0, 1.0))]
    assert kinds == [Opened, Paused, Paused, Closed]
