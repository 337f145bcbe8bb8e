"""Over whole broadcasts by many authors the clock has the right product on offer, heard well or badly."""

import pytest

from tests.live.catalog.told import Told, broadcasts, share_right
from tests.replays.scripts import misheard

ALL = broadcasts()


@pytest.mark.parametrize("told", ALL, ids=lambda told: told.name)
def test_on_every_broadcast_nine_lines_in_ten_have_the_right_product(told: Told) -> None:
    assert share_right(told, told.lines) >= 0.9


def test_hardly_a_line_has_a_wrong_product_though_the_recogniser_errs() -> None:
    shares = [share_right(told, misheard(told.lines, seed)) for told in ALL for seed in (1, 2)]
    assert sum(shares) / len(shares) >= 0.97
    assert sorted(shares)[len(shares) // 20] >= 0.9
