"""A recorded broadcast through the live path, in broadcast time.

Comments come through a real socket, sound through the real recogniser. Both are put into the journal in the order of
their broadcast time and never in the order in which they happened to be ready: a comment waits until everything the
host said before it has been recognised. That makes a replay at full speed give the same events as one at real time.
"""

import asyncio
import math
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass

from live.clock import ReplayClock
from live.comments.formats.base import Raw, RawComment
from live.errors import LiveCueError
from live.events import Comment, Session, Signal, Utterance
from live.progress import Progress, Report
from live.room import Room
from live.speech.capture import Capture
from live.speech.heard import Final, Until
from live.speech.items import Chunk, Item, Notice, Stretch
from live.speech.worker import SpeechWorker

Meanwhile = Callable[[float], Awaitable[None]]
"""Is told each broadcast time before anything goes in at it; puts in what belongs before."""

REPLAY = "replay"
"""The name of the source that comments of a replay come from."""


@dataclass(frozen=True)
class Sound:
    """Where sound and picture come from, and how to have somebody hear them once there is something to hear."""

    capture: Capture
    start_speech: Callable[[], Awaitable[SpeechWorker]]


class Hearing:
    """What the recogniser has said, and up to when it has said everything."""

    def __init__(self) -> None:
        self.finals: deque[tuple[float, Utterance]] = deque()
        self.until = 0.0
        self._changed = asyncio.Event()

    def tell(self, heard: Final | Until) -> None:
        """Take in what came out of the recogniser, in its order."""
        if isinstance(heard, Final):
            self.finals.append((heard.decided_at, heard.utterance))
        else:
            self.until = max(self.until, heard.at)
        self._changed.set()

    def close(self) -> None:
        """Nothing more will be said."""
        self.until = math.inf
        self._changed.set()

    async def change(self) -> None:
        """Wait for something new."""
        await self._changed.wait()
        self._changed.clear()


async def merge(comments: AsyncIterator[Raw], hearing: Hearing) -> AsyncIterator[tuple[float, Raw | Utterance]]:
    """Both in the order of broadcast time; at the same time, what the host said comes first."""
    head = await anext(comments, None)
    while True:
        at = math.inf if head is None else head.at or 0.0
        if hearing.finals and hearing.finals[0][0] <= at:
            yield hearing.finals.popleft()
        elif head is not None and at <= hearing.until:
            yield at, head
            head = await anext(comments, None)
        elif head is None and hearing.until == math.inf:
            return
        else:
            await hearing.change()


async def feed(
    room: Room,
    comments: AsyncGenerator[Raw, None],
    *,
    sound: Sound | None,
    clock: ReplayClock,
    length: float,
    report: Report,
    meanwhile: Meanwhile | None = None,
) -> LiveCueError | None:
    """Feed a whole broadcast into the room, then end it. `length` is what the progress counts to, in seconds.

    What an earlier run has already put into the journal is recognised again, and skipped. Returns what went wrong when
    the media broke off on the way: what came before it is in the journal, and the comments go on to their end.
    """
    try:
        return await _feed(room, comments, sound, clock, length, report, meanwhile or _nothing)
    except BaseExceptionGroup as group:
        known = [error for error in _leaves(group) if isinstance(error, LiveCueError)]
        if not known:
            raise
        raise known[0] from group


def _leaves(error: BaseException) -> list[BaseException]:
    if not isinstance(error, BaseExceptionGroup):
        return [error]
    return [leaf for each in error.exceptions for leaf in _leaves(each)]


async def _nothing(at: float) -> None:
    """Nobody has anything to put in."""


async def _feed(
    room: Room,
    comments: AsyncGenerator[Raw],
    sound: Sound | None,
    clock: ReplayClock,
    length: float,
    report: Report,
    meanwhile: Meanwhile,
) -> LiveCueError | None:
    broken: list[LiveCueError] = []
    hearing = Hearing()
    # Both are closed here, also when the operator stops or something fails: ffmpeg ends, and whoever plays the comments
    # waits until we have hung up.
    async with AsyncExitStack() as sources, asyncio.TaskGroup() as tasks:
        await sources.enter_async_context(aclosing(comments))
        if sound is None:
            hearing.close()
        else:
            items = await sources.enter_async_context(aclosing(sound.capture.items()))
            first = await _open(room, items)
            if isinstance(first, Chunk):
                speech = await sound.start_speech()
                tasks.create_task(_listen(first, items, speech, clock, broken))
                tasks.create_task(_hear(speech, hearing))
            else:
                hearing.close()
        known = room.utterances
        async for at, item in merge(comments, hearing):
            await clock.wait_until(at)
            await meanwhile(at)
            if isinstance(item, Utterance):
                known -= 1
                if known < 0:
                    room.put(item, at)
            elif (taken := _take(room, item, at)) is not None:
                room.put(taken, at)
            report(Progress("broadcast", min(clock.now(), length), length))
            await asyncio.sleep(0)  # screens and sockets have their turn
    end = max(length, room.state.now)
    await clock.wait_until(end)
    await meanwhile(end)
    report(Progress("broadcast", length, length))
    if broken:
        room.health("capture", "down", str(broken[0]), at=end)
    room.put(Session(state="ended"), at=end)
    return broken[0] if broken else None


def _take(room: Room, item: Raw, at: float) -> Comment | Signal | None:
    if isinstance(item, RawComment):
        return room.intake.comment(item, at, source=REPLAY)
    return room.intake.signal(item, at, source=REPLAY)


async def _open(room: Room, items: AsyncIterator[Item]) -> Item | None:
    """What stands before the first sound goes into the journal; gives that first sound, None where there is none."""
    recorded = any(isinstance(e.data, Session) and e.data.state == "recording" for e in room.journal.read())
    async for item in items:
        match item:
            case Chunk():
                return item
            case Stretch() if item.media and not recorded:
                room.put(Session(state="recording", media=item.media, offset=item.offset), at=item.offset)
                room.health("capture", "ok", "recording", at=item.offset)
            case Notice():
                room.health("capture", "degraded", item.text, at=item.at)
            case _:
                pass
    return None


async def _listen(
    first: Chunk, items: AsyncIterator[Item], speech: SpeechWorker, clock: ReplayClock, broken: list[LiveCueError]
) -> None:
    await speech.feed(first.pcm, first.at)
    try:
        await _hand_on(items, speech, clock)
    except LiveCueError as error:
        broken.append(error)  # told when all that came before it is in the journal
    await speech.finish()


async def _hand_on(items: AsyncIterator[Item], speech: SpeechWorker, clock: ReplayClock) -> None:
    async for item in items:
        if isinstance(item, Chunk):
            await clock.pace(item.end)
            await speech.feed(item.pcm, item.at)


async def _hear(speech: SpeechWorker, hearing: Hearing) -> None:
    async for heard in speech.results():
        if isinstance(heard, Final | Until):
            hearing.tell(heard)
    hearing.close()
