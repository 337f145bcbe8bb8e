"""A file, as fast as its sound is read, or as time goes: the recording waits for the listener, through the pipe."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

from live.errors import LiveCueError
from live.ffmpeg import Ffmpeg
from live.speech.ffmpeglog import FfmpegLog
from live.speech.items import CHUNK_BYTES, Chunk, Item, Notice, Stretch
from live.speech.probe import probe_file
from live.speech.process import FfmpegProcess
from live.speech.recorder import BYTES_PER_SECOND, Plan, new_run, recorder_arguments
from live.speech.silence import Silence
from live.speech.sources import MediaSource, input_arguments


class FileCapture:
    """Reads one file, once."""

    def __init__(
        self,
        source: MediaSource,
        media: Path,
        ffmpeg: Ffmpeg,
        *,
        segment_seconds: float,
        start: float,
        offset: float,
        now: Callable[[], float] | None,
    ) -> None:
        """With `now`, sound comes when its time has come, as from a live source."""
        self._source, self._media, self._ffmpeg = source, media, ffmpeg
        self._segment_seconds, self._start, self._offset, self._now = segment_seconds, start, offset, now
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
            read = self._process.read if plan.sound else Silence(self._process).read
            heard = 0
            while pcm := await read(CHUNK_BYTES):
                chunk = Chunk(pcm, self._offset + heard / BYTES_PER_SECOND)
                heard += len(pcm)
                if self._now is not None:
                    await asyncio.sleep(chunk.end - self._now())
                    if self._stopping:
                        return  # what is left is not due yet
                yield chunk
            code = await self._process.wait()
            if code and not self._stopping:
                raise LiveCueError(
                    f"ffmpeg could not read {self._source.address} to its end: {self._process.log.reason or code}. "
                    "What came before is kept."
                )
        finally:
            await self._process.close()
