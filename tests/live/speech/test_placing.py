"""Where a stretch of a live stream is put in broadcast time."""

import math

import pytest

from live.speech.placing import LiveEdge, Placed, place


def test_what_a_server_kept_for_newcomers_does_not_count_as_happening_now() -> None:
    edge = LiveEdge()
    arrivals = [(10.00, 0.1), (10.01, 1.0), (10.02, 2.0), (10.12, 2.1), (10.22, 2.2), (10.32, 2.3), (10.45, 2.4)]
    assert [edge.arrived(now, seconds) for now, seconds in arrivals][-1] == pytest.approx(8.02)


def test_a_burst_that_does_not_end_is_taken_as_it_is_after_a_while() -> None:
    edge = LiveEdge()
    found = [edge.arrived(10 + i / 10, i / 5) for i in range(60)]
    assert found[0] is None
    assert found[-1] is not None


def test_before_anything_arrived_nothing_is_known() -> None:
    assert math.isinf(LiveEdge().lowest)


BEFORE = Placed(offset=100.0, source_start=5000.0, end=160.0)


def test_the_source_s_clock_tells_when_it_ran_on() -> None:
    assert place(BEFORE, 5080.25, edge=180.9) == 180.25


def test_what_the_server_sends_again_lies_before_the_end() -> None:
    assert place(BEFORE, 5055.0, edge=162.0) == 155.0


@pytest.mark.parametrize("source_start", [None, 0.0, 5000.1, 9000.0])
def test_a_clock_that_does_not_fit_is_not_believed(source_start: float | None) -> None:
    assert place(BEFORE, source_start, edge=181.0) == 181.0


def test_a_clock_that_began_anew_soon_after_the_start_is_not_taken_for_one_that_ran_on() -> None:
    assert place(Placed(offset=0.0, source_start=0.0, end=5.0), 1.0, edge=10.0) == 10.0


def test_a_clock_that_ran_on_through_a_drop_soon_after_the_start_is_believed() -> None:
    assert place(Placed(offset=0.0, source_start=0.0, end=5.0), 8.25, edge=8.9) == 8.25


def test_time_never_goes_back_by_a_guess() -> None:
    assert place(BEFORE, None, edge=158.0) == 160.0


def test_the_first_stretch_is_where_it_arrived() -> None:
    assert place(None, 5000.0, edge=2.5) == 2.5
