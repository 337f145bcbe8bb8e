"""What is remembered of ids: as many as promised, in memory that does not grow with the broadcast."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from live.comments.memory import GENERATIONS, RecentIds


@given(st.integers(1, 200), st.integers(0, 1000))
def test_the_newest_ids_are_known_and_only_an_eighth_more_of_the_older(size: int, added: int) -> None:
    ids = RecentIds(size)
    for number in range(added):
        assert str(number) not in ids
        ids.add(str(number), "s", number)
    newest = range(max(0, added - size), added)
    assert [ids.note(str(number)) for number in newest] == [("s", number) for number in newest]
    assert sum(str(number) in ids for number in range(added)) <= size + size / GENERATIONS + GENERATIONS + 1


def test_a_long_broadcast_takes_no_more_memory_than_a_short_one_not_even_for_a_moment() -> None:
    ids = RecentIds(10_000)
    tracemalloc.start()
    try:
        for number in range(20_000):
            ids.add(f"c{number}", "s")
        after_the_first, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        for number in range(20_000, 80_000):
            ids.add(f"c{number}", "s")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1.2 * after_the_first
