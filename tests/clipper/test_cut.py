"""Cutting the bundled broadcast: every frame shows its own number."""

import subprocess
from pathlib import Path

import pytest

from clipper.cut import cut
from clipper.media import shape_of
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
        (1.0, 2.0, "/", "names no file"),
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


def phone(demo: Path, out: Path, ffmpeg: Ffmpeg, *options: str, before: tuple[str, ...] = ()) -> Path:
    """Twenty seconds of the broadcast as a phone would have recorded them."""
    source = [*before, "-t", "20", "-i", str(demo / "broadcast.mp4")]
    subprocess.run([ffmpeg.path, "-v", "error", *source, *options, str(out)], check=True)
    return out


def test_frames_that_are_not_evenly_spaced_are_copied_too(demo: Path, tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    import av

    uneven = ["-vf", "scale=180:-2,select='not(mod(n,5)*mod(n,7))+gt(mod(n,11),4)'", "-fps_mode", "vfr", "-g", "50"]
    source = phone(demo, tmp_path / "uneven.mp4", ffmpeg, *uneven, "-preset", "ultrafast")
    done = cut(source, 5.5, 13.3, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, copy=True)
    with av.open(str(done.path)) as container:
        shown = [float(frame.pts * frame.time_base) for frame in container.decode(video=0)]
    assert shown == sorted(shown)
    assert 7.6 <= shown[-1] <= 7.8


def test_a_picture_that_is_turned_when_shown_is_not_copied_and_says_why(
    demo: Path, tmp_path: Path, ffmpeg: Ffmpeg
) -> None:
    before = ("-display_rotation", "90") if ffmpeg.major >= 6 else ()
    after = () if ffmpeg.major >= 6 else ("-metadata:s:v", "rotate=90")
    lying = phone(demo, tmp_path / "lying.mp4", ffmpeg, "-c", "copy", *after, before=before)
    stored = shape_of(demo / "broadcast.mp4")
    assert (shape_of(lying).width, shape_of(lying).height) == (stored.height, stored.width)
    done = cut(lying, 1.3, 4.3, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, copy=True)
    assert (done.copied, "turned" in done.why) == (False, True)
    assert (shape_of(done.path).width, shape_of(done.path).height) == (stored.height, stored.width)
