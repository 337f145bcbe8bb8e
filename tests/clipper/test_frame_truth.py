"""Frame truth: random spans, finished and copied, of a file and of a recording, read from the frames' own numbers."""

import math
import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from clipper.cover import make_cover
from clipper.cut import cut
from clipper.exporter import Bench, Exporter
from live.events import Event, Highlight, Session
from live.ffmpeg import Ffmpeg, Font
from live.recording import Recording, read_recording
from live.speech.recorder import Plan, recorder_arguments
from tests.clipper.conftest import frame_number

FPS = 25
RATE = 8000


def shown(path: Path) -> tuple[list[int], float]:
    """The number of each frame, and when the first is shown."""
    with av.open(str(path)) as container:
        numbers, first = [], None
        for frame in container.decode(video=0):
            first = float(frame.pts * frame.time_base) if first is None else first
            numbers.append(frame_number(frame))
    assert first is not None
    return numbers, first


def sound(path: Path, ffmpeg: Ffmpeg, start: float = 0.0, seconds: float = 1e6) -> np.ndarray:
    command = [str(ffmpeg.path), "-v", "error", "-ss", str(start), "-t", str(seconds), "-i", str(path)]
    command += ["-af", f"aresample={RATE}:first_pts=0", "-ac", "1", "-f", "f32le", "-"]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, np.float32)


def shift(a: np.ndarray, b: np.ndarray) -> float:
    """Seconds that `b` lags behind `a`."""
    size = 1 << (len(a) + len(b)).bit_length()
    likeness = np.fft.irfft(np.fft.rfft(b, size) * np.conj(np.fft.rfft(a, size)))
    place = int(np.argmax(likeness))
    return (place if place < size // 2 else place - size) / RATE


def check(demo: Path, out: Path, start: float, end: float, ffmpeg: Ffmpeg) -> None:
    """First and last frame within one of those asked for, none missing, picture and sound within 40 ms."""
    numbers, first = shown(out)
    assert abs(numbers[0] - start * FPS) <= 1.0
    assert abs(numbers[-1] - (end * FPS - 1)) <= 1.0
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    original = sound(demo, ffmpeg, start, end - start)
    if np.sqrt(np.mean(original**2)) < 0.01:
        return  # nothing is said here; there is nothing to compare
    ahead = first - (numbers[0] / FPS - start)
    assert abs(shift(original, sound(out, ffmpeg)) - ahead) <= 0.04


def spans(count: int, seed: int) -> Iterator[tuple[float, float]]:
    """On and off key frames (every two seconds), near both ends, and anywhere."""
    pick = random.Random(seed)
    for i in range(count):
        length = pick.choice([1.0, 2.5, 4.04, 5.0 + pick.random()])
        start = [pick.uniform(0, 350), 2.0 * pick.randrange(175), pick.uniform(0, 2), 358.4 - length][i % 4]
        yield round(start, 3), round(start + length, 3)


def holds_a_group(span: tuple[float, float]) -> bool:
    """Whether a whole group of pictures lies in it (a key frame every two seconds, and one to spare at the end)."""
    return math.ceil(span[0] / 2) * 2 + 2.1 < span[1]


@pytest.mark.parametrize("copy", [False, True], ids=["finished", "copied"])
@pytest.mark.parametrize("span", list(spans(3, 1)))
def test_spans_of_a_file(demo: Path, tmp_path: Path, ffmpeg: Ffmpeg, span: tuple[float, float], copy: bool) -> None:
    # Levelled as well: a limiter must not delay the sound.
    done = cut(demo / "broadcast.mp4", *span, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, copy=copy)
    assert done.copied or not copy or (done.why and not holds_a_group(span))
    check(demo / "broadcast.mp4", done.path, *span, ffmpeg)


@pytest.mark.slow
@pytest.mark.parametrize("copy", [False, True], ids=["finished", "copied"])
@pytest.mark.parametrize("span", list(spans(50, 2)))
def test_fifty_spans(demo: Path, tmp_path: Path, ffmpeg: Ffmpeg, span: tuple[float, float], copy: bool) -> None:
    done = cut(demo / "broadcast.mp4", *span, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, copy=copy)
    check(demo / "broadcast.mp4", done.path, *span, ffmpeg)


def record(ffmpeg: Ffmpeg, source: list[str], folder: Path) -> list[str]:
    folder.mkdir(parents=True)
    return recorder_arguments(ffmpeg, source, Plan(), segment_seconds=4.0, live=False)


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory, ffmpeg: Ffmpeg) -> Recording:
    """The first 24 seconds, nothing until 30, and 14 more."""
    root = tmp_path_factory.mktemp("session")
    media = Path(__file__).parents[2] / "live" / "demo" / "broadcast.mp4"
    events = []
    for number, (start, seconds) in enumerate([(0.0, 24.0), (30.0, 14.0)], start=1):
        folder = root / "media" / f"run-{number:03d}"
        source = ["-ss", str(start), "-t", str(seconds), "-i", str(media)]
        subprocess.run(record(ffmpeg, source, folder), cwd=folder, check=True, capture_output=True)
        data = Session(state="recording", media=f"media/run-{number:03d}", offset=start)
        events.append(Event(seq=number, at=start, wall=0.0, cause=None, data=data))
    return read_recording(root, events)


@pytest.mark.parametrize("copy", [False, True], ids=["finished", "copied"])
@pytest.mark.parametrize("span", [(0.0, 1.0), (3.5, 6.2), (19.96, 21.0), (34.52, 36.0)])
def test_spans_of_a_recording(
    demo: Path, recording: Recording, tmp_path: Path, ffmpeg: Ffmpeg, span: tuple[float, float], copy: bool
) -> None:
    done = cut(recording, *span, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, copy=copy, level=False)
    assert done.copied or not copy or (done.why and not holds_a_group(span))
    check(demo / "broadcast.mp4", done.path, *span, ffmpeg)


def recorded_spans(count: int, seed: int) -> Iterator[tuple[float, float]]:
    """Anywhere in either stretch of the recording, on and off key frames."""
    pick = random.Random(seed)
    for i in range(count):
        begin, end = [(0.0, 24.0), (30.0, 44.0)][i % 2]
        length = pick.choice([1.0, 2.52, 4.04, 5.0 + pick.random()])
        start = [pick.uniform(begin, end - length), 2.0 * pick.randrange(int(begin / 2), int((end - length) / 2))][
            i // 2 % 2
        ]
        yield round(start, 3), round(start + length, 3)


@pytest.mark.slow
@pytest.mark.parametrize("copy", [False, True], ids=["finished", "copied"])
@pytest.mark.parametrize("span", list(recorded_spans(25, 3)))
def test_twenty_five_spans_of_a_recording(
    demo: Path, recording: Recording, tmp_path: Path, ffmpeg: Ffmpeg, span: tuple[float, float], copy: bool
) -> None:
    done = cut(recording, *span, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, copy=copy)
    check(demo / "broadcast.mp4", done.path, *span, ffmpeg)


def test_across_a_gap_the_clip_goes_on_where_the_recording_does(
    demo: Path, recording: Recording, tmp_path: Path, ffmpeg: Ffmpeg
) -> None:
    done = cut(recording, 22.0, 32.0, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, copy=True, level=False)
    assert done.why == "the recording has a gap in this span"
    numbers, _ = shown(done.path)
    before, after = [n for n in numbers if n < 700], [n for n in numbers if n >= 700]
    assert abs(before[0] - 550) <= 1
    assert 599 <= before[-1] <= 605, "a copying recorder keeps the frames it has begun"
    assert abs(after[0] - 750) <= 1
    assert abs(after[-1] - 799) <= 1
    assert after == list(range(after[0], after[-1] + 1))
    assert before[:45] == list(range(before[0], before[0] + 45))
    assert len(done.gaps) == 1
    assert done.gaps[0] == pytest.approx((24.1, 30.0), abs=0.2)
    seam = done.gaps[0][0] - 22.0
    media = demo / "broadcast.mp4"
    first = shift(sound(media, ffmpeg, 22.0, 1.8), sound(done.path, ffmpeg, 0.0, 1.8))
    second = shift(sound(media, ffmpeg, 30.3, 1.6), sound(done.path, ffmpeg, seam + 0.3, 1.6))
    assert abs(first) <= 0.04
    assert abs(second) <= 0.04
    assert done.seconds == pytest.approx(seam + 2.0, abs=0.05)


async def test_a_moment_with_a_gap_in_it_becomes_a_whole_clip(
    recording: Recording, tmp_path: Path, ffmpeg: Ffmpeg, font: Font
) -> None:
    exporter = Exporter(tmp_path, list, lambda: recording, Bench(ffmpeg.path, font, follow=True))
    made = await exporter.export(Highlight(id="h1", start=23.6, end=30.6, type="mark", score=0.9, title="题"))
    assert made.state == "done", made.reason


def test_a_cover_is_a_frame_that_was_recorded(recording: Recording, tmp_path: Path, ffmpeg: Ffmpeg, font: Font) -> None:
    cover = make_cover(recording, 23.5, 34.0, "题", tmp_path, ffmpeg=ffmpeg.path, font=font)
    assert cover.at < 24.2 or 30.0 <= cover.at < 34.0
    with av.open(str(cover.path)) as container:
        number = frame_number(next(container.decode(video=0)))
    assert abs(number - cover.at * FPS) <= 1.0


def test_a_recording_that_is_still_being_written_can_be_cut(demo: Path, tmp_path: Path, ffmpeg: Ffmpeg) -> None:
    folder = tmp_path / "media" / "run-001"
    source = ["-readrate", "4", "-i", str(demo / "broadcast.mp4")]
    arguments = record(ffmpeg, source, folder)
    event = Event(seq=1, at=0.0, wall=0.0, cause=None, data=Session(state="recording", media="media/run-001"))
    with subprocess.Popen(arguments, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as recorder:
        try:
            deadline = time.monotonic() + 20.0
            while (growing := read_recording(tmp_path, [event])).end < 10.5 and time.monotonic() < deadline:
                time.sleep(0.1)
            assert recorder.poll() is None
            done = cut(growing, 7.0, 10.0, tmp_path / "c.mp4", ffmpeg=ffmpeg.path, level=False)
            copied = cut(growing, 5.48, 10.2, tmp_path / "copied.mp4", ffmpeg=ffmpeg.path, copy=True, level=False)
            assert recorder.poll() is None, "it is still being written"
        finally:
            recorder.kill()
    check(demo / "broadcast.mp4", done.path, 7.0, 10.0, ffmpeg)
    assert copied.copied, copied.why
    check(demo / "broadcast.mp4", copied.path, 5.48, 10.2, ffmpeg)
