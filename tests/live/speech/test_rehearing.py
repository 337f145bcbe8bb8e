"""Sound that is read again from the recording is the sound that was heard, at its time."""

import asyncio
import contextlib
from pathlib import Path

import pytest

from live.errors import LiveCueError
from live.ffmpeg import Ffmpeg
from live.recording import Recording
from live.speech.capture import Capture
from live.speech.items import Chunk, Item
from live.speech.rehearing import sound_between
from tests.live.speech.media import beeps, make
from tests.live.speech.test_filecapture import recorded, sound


async def test_what_was_recorded_sounds_the_same_at_the_same_time_also_across_segments(
    ffmpeg: Ffmpeg, tmp_path: Path
) -> None:
    film = make(ffmpeg, tmp_path / "film.mp4", 5)
    items = [i async for i in Capture(str(film), tmp_path / "media", ffmpeg, segment_seconds=1, offset=100.0).items()]
    again = sound_between(recorded(tmp_path, items), ffmpeg.path, 101.3, 104.2)
    assert len(again) == 2 * round(2.9 * 16_000)
    assert beeps(again) == pytest.approx(beeps(sound(items)[2 * 16_000 * 13 // 10 : 2 * 16_000 * 42 // 10]), abs=0.001)


async def test_what_is_being_recorded_can_be_read_as_well(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    film = make(any_ffmpeg, tmp_path / "film.mp4", 8)
    loop = asyncio.get_running_loop()
    zero, items = loop.time(), list[Item]()
    capture = Capture(
        str(film), tmp_path / "media", any_ffmpeg, segment_seconds=60, now=lambda: 4 * (loop.time() - zero)
    )
    async with contextlib.aclosing(capture.items()) as coming:
        async for item in coming:
            items.append(item)
            if isinstance(item, Chunk) and item.at > 6:
                break
        again = await asyncio.to_thread(sound_between, recorded(tmp_path, items), any_ffmpeg.path, 1.5, 3.5)
    assert beeps(again) == pytest.approx([0.5, 1.5], abs=0.03)


def test_what_was_not_recorded_is_told(any_ffmpeg: Ffmpeg) -> None:
    with pytest.raises(LiveCueError, match="Nothing was recorded from 3 to 8 s"):
        sound_between(Recording(()), any_ffmpeg.path, 3.0, 8.0)
