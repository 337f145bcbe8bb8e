"""How `livecue detect` tells a file from comments that come one by one."""

import threading

import pytest

from live.commands.waiting import with_hurry


def test_few_lines_are_in_no_hurry_and_many_are_all_in_their_order() -> None:
    few = [b"%d" % n for n in range(5)]
    assert list(with_hurry(few, 5)) == [(line, False) for line in few]
    many = [b"%d" % n for n in range(5000)]
    assert list(with_hurry(many, 5)) == [(line, True) for line in many]


def test_a_line_that_comes_alone_is_given_before_the_next_one_comes() -> None:
    gone_on = threading.Event()

    def typed():  # type: ignore[no-untyped-def]
        yield b"one"
        assert gone_on.wait(10)
        yield b"two"

    lines = with_hurry(typed(), 5)
    assert next(lines) == (b"one", False)
    gone_on.set()
    assert list(lines) == [(b"two", False)]


def test_what_the_stream_raises_is_raised_where_it_is_read() -> None:
    def broken():  # type: ignore[no-untyped-def]
        yield b"one"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        list(with_hurry(broken(), 5))
    assert list(with_hurry([], 5)) == []
