"""Any source into a recording and sound that knows its broadcast time."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from pathlib import Path

from live.clock import LiveClock
from live.ffmpeg import Ffmpeg
from live.speech.filecapture import FileCapture
from live.speech.items import CHUNK_BYTES, Chunk, Item
from live.speech.livecapture import LiveCapture, Patience
from live.speech.pages import find_stream
from live.speech.recorder import BYTES_PER_SECOND
from live.speech.sources import MediaSource, understand_source

KEPT = 600.0
"""Seconds of live sound that wait in memory (19 MB) for a listener that is behind, before ffmpeg has to."""


class Capture:
    """One source of one broadcast. Iterate over `items`; `stop` ends a live one.

    A file is read as fast as its items are taken, or as `now` goes. A live source is recorded at its own pace, however
    slowly they are taken, and opened again after a drop until `stop`.
    """

    def __init__(
        self,
        source: str,
        media: Path,
        ffmpeg: Ffmpeg,
        *,
        segment_seconds: float = 10.0,
        now: Callable[[], float] | None = None,
        start: float = 0.0,
        offset: float = 0.0,
        patience: Patience | None = None,
    ) -> None:
        """`source` as `media.source` of config.toml; `media` is the folder of the recording (SessionFolder.media).

        `now` tells broadcast time; live sources are placed by it, a file is paced by it when it is given. A file begins
        at `start` seconds of its own time, which is broadcast time `offset`. Raises BadInput when the source cannot be.
        """
        self._source = source
        self._capture: FileCapture | LiveCapture
        understood = None if source.startswith("page:") else understand_source(source)
        if understood is not None and understood.kind == "file":
            self._capture = FileCapture(
                understood, media, ffmpeg, segment_seconds=segment_seconds, start=start, offset=offset, now=now
            )
        else:
            self._capture = LiveCapture(
                self._find,
                media,
                ffmpeg,
                segment_seconds=segment_seconds,
                now=now or LiveClock().now,
                patience=patience or Patience(),
            )

    @property
    def live(self) -> bool:
        """Whether the source goes on by itself."""
        return isinstance(self._capture, LiveCapture)

    def _find(self) -> MediaSource:
        if self._source.startswith("page:"):
            return find_stream(self._source.removeprefix("page:"))
        return understand_source(self._source)

    def stop(self) -> None:
        """Have the recording finished; `items` gives what is left of the sound and ends."""
        self._capture.stop()

    async def items(self) -> AsyncGenerator[Item]:
        """A Stretch, then its Chunks; for live sources Lost, Gap and the next Stretch when there was a drop.

        Ends at the end of a file, or after `stop`. Raises BadInput or Missing when the source or a program is not what
        it should be, LiveCueError when reading failed on the way. To leave early, use `contextlib.aclosing`: closing
        ends ffmpeg.
        """
        items = _unhurried(self._capture) if isinstance(self._capture, LiveCapture) else self._capture.items()
        async with contextlib.aclosing(items):
            async for item in items:
                yield item


async def _unhurried(capture: LiveCapture) -> AsyncGenerator[Item]:
    """The items of a live source, which is read on however slowly they are taken."""
    queue: asyncio.Queue[Item | None] = asyncio.Queue()
    room = asyncio.Semaphore(int(KEPT * BYTES_PER_SECOND / CHUNK_BYTES))
    pump = asyncio.create_task(_pump(capture, queue, room), name="capture")
    pump.add_done_callback(lambda _: queue.put_nowait(None))
    try:
        while (item := await queue.get()) is not None:
            room.release()
            yield item
        await pump
    finally:
        pump.cancel()
        await asyncio.wait([pump])


async def _pump(capture: LiveCapture, queue: asyncio.Queue[Item | None], room: asyncio.Semaphore) -> None:
    async with contextlib.aclosing(capture.items()) as items:
        async for item in items:
            await room.acquire()
            queue.put_nowait(item)


async def chunks(capture: Capture) -> AsyncIterator[Chunk]:
    """Only the sound."""
    async for item in capture.items():
        if isinstance(item, Chunk):
            yield item
