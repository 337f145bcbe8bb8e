"""After twenty seconds off air the host is heard again, at the right broadcast time."""

import asyncio
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from live.config import SpeechSettings
from live.events import Utterance
from live.ffmpeg import Ffmpeg
from live.speech.endpointing import RATE
from live.speech.heard import Final
from live.speech.items import Chunk
from live.speech.transcribe import sound_of
from live.speech.weights import find_weights
from live.speech.worker import SpeechWorker
from tests.live.speech.media import run
from tests.live.speech.outages import Script, pulled, pushed
from tests.live.speech.station import FlvStation, HlsStation
from tests.live.speech.test_livecapture import found_in

pytestmark = [pytest.mark.slow, pytest.mark.speech]

LENGTH = 70


async def said(chunks: Iterable[Chunk]) -> list[Utterance]:
    worker = SpeechWorker(SpeechSettings(), find_weights("auto"), live=False)
    await worker.start()

    async def feed() -> None:
        for chunk in chunks:
            await worker.feed(chunk.pcm, chunk.at)
        await worker.finish()

    try:
        feeding = asyncio.create_task(feed())
        found = [h.utterance async for h in worker.results() if isinstance(h, Final)]
        await feeding
    finally:
        await worker.stop()
    return found


async def test_what_is_said_after_the_outage_is_recognised_at_its_broadcast_time(
    any_ffmpeg: Ffmpeg, demo: Path, tmp_path: Path
) -> None:
    film = Path(shutil.copy(demo / "broadcast.mp4", tmp_path / "film.mp4"))
    run(any_ffmpeg, "-i", str(film), "-c", "copy", str(tmp_path / "film.flv"))
    original = b"".join(chunk for chunk, _ in zip(sound_of(film), range(LENGTH * 10), strict=False))
    script = Script(before=8, outage=20, after=14)
    flv = tmp_path / "film.flv"
    aired = await asyncio.gather(
        pulled(any_ffmpeg, tmp_path / "hls", HlsStation(film, any_ffmpeg), script, begun=4.3),
        pulled(any_ffmpeg, tmp_path / "flv", FlvStation(flv, begin=60_000), script),
        pushed(any_ffmpeg, tmp_path / "pushed", flv, script),
    )
    whole = await said([Chunk(original[i : i + 3200], i / 2 / RATE) for i in range(0, len(original), 3200)])
    for kind, air in zip(("hls", "flv", "pushed"), aired, strict=True):
        before = [chunk for chunk in air.chunks if chunk.at < air.lost.at]
        sample = b"".join(chunk.pcm for chunk in before)[2 * RATE : 7 * 2 * RATE]
        shift = before[0].at + 1 - found_in(original, sample)
        back = air.sound_after()[0]
        # Neither what was being said when the source came back nor what was when we stopped is a whole sentence.
        after = [u for u in await said(air.chunks) if u.start > back + 1.0 and u.end < air.chunks[-1].end - 0.6]
        assert after, kind
        for utterance in after:
            there = max(whole, key=lambda u: fuzz.ratio(u.text, utterance.text))
            assert fuzz.ratio(there.text, utterance.text) > 75, (kind, utterance.text)
            assert utterance.start - shift == pytest.approx(there.start, abs=0.2), (kind, shift, utterance.text)
