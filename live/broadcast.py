"""A real broadcast: sources, capture and recogniser at the edge of a room, until somebody ends it."""

import asyncio
import gc
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from live.clock import LiveClock
from live.comments.listener import listen, named
from live.comments.persisting import PAUSE, persisting
from live.comments.received import Received
from live.comments.receiver import Receiver
from live.config import CommentSource
from live.errors import LiveCueError
from live.events import Comment, Health, Session, Signal
from live.room import Room
from live.speech.capture import Capture
from live.speech.heard import Final, Partial, Trouble
from live.speech.items import Chunk, Gap, Item, Lost, Notice, Stretch
from live.speech.worker import SpeechWorker

log = logging.getLogger(__name__)

IN_A_ROW = 8
"""Comments of one source taken in before screens and workers have their turn: one packet may bring hundreds."""


def live_clock(room: Room) -> LiveClock:
    """The clock of a live broadcast: picked up again, it has gone on meanwhile."""
    first = next(room.journal.read())
    return LiveClock(first.wall - first.at)


class Broadcast:
    """Runs the workers of one live broadcast. What they bring is put into the room as it comes."""

    def __init__(self, room: Room, clock: LiveClock, pause: float = PAUSE) -> None:
        """`pause` is the seconds after which a source that a fault of ours stopped is started again."""
        self._pause = pause
        self._room = room
        self._clock = clock

    async def run(
        self,
        sources: Sequence[CommentSource],
        capture: Capture | None,
        speech: SpeechWorker | None,
        others: Mapping[str, Coroutine[Any, Any, None]],
        stop: asyncio.Event,
        receiver: Receiver | None = None,
    ) -> None:
        """Until `stop` is set, or the media are over. What has been said up to then is still recognised.

        `others` run beside it, by the name under which their health is told, and are cancelled at the end. What goes
        wrong with one of them ends that one and not the broadcast.
        """
        dialled = [self._dialled(source) for source in named(sources)]
        if receiver is not None:
            dialled.append(persisting("receiver", receiver.items, self._clock.now, self._pause))
        beside = [asyncio.create_task(self._comments(items)) for items in dialled]
        beside += [asyncio.create_task(self._beside(name, other)) for name, other in others.items()]
        hearing = asyncio.create_task(self._hear(speech)) if speech else None
        recording = asyncio.create_task(self._capture(capture, speech)) if capture else None
        stopped = asyncio.create_task(stop.wait())
        ending = [task for task in (stopped, recording, hearing) if task]
        # Detector, catalog and modules stay: a garbage collection that walks over them halts comments for 50 ms.
        gc.collect()
        gc.freeze()
        try:
            done, _ = await asyncio.wait({*ending, *beside}, return_when=asyncio.FIRST_COMPLETED)
            while not done & set(ending):
                _raise(done)
                beside = [task for task in beside if task not in done]
                done, _ = await asyncio.wait({*ending, *beside}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gc.unfreeze()
            for task in [*beside, stopped]:
                task.cancel()
            await asyncio.gather(*beside, stopped, return_exceptions=True)
            if capture is not None and recording is not None:
                capture.stop()
                await asyncio.wait({recording})
        if recording is not None:
            _raise({recording})
        if speech is not None and hearing is not None:
            if not hearing.done():
                await speech.finish()
            await hearing
        self._room.put(Session(state="ended"), at=self._clock.now())

    def _dialled(self, source: CommentSource) -> AsyncGenerator[Received | Health, None]:
        """What `source` says, for as long as the broadcast lasts. Raises BadInput at once for a wrong address."""

        def start() -> AsyncGenerator[Received | Health, None]:
            return listen(source, now=self._clock.now, before=self._room.intake.bare(source.name))

        start()
        return persisting(f"comments:{source.name}", start, self._clock.now, self._pause)

    async def _comments(self, items: AsyncGenerator[Received | Health, None]) -> None:
        room = self._room
        taken = 0
        async with aclosing(items):
            async for item in items:
                taken += 1
                if taken % IN_A_ROW == 0:
                    await asyncio.sleep(0)
                now = self._clock.now()
                if isinstance(item, Received):
                    taken_in = self._taken_in(item, now)
                    if taken_in is not None:
                        room.put(*taken_in)
                else:
                    room.put(item, now)

    def _taken_in(self, item: Received, now: float) -> tuple[Comment | Signal, float] | None:
        intake = self._room.intake
        try:
            at = intake.place(item, now)
            event = intake.take(item, at)
        except Exception:  # strangers write what is taken in here: no one comment may end the broadcast
            log.exception("%s: a message could not be taken in", item.source)
            return None
        return None if event is None else (event, at)

    async def _beside(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except LiveCueError as error:
            log.warning("%s: %s", name, error)
            self._room.health(name, "down", str(error), at=self._clock.now())
        except Exception:  # a fault of ours in what the broadcast can do without must not end the broadcast
            log.exception("%s stopped", name)
            self._room.health(
                name, "down", "a fault in LiveCue stopped it; livecue.log says more", at=self._clock.now()
            )

    async def _capture(self, capture: Capture, speech: SpeechWorker | None) -> None:
        room = self._room
        async with aclosing(capture.items()) as items:  # a cancel ends ffmpeg at once
            await self._take(items, speech, room)

    async def _take(self, items: AsyncIterator[Item], speech: SpeechWorker | None, room: Room) -> None:
        async for item in items:
            at = self._clock.now()
            match item:
                case Chunk():
                    if speech is not None:
                        await speech.feed(item.pcm, item.at)
                case Stretch():
                    if item.media:
                        room.put(Session(state="recording", media=item.media, offset=item.offset), at)
                        room.health("capture", "ok", "recording", at=at)
                    else:
                        room.health("capture", "degraded", "nothing is recorded: the disk is full", at=at)
                case Lost():
                    room.health("capture", "down", item.reason, at=at)
                case Gap():
                    room.put(
                        Health(part="capture", state="gap", detail=item.reason, since=item.start, seconds=item.seconds),
                        at,
                    )
                case Notice():
                    room.health("capture", "degraded", item.text, at=at)

    async def _hear(self, speech: SpeechWorker) -> None:
        async for heard in speech.results():
            if isinstance(heard, Final):
                self._room.put(heard.utterance, self._clock.now())
            elif isinstance(heard, Partial):
                self._room.partials.hear(heard.start, heard.text)
            elif isinstance(heard, Trouble):
                told = heard.told(self._room.settings.session.language)
                self._room.health("speech", heard.state, told, at=self._clock.now())


def _raise(done: set[asyncio.Task[Any]]) -> None:
    for task in done:
        if not task.cancelled() and (error := task.exception()):
            raise error
