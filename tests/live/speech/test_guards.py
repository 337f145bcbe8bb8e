"""Nothing from nothing: where nobody speaks, nothing is written down."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

import pytest

from live.config import SpeechSettings
from live.events import Utterance
from live.ffmpeg import Ffmpeg
from live.speech.endpointing import RATE
from live.speech.heard import Final
from live.speech.weights import find_weights
from live.speech.wire import GUARDED, Guards
from live.speech.worker import SpeechWorker
from tests.live.speech.noises import GENERATORS, muted, noise

pytestmark = pytest.mark.speech

TEN_MINUTES = 600.0
LISTS = Guards(voice=False)
NONE = Guards(voice=False, text=False)


async def heard(sound: Iterable[bytes], guards: Guards = GUARDED) -> list[Utterance]:
    worker = SpeechWorker(SpeechSettings(), find_weights("auto"), live=False, guards=guards)
    await worker.start()

    async def feed() -> None:
        at = 0.0
        for chunk in sound:
            await worker.feed(chunk, at)
            at += len(chunk) / 2 / RATE
        await worker.finish()

    try:
        feeding = asyncio.create_task(feed())
        said = [h.utterance async for h in worker.results() if isinstance(h, Final)]
        await feeding
    finally:
        await worker.stop()
    return said


def cut(pcm: bytes) -> list[bytes]:
    return [pcm[i : i + RATE * 2] for i in range(0, len(pcm), RATE * 2)]


async def test_half_a_minute_each_of_what_is_no_speech_gives_no_utterance(any_ffmpeg: Ffmpeg, tmp_path: Path) -> None:
    sounds = [chunk for name in GENERATORS for chunk in cut(noise(any_ffmpeg, name, 30))]
    assert await heard([*sounds, *muted(any_ffmpeg, tmp_path, 30)]) == []


async def test_without_the_guards_something_is_made_up(any_ffmpeg: Ffmpeg) -> None:
    said = await heard(cut(noise(any_ffmpeg, "music", 20)), NONE)
    assert said
    assert all(u.text and u.confidence < 0.7 for u in said)


async def test_what_passes_for_a_voice_is_dropped_for_its_text_alone(any_ffmpeg: Ffmpeg) -> None:
    """With both guards nothing of it is written, as above."""
    assert await heard(cut(noise(any_ffmpeg, "almost a voice", 8)), Guards(text=False))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*GENERATORS, "muted feed"])
async def test_ten_minutes_of_no_speech_give_no_utterance(any_ffmpeg: Ffmpeg, tmp_path: Path, name: str) -> None:
    sound = muted(any_ffmpeg, tmp_path, TEN_MINUTES) if name == "muted feed" else noise(any_ffmpeg, name, TEN_MINUTES)
    assert await heard(cut(sound) if isinstance(sound, bytes) else sound) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["silence", "pink noise", "music", "applause"])
async def test_without_the_guards_ten_minutes_give_some_and_either_guard_alone_gives_none(
    any_ffmpeg: Ffmpeg, name: str
) -> None:
    sound = cut(noise(any_ffmpeg, name, TEN_MINUTES))
    assert await heard(sound, NONE)
    assert await heard(sound, LISTS) == []
    assert await heard(sound, Guards(text=False)) == []
