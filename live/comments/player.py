"""Plays a recording as a comment reader would: over a WebSocket on loopback, in the `generic` format."""

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import AsyncIterator, Sequence

import msgspec
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from live.comments.formats.base import RawComment, RawSignal

log = logging.getLogger(__name__)

LEAP = 64
"""At full speed, messages sent before others on the loop have their turn."""


def frame_of(item: RawComment | RawSignal) -> bytes:
    """One comment or signal as a frame of the `generic` format; `at` is its broadcast time, exactly."""
    said = msgspec.structs.asdict(item).items()
    fields = {name: value for name, value in said if value is not None and value is not False and value != ""}
    if isinstance(item, RawSignal):
        fields["signal"] = fields.pop("type")
    return msgspec.json.encode(fields)


@contextlib.asynccontextmanager
async def play(
    items: Sequence[RawComment | RawSignal], speed: float = math.inf, start: float = 0.0
) -> AsyncIterator[str]:
    """Serve `items`, in their order, to whoever connects; gives the address.

    `speed` is seconds of broadcast per second; `math.inf` is as fast as the client takes it. Each client gets the
    whole recording from broadcast time `start` on, which is when it connects; then the connection is closed with
    code 1000.
    """

    async def handle(connection: ServerConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            await _send(connection, items, speed, start)
            await connection.close(1000, "the recording is over")

    server: Server
    # A client that takes its time is not cut off: a replay at real time reads for as long as the broadcast was.
    async with serve(handle, "127.0.0.1", 0, compression=None, ping_interval=None, close_timeout=None) as server:
        port = server.sockets[0].getsockname()[1]
        log.debug("playing %d comments and signals on port %d", len(items), port)
        yield f"ws://127.0.0.1:{port}"


async def _send(
    connection: ServerConnection, items: Sequence[RawComment | RawSignal], speed: float, start: float
) -> None:
    began = time.monotonic()
    for number, item in enumerate(items):
        at = item.at or 0.0
        if at < start:
            continue
        if math.isfinite(speed):
            await asyncio.sleep(max(0.0, began + (at - start) / speed - time.monotonic()))
        elif number % LEAP == 0:
            await asyncio.sleep(0)
        await connection.send(frame_of(item), text=True)
