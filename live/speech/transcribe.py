"""What `livecue transcribe` does: the utterances of one file, at full speed or as they would come live."""

import asyncio
import math
import time
from collections.abc import AsyncGenerator, Iterator, Sequence
from pathlib import Path

import msgspec

from live.config import SpeechSettings
from live.errors import BadInput
from live.speech.endpointing import RATE
from live.speech.heard import Final, Heard
from live.speech.weights import Weights
from live.speech.worker import SpeechWorker

CHUNK = 0.1
"""Seconds of sound handed on at a time, as a live capture does."""


class Line(msgspec.Struct, frozen=True):
    """An utterance of the file. Times in seconds of the stream; `emitted` is when the final text was out: with
    `live` by the clock, without when the sound had shown that the utterance was over."""

    start: float
    end: float
    text: str
    emitted: float


async def transcribe(
    media: Path, settings: SpeechSettings, weights: Weights | None, *, live: bool = False, names: Sequence[str] = ()
) -> AsyncGenerator[Line, None]:
    """The utterances of `media`, in order. Raises BadInput when the file cannot be read or has no sound."""
    async for at, heard in heard_of(media, SpeechWorker(settings, weights, names, live=live), live=live):
        if isinstance(heard, Final):
            said = heard.utterance
            yield Line(said.start, said.end, said.text, round(at if live else heard.decided_at, 3))


async def heard_of(
    media: Path, worker: SpeechWorker, *, live: bool, seconds: float = math.inf
) -> AsyncGenerator[tuple[float, Heard], None]:
    """All that `worker`, which is started and stopped here, hears in the first `seconds` of `media`, each with the
    seconds since the sound began to be fed. `live`: no sample before it was spoken. Raises as `transcribe`."""
    sound = sound_of(media)
    first = next(sound, b"")
    await worker.start()
    feeding: asyncio.Task[None] | None = None
    try:
        zero = time.monotonic()
        feeding = asyncio.create_task(_feed(worker, first, sound, zero if live else None, seconds))
        async for heard in worker.results():
            yield time.monotonic() - zero, heard
        await feeding
    finally:
        if feeding is not None:
            feeding.cancel()
        await worker.stop()


async def _feed(worker: SpeechWorker, first: bytes, sound: Iterator[bytes], zero: float | None, seconds: float) -> None:
    """Feed the sound; with `zero`, no sample before it was spoken."""
    at, chunk = 0.0, first
    try:
        while chunk and at < seconds:
            end = at + len(chunk) / 2 / RATE
            if zero is not None:
                await asyncio.sleep(zero + end - time.monotonic())
            await worker.feed(chunk, at)
            at = end
            chunk = await asyncio.to_thread(next, sound, b"")
    finally:
        await worker.finish()


def sound_of(media: Path) -> Iterator[bytes]:
    """The sound of a file as s16le mono 16 kHz, CHUNK seconds at a time, from the start of the file on.

    Sound that begins later than the picture is preceded by silence; a damaged packet is skipped. Raises BadInput when
    there is no sound to be had.
    """
    import av
    import numpy as np

    if not media.is_file():
        raise BadInput(f"No media at {media}. Give the path of a video or sound file.")
    size = int(CHUNK * RATE) * 2
    try:
        with av.open(str(media)) as container:
            if not container.streams.audio:
                raise BadInput(f"{media} has no sound. A recording with the host's voice is needed.")
            stream = container.streams.audio[0]
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
            zero = (container.start_time or 0) / av.time_base
            late = float(stream.start_time * stream.time_base) - zero if stream.start_time and stream.time_base else 0.0
            held = bytearray(2 * round(max(0.0, late) * RATE))
            for packet in container.demux(stream):
                try:
                    frames = packet.decode()
                except av.InvalidDataError:
                    continue
                for frame in (*frames, *([None] if packet.dts is None else [])):
                    for piece in resampler.resample(frame):
                        held += np.ascontiguousarray(piece.to_ndarray()).tobytes()
                    while len(held) >= size:
                        yield bytes(held[:size])
                        del held[:size]
            if held:
                yield bytes(held)
    except av.FFmpegError as error:
        raise BadInput(f"Cannot read {media}: {error.strerror}. Is it a complete video or sound file?") from error
