"""Dials one source, and goes on dialling: whatever a comment reader does, the broadcast keeps its comments."""

import asyncio
import contextlib
import ipaddress
import random as _random
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from urllib.parse import urlsplit

import msgspec
from websockets.asyncio.client import connect
from websockets.exceptions import (
    ConnectionClosed,
    InvalidHandshake,
    InvalidProxy,
    InvalidURI,
    WebSocketException,
)
from websockets.uri import parse_uri

from live.comments.backlog import Said
from live.comments.backoff import Backoff
from live.comments.exchange import next_of, tell
from live.comments.received import Received, Tally
from live.comments.stream import Stream
from live.comments.timing import LIVE, Timing
from live.comments.watch import Heard, Pulse, watch
from live.config import CommentSource
from live.errors import BadInput
from live.events import Health

MAX_FRAME = 1 << 20
"""Bytes of a frame; a longer one ends the connection (code 1009)."""

QUEUE = 8
"""Frames that wait for a busy reader before the source is held up: at most 8 MiB."""

REFUSED = {1009: "oversize", 1002: "protocol"}
"""Close codes with which LiveCue itself ends a connection, and what is counted then."""


def name_of(source: CommentSource) -> str:
    """The source's name on the screen: its own, else its address without what may be secret in it.

    Raises BadInput for an address that is none.
    """
    if source.name:
        return source.name
    _check(source.url)
    return urlsplit(source.url).netloc.rpartition("@")[2]


def named(sources: Sequence[CommentSource]) -> list[CommentSource]:
    """`sources`, each with a name that no other one has: the second of a name is called "NAME #2"."""
    chosen = {source.name for source in sources}
    given: set[str] = set()
    found = []
    for source in sources:
        name = base = name_of(source)
        number = 1
        while name in given or (name in chosen and name != source.name):
            number += 1
            name = f"{base} #{number}"
        given.add(name)
        found.append(msgspec.structs.replace(source, name=name))
    return found


def listen(
    source: CommentSource,
    *,
    now: Callable[[], float],
    live: bool = True,
    tally: Tally | None = None,
    timing: Timing = LIVE,
    random: Callable[[], float] = _random.random,
    before: Sequence[Said] = (),
) -> AsyncGenerator[Received | Health, None]:
    """What comes from `source`, and what becomes of the connection, without end.

    `now` gives broadcast time in seconds. `live=False` ends after a clean close (code 1000), as of a recording that
    is over. A consumer that is slow holds the source up, nothing is dropped. `tally` is counted up as it goes.
    `before` is what the source is known to have said without ids or times (`Intake.bare`), newest last.

    Raises BadInput when the address, the format or what is to be told at first cannot be right.
    """
    _check(source.url)
    counted = tally if tally is not None else Tally()
    stream = Stream(name_of(source), source.platform, source.format, now, counted, before)
    stream.hello(source.join)
    return _Dialler(source, stream, live, timing, Backoff(timing, random)).run()


def _check(url: str) -> None:
    try:
        parse_uri(url)
    except (InvalidURI, ValueError) as error:
        told = f"`{url}` is no address of a comment reader"
        if not url.startswith(("ws://", "wss://")):
            raise BadInput(f"{told}: it must begin with ws:// or wss://.") from error
        raise BadInput(f"{told}: {error}.") from error


def _is_loopback(url: str) -> bool:
    """Whether `url` is on this computer, which no proxy could reach as we mean it."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


class _Dialler:
    def __init__(self, source: CommentSource, stream: Stream, live: bool, timing: Timing, backoff: Backoff) -> None:
        self._url = source.url
        self._join = source.join
        self._stream = stream
        self._live = live
        self._timing = timing
        self._backoff = backoff
        self._over = False

    async def run(self) -> AsyncGenerator[Received | Health, None]:
        while True:
            began = time.monotonic()
            try:
                connection = await self._connect()
            except (OSError, WebSocketException, ValueError, ImportError) as error:
                # The address itself is right: what is wrong came from the source or the environment, and may pass.
                for health in self._stream.lost(_unreached(error)):
                    yield health
            else:
                for health in self._stream.connected():
                    yield health
                try:
                    async for item in self._read(connection):
                        yield item
                finally:
                    connection.transport.abort()
                if self._over:
                    return
                if time.monotonic() - began > self._timing.steady:
                    self._backoff.reset()
                began = time.monotonic()
            await asyncio.sleep(max(0.0, began + self._backoff.next() - time.monotonic()))

    async def _connect(self) -> Heard:
        connection = await connect(
            self._url,
            create_connection=Heard,
            max_size=MAX_FRAME,
            max_queue=QUEUE,
            compression=None,  # without it nothing can inflate: neither one frame nor hundreds in one packet
            open_timeout=self._timing.open_within,
            close_timeout=0.5,
            ping_interval=None,  # `watch` looks after the connection
            proxy=None if _is_loopback(self._url) else True,
        )
        assert isinstance(connection, Heard)  # noqa: S101 - what create_connection makes
        return connection

    async def _read(self, connection: Heard) -> AsyncGenerator[Received | Health, None]:
        pulse = Pulse()
        watching = asyncio.create_task(watch(connection, pulse, self._timing))
        stream = self._stream
        try:
            introduced = stream.recognised
            for message in stream.hello(self._join):
                await tell(connection, message)
            while True:
                found = await next_of(connection, pulse, stream)
                for item in found:
                    yield item
                if not introduced and stream.recognised:
                    introduced = True
                    for health in await self._introduce(connection):
                        yield health
                if found and stream.bad_in_a_row == 0:
                    self._backoff.reset()
        except ConnectionClosed as error:
            for item in stream.cut():
                yield item
            clean = error.rcvd is not None and error.rcvd.code == 1000
            self._over = clean and not self._live
            if error.sent is not None and not error.rcvd_then_sent and (kind := REFUSED.get(error.sent.code)):
                stream.tally.bad[kind] += 1
            if not self._over:
                for health in stream.lost(pulse.stalled or f"{ended(error)}; dialling again", pulse.silent_for):
                    yield health
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching

    async def _introduce(self, connection: Heard) -> list[Health]:
        """Tell a source that has just been recognised what it must be told, or the operator what is missing."""
        try:
            hello = self._stream.hello(self._join)
        except BadInput as error:
            return [self._stream.health("degraded", str(error))]
        for message in hello:
            await tell(connection, message)
        return []


def ended(error: ConnectionClosed) -> str:
    """How a connection came to its end, for the operator."""
    if error.sent is not None and error.sent.code == 1009:
        return "it sent a message above 1 MiB, which was refused"
    if error.sent is not None and error.sent.code == 1002:
        return f"it broke the WebSocket protocol ({error.sent.reason}), and was cut off"
    code = error.rcvd.code if error.rcvd is not None else None
    return f"it closed the connection (code {code})" if code else "the connection was lost"


def _unreached(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it does not answer; dialling on"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens there; start the comment reader. Dialling on"
    if isinstance(error, InvalidHandshake):
        return f"it is no WebSocket server, or refuses us ({error}); dialling on"
    if isinstance(error, InvalidProxy):
        return f"the proxy set in the environment (https_proxy, all_proxy, …) is not usable: {error}; dialling on"
    if isinstance(error, InvalidURI | ValueError):
        return f"it sends us on to what is no WebSocket address ({error}); dialling on"
    return f"cannot be reached ({error}); dialling on"
