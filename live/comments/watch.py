"""Tells a source that is quiet, or slow, from one that is dead."""

import asyncio
import time

from websockets.asyncio.client import ClientConnection
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from live.comments.timing import Timing


class Heard(ClientConnection):
    """A connection that knows when the last byte came in: a source that sends slowly is not dead."""

    heard_at = 0.0
    """Monotonic seconds."""

    def data_received(self, data: bytes) -> None:
        self.heard_at = time.monotonic()
        super().data_received(data)


class HeardServer(ServerConnection):
    """The same, of a source that dialled us."""

    heard_at = 0.0

    def data_received(self, data: bytes) -> None:
        self.heard_at = time.monotonic()
        super().data_received(data)


class Pulse:
    """Whether a message is awaited, and since when.

    A reader that is busy with what it has does not look at the connection; that is no silence of the source.
    """

    def __init__(self) -> None:
        self._waiting_since: float | None = None
        self.stalled = ""
        """Why the connection was given up, if it was."""
        self.silent_for = 0.0
        """Seconds without a sign of life, when it was given up."""

    def waits(self) -> None:
        """A message is awaited from now on."""
        self._waiting_since = time.monotonic()

    def beats(self) -> None:
        """A message came."""
        self._waiting_since = None

    def quiet(self, connection: Heard | HeardServer) -> float:
        """Seconds that not a byte has come while a message was awaited."""
        if self._waiting_since is None:
            return 0.0
        return time.monotonic() - max(self._waiting_since, connection.heard_at)


async def watch(connection: Heard | HeardServer, pulse: Pulse, timing: Timing) -> None:
    """Ping a connection that is quiet, and cut it when nothing at all comes back."""
    try:
        while True:
            await asyncio.sleep(max(timing.quiet - pulse.quiet(connection), timing.quiet / 8))
            if pulse.quiet(connection) < timing.quiet:
                continue
            pong = await connection.ping()
            try:
                async with asyncio.timeout(timing.answer_within):
                    await pong
            except TimeoutError:
                silent = pulse.quiet(connection)
                if silent < timing.answer_within:
                    continue
                pulse.silent_for = silent
                pulse.stalled = f"nothing came from it for {silent:.0f} s, no answer to a ping either; giving it up"
                connection.transport.abort()
                return
    except ConnectionClosed:
        return
