"""Borders that no clip crosses."""

import pytest

from clipper.segments import Segments


@pytest.mark.parametrize(
    ("span", "crosses"),
    [
        ((10.0, 20.0), False),
        ((20.0, 30.0), False),
        ((19.0, 21.0), True),
        ((10.0, 40.5), True),
        ((40.5, 41.5), True),
        ((42.0, 50.0), False),
        ((30.0, 41.0), False),
    ],
    ids=["up to the border", "from the border", "over it", "over all", "forbidden", "after", "up to what is forbidden"],
)
def test_a_span_stays_within_one_product_and_leaves_out_what_is_forbidden(
    span: tuple[float, float], crosses: bool
) -> None:
    segments = Segments()
    segments.border(20.0)
    segments.forbid(41.0, 42.0)
    assert segments.crosses(*span) is crosses


def test_the_longest_clear_part_of_a_span_is_what_is_left() -> None:
    segments = Segments()
    segments.border(20.0)
    segments.forbid(41.0, 42.0)
    assert segments.clear(10.0, 50.0) == (20.0, 41.0)
    assert segments.clear(41.2, 41.8) is None
