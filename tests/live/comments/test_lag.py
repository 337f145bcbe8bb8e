"""Comments are put where their writers were in the broadcast."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.comments.formats.base import RawComment
from live.comments.intake import Intake
from live.comments.lag import SourceLag
from live.comments.picture import PictureDelay
from live.comments.received import Received
from live.events import Comment, Event, Utterance

WALL = 1.75e9


def test_a_late_comment_is_as_late_as_the_clocks_say() -> None:
    lag = SourceLag()
    assert lag.late(WALL, WALL + 0.5) == pytest.approx(0.5)
    assert lag.late(WALL + 10, WALL + 14) == pytest.approx(4.0)


@pytest.mark.parametrize("error", [-3600.0, -30.0, 3600.0, 86_400.0])
def test_a_clock_that_is_wrong_makes_nothing_late(error: float) -> None:
    lag = SourceLag()
    assert lag.late(WALL + error, WALL + 0.5) == 0.0
    assert lag.late(WALL + error + 10, WALL + 14) == pytest.approx(3.5)


def test_a_clock_that_is_set_is_believed_after_some_minutes() -> None:
    lag = SourceLag()
    lag.late(WALL + 50, WALL)
    for second in range(0, 400, 10):
        late = lag.late(WALL + second, WALL + second + 1.0)
    assert late == pytest.approx(1.0)


@pytest.mark.parametrize("ahead", [30.0, 1800.0])
def test_one_wrong_stamp_moves_no_other_comment(ahead: float) -> None:
    lag = SourceLag()
    for second in range(60):
        stamp = WALL + second + (ahead if second == 20 else -0.5)
        assert lag.late(stamp, WALL + second) == pytest.approx(0.0 if second == 20 else 0.5)


@given(st.lists(st.tuples(st.floats(-1e12, 1e12), st.floats(0, 4e9)), max_size=30))
def test_lateness_is_never_negative_nor_absurd(stamps: list[tuple[float, float]]) -> None:
    lag = SourceLag()
    assert all(0.0 <= lag.late(ts, wall) <= 3600.0 for ts, wall in stamps)


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ("想要的姐妹扣1", "1"),
        ("想要的在公屏上扣个一，我看看有多少人", "111"),
        ("喜欢的打666", "6666"),
        ("听懂的刷个2", "扣2"),
        ("type one if you want it", "1"),
        ("If you love it, comment YES", "yes!"),
        ("drop a 1 in the chat", " 1 "),
    ],
)
def test_a_call_and_its_answers_tell_how_far_viewers_are_behind(call: str, answer: str) -> None:
    delay = PictureDelay()
    for start in (100.0, 200.0):
        delay.heard(call, start)
        for after in (1.0, 6.0, 6.5, 7.5, 8.0):
            delay.said("好看" if after == 1.0 else answer, start + after)
    assert delay.seconds == pytest.approx(7.5 - 2.5)


def test_one_call_or_no_burst_tells_nothing() -> None:
    delay = PictureDelay()
    delay.heard("扣1", 100.0)
    for after in (6.0, 6.5, 7.0):
        delay.said("1", 100.0 + after)
    delay.heard("扣1", 200.0)
    delay.said("1", 206.0)
    delay.said("1", 300.0)
    assert delay.seconds == 0.0


def test_talk_of_prices_is_no_call() -> None:
    delay = PictureDelay()
    for start in (0.0, 50.0):
        delay.heard("打九折 一共199 two sizes, 满三百减三十", start)
        for after in range(1, 9):
            delay.said("1", start + after)
    assert delay.seconds == 0.0


def test_intake_puts_comments_back_by_both_and_recordings_not_at_all() -> None:
    intake = Intake(b"k" * 32)

    def sent(ts: float | None, wall: float, at: float | None = None) -> Received:
        return Received(RawComment(text="多少钱", ts=ts, at=at), "s", "", wall, 1)

    assert intake.place(sent(WALL, WALL + 1), 50.0) == pytest.approx(49.0)
    assert intake.place(sent(WALL, WALL + 90), 50.0) == 0.0
    assert intake.place(sent(None, WALL), 50.0) == 50.0
    seq = 0
    for start in (100.0, 200.0):
        said = [("扣1", start)] + [("1", start + after) for after in (6.0, 6.5, 7.5)]
        for number, (text, at) in enumerate(said):
            seq += 1
            data = Utterance(start=at - 1, end=at, text=text) if number == 0 else Comment(id=f"c{seq}", text=text)
            intake.on(Event(seq=seq, at=at, wall=0.0, cause=None, data=data))
    assert intake.place(sent(None, WALL), 300.0) == pytest.approx(295.0)
    assert intake.place(sent(WALL, WALL + 1, at=12.0), 300.0) == 12.0
