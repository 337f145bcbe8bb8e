"""Tells a source that is quiet from one that is dead."""

import asyncio
import time

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

QUIET = 8.0
"""Seconds without a message after which the source is asked for a sign of life."""

ANSWER_WITHIN = 6.0
"""Seconds for that sign."""


class Pulse:
    """When something last came in, and whether it is awaited at all.

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

    @property
    def quiet(self) -> float:
        """Seconds that a message has been awaited."""
        return 0.0 if self._waiting_since is None else time.monotonic() - self._waiting_since


async def watch(
    connection: ClientConnection, pulse: Pulse, quiet: float = QUIET, answer_within: float = ANSWER_WITHIN
) -> None:
    """Ping a connection that is quiet, and cut it when nothing at all comes back. Any message counts as an answer."""
    try:
        while True:
            await asyncio.sleep(max(quiet - pulse.quiet, quiet / 8))
            if pulse.quiet < quiet:
                continue
            pong = await connection.ping()
            try:
                async with asyncio.timeout(answer_within):
                    await pong
            except TimeoutError:
                if pulse.quiet < answer_within:
                    continue
                pulse.silent_for = pulse.quiet
                pulse.stalled = (
                    f"nothing came from it for {pulse.quiet:.0f} s, not even an answer to a ping; dialling again"
                )
                connection.transport.abort()
                return
    except ConnectionClosed:
        return
