"""A live source: recorded as it comes, opened again after every drop, without losing broadcast time."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from live.errors import BadInput, LiveCueError, Missing
from live.ffmpeg import Ffmpeg
from live.speech.ffmpeglog import FfmpegLog
from live.speech.items import CHUNK_BYTES, Chunk, Gap, Item, Lost, Notice, Stretch
from live.speech.placing import LiveEdge, Placed, place
from live.speech.process import FfmpegProcess
from live.speech.recorder import BYTES_PER_SECOND, Plan, new_run, recorder_arguments
from live.speech.runs import last_placed, note_place
from live.speech.silence import Silence
from live.speech.sources import MediaSource, check_port_is_free, input_arguments

TICK = 0.25
"""Seconds between looks at a source that gives no sound."""

AHEAD = 5.0
"""Seconds: sound from further in the future than this has a broken clock."""

BEHIND, BEHIND_FOR = 12.0, 10.0
"""Sound this much late, for this long (seconds): opening the source again brings us back to what happens now."""

NO_GAP = 0.2
"""Seconds between two stretches that nobody needs to be told of."""

AT_THE_END = 2.0
"""Seconds before the end that a source names, from which on it has ended rather than dropped."""

ROOM_TO_RECORD = 200_000_000
"""Bytes that must be free on the disk; with less, the host is still heard, and nothing is recorded."""

HOPELESS = ("Unknown input format", "Protocol not found", "Option not found", "Unrecognized option")
"""What ffmpeg says of a source that will not get better by trying again."""


@dataclass(frozen=True)
class Patience:
    """How long is waited for what, in seconds."""

    connect: float = 20.0
    """Until a source that was dialled says what it holds."""
    stall: float = 8.0
    """Without sound before the source counts as lost; four times that for HLS, which comes in pieces."""
    retry: float = 0.5
    """Before the first try again; doubled each time…"""
    retry_most: float = 3.0
    """…up to this."""


class _Dropped(Exception):
    """The stretch is over; the message says why."""


class _Replan(Exception):
    """The source holds something else than was planned for."""


class LiveCapture:
    """Reads a live source until told to stop, or until a source that has an end is at it."""

    def __init__(
        self,
        source: Callable[[], MediaSource],
        media: Path,
        ffmpeg: Ffmpeg,
        *,
        segment_seconds: float,
        now: Callable[[], float],
        patience: Patience,
    ) -> None:
        """`source` is asked at every try, in a thread: addresses of some pages hold for minutes only."""
        self._find_source, self._media, self._ffmpeg = source, media, ffmpeg
        self._segment_seconds, self._now, self._patience = segment_seconds, now, patience
        self._process: FfmpegProcess | None = None
        self._stopping = asyncio.Event()
        self._before = last_placed(media)
        self._plan = Plan()
        self._listened = False

    def stop(self) -> None:
        """Finish the files; what was read of the sound still comes."""
        self._stopping.set()
        if self._process is not None:
            self._process.ask_to_end()

    async def items(self) -> AsyncGenerator[Item]:
        """As Capture.items."""
        wait, reason, lost = self._patience.retry, "LiveCue was not running", False
        source: MediaSource | None = None
        while not self._stopping.is_set():
            try:
                if source is None:
                    source = await self._find()
                async with contextlib.aclosing(self._stretch(source, reason)) as stretch:
                    async for item in stretch:
                        if isinstance(item, Stretch):
                            lost, wait = False, self._patience.retry
                        yield item
            except _Replan:
                continue
            except _Dropped as dropped:
                why, source = str(dropped), None
            else:
                return
            if not lost:
                lost, reason = True, why
                yield Lost(self._now(), reason)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._stopping.wait()
            wait = min(wait * 2, self._patience.retry_most)

    async def _find(self) -> MediaSource:
        """Where the source is to be had now. Raises _Dropped where it is not on air, which may change."""
        try:
            source = await asyncio.to_thread(self._find_source)
        except (BadInput, Missing):
            raise
        except LiveCueError as error:
            raise _Dropped(str(error).rstrip(".")) from error
        if source.kind == "listen" and not self._listened:
            check_port_is_free(source)
            self._listened = True
        self._plan = self._first_plan(source)
        return source

    def _first_plan(self, source: MediaSource) -> Plan:
        copies = source.kind != "device"
        return Plan(record=self._has_room(), copy_video=copies, copy_audio=copies)

    def _has_room(self) -> bool:
        self._media.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self._media).free > ROOM_TO_RECORD

    async def _stretch(self, source: MediaSource, reason: str) -> AsyncGenerator[Item]:
        """One process from start to end. Raises _Dropped or _Replan; returns when the source is at its end, or when
        told to stop."""
        folder = new_run(self._media)
        arguments = recorder_arguments(
            self._ffmpeg,
            input_arguments(source, self._ffmpeg, timeout=self._patience.connect),
            self._plan,
            segment_seconds=self._segment_seconds,
            live=True,
        )
        log = FfmpegLog(source.address, source.shown)
        self._process = process = await FfmpegProcess.begin(arguments, folder, log)
        edge, early, heard = LiveEdge(), list[bytes](), 0
        placed: Placed | None = None
        late_since: float | None = None
        try:
            async for pcm in self._sound(process, source):
                heard += len(pcm)
                now = self._now()
                zero = edge.arrived(now, heard / BYTES_PER_SECOND)
                early.append(pcm)
                if placed is None:
                    if zero is None:
                        continue
                    placed = self._place(folder, log, zero)
                    for item in self._opening(folder, placed, reason):
                        yield item
                for item in self._chunks(placed, early, heard):
                    yield item
                early.clear()
                late_since = self._check_clock(now - (placed.offset + heard / BYTES_PER_SECOND), now, late_since)
            if placed is None and early:
                placed = self._place(folder, log, edge.lowest)
                for item in [*self._opening(folder, placed, reason), *self._chunks(placed, early, heard)]:
                    yield item
            await self._judge(process, source, heard / BYTES_PER_SECOND)
        finally:
            self._process = None
            await process.close()
            if placed is not None:
                end = max(placed.offset + heard / BYTES_PER_SECOND, self._before.end if self._before else 0.0)
                self._before = Placed(placed.offset, placed.source_start, end)

    def _place(self, folder: Path, log: FfmpegLog, edge: float) -> Placed:
        offset = place(self._before, log.start, edge)
        if self._plan.record:
            note_place(folder, offset, log.start)
        return Placed(offset, log.start, offset)

    def _opening(self, folder: Path, placed: Placed, reason: str) -> list[Item]:
        """What is told before the first sound of a stretch."""
        told: list[Item] = []
        if self._before is not None and placed.offset - self._before.end > NO_GAP:
            told.append(Gap(self._before.end, placed.offset - self._before.end, reason))
        told.append(Stretch(f"{self._media.name}/{folder.name}" if self._plan.record else "", placed.offset))
        if not self._plan.sound:
            told.append(Notice(placed.offset, "The source has no sound: it is recorded, nothing is heard."))
        if not self._plan.record:
            told.append(Notice(placed.offset, "The disk is nearly full: the host is heard, nothing is recorded."))
        return told

    def _chunks(self, placed: Placed, parts: list[bytes], heard: int) -> list[Item]:
        """The sound at its time, without what the last stretch had already."""
        at = placed.offset + (heard - sum(map(len, parts))) / BYTES_PER_SECOND
        known = self._before.end if self._before else at
        chunks: list[Item] = []
        for pcm in parts:
            skip = min(len(pcm), max(0, 2 * round((known - at) * BYTES_PER_SECOND / 2)))
            if skip < len(pcm):
                chunks.append(Chunk(pcm[skip:], at + skip / BYTES_PER_SECOND))
            at += len(pcm) / BYTES_PER_SECOND
        return chunks

    def _check_clock(self, late: float, now: float, late_since: float | None) -> float | None:
        """Since when the sound is too late. Raises _Dropped when it has been too long, or is early."""
        if late < -AHEAD:
            raise _Dropped("the source's clock jumped")
        if late <= BEHIND:
            return None
        if late_since is not None and now - late_since > BEHIND_FOR:
            raise _Dropped(f"the stream had fallen {late:.0f} s behind")
        return now if late_since is None else late_since

    async def _sound(self, process: FfmpegProcess, source: MediaSource) -> AsyncIterator[bytes]:
        """The sound until the process ends, or silence as long as the picture where there is none."""
        loop = asyncio.get_running_loop()
        stall = self._patience.stall * (4 if ".m3u8" in source.address else 1)
        quiet_since, opened = loop.time(), False
        read = process.read if self._plan.sound else Silence(process).read
        while True:
            pcm: bytes | None = None
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TICK):
                    pcm = await read(CHUNK_BYTES)
            if pcm == b"":
                return
            if process.log.clock_jumped:
                raise _Dropped("the source's clock jumped")
            if pcm is not None:
                self._check_plan(process.log)
                quiet_since = loop.time()
                yield pcm
            elif process.log.opened != opened or (not opened and source.kind == "listen"):
                quiet_since, opened = loop.time(), process.log.opened
            elif (waited := loop.time() - quiet_since) > (stall if opened else self._patience.connect):
                raise _Dropped(f"nothing came for {waited:.0f} s")

    def _check_plan(self, log: FfmpegLog) -> None:
        if log.opened and self._plan != (better := self._plan.revised(log.video, log.audio)):
            self._plan = better
            raise _Replan

    async def _judge(self, process: FfmpegProcess, source: MediaSource, heard: float) -> None:
        """What it means that the process ended, after so many seconds of sound."""
        code = await process.wait()
        log = process.log
        if self._stopping.is_set():
            return
        self._check_plan(log)
        reason = log.reason or "the stream ended"
        if not log.opened and (source.kind == "device" or any(sign in reason for sign in HOPELESS)):
            raise BadInput(f"Cannot open {source.shown}: {reason}. `livecue doctor` lists what can be heard here.")
        over = log.duration is not None and heard > log.duration - AT_THE_END
        if code or not over or source.kind == "listen":
            raise _Dropped(reason)
