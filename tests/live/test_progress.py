"""How long a piece of work will still take."""

from live.progress import Pace, Share


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_time_left_follows_from_the_time_so_far() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.share(0.0) == Share(0.0)
    clock.now += 1.0
    assert pace.share(0.01) == Share(0.01), "too early to tell"
    clock.now += 9.0
    assert pace.share(0.25) == Share(0.25, 30)
    clock.now += 30.0
    assert pace.share(1.0) == Share(1.0, 0)


def test_what_was_done_before_does_not_count_as_fast() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.share(0.8)
    clock.now += 10.0
    assert pace.share(0.9) == Share(0.9, 10)
