"""A whole replay while its recognition process is killed and hung again and again: the journal shows none of it."""

import asyncio
import contextlib
import itertools
import os
import random
import signal
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from live.clock import ReplayClock
from live.comments.formats.base import Raw
from live.config import Settings
from live.events import Utterance
from live.ffmpeg import Ffmpeg
from live.hearing import start_speech
from live.replay import Sound, feed
from live.room import Room
from live.session import SessionFolder
from live.speech.capture import Capture
from live.speech.worker import SpeechWorker
from tests.live.speech.media import run

TIMES = 10
SECONDS = 160

pytestmark = [
    pytest.mark.slow,
    pytest.mark.speech,
    pytest.mark.skipif(os.name == "nt", reason="stops a process with a signal"),
]


async def nobody() -> AsyncGenerator[Raw, None]:
    """Comments of an empty room."""
    return
    yield


async def disturb(room: Room, speech: SpeechWorker, done: list[str]) -> None:
    """Kill or stop one process after the other, each while it is at work: by what it has said and not by the clock, as
    a free machine hears all of it in a few seconds."""
    chance = random.Random(5)
    killed, heard = None, 0
    for how in itertools.islice(itertools.cycle(["SIGKILL", "SIGSTOP"]), TIMES):
        while speech.pid in (None, killed) or room.utterances <= heard:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await asyncio.sleep(chance.uniform(0.0, 0.3))
        killed, heard = speech.pid, room.utterances
        assert killed is not None
        os.kill(killed, getattr(signal, how))
        done.append(how)


async def said(media: Path, folder: Path, ffmpeg: Ffmpeg, *, disturbed: bool) -> tuple[list[Utterance], list[str]]:
    done: list[str] = []
    with Room(SessionFolder(folder).make(), Settings(), replay=True) as room:
        async with contextlib.AsyncExitStack() as stack:

            async def start() -> SpeechWorker:
                speech = await start_speech(room, live=False, at=0.0)
                stack.push_async_callback(speech.stop)
                if disturbed:
                    disturbing = asyncio.create_task(disturb(room, speech, done))
                    stack.callback(disturbing.cancel)
                return speech

            sound = Sound(Capture(str(media), room.folder.media, ffmpeg), start)
            clock = ReplayClock(float("inf"))
            await feed(room, nobody(), sound=sound, clock=clock, length=SECONDS, report=lambda _: None)
        room.journal.flush(5.0)
        return [e.data for e in room.journal.read() if isinstance(e.data, Utterance)], done


async def test_ten_times_killed_or_hung_all_speech_is_in_the_journal_once(
    any_ffmpeg: Ffmpeg, demo: Path, tmp_path: Path
) -> None:
    media = tmp_path / "cut.mp4"
    run(any_ffmpeg, "-i", str(demo / "broadcast.mp4"), "-t", f"{SECONDS}", "-c", "copy", str(media))
    undisturbed, _ = await said(media, tmp_path / "one", any_ffmpeg, disturbed=False)
    disturbed, done = await said(media, tmp_path / "other", any_ffmpeg, disturbed=True)
    assert done == ["SIGKILL", "SIGSTOP"] * (TIMES // 2)
    assert len(undisturbed) >= 20
    assert disturbed == undisturbed
