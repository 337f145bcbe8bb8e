"""A file, as fast as its sound is read: the recording waits for the listener, through the pipe."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

from live.errors import LiveCueError
from live.ffmpeg import Ffmpeg
from live.speech.ffmpeglog import FfmpegLog
from live.speech.items import CHUNK_BYTES, Chunk, Item, Notice, Stretch
from live.speech.probe import probe_file
from live.speech.process import FfmpegProcess
from live.speech.recorder import BYTES_PER_SECOND, Plan, new_run, recorder_arguments
from live.speech.sources import MediaSource, input_arguments

POLL = 0.02
"""Seconds between looks at how far a recording without sound is."""


class FileCapture:
    """Reads one file, once."""

    def __init__(
        self, source: MediaSource, media: Path, ffmpeg: Ffmpeg, *, segment_seconds: float, start: float, offset: float
    ) -> None:
        self._source, self._media, self._ffmpeg = source, media, ffmpeg
        self._segment_seconds, self._start, self._offset = segment_seconds, start, offset
        self._process: FfmpegProcess | None = None
        self._stopping = False

    def stop(self) -> None:
        """Finish the files; what was read of the sound still comes."""
        self._stopping = True
        if self._process is not None:
            self._process.ask_to_end()

    async def items(self) -> AsyncGenerator[Item]:
        """As Capture.items."""
        found = await asyncio.to_thread(probe_file, Path(self._source.address))
        plan = Plan.of(found)
        folder = new_run(self._media)
        arguments = recorder_arguments(
            self._ffmpeg,
            input_arguments(self._source, self._ffmpeg, start=self._start),
            plan,
            segment_seconds=self._segment_seconds,
            live=False,
        )
        self._process = await FfmpegProcess.begin(arguments, folder, FfmpegLog())
        try:
            yield Stretch(f"{self._media.name}/{folder.name}", self._offset)
            if not plan.sound:
                yield Notice(self._offset, f"{self._source.address} has no sound: it is recorded, nothing is heard.")
            sound = self._sound(self._process) if plan.sound else self._silence(self._process)
            async for chunk in sound:
                yield chunk
            code = await self._process.wait()
            if code and not self._stopping:
                raise LiveCueError(
                    f"ffmpeg could not read {self._source.address} to its end: {self._process.log.reason or code}. "
                    "What came before is kept."
                )
        finally:
            await self._process.close()

    async def _sound(self, process: FfmpegProcess) -> AsyncIterator[Chunk]:
        read = 0
        while pcm := await process.read(CHUNK_BYTES):
            yield Chunk(pcm, self._offset + read / BYTES_PER_SECOND)
            read += len(pcm)

    async def _silence(self, process: FfmpegProcess) -> AsyncIterator[Chunk]:
        """As much silence as there is picture, so that time goes on the same way."""
        given = 0
        while True:
            over = process.ended
            if over:
                await process.wait()
            while given + CHUNK_BYTES <= int(process.log.out_time * BYTES_PER_SECOND):
                yield Chunk(bytes(CHUNK_BYTES), self._offset + given / BYTES_PER_SECOND)
                given += CHUNK_BYTES
            if over:
                return
            await asyncio.sleep(POLL)
