"""The broadcast's end of the control channel, on the broadcast's own loop.

Loopback only, on any free port. Nothing gets in but what shows the token of `control.json` in a header: a page in a
browser cannot send that header, and whatever names an origin is turned away besides.
"""

import asyncio
import hmac
import http
import logging
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
from websockets.asyncio.server import Server, ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from live.control.messages import Asked, Bye, Done, Hello, Now, Refused, encode
from live.control.place import Place, new_token, remove_place, write_place
from live.errors import LiveCueError
from live.events import Event
from live.partials import Partial
from live.progress import Share
from live.wishes import AnyWish, Stop

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
MAX_MESSAGE = 1_048_576
MAX_CLIENTS = 32
TELL_EVERY = 0.1
"""Seconds between two looks at what is under way."""


class ControlServer:
    """An async context manager: from here on others may watch and steer; at its end they are told so."""

    def __init__(
        self,
        path: Path,
        *,
        grant: Callable[[AnyWish], list[Event]],
        stop: Callable[[], None],
        flush: Callable[[], None],
        hello: Callable[[], Hello],
        heard: Callable[[], Partial | None] = lambda: None,
        exporting: Callable[[], Mapping[str, Share]] = dict,
        addresses: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """`path` is where `control.json` goes. `grant` appends what a wish asks for, or raises BadInput; `stop` begins
        the end of the broadcast. `flush` waits until all that was appended is on disk, or raises LiveCueError; it is
        called from a thread. `hello` is what a screen is told first; `heard` what is being said and not yet
        decided, `exporting` how far the clips being made are, `addresses` where the pages are.
        """
        self._path = path
        self._grant, self._stop, self._flush = grant, stop, flush
        self._hello, self._heard, self._exporting, self._addresses = hello, heard, exporting, addresses
        self._token = new_token()
        self._clients: set[ServerConnection] = set()

    async def __aenter__(self) -> "ControlServer":
        self._server: Server = await serve(
            self._client, LOOPBACK, 0, process_request=self._admit, server_header=None, max_size=MAX_MESSAGE,
            compression=None, close_timeout=1.0,
        )  # fmt: skip
        port = next(iter(self._server.sockets)).getsockname()[1]
        self._name = f"{LOOPBACK}:{port}"
        self._place = Place(port=port, token=self._token, pid=os.getpid())
        try:
            write_place(self._path, self._place)
        except OSError as error:
            # The broadcast is worth more than its remote control.
            log.warning("nobody can attach: %s cannot be written (%s)", self._path, error.strerror)
        self._telling = asyncio.create_task(self._tell(), name="control-tell")
        return self

    async def __aexit__(self, *_: object) -> None:
        remove_place(self._path, self._place)
        self._telling.cancel()
        broadcast(self._clients, encode(Bye()))
        self._server.close()
        await self._server.wait_closed()

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        """None lets the client in."""
        given = request.headers.get("Authorization", "")
        if request.headers.get("Host") != self._name or "Origin" in request.headers:
            return connection.respond(http.HTTPStatus.FORBIDDEN, "Not for pages.\n")
        if not hmac.compare_digest(given.encode(), f"Bearer {self._token}".encode()):
            return connection.respond(http.HTTPStatus.UNAUTHORIZED, "The token stands in control.json.\n")
        if len(self._clients) >= MAX_CLIENTS:
            return connection.respond(http.HTTPStatus.SERVICE_UNAVAILABLE, "Too many screens are attached.\n")
        return None

    async def _client(self, connection: ServerConnection) -> None:
        self._clients.add(connection)
        try:
            await connection.send(encode(self._hello()))
            await connection.send(encode(self._now()))
            async for message in connection:
                await connection.send(encode(await self._answer(message)))
        except ConnectionClosed:
            log.debug("a screen went away")
        finally:
            self._clients.discard(connection)

    async def _answer(self, message: str | bytes) -> Done | Refused:
        id_ = 0
        try:
            asked = msgspec.json.decode(message, type=Asked)
            id_ = asked.id
            wish = msgspec.json.decode(asked.wish, type=AnyWish)
        except msgspec.DecodeError as error:
            return Refused(id_, f"The process that runs this broadcast does not understand that: {error}.")
        if isinstance(wish, Stop):
            self._stop()
            return Done(id_, self._hello().at)
        try:
            events = self._grant(wish)
        except LiveCueError as error:
            return Refused(id_, str(error), error.exit_code)
        log.info("steered from outside: %s", wish)
        try:
            await asyncio.to_thread(self._flush)
        except LiveCueError as error:
            log.warning("%s", error)
            return _done(id_, events, on_disk=False)
        return _done(id_, events)

    def _now(self) -> Now:
        return Now(self._heard(), dict(self._exporting()), dict(self._addresses()))

    async def _tell(self) -> None:
        told = self._now()
        while True:
            await asyncio.sleep(TELL_EVERY)
            if self._clients and (now := self._now()) != told:
                told = now
                broadcast(self._clients, encode(now))


def _done(id_: int, events: list[Event], on_disk: bool = True) -> Done:
    return Done(id_, events[-1].at if events else 0.0, tuple(e.seq for e in events), on_disk)
