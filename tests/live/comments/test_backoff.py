"""A lost source is tried again soon, then less often, never rarely."""

import pytest

from live.comments.backoff import Backoff
from live.comments.timing import LIVE


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_the_first_try_comes_within_half_a_second_and_no_later_one_waits_above_five(chance: float) -> None:
    backoff = Backoff(LIVE, lambda: chance)
    delays = [backoff.next() for _ in range(2000)]
    assert 0.0 < delays[0] <= 0.5
    assert delays == sorted(delays)
    assert 2.5 <= max(delays) <= 5.0
    backoff.reset()
    assert backoff.next() == delays[0]
