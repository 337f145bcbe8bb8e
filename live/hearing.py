"""Somebody to hear the host of a room."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

from live.catalog.wording import syllable
from live.events import Health, Utterance
from live.ffmpeg import find_ffmpeg
from live.journal import JournalReader
from live.recording import read_recording
from live.room import Room
from live.speech.rehearing import Recorded, sound_between
from live.speech.weights import weights_for
from live.speech.worker import SpeechWorker

MISSED_MOST = 600.0
"""Seconds of recorded sound, the last before a crash, that are still heard where the earlier run has not heard them.
However long ago that was: the host's answers count, and a broadcast must not spend its beginning on its past."""

BREATH = 0.2
"""Seconds behind an utterance in which its last sound fades."""


async def start_speech(room: Room, *, live: bool, at: float) -> SpeechWorker:
    """The recogniser, started, its health told at broadcast time `at`. Stop it in any case.

    Live, after a crash, it hears first what was recorded and not written down, and tells what is left out.

    Raises Missing when there are no weights, LiveCueError when it cannot be started.
    """
    settings = room.settings.speech
    recorded = _recorded(room) if live else None
    weights = await asyncio.to_thread(weights_for, settings)
    speech = SpeechWorker(settings, weights, names=room.spoken_names, live=live, recorded=recorded)
    # The table of sounds is loaded now, not in the middle of the host's first sentence, where everything waits for it.
    await asyncio.gather(speech.start(), asyncio.to_thread(syllable, "一"))
    here = f"Whisper {weights.name} ({weights.source})" if weights else ""
    stand_in = f"; {here} stands in" if here else ""
    told = f"at {urlsplit(settings.endpoint).netloc}{stand_in}" if settings.endpoint else here
    missed = await asyncio.to_thread(_missed, room) if live and room.resumed else []
    spans = last_of(missed, MISSED_MOST)
    left_out = sum(end - start for start, end in missed) - sum(end - start for start, end in spans)
    if left_out > 1.0:
        room.put(_left_out(missed[0][0], left_out, room.settings.session.language), at)
    room.health("speech", "ok", told, at=at)
    for start, end in spans:
        await speech.hear_again(start, end)
    return speech


def _missed(room: Room) -> list[tuple[float, float]]:
    """What was recorded before a crash and never written down: spans of broadcast time, in order."""
    with JournalReader(room.folder.journal) as journal:
        said = [event.data for event in journal.read(kind="utterance")]
        recording = read_recording(room.folder.root, journal.read(kind="session"))
    after = max([0.0, *(u.end + BREATH for u in said if isinstance(u, Utterance))])
    spans = [(max(run.start, after), run.end) for run in recording.runs]
    return [(start, end) for start, end in spans if end - start > BREATH]


def last_of(spans: list[tuple[float, float]], seconds: float) -> list[tuple[float, float]]:
    """The last so many seconds of these spans, which are in order."""
    kept: list[tuple[float, float]] = []
    for start, end in reversed(spans):
        begin = max(start, end - seconds)
        if end - begin <= BREATH:
            break
        kept.insert(0, (begin, end))
        seconds -= end - begin
    return kept


def _left_out(since: float, seconds: float, language: str) -> Health:
    minutes = max(1, round(seconds / 60))
    detail = (
        f"上次中断前还有约 {minutes} 分钟录了没听，只补听最后 {MISSED_MOST / 60:.0f} 分钟"
        if language == "zh"
        else f"about {minutes} min recorded before the interruption are not heard, only the last {MISSED_MOST / 60:.0f}"
    )
    return Health(part="speech", state="gap", detail=detail, since=since, seconds=seconds)


def _recorded(room: Room) -> Recorded:
    """Reads sound again from the recording of the room, also while it is being written."""
    ffmpeg = Path(find_ffmpeg(room.settings.media.ffmpeg).path)

    def recorded(start: float, end: float) -> bytes:
        with JournalReader(room.folder.journal) as journal:
            recording = read_recording(room.folder.root, journal.read(kind="session"))
        return sound_between(recording, ffmpeg, start, end)

    return recorded
