"""Dials one source, and goes on dialling: whatever a comment reader does, the broadcast keeps its comments."""

import asyncio
import contextlib
import logging
import random as _random
import time
from collections.abc import AsyncGenerator, Callable
from urllib.parse import urlsplit

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from live.comments.backoff import Backoff
from live.comments.detect import ENOUGH, Reader
from live.comments.formats.base import Frame
from live.comments.received import Received, Tally
from live.comments.timing import LIVE, Timing
from live.comments.watch import Heard, Pulse, watch
from live.config import CommentSource
from live.errors import BadInput
from live.events import Health

log = logging.getLogger(__name__)

MAX_FRAME = 1 << 20
"""Bytes of a frame; a longer one ends the connection (code 1009)."""

QUEUE = 8
"""Frames that wait for a busy reader before the source is held up: at most 8 MiB."""


_REFUSED = {1009: "oversize", 1002: "protocol"}
"""Close codes with which LiveCue itself ends a connection, and what is counted then."""


def name_of(source: CommentSource) -> str:
    """The source's name on the screen: its own, else its address without what may be secret in it."""
    return source.name or urlsplit(source.url).netloc.rpartition("@")[2] or source.url


def listen(
    source: CommentSource,
    *,
    now: Callable[[], float],
    live: bool = True,
    tally: Tally | None = None,
    timing: Timing = LIVE,
    random: Callable[[], float] = _random.random,
) -> AsyncGenerator[Received | Health, None]:
    """What comes from `source`, and what becomes of the connection, without end.

    `now` gives broadcast time in seconds, `live=False` ends after a clean close (code 1000) as of a recording that is
    over. A consumer that is slow holds the source up, nothing is dropped. `tally` is counted up as it goes.

    Raises BadInput when the address or the format cannot be right.
    """
    _check(source)
    return _Dialler(source, now, live, tally if tally is not None else Tally(), timing, random).run()


def _check(source: CommentSource) -> None:
    Reader(source.format)
    parts = urlsplit(source.url)
    if parts.scheme not in ("ws", "wss") or not parts.hostname:
        raise BadInput(f"`{source.url}` is no address of a comment reader: it must begin with ws:// or wss://.")


class _Dialler:
    def __init__(
        self,
        source: CommentSource,
        now: Callable[[], float],
        live: bool,
        tally: Tally,
        timing: Timing,
        random: Callable[[], float],
    ) -> None:
        self._source = source
        self._name = name_of(source)
        self._now = now
        self._live = live
        self._tally = tally
        self._reader = Reader(source.format)
        self._timing = timing
        self._backoff = Backoff(timing, random)
        self._lost_at: float | None = None
        self._over = False
        self._told_format = source.format != "auto"
        self._troubled = False
        self._bad_in_a_row = 0

    async def run(self) -> AsyncGenerator[Received | Health, None]:
        began = time.monotonic()
        while True:
            try:
                connection = await self._connect()
            except InvalidURI as error:
                raise BadInput(f"`{self._source.url}` is no address of a comment reader: {error}.") from error
            except (OSError, InvalidHandshake, ConnectionClosed) as error:
                if self._lost_at is None:
                    self._lost_at = self._now()
                    yield self._down(_why(error))
            else:
                began = time.monotonic()
                try:
                    for health in self._connected():
                        yield health
                    async for item in self._read(connection):
                        yield item
                finally:
                    connection.transport.abort()
                if self._is_over():
                    return
                if time.monotonic() - began > self._timing.steady:
                    self._backoff.reset()
                began = time.monotonic()
            await asyncio.sleep(max(0.0, began + self._backoff.next() - time.monotonic()))
            began = time.monotonic()

    def _is_over(self) -> bool:
        return self._over

    async def _connect(self) -> Heard:
        loopback = urlsplit(self._source.url).hostname in ("localhost", "127.0.0.1", "::1")
        connection = await connect(
            self._source.url,
            create_connection=Heard,
            max_size=MAX_FRAME,
            max_queue=QUEUE,
            compression=None,  # without it nothing can inflate: neither one frame nor hundreds in one packet
            open_timeout=self._timing.open_within,
            close_timeout=0.5,
            ping_interval=None,  # `watch` looks after the connection
            proxy=None if loopback else True,
        )
        assert isinstance(connection, Heard)  # noqa: S101 - what create_connection makes
        return connection

    def _connected(self) -> list[Health]:
        self._tally.connections += 1
        said = []
        if self._lost_at is not None and self._tally.connections > 1:
            seconds = max(0.0, self._now() - self._lost_at)
            self._tally.gaps.append(seconds)
            said.append(self._health("gap", f"no comments for {seconds:.1f} s", since=self._lost_at, seconds=seconds))
        self._lost_at = None
        self._bad_in_a_row = 0
        self._troubled = False
        chosen = self._reader.format
        return [*said, self._health("ok", f"connected, format {chosen.name}" if chosen else "connected")]

    async def _read(self, connection: Heard) -> AsyncGenerator[Received | Health, None]:
        pulse = Pulse()
        watching = asyncio.create_task(watch(connection, pulse, self._timing))
        number = self._tally.connections
        try:
            if self._reader.format is not None:
                for message in self._reader.format.hello(self._source.join):
                    await _tell(connection, message)
            while True:
                pulse.waits()
                data = await connection.recv(decode=False)
                pulse.beats()
                wall = time.time()
                frame = self._reader.read(data)
                self._count(frame)
                fresh = self._reader.format is not None and self._reader.format.fresh_ids
                for raw in frame.items:
                    yield Received(raw, self._name, self._source.platform, wall, number, fresh)
                if frame.reply:
                    await _tell(connection, frame.reply)
                if health := self._judge(frame):
                    yield health
        except ConnectionClosed as error:
            clean = error.rcvd is not None and error.rcvd.code == 1000
            self._over = clean and not self._live
            if (sent := error.sent) is not None and sent.code in _REFUSED and not error.rcvd_then_sent:
                self._tally.bad[_REFUSED[sent.code]] += 1
            if not self._over:
                self._lost_at = self._now() - pulse.silent_for if pulse.stalled else self._now()
                yield self._down(pulse.stalled or _why(error))
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    def _count(self, frame: Frame) -> None:
        tally = self._tally
        tally.frames += 1
        tally.items += len(frame.items)
        tally.ignored += frame.ignored
        if frame.bad:
            tally.bad.update(frame.bad)
        if frame.items and self._bad_in_a_row == 0:
            self._backoff.reset()

    def _judge(self, frame: Frame) -> Health | None:
        """What the operator should know after this frame: the format chosen, that nothing can be read, that it can."""
        if not self._told_format and self._reader.format is not None:
            self._told_format = True
            log.info("%s: the frames are of the format `%s`", self._name, self._reader.format.name)
            return self._health("ok", f"connected, recognised as {self._reader.format.name}")
        self._bad_in_a_row = self._bad_in_a_row + 1 if frame.bad and not frame.items else 0
        unclaimed = self._reader.unclaimed if self._reader.format is None else 0
        if not self._troubled and (self._bad_in_a_row >= ENOUGH or unclaimed >= ENOUGH):
            self._troubled = True
            return self._health(
                "degraded",
                f"{ENOUGH} messages in a row could not be read. Is this the address of a comment reader? "
                "Name its format in config.toml (docs/sources.md).",
                count=sum(self._tally.bad.values()),
            )
        if self._troubled and frame.items:
            self._troubled = False
            return self._health("ok", "messages can be read again")
        return None

    def _down(self, why: str) -> Health:
        log.warning("%s: %s", self._name, why)
        return self._health("down", why, since=self._lost_at or 0.0)

    def _health(
        self, state: str, detail: str, since: float | None = None, seconds: float = 0.0, count: int = 0
    ) -> Health:
        return Health(
            part=f"comments:{self._name}",
            state=state,  # type: ignore[arg-type]
            detail=detail,
            since=round(self._now() if since is None else since, 3),
            seconds=round(seconds, 3),
            count=count,
        )


async def _tell(connection: Heard, message: str) -> None:
    # Where the connection is lost, what has come in is still to be read; reading tells of the loss.
    with contextlib.suppress(ConnectionClosed):
        await connection.send(message)


def _why(error: Exception) -> str:
    """What happened to the connection, for the operator."""
    if isinstance(error, ConnectionClosed):
        if error.sent is not None and error.sent.code == 1009:
            return "it sent a message above 1 MiB, which was refused; dialling again"
        if error.sent is not None and error.sent.code == 1002:
            return f"it broke the WebSocket protocol ({error.sent.reason}), and was cut off; dialling again"
        code = error.rcvd.code if error.rcvd is not None else None
        return f"it closed the connection{f' (code {code})' if code else ''}; dialling again"
    if isinstance(error, TimeoutError):
        return "it does not answer; dialling on"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens there; start the comment reader. Dialling on"
    if isinstance(error, InvalidHandshake):
        return f"it is no WebSocket server, or refuses us ({error}); dialling on"
    return f"cannot be reached ({error}); dialling on"
