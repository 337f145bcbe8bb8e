"""Live sources: drops, restarts and gaps cost no broadcast time, and picture and sound stay together."""

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from live.ffmpeg import Ffmpeg
from live.speech.capture import Capture
from live.speech.items import Chunk, Gap, Item, Lost, Stretch
from live.speech.livecapture import Patience
from tests.live.speech.media import beeps, frame_numbers, make
from tests.live.speech.station import FlvStation, Outage
from tests.live.speech.test_filecapture import cut, recorded

Until = Callable[[list[Item]], bool]

QUICK = Patience(connect=5.0, stall=1.5, retry=0.1, retry_most=0.4)
FLV = ("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-bf", "0", "-c:a", "aac", "-f", "flv")


def heard_at(items: list[Item]) -> list[float]:
    """Broadcast times of the beeps, stretch of sound by stretch of sound."""
    found: list[float] = []
    pcm, start, end = b"", 0.0, None
    for chunk in [item for item in items if isinstance(item, Chunk)] + [None]:
        if chunk is None or end is None or abs(chunk.at - end) > 0.01:
            found += [start + beep for beep in beeps(pcm) if beep > 0.15]
            pcm, start = b"", chunk.at if chunk else 0.0
        if chunk is not None:
            pcm, end = pcm + chunk.pcm, chunk.end
    return found


async def hear(capture: Capture, until: Callable[[list[Item]], bool], within: float = 30.0) -> list[Item]:
    """The items until it is enough; then the capture is stopped, and what comes after belongs to it."""
    items: list[Item] = []
    async with asyncio.timeout(within), contextlib.aclosing(capture.items()) as coming:
        async for item in coming:
            items.append(item)
            if until(items):
                capture.stop()
    return items


def seconds_of(items: list[Item]) -> float:
    return sum(item.end - item.at for item in items if isinstance(item, Chunk))


def stretches(items: list[Item]) -> list[Stretch]:
    return [item for item in items if isinstance(item, Stretch)]


def off_time(items: list[Item]) -> tuple[float, list[float]]:
    """How far broadcast time is ahead of the film's seconds at the first beep, and how much further at each."""
    found = heard_at(items)
    shift = found[0] % 1
    return shift, [(beep - shift + 0.5) % 1 - 0.5 for beep in found]


def outage_after(station: FlvStation, heard: float, seconds: float, then: float, how: Outage = "refuse") -> Until:
    """Enough is `then` seconds heard after a drop that comes after `heard` seconds and lasts for `seconds`."""
    running: list[asyncio.Task[None]] = []

    def until(items: list[Item]) -> bool:
        if not running and seconds_of(items) > heard:
            running.append(asyncio.create_task(station.off_air(seconds, how)))
        return len(stretches(items)) == 2 and seconds_of(items[items.index(stretches(items)[1]) :]) > then

    return until


async def drop(ffmpeg: Ffmpeg, folder: Path, station: FlvStation, until: Until) -> list[Item]:
    """Listen to the station through a drop; the clock shows how long the film has been on air."""
    capture = Capture(station.address, folder, ffmpeg, segment_seconds=1, now=lambda: station.elapsed, patience=QUICK)
    items = await hear(capture, until)
    assert [type(item) for item in items if not isinstance(item, Chunk)] == [Stretch, Lost, Gap, Stretch]
    return items


async def test_after_a_drop_broadcast_time_is_right_and_picture_and_sound_agree(ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    film = make(ffmpeg, tmp_path / "film.flv", 12, options=FLV)
    async with FlvStation(film, begin=3_600_000) as station:
        await asyncio.sleep(0.6)
        items = await drop(ffmpeg, tmp_path / "media", station, outage_after(station, 1.7, 1.2, 2.5))
    shift, off = off_time(items)
    assert shift < 0.2, "what is on air now has the time it is now"
    assert max(map(abs, off)) < 0.01, "the station's clock ran on, and tells to the millisecond"
    gap = next(item for item in items if isinstance(item, Gap))
    assert not any(gap.start < item.at < gap.start + gap.seconds for item in items if isinstance(item, Chunk))
    second = int(heard_at(items)[-1])
    (last,) = stretches(items)[1:]
    assert second > last.offset
    cut(ffmpeg, recorded(tmp_path, items), second + shift, second + shift + 0.4, tmp_path / "cut.mp4")
    assert abs(frame_numbers(tmp_path / "cut.mp4")[0] - 25 * second) <= 1


async def test_a_station_whose_clock_begins_anew_is_placed_by_when_its_sound_arrives(
    any_ffmpeg: Ffmpeg, tmp_path: Path
) -> None:
    film = make(any_ffmpeg, tmp_path / "film.flv", 12, options=FLV)
    async with FlvStation(film, rebase=True) as station:
        await asyncio.sleep(0.6)
        items = await drop(any_ffmpeg, tmp_path / "media", station, outage_after(station, 1.7, 1.2, 2.5))
    _, off = off_time(items)
    assert max(map(abs, off)) < 0.2


async def test_a_station_that_keeps_the_line_and_sends_nothing_is_left_and_found_again(
    any_ffmpeg: Ffmpeg, tmp_path: Path
) -> None:
    film = make(any_ffmpeg, tmp_path / "film.flv", 12, options=FLV)
    async with FlvStation(film, begin=60_000) as station:
        items = await drop(any_ffmpeg, tmp_path / "media", station, outage_after(station, 1.2, 2.5, 1.5, "hang"))
    assert next(item.reason for item in items if isinstance(item, Lost)).startswith("nothing came for")
    assert max(map(abs, off_time(items)[1])) < 0.05
