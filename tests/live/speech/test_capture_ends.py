"""How a capture ends, and what it does with sources that are odd from the start."""

import asyncio
import contextlib
import itertools
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from live.errors import BadInput, LiveCueError
from live.ffmpeg import Ffmpeg
from live.recording import Recording
from live.speech.capture import Capture
from live.speech.items import Chunk, Gap, Item, Lost, Notice, Stretch
from live.speech.livecapture import LiveCapture
from live.speech.sources import MediaSource
from tests.live.speech.media import ENCODED, beeps, make
from tests.live.speech.outages import QUICK, hear, seconds_of
from tests.live.speech.station import FlvStation
from tests.live.speech.test_filecapture import recorded, sound

PICTURE = "testsrc=s=64x64:r=25,realtime[out0]"
TONE = "sine=r=48000,arealtime[out1]"


def device(*graphs: str) -> str:
    """A device that every ffmpeg has: its own generators, in real time."""
    return f"device:lavfi:{';'.join(graphs)}"


async def test_stop_keeps_the_last_moment_and_gives_the_sound_up_to_it(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    started = time.monotonic()
    capture = Capture(
        device(PICTURE, TONE), tmp_path / "media", ffmpeg, now=lambda: time.monotonic() - started, patience=QUICK
    )
    items = await hear(capture, lambda items: seconds_of(items) > 1.5, 20)
    last = max(item.end for item in items if isinstance(item, Chunk))
    assert recorded(tmp_path, items).end == pytest.approx(last, abs=0.3)
    assert not [item for item in items if isinstance(item, Lost)]


async def test_a_live_source_without_sound_is_recorded_and_time_goes_on(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    started = time.monotonic()
    capture = Capture(
        device(PICTURE), tmp_path / "media", any_ffmpeg, now=lambda: time.monotonic() - started, patience=QUICK
    )
    items = await hear(capture, lambda items: seconds_of(items) > 1.2, 20)
    assert [type(item) for item in items if not isinstance(item, Chunk)] == [Stretch, Notice]
    assert beeps(sound(items)) == []
    assert recorded(tmp_path, items).end > 1.0


async def test_a_listener_that_is_slow_does_not_hold_up_the_recording(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    started = time.monotonic()
    capture = Capture(
        device(PICTURE, TONE), tmp_path / "media", any_ffmpeg, segment_seconds=1, now=lambda: time.monotonic() - started
    )
    items: list[Item] = []
    async with contextlib.aclosing(capture.items()) as coming:
        items.append(await anext(coming))
        await asyncio.sleep(3)
        first = await anext(coming)
        assert isinstance(first, Chunk)
        assert first.at < 1.5
        assert recorded(tmp_path, items).end > 2.5


async def test_an_address_where_nobody_answers_is_tried_until_somebody_does(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    film = make(any_ffmpeg, tmp_path / "film.flv", 8, options=[*ENCODED, "-bf", "0"])
    async with FlvStation(film) as station:
        away = asyncio.create_task(station.off_air(1.0))
        await asyncio.sleep(0.05)
        capture = Capture(station.address, tmp_path / "media", any_ffmpeg, now=lambda: station.elapsed, patience=QUICK)
        items = await hear(capture, lambda items: seconds_of(items) > 0.5, 20)
        await away
    told = [item for item in items if not isinstance(item, Chunk)]
    assert [type(item) for item in told] == [Lost, Stretch], "a source that comes late leaves no gap"
    assert isinstance(told[0], Lost)
    assert "nobody answers" in told[0].reason
    assert [path.name for path in (tmp_path / "media").iterdir()] == ["run-001"], "tries leave no folders"


async def test_a_page_with_nothing_on_air_is_asked_until_there_is(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    film = make(any_ffmpeg, tmp_path / "film.flv", 12, options=[*ENCODED, "-bf", "0"])
    asked = itertools.count(1)
    async with FlvStation(film) as station:

        def page() -> MediaSource:
            if next(asked) in (1, 2, 4, 5):  # before the broadcast, and after its drop
                raise LiveCueError("Nothing is on air at https://shop.example/1.")
            return MediaSource("address", station.address)

        capture = LiveCapture(
            page, tmp_path / "media", any_ffmpeg, segment_seconds=10, now=lambda: station.elapsed, patience=QUICK
        )
        items: list[Item] = []
        away: asyncio.Task[None] | None = None
        async with asyncio.timeout(25), contextlib.aclosing(capture.items()) as coming:
            async for item in coming:
                items.append(item)
                if away is None and seconds_of(items) > 0.8:
                    away = asyncio.create_task(station.off_air(0.3))
                if sum(isinstance(item, Stretch) for item in items) == 2 and seconds_of(items) > 1.2:
                    break
        assert away is not None
        await away
    told = [item for item in items if not isinstance(item, Chunk | Gap)]
    assert [type(item) for item in told] == [Lost, Stretch, Lost, Stretch]
    assert isinstance(told[0], Lost)
    assert told[0].reason == "Nothing is on air at https://shop.example/1"


async def test_a_page_that_can_never_be_read_ends_the_capture(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    def page() -> MediaSource:
        raise BadInput("streamlink does not know pages like this.")

    capture = LiveCapture(page, tmp_path / "media", any_ffmpeg, segment_seconds=10, now=time.monotonic, patience=QUICK)
    async with asyncio.timeout(5):
        with pytest.raises(BadInput, match="does not know"):
            await anext(capture.items())


async def test_a_clock_set_back_begins_a_new_stretch(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    film = make(any_ffmpeg, tmp_path / "film.flv", 12, options=[*ENCODED, "-bf", "0"])
    async with FlvStation(film, begin=50_000) as station:

        def until(items: list[Item]) -> bool:
            if seconds_of(items) > 1.5 and station.jump == 0:
                station.jump = -30_000
            return sum(isinstance(item, Stretch) for item in items) == 2 and seconds_of(items) > 3.0

        capture = Capture(station.address, tmp_path / "media", any_ffmpeg, now=lambda: station.elapsed, patience=QUICK)
        items = await hear(capture, until, 25)
    lost = next(item for item in items if isinstance(item, Lost))
    assert "clock jumped" in lost.reason or "nothing came" in lost.reason
    assert max(item.end for item in items if isinstance(item, Chunk)) < 14


async def test_a_second_run_goes_on_where_the_source_s_clock_is(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    film = make(any_ffmpeg, tmp_path / "film.flv", 14, options=[*ENCODED, "-bf", "0"])
    async with FlvStation(film, begin=77_000) as station:
        runs = []
        for _ in range(2):
            capture = Capture(
                station.address, tmp_path / "media", any_ffmpeg, now=lambda: station.elapsed, patience=QUICK
            )
            runs.append(await hear(capture, lambda items: seconds_of(items) > 1.7, 20))
            await asyncio.sleep(1.3)
    stretches = [next(item for item in run if isinstance(item, Stretch)) for run in runs]
    assert [stretch.media for stretch in stretches] == ["media/run-001", "media/run-002"]
    gap = next(item for item in runs[1] if isinstance(item, Gap))
    assert gap.reason == "LiveCue was not running"
    begin = [next(item.at for item in run if isinstance(item, Chunk)) for run in runs]
    heard = [at + beep for at, run in zip(begin, runs, strict=True) for beep in beeps(sound(run)) if beep > 0.15]
    shift = heard[0] % 1
    assert max(abs((at - shift + 0.5) % 1 - 0.5) for at in heard) < 0.02


@pytest.mark.parametrize("source", ["device:nosuchformat:x", "device:lavfi:nosuchfilter"])
async def test_a_device_that_is_not_there_is_told_at_once(ffmpeg: Ffmpeg, tmp_path: Path, source: str) -> None:
    with pytest.raises(BadInput, match=r"Cannot open .*`livecue doctor` lists"):
        await hear(Capture(source, tmp_path / "media", ffmpeg, patience=QUICK), lambda _: False, 20)


async def test_a_file_is_paced_by_the_clock_that_is_given(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    clip = make(any_ffmpeg, tmp_path / "clip.mp4", 30, picture=False, options=["-c:a", "aac"])
    started = time.monotonic()
    capture = Capture(str(clip), tmp_path / "media", any_ffmpeg, now=lambda: time.monotonic() - started)
    items = await hear(capture, lambda items: time.monotonic() - started > 1.0, 10)
    assert 0.8 < seconds_of(items) < 1.3
    assert time.monotonic() - started < 4


CRASH = """
import asyncio, os, signal, sys
from pathlib import Path
from live.ffmpeg import find_ffmpeg
from live.speech.capture import Capture
from live.speech.items import Chunk

async def main():
    capture = Capture(sys.argv[1], Path(sys.argv[2]) / "media", find_ffmpeg(sys.argv[3]), segment_seconds=1)
    heard = 0
    async for item in capture.items():
        if isinstance(item, Chunk):
            heard += len(item.pcm)
        if heard > 2 * 32_000:
            os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize("graphs", [(PICTURE, TONE), (PICTURE,)], ids=["sound", "no sound"])
def test_a_kill_leaves_all_but_the_last_moment_and_no_ffmpeg(
    ffmpeg: Ffmpeg, tmp_path: Path, graphs: tuple[str, ...]
) -> None:
    import psutil

    arguments = [sys.executable, "-c", CRASH, device(*graphs), str(tmp_path), str(ffmpeg.path)]
    assert subprocess.run(arguments, check=False, timeout=30).returncode == -signal.SIGKILL
    items: list[Item] = [Stretch("media/run-001", 0.0)]
    deadline = time.monotonic() + 5
    left: list[psutil.Process] = [psutil.Process()]
    while left and time.monotonic() < deadline:
        time.sleep(0.1)
        left = [p for p in psutil.process_iter(["cwd"]) if (p.info["cwd"] or "").startswith(str(tmp_path))]
    assert left == []
    recording: Recording = recorded(tmp_path, items)
    assert recording.end > 1.7
