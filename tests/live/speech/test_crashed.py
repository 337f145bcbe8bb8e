"""Who starts LiveCue again after a crash loses nothing of what the host said."""

from pathlib import Path

import pytest

from live.config import Settings
from live.events import Health, Session, Utterance
from live.ffmpeg import Ffmpeg
from live.hearing import MISSED_MOST, last_of, start_speech
from live.room import Room
from live.session import SessionFolder
from live.speech.capture import Capture
from live.speech.heard import Final
from live.speech.items import Stretch
from tests.live.speech.media import run


@pytest.mark.speech
async def test_what_was_recorded_before_a_crash_and_not_written_down_is_heard_first(
    any_ffmpeg: Ffmpeg, demo: Path, tmp_path: Path
) -> None:
    media = tmp_path / "cut.mp4"
    run(any_ffmpeg, "-i", str(demo / "broadcast.mp4"), "-t", "13", "-c", "copy", str(media))
    folder = SessionFolder(tmp_path / "session").make()
    with Room(folder, Settings()) as room:
        async for item in Capture(str(media), folder.media, any_ffmpeg, segment_seconds=4, offset=100.0).items():
            if isinstance(item, Stretch):
                room.put(Session(state="recording", media=item.media, offset=item.offset), at=100.0)
        room.put(Utterance(start=100.4, end=105.4, text="大家晚上好"), at=106.0)
    with Room(folder, Settings()) as room:
        speech = await start_speech(room, live=True, at=5000.0)
        try:
            await speech.finish()
            said = [h.utterance async for h in speech.results() if isinstance(h, Final)]
        finally:
            await speech.stop()
    (second,) = said
    assert 105.4 < second.start < second.end < 113.0
    assert len(second.text) > 8


@pytest.mark.speech
async def test_of_a_long_time_unheard_the_last_minutes_are_heard_and_the_rest_is_told(
    any_ffmpeg: Ffmpeg, tmp_path: Path
) -> None:
    media = tmp_path / "long.m4a"
    run(any_ffmpeg, "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono", "-t", f"{MISSED_MOST + 100}", str(media))
    folder = SessionFolder(tmp_path / "session").make()
    with Room(folder, Settings()) as room:
        async for item in Capture(str(media), folder.media, any_ffmpeg, segment_seconds=60, offset=0.0).items():
            if isinstance(item, Stretch):
                room.put(Session(state="recording", media=item.media, offset=item.offset), at=0.0)
    with Room(folder, Settings()) as room:
        speech = await start_speech(room, live=True, at=3000.0)
        await speech.stop()
        room.journal.flush(5.0)
        told = [e.data for e in room.journal.read() if isinstance(e.data, Health) and e.data.part == "speech"]
    assert [health.state for health in told] == ["gap", "ok"]
    assert told[0].since == pytest.approx(0.0, abs=0.5)
    assert told[0].seconds == pytest.approx(100, abs=1)
    assert told[0].detail


def test_the_last_seconds_of_several_spans() -> None:
    assert last_of([(0.0, 10.0), (20.0, 30.0), (50.0, 55.0)], 8.0) == [(27.0, 30.0), (50.0, 55.0)]
    assert last_of([(0.0, 4.0)], 8.0) == [(0.0, 4.0)]
    assert last_of([], 8.0) == []
