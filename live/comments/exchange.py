"""One step of a connection: what the next message came to, and what is said back."""

import asyncio
import contextlib
import time

from websockets.exceptions import ConnectionClosed

from live.comments.received import Received
from live.comments.stream import Stream
from live.comments.watch import Heard, HeardServer, Pulse
from live.events import Health


async def next_of(connection: Heard | HeardServer, pulse: Pulse, stream: Stream) -> list[Received | Health]:
    """What the next message came to, once the source has been told what it waits for; or what has waited long enough.

    Raises ConnectionClosed.
    """
    pulse.waits()
    deadline = stream.deadline
    if deadline is None:
        data = await connection.recv(decode=False)
    else:
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                data = await connection.recv(decode=False)
        except TimeoutError:
            return stream.release()
    pulse.beats()
    found, reply = stream.read(data)
    if reply:
        await tell(connection, reply)
    return found


async def tell(connection: Heard | HeardServer, message: str) -> None:
    """Send a message. A lost connection is no error: what came in before is still to be read, and reading tells."""
    with contextlib.suppress(ConnectionClosed):
        await connection.send(message)
