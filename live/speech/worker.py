"""Speech recognition in a process of its own, seen from the event loop.

Sound goes in with its broadcast time; finals, partials and watermarks come out. The parent keeps all sound that is
not finished with, and the child hands back, with every utterance, a snapshot from which another child can go on:
when it dies or hangs it is replaced, and every utterance comes out once, the same as without.
"""

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import AsyncIterator, Sequence

from live.config import SpeechSettings
from live.errors import LiveCueError
from live.speech import wire
from live.speech.backlog import Backlog
from live.speech.childprocess import PROGRAM, ChildProcess
from live.speech.endpointing import RATE, Limits
from live.speech.heard import Final, Heard, Partial, Trouble, Until, What
from live.speech.lag import Effort, Lag
from live.speech.pace import STUCK, Pace
from live.speech.rehearing import Recorded
from live.speech.spare import AFTER, LARGEST, Spare
from live.speech.weights import Weights

log = logging.getLogger(__name__)

AHEAD = 8 * RATE * 2
"""Bytes that are sent before the child has listened to them."""

REPLAY_AHEAD = 60 * RATE * 2
"""Bytes of undecided sound from which on `feed` waits in a replay."""

KEEP = 60 * RATE * 2
"""Bytes of undecided sound that stay in memory (2 MB) where there is a recording to read older sound from."""

AGAIN = 5 * RATE * 2
"""Bytes that are read again from the recording at a time."""

GAP = 0.1
"""Seconds by which `at` may differ from where the last sound ended before it is a new section."""

TRIES = 12
"""Processes that may die one after the other at the same place before a replay is given up. Live it is tried on."""

AT_ONCE, PAUSE_MOST = 4, 30.0
"""Processes that are replaced at once at the same place; then there are growing pauses of up to so many seconds."""


class SpeechWorker:
    """`start`, then `feed` and `finish` from one task and `results` from another. Close with `stop` in any case."""

    def __init__(
        self,
        settings: SpeechSettings,
        weights: Weights | None,
        names: Sequence[str] = (),
        *,
        live: bool = True,
        guards: wire.Guards = wire.GUARDED,
        recorded: Recorded | None = None,
        keep: int = KEEP,
        spare_after: float = AFTER,
        program: str = PROGRAM,
    ) -> None:
        """With `settings.endpoint`, `weights` stand in for it when it fails; they may be None. `names`: words of the
        catalog that must be spelt right. `live`: with partials, and with catching up; without, the finals depend on
        nothing but the sound. `guards`: what keeps out what nobody said. `recorded`: reads sound of broadcast time
        again, in a thread; then only `keep` bytes of undecided sound stay in memory. Live, a second process waits to
        take over, started `spare_after` seconds after the first. `program`: the module that the processes run."""
        self._setup = wire.Setup(
            weights=str(weights.path) if weights else "",
            language=settings.language,
            device=settings.device,
            threads=settings.threads,
            live=live,
            words=tuple(names),
            endpoint=settings.endpoint,
            model=settings.model,
            key_env=settings.key_env,
            guards=guards,
            limits=Limits(pause=settings.pause, longest=settings.longest),
        )
        self._live = live
        self._program = program
        self._pace = _pace(endpoint=bool(settings.endpoint), stand_in=weights is not None, live=live)
        self._keeps_spare = live and weights is not None and weights.size <= LARGEST
        self._spare = Spare(self._start_child, spare_after)
        self._recorded = recorded
        self._backlog = Backlog(2 * RATE, keep if recorded else None)
        self._lag = Lag()
        self._dealt_with = 0
        self._guessed: float | None = None
        self._mark = wire.Mark(0, b"")
        self._mark_place = 0
        self._expected: float | None = None
        self._out: asyncio.Queue[Heard | LiveCueError | None] = asyncio.Queue()
        self._moved = asyncio.Condition()
        self._child: ChildProcess | None = None
        self._runner: asyncio.Task[None] | None = None
        self._finished = False
        self._done = False
        self._until = 0.0
        self._deaths = 0

    async def start(self) -> None:
        """Start the process and wait until the model is loaded. Raises LiveCueError when it cannot be."""
        ready = asyncio.get_running_loop().create_future()
        self._runner = asyncio.create_task(self._run(ready), name="speech")
        await ready

    async def hear_again(self, start: float, end: float) -> None:
        """What was recorded between these broadcast times, before anything is fed; needs `recorded`."""
        async with self._moved:
            self._backlog.remember(2 * round((end - start) * RATE), start)
            self._moved.notify_all()

    async def feed(self, pcm: bytes, at: float) -> None:
        """Sound: s16le, mono, 16 kHz; `at`: broadcast time of its first sample. In a replay it waits while
        recognition is too far behind; live it never waits."""
        if self._finished:
            raise LiveCueError("No more sound can be fed after finish().")
        begins = self._expected is None or abs(at - self._expected) > GAP
        if self._expected is None or begins:
            self._expected = at
        at, self._expected = self._expected, self._expected + len(pcm) / 2 / RATE
        async with self._moved:
            self._backlog.add(pcm, at, begins=begins)
            self._look_at_the_lag()
            self._moved.notify_all()
            if not self._live:
                await self._moved.wait_for(lambda: self._backlog.end - self._mark_place < REPLAY_AHEAD or self._done)

    async def finish(self) -> None:
        """No more sound: what is open is decided, and `results` ends."""
        async with self._moved:
            self._finished = True
            self._moved.notify_all()

    async def results(self) -> AsyncIterator[Heard]:
        """What is heard, in order, until all that was fed before `finish` is dealt with."""
        while (item := await self._out.get()) is not None:
            if isinstance(item, LiveCueError):
                raise item
            yield item

    async def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._runner is not None:
            self._runner.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._runner
        self._out.put_nowait(None)

    @property
    def behind(self) -> float:
        """Seconds of sound that were fed and not dealt with, for a second or longer. What is being said, and not over
        yet, does not count."""
        return self._lag.behind

    @property
    def in_memory(self) -> int:
        """Bytes of undecided sound that are kept in memory."""
        return self._backlog.held

    @property
    def pid(self) -> int | None:
        """Process id of the recogniser, for the operating system's tools."""
        return self._child.process.pid if self._child else None

    @property
    def spare_pid(self) -> int | None:
        """The same of the process that waits to take over; None while there is none that could."""
        return self._spare.pid

    async def _run(self, ready: asyncio.Future[None]) -> None:
        try:
            tries, place = 0, -1
            while reason := await self._one_child(ready):
                self._deaths += 1
                tries = tries + 1 if self._mark_place == place else 1
                place, self._pace.tries = self._mark_place, tries
                if not ready.done() or (tries >= TRIES and not self._live):
                    raise LiveCueError(f"Speech recognition does not run ({reason}). `livecue doctor` tells more.")
                self._tell("stopped", reason=reason)
                if tries > AT_ONCE:
                    await asyncio.sleep(min(PAUSE_MOST, 2.0 ** (tries - AT_ONCE)))
        except LiveCueError as error:
            if not ready.done():
                ready.set_exception(error)
            else:
                self._out.put_nowait(error)
        finally:
            if not ready.done():
                ready.cancel()
            await self._spare.close()
            async with self._moved:
                self._done = True
                self._moved.notify_all()
            self._out.put_nowait(None)

    async def _one_child(self, ready: asyncio.Future[None]) -> str:
        """One process from start to end; returns why it ended, "" when all was said."""
        try:
            child = self._child = await self._spare.take() or await self._start_child()
        except OSError as error:
            return f"its process cannot be started: {error.strerror}"
        base = self._mark_place
        tasks: list[asyncio.Task[str]] = []
        try:
            if self._mark.snapshot:
                child.send(wire.GoOn(self._mark.snapshot))
            if child.ready:
                self._is_ready(ready)
            tasks = [
                asyncio.create_task(self._listen(child, base, ready)),
                asyncio.create_task(self._send(child, base)),
                asyncio.create_task(child.watch()),
            ]
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return min(task.result() for task in done)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await child.end()

    async def _start_child(self) -> ChildProcess:
        child = await ChildProcess.start(pace=self._pace, program=self._program)
        child.send(self._setup)
        return child

    def _is_ready(self, ready: asyncio.Future[None]) -> None:
        if not ready.done():
            ready.set_result(None)
        if self._deaths:
            self._tell("back")
            self._lag.tell_again()
        if self._keeps_spare:
            self._spare.begin(now=self._deaths > 0)

    async def _send(self, child: ChildProcess, place: int) -> str:
        """Hand on what was fed, never more than AHEAD of what the child has listened to."""
        base = place
        while True:
            async with self._moved:
                while not self._due(place, base, child):
                    await self._moved.wait()
            if place >= self._backlog.end:
                child.send(wire.Finish())
                await asyncio.get_running_loop().create_future()
            found = self._backlog.read(place, RATE)
            pcm = found.pcm or await self._heard_again(place)
            effort = self._lag.effort if self._live else Effort.FULL
            child.send(wire.Sound(pcm, found.at if found.begins else None, effort))
            place += len(pcm)
            await child.drain()

    async def _heard_again(self, place: int) -> bytes:
        """Sound from `place` on that is in the recording alone; silence where it cannot be read."""
        found = self._backlog.read(place, AGAIN)
        if self._recorded is not None:
            try:
                pcm = await asyncio.to_thread(self._recorded, found.at, found.at + found.length / 2 / RATE)
                return pcm[: found.length].ljust(found.length, b"\0")
            except LiveCueError as error:
                self._tell("unrecorded", reason=str(error), seconds=found.length / 2 / RATE)
        return bytes(found.length)

    def _due(self, place: int, base: int, child: ChildProcess) -> bool:
        """Whether there is sound to send that the child is ready for, or nothing more to come."""
        if place >= self._backlog.end:
            return self._finished
        return place - base - child.taken < AHEAD

    async def _listen(self, child: ChildProcess, base: int, ready: asyncio.Future[None]) -> str:
        while (message := await child.receive()) is not None:
            match message:
                case wire.Ready():
                    self._is_ready(ready)
                case wire.Said(utterance, decided, mark):
                    if utterance is not None:
                        self._out.put_nowait(Final(utterance=utterance, decided_at=decided))
                    elif self._guessed is not None and self._guessed < decided:
                        self._out.put_nowait(Partial(start=self._guessed, text="", at=decided))
                    self._guessed = None
                    await self._move(base, mark)
                case wire.Progress(until, taken, mark):
                    self._dealt_with = base + taken
                    self._look_at_the_lag()
                    if mark is not None:
                        await self._move(base, mark)
                    if until > self._until:
                        self._until = until
                        self._out.put_nowait(Until(at=until))
                case wire.Guess(start, text, at):
                    self._guessed = start
                    self._out.put_nowait(Partial(start=start, text=text, at=at))
                case wire.Taken(taken):
                    child.taken = taken
                    async with self._moved:
                        self._moved.notify_all()
                case wire.Note(what, reason):
                    self._tell(what, reason=reason)
                case wire.Done():
                    return ""
                case wire.Failed(reason):
                    if self._live and ready.done():
                        return reason
                    raise LiveCueError(reason)
                case wire.Beat():
                    pass
        return f"it ended with code {await child.process.wait()}"

    async def _move(self, base: int, mark: wire.Mark) -> None:
        self._mark = mark
        async with self._moved:
            if base + mark.taken > self._mark_place:
                self._pace.tries = 0
            self._mark_place = base + mark.taken
            self._backlog.drop(self._mark_place)
            self._moved.notify_all()

    def _look_at_the_lag(self) -> None:
        if not self._live or self._child is None:
            return
        self._lag.take((self._backlog.end - self._dealt_with) / 2 / RATE, time.monotonic())
        if (seconds := self._lag.news()) is not None:
            self._tell("behind" if seconds else "caught_up", seconds=seconds)

    def _tell(self, what: What, *, reason: str = "", seconds: float = 0.0) -> None:
        trouble = Trouble(what=what, at=self._until, reason=reason, seconds=seconds)
        log.warning("Speech: %s", trouble.told())
        self._out.put_nowait(trouble)


def _pace(*, endpoint: bool, stand_in: bool, live: bool) -> Pace:
    """How long a piece may take: by what they take here where the host is waiting for it; an endpoint has patience of
    its own, and is waited for without end where nothing stands in for it."""
    if endpoint and not stand_in:
        return Pace(math.inf)
    return Pace() if live and not endpoint else Pace(STUCK)
