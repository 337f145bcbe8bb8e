"""Cutting the bundled broadcast: every frame shows its own number."""

from pathlib import Path

import pytest

from clipper.cut import cut
from live.errors import BadInput
from live.ffmpeg import Ffmpeg, Font
from tests.clipper.conftest import frame_numbers

FPS = 25


def check(out: Path, start: float, end: float) -> None:
    numbers = frame_numbers(out)
    assert abs(numbers[0] - start * FPS) <= 1.0
    assert abs(numbers[-1] - (end * FPS - 1)) <= 1.0


@pytest.mark.parametrize(("start", "end"), [(0.0, 1.2), (81.68, 83.0), (81.69, 83.33), (300.01, 301.0), (357.0, 358.9)])
def test_the_first_and_last_frame_are_those_asked_for(
    demo: Path, tmp_path: Path, ffmpeg: Ffmpeg, start: float, end: float
) -> None:
    done = cut(demo / "broadcast.mp4", start, end, tmp_path / "c.mp4", ffmpeg=ffmpeg.path)
    check(done.path, start, end)


def test_a_vertical_clip_is_1080x1920_at_30_frames_a_second(
    demo: Path, tmp_path: Path, ffmpeg: Ffmpeg, font: Font
) -> None:
    import av

    out = tmp_path / "c.mp4"
    cut(demo / "broadcast.mp4", 100.0, 101.5, out, ffmpeg=ffmpeg.path, font=font, vertical=True)
    check(out, 100.0, 101.5)
    with av.open(str(out)) as container:
        video = container.streams.video[0]
        assert (video.width, video.height, video.average_rate) == (1080, 1920, 30)


def test_a_span_beyond_the_end_is_cut_at_the_end(demo: Path, tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    done = cut(demo / "broadcast.mp4", 358.0, 999.0, tmp_path / "c.mp4", ffmpeg=ffmpeg.path)
    assert done.seconds < 2.0
    assert done.gaps == ((pytest.approx(359.2, abs=0.1), 999.0),), "and says so"


@pytest.mark.parametrize(
    ("start", "end", "name", "message"),
    [
        (5.0, 5.0, "c.mp4", "the end must come after the start"),
        (900.0, 905.0, "c.mp4", "there is nothing at 900 s"),
        (1.0, 2.0, "c.gif", "A clip is an MP4 file"),
    ],
)
def test_what_cannot_be_cut_says_why_and_leaves_nothing(
    demo: Path, tmp_path: Path, ffmpeg: Ffmpeg, start: float, end: float, name: str, message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        cut(demo / "broadcast.mp4", start, end, tmp_path / name, ffmpeg=ffmpeg.path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_media_is_named(tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    (tmp_path / "x.mp4").write_text("hello")
    with pytest.raises(BadInput, match=r"x\.mp4 cannot be read as media"):
        cut(tmp_path / "x.mp4", 0.0, 1.0, tmp_path / "c.mp4", ffmpeg=ffmpeg.path)
