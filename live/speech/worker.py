"""Speech recognition in a process of its own, seen from the event loop.

Sound goes in with its broadcast time; finals, partials and watermarks come out. The parent keeps all sound that is
not finished with, and the child hands back, with every utterance, a snapshot from which another child can go on:
when it dies or hangs it is replaced, and every utterance comes out once, the same as without.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence

import msgspec

from live.config import SpeechSettings
from live.errors import LiveCueError
from live.speech import wire
from live.speech.backlog import Backlog
from live.speech.childprocess import ChildProcess
from live.speech.endpointing import RATE
from live.speech.heard import Final, Heard, Partial, Trouble, Until
from live.speech.weights import Weights

log = logging.getLogger(__name__)

AHEAD = 8 * RATE * 2
"""Bytes that are sent before the child has listened to them."""

REPLAY_AHEAD = 60 * RATE * 2
"""Bytes of undecided sound from which on `feed` waits in a replay."""

GAP = 0.1
"""Seconds by which `at` may differ from where the last sound ended before it is a new section."""

TRIES = 5
"""Processes that may die one after the other at the same place before recognition is given up."""


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
    ) -> None:
        """`weights` may be None where `settings.endpoint` is set. `names`: words of the catalog that must be spelt
        right. `live`: with partials, and with catching up; without, the finals depend on nothing but the sound.
        `guards`: what keeps out what nobody said."""
        self._setup = wire.Setup(
            weights=str(weights.path) if weights else "",
            language=settings.language,
            device=settings.device,
            threads=settings.threads,
            live=live,
            words=tuple(names),
            endpoint=settings.endpoint,
            model=settings.model,
            guards=guards,
        )
        self._live = live
        self._backlog = Backlog()
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

    async def feed(self, pcm: bytes, at: float) -> None:
        """Sound: s16le, mono, 16 kHz; `at`: broadcast time of its first sample. In a replay it waits while
        recognition is too far behind; live it never waits."""
        if self._finished:
            raise LiveCueError("No more sound can be fed after finish().")
        section = self._expected is None or abs(at - self._expected) > GAP
        self._expected = (at if section or self._expected is None else self._expected) + len(pcm) / 2 / RATE
        async with self._moved:
            self._backlog.add(pcm, at if section else None)
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
    def pid(self) -> int | None:
        """ChildProcess id of the recogniser, for the operating system's tools."""
        return self._child.process.pid if self._child else None

    async def _run(self, ready: asyncio.Future[None]) -> None:
        try:
            tries, place = 0, -1
            while reason := await self._one_child(ready):
                self._deaths += 1
                tries = tries + 1 if self._mark_place == place else 1
                place = self._mark_place
                if not ready.done() or tries >= TRIES:
                    raise LiveCueError(f"Speech recognition does not run ({reason}). `livecue doctor` tells more.")
                self._tell("down", f"recognition stopped ({reason}); starting it again")
        except LiveCueError as error:
            if not ready.done():
                ready.set_exception(error)
            else:
                self._out.put_nowait(error)
        finally:
            if not ready.done():
                ready.cancel()
            async with self._moved:
                self._done = True
                self._moved.notify_all()
            self._out.put_nowait(None)

    async def _one_child(self, ready: asyncio.Future[None]) -> str:
        """One process from start to end; returns why it ended, "" when all was said."""
        child = self._child = await ChildProcess.start()
        base = self._mark_place
        tasks: list[asyncio.Task[str]] = []
        try:
            child.send(msgspec.structs.replace(self._setup, snapshot=self._mark.snapshot))
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
            pcm, at = self._backlog.read(place, RATE)
            child.send(wire.Sound(pcm, at))
            place += len(pcm)
            await child.drain()

    def _due(self, place: int, base: int, child: ChildProcess) -> bool:
        """Whether there is sound to send that the child is ready for, or nothing more to come."""
        if place >= self._backlog.end:
            return self._finished
        return place - base - child.taken < AHEAD

    async def _listen(self, child: ChildProcess, base: int, ready: asyncio.Future[None]) -> str:
        while (message := await child.receive()) is not None:
            match message:
                case wire.Ready():
                    if not ready.done():
                        ready.set_result(None)
                    if self._deaths:
                        self._tell("ok", "recognition is back")
                case wire.Said(utterance, decided, mark):
                    if utterance is not None:
                        self._out.put_nowait(Final(utterance=utterance, decided_at=decided))
                    await self._move(base, mark)
                case wire.Progress(until, mark):
                    if mark is not None:
                        await self._move(base, mark)
                    if until > self._until:
                        self._until = until
                        self._out.put_nowait(Until(at=until))
                case wire.Guess(start, text, at):
                    self._out.put_nowait(Partial(start=start, text=text, at=at))
                case wire.Taken(taken):
                    child.taken = taken
                    async with self._moved:
                        self._moved.notify_all()
                case wire.Done():
                    return ""
                case wire.Failed(reason):
                    raise LiveCueError(reason)
                case wire.Beat():
                    pass
        return f"it ended with code {await child.process.wait()}"

    async def _move(self, base: int, mark: wire.Mark) -> None:
        self._mark = mark
        async with self._moved:
            self._mark_place = base + mark.taken
            self._backlog.drop(self._mark_place)
            self._moved.notify_all()

    def _tell(self, state: str, detail: str) -> None:
        log.warning("Speech: %s", detail)
        self._out.put_nowait(Trouble(state=state, detail=detail, at=self._until))
