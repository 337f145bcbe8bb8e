"""Sound kept until it is dealt with."""

from hypothesis import given
from hypothesis import strategies as st

from live.speech.backlog import Backlog


def drain(backlog: Backlog, place: int, most: int) -> list[tuple[bytes, float | None]]:
    out = []
    while (piece := backlog.read(place, most))[0]:
        out.append(piece)
        place += len(piece[0])
    return out


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=20), st.integers(0, 400), st.integers(1, 30))
def test_what_was_not_dropped_is_read_again_byte_for_byte(chunks: list[bytes], place: int, most: int) -> None:
    backlog = Backlog()
    for chunk in chunks:
        backlog.add(chunk, None)
    everything = b"".join(chunks)
    place = min(place, len(everything))
    backlog.drop(place)
    assert b"".join(pcm for pcm, _ in drain(backlog, place, most)) == everything[place:]


def test_a_section_is_told_only_where_it_begins() -> None:
    backlog = Backlog()
    backlog.add(b"abcd", 1.0)
    backlog.add(b"efgh", None)
    backlog.add(b"ijkl", 9.0)
    assert drain(backlog, 0, 3) == [
        (b"abc", 1.0),
        (b"d", None),
        (b"efg", None),
        (b"h", None),
        (b"ijk", 9.0),
        (b"l", None),
    ]
    backlog.drop(2)
    assert backlog.read(2, 10) == (b"cd", None)
    backlog.drop(8)
    assert backlog.read(8, 10) == (b"ijkl", 9.0)
