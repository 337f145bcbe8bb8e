"""Doing less when behind, and saying so."""

from collections.abc import Iterable

from live.speech.heard import Trouble
from live.speech.lag import Effort, Holding, Lag


def efforts(lag: Lag, behind: Iterable[float], every: float = 0.5) -> list[Effort]:
    """The effort where each of these has lasted for a second and more."""
    found, now = [], 0.0
    for seconds in behind:
        for _ in range(4):
            lag.take(seconds, now)
            now += every
        found.append(lag.effort)
    return found


def test_first_the_partials_go_then_the_beam_and_all_comes_back_when_it_has_caught_up() -> None:
    full, no_partials, greedy = Effort
    behind = [0.4, 1.9, 2.5, 1.5, 3.9, 4.5, 2.5, 1.1, 0.9, 1.9]
    expected = [full, full, no_partials, no_partials, no_partials, greedy, greedy, greedy, full, full]
    assert efforts(Lag(), behind) == expected


def test_sound_that_comes_in_pieces_of_six_seconds_is_not_taken_for_a_lag() -> None:
    lag = Lag()
    for piece in range(10):
        for late, behind in ((0.0, 6.0), (0.2, 3.0), (0.4, 0.1)):
            lag.take(behind, piece * 6.0 + late)
            assert (lag.effort, lag.news()) == (Effort.FULL, None)


def test_it_is_told_when_it_begins_each_time_it_doubles_and_when_it_is_over() -> None:
    lag, told = Lag(), []
    for second, behind in enumerate([0.5, 2.9, 3.5, 4.0, 7.2, 9.0, 14.5, 15.0, 6.0, 1.2, 0.8, 0.7, 3.2, 3.2]):
        lag.take(behind, float(second))
        told.append(lag.news())
    assert [news for news in told if news is not None] == [3.5, 7.2, 14.5, 0.0, 3.2]


def test_other_work_is_held_with_hysteresis() -> None:
    holding = Holding()
    behind = (3.0, 4.5, 3.0, 1.6, 1.4, 3.0)
    assert [holding.take(seconds) for seconds in behind] == [False, True, True, True, False, False]


def test_being_behind_is_told_in_both_languages_with_the_seconds() -> None:
    trouble = Trouble(what="behind", at=60.0, seconds=7.4)
    assert trouble.state == "degraded"
    assert "落后 7 秒" in trouble.told("zh")
    assert "7 s behind" in trouble.told("en")


def test_what_went_wrong_is_told_in_the_language_of_the_screen() -> None:
    trouble = Trouble(what="stopped", at=60.0, reason="it ended with code -9")
    assert trouble.told("zh") == "识别停了（进程退出，代码 -9），正在重新启动"
    assert trouble.told("en") == "recognition stopped (it ended with code -9); starting it again"
    unknown = Trouble(what="stand_in", at=60.0, reason="Disk on fire")
    assert "Disk on fire" in unknown.told("zh")


def test_a_lag_that_outlasts_a_replaced_process_is_told_again() -> None:
    lag = Lag()
    lag.take(5.0, 0.0)
    lag.take(5.0, 1.0)
    assert (lag.news(), lag.news()) == (5.0, None)
    lag.tell_again()
    assert lag.news() == 5.0
