"""Sound kept until it is dealt with."""

from hypothesis import given
from hypothesis import strategies as st

from live.speech.backlog import Backlog, Found

RATE = 10
"""Bytes a second, of these tests."""

chunks = st.lists(st.binary(min_size=1, max_size=40), max_size=20)


def filled(pcm: list[bytes], keep: int | None = None) -> tuple[Backlog, bytes]:
    backlog = Backlog(RATE, keep)
    for chunk in pcm:
        backlog.add(chunk, backlog.end / RATE, begins=backlog.end == 0)
    return backlog, b"".join(pcm)


def drain(backlog: Backlog, place: int, most: int) -> list[Found]:
    out = []
    while (found := backlog.read(place, most)).length:
        out.append(found)
        place += found.length
    return out


def again(found: Found, everything: bytes) -> bytes:
    """What a recording that began at 0 would give."""
    if found.pcm is not None:
        return found.pcm
    first = round(found.at * RATE)
    return everything[first : first + found.length]


@given(chunks, st.integers(0, 400), st.integers(1, 30), st.integers(0, 100))
def test_what_was_not_dropped_is_read_again_byte_for_byte_from_memory_or_by_its_time(
    pcm: list[bytes], place: int, most: int, keep: int
) -> None:
    backlog, everything = filled(pcm, keep)
    place = min(place, len(everything))
    backlog.drop(place)
    assert b"".join(again(found, everything) for found in drain(backlog, place, most)) == everything[place:]


@given(chunks, st.integers(0, 400))
def test_memory_holds_what_it_may_and_no_more_than_what_is_wanted(pcm: list[bytes], place: int) -> None:
    backlog, everything = filled(pcm, keep=50)
    assert backlog.held <= 50
    assert backlog.held == sum(len(found.pcm or b"") for found in drain(backlog, 0, 7))
    backlog.drop(min(place, len(everything)))
    assert backlog.held == sum(len(found.pcm or b"") for found in drain(backlog, backlog.first, 7))


def test_hours_that_are_not_in_memory_cost_nothing() -> None:
    backlog, _ = filled([b"0123456789"] * 5000, keep=100)
    assert (len(backlog._entries), len(backlog._elsewhere)) == (10, 1)


def test_a_section_is_told_only_where_it_begins_also_when_it_is_not_in_memory() -> None:
    for keep in (None, 0):
        backlog = Backlog(RATE, keep)
        backlog.add(b"abcd", 1.0, begins=True)
        backlog.add(b"efgh", 1.4, begins=False)
        backlog.add(b"ijkl", 9.0, begins=True)
        backlog.add(b"m", 9.4, begins=False)
        at = [(round(found.at, 1), found.begins) for found in drain(backlog, 0, 3)]
        if keep is None:
            assert at == [
                (1.0, True),
                (1.3, False),
                (1.4, False),
                (1.7, False),
                (9.0, True),
                (9.3, False),
                (9.4, False),
            ]
        else:
            assert at == [(1.0, True), (1.3, False), (1.6, False), (9.0, True), (9.3, False), (9.4, False)]
        backlog.drop(2)
        assert backlog.read(2, 10).begins is False
        backlog.drop(8)
        assert backlog.read(8, 10).begins is True


def test_sections_of_the_recording_come_before_what_is_added() -> None:
    backlog = Backlog(RATE, 100)
    backlog.remember(15, 2.0)
    backlog.remember(5, 9.0)
    backlog.add(b"abcd", 20.0, begins=True)
    found = [(f.at, f.length, f.begins, f.pcm) for f in drain(backlog, 0, 10)]
    assert found == [
        (2.0, 10, True, None),
        (3.0, 5, False, None),
        (9.0, 5, True, None),
        (20.0, 4, True, b"abcd"),
    ]
