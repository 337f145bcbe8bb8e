"""Live sources that drop and come back, played for real, all at the same time."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

from live.ffmpeg import Ffmpeg
from live.speech.capture import Capture
from live.speech.items import Chunk, Gap, Item, Lost, Stretch
from live.speech.livecapture import Patience
from tests.live.speech.media import beeps
from tests.live.speech.station import FlvStation, HlsStation, Outage, Station, read_flv

QUICK = Patience(connect=5.0, stall=1.5, retry=0.1, retry_most=0.4)


@dataclass(frozen=True)
class Script:
    """Seconds: heard before the drop, off air, heard after it."""

    before: float
    outage: float
    after: float
    how: Outage = "refuse"


@dataclass(frozen=True)
class Aired:
    """What came of it."""

    root: Path
    items: list[Item]

    @property
    def chunks(self) -> list[Chunk]:
        return [item for item in self.items if isinstance(item, Chunk)]

    @property
    def stretches(self) -> list[Stretch]:
        return [item for item in self.items if isinstance(item, Stretch)]

    @property
    def told(self) -> list[Item]:
        """All but the sound."""
        return [item for item in self.items if not isinstance(item, Chunk)]

    @property
    def gap(self) -> Gap:
        return next(item for item in self.items if isinstance(item, Gap))

    @property
    def lost(self) -> Lost:
        return next(item for item in self.items if isinstance(item, Lost))

    def sound_after(self) -> tuple[float, bytes]:
        """The sound behind the drop, and when it begins."""
        behind = self.items[self.items.index(self.stretches[1]) :]
        chunks = [item for item in behind if isinstance(item, Chunk)]
        return chunks[0].at, b"".join(chunk.pcm for chunk in chunks)

    def heard_at(self) -> list[float]:
        """Broadcast times of the beeps."""
        found: list[float] = []
        parts: list[tuple[float, bytearray]] = []
        end = -1.0
        for chunk in self.chunks:
            if abs(chunk.at - end) > 0.01:
                parts.append((chunk.at, bytearray()))
            parts[-1][1].extend(chunk.pcm)
            end = chunk.end
        for start, pcm in parts:
            # Nobody knows where a beep began that sounds at the start.
            found += [start + beep for beep in beeps(bytes(pcm)) if beep > 0.15]
        return found

    def off_time(self) -> tuple[float, float]:
        """How far broadcast time is ahead of the film's full seconds at the first beep, and the most by which another
        beep differs from that."""
        found = self.heard_at()
        assert len(found) >= 3, found
        shift = (found[0] + 0.5) % 1 - 0.5
        return shift, max(abs((beep - shift + 0.5) % 1 - 0.5) for beep in found)


async def hear(capture: Capture, until: Callable[[list[Item]], bool], within: float) -> list[Item]:
    """The items until it is enough; then the capture is stopped, and what comes after belongs to it."""
    items: list[Item] = []
    async with asyncio.timeout(within), contextlib.aclosing(capture.items()) as coming:
        async for item in coming:
            items.append(item)
            if until(items):
                capture.stop()
    return items


def seconds_of(items: list[Item]) -> float:
    return sum(item.end - item.at for item in items if isinstance(item, Chunk))


def after_the_drop(begin: Callable[[], Coroutine[None, None, None]], script: Script) -> Callable[[list[Item]], bool]:
    """Begins the drop when it is time, and is true when enough was heard behind it."""
    running: list[asyncio.Task[None]] = []

    def until(items: list[Item]) -> bool:
        if not running and seconds_of(items) > script.before:
            running.append(asyncio.create_task(begin()))
        stretches = [i for i, item in enumerate(items) if isinstance(item, Stretch)]
        return len(stretches) == 2 and seconds_of(items[stretches[1] :]) > script.after

    return until


async def pulled(ffmpeg: Ffmpeg, root: Path, station: Station, script: Script, begun: float = 0.6) -> Aired:
    """Listen to a station that has been on air for `begun` seconds; broadcast time is the film's."""
    async with station:
        await asyncio.sleep(begun)
        capture = Capture(
            station.address, root / "media", ffmpeg, segment_seconds=1, now=lambda: station.elapsed, patience=QUICK
        )
        until = after_the_drop(lambda: station.off_air(script.outage, script.how), script)
        return Aired(root, await hear(capture, until, 60 + script.outage))


class Pusher:
    """Someone at home with OBS: an ffmpeg that is given an FLV film as it happens and pushes it on."""

    def __init__(self, ffmpeg: Ffmpeg, film: Path, address: str, started: float) -> None:
        self._ffmpeg, self._tags, self._address = ffmpeg, read_flv(film), address
        self._started = started
        """The loop's time at which the film began."""
        self._process: asyncio.subprocess.Process | None = None
        self._feed: asyncio.Task[None] | None = None

    async def push(self) -> None:
        """Begin at the next key frame of the film."""
        arguments = ["-v", "quiet", "-analyzeduration", "300000", "-i", "pipe:0", "-c", "copy", "-f", "flv"]
        self._process = await asyncio.create_subprocess_exec(
            str(self._ffmpeg.path), *arguments, self._address, stdin=asyncio.subprocess.PIPE
        )
        self._feed = asyncio.create_task(self._give(self._process))

    async def _give(self, process: asyncio.subprocess.Process) -> None:
        loop = asyncio.get_running_loop()
        assert process.stdin is not None
        process.stdin.write(b"FLV\x01\x05\x00\x00\x00\x09\x00\x00\x00\x00")
        now = (loop.time() - self._started) * 1000
        first = next(i for i, tag in enumerate(self._tags) if tag.is_key and tag.at > now)
        with contextlib.suppress(ConnectionError):
            for tag in [tag for tag in self._tags if tag.is_header] + self._tags[first:]:
                await asyncio.sleep(self._started + tag.at / 1000 - loop.time())
                process.stdin.write(tag.encode())
                await process.stdin.drain()

    async def die(self) -> None:
        if self._process is not None and self._feed is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            self._feed.cancel()
            await asyncio.wait([self._feed])
            await self._process.wait()


async def pushed(ffmpeg: Ffmpeg, root: Path, film: Path, script: Script) -> Aired:
    """Have a second ffmpeg push to us, die, and push again where the film is then."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"rtmp://127.0.0.1:{probe.getsockname()[1]}/live/key"
    loop = asyncio.get_running_loop()
    started = loop.time()
    pusher = Pusher(ffmpeg, film, address, started)

    async def interrupt() -> None:
        await pusher.die()
        await asyncio.sleep(script.outage)
        await pusher.push()

    capture = Capture(
        f"listen:{address}",
        root / "media",
        ffmpeg,
        segment_seconds=1,
        now=lambda: loop.time() - started,
        patience=QUICK,
    )
    hearing = asyncio.create_task(hear(capture, after_the_drop(interrupt, script), 60 + script.outage))
    try:
        await asyncio.sleep(1.0)  # until it listens
        await pusher.push()
        return Aired(root, await hearing)
    finally:
        await pusher.die()


async def all_outages(
    ffmpeg: Ffmpeg, folder: Path, flv: Path, mp4: Path, script: Script, hang: Script
) -> dict[str, Aired]:
    """The same film over all protocols at once."""
    runs = {
        "clock runs on": pulled(ffmpeg, folder / "flv", FlvStation(flv, begin=3_600_000), script),
        "clock anew": pulled(ffmpeg, folder / "anew", FlvStation(flv, rebase=True), script),
        "keeps the line": pulled(ffmpeg, folder / "hang", FlvStation(flv, begin=60_000), hang),
        "hls": pulled(ffmpeg, folder / "hls", HlsStation(mp4, ffmpeg), script, begun=4.3),
        "pushed": pushed(ffmpeg, folder / "pushed", flv, script),
    }
    return dict(zip(runs, await asyncio.gather(*runs.values()), strict=True))
