"""Serves the host page and the overlay: HTTP for the pages, one WebSocket each for what they show."""

import asyncio
import contextlib
import http
import logging
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Literal
from urllib.parse import urlsplit

import msgspec
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from live.config import OverlaySettings
from live.errors import BadInput
from live.events import Event
from live.overlay import guard
from live.overlay.pages import PAGES, render
from live.overlay.views import audience_view, host_view
from live.partials import Partials
from live.state import BroadcastState
from live.wishes import Answer, AnyWish, Dismiss

log = logging.getLogger(__name__)

Follow = Callable[[int], AsyncIterator[Event]]
"""`Journal.follow`: events after a `seq`, without end."""

PUSH_EVERY = 0.1
"""Seconds between two views sent to a page, at least: a flood of comments is one change."""

BEAT_EVERY = 3.0
"""Seconds after which a page hears from the server though nothing has changed: an empty message. Without it a
connection that died without a word looks live; the page tries anew after 10 s of silence."""

YIELD_EVERY = 500
"""Events folded in one go before others get their turn on the loop."""

MAX_MESSAGE = 4096
MAX_PAGES = 32


class OverlayServer:
    """Both pages of one broadcast. Start with `start()` or as an async context manager, on the broadcast's loop."""

    def __init__(
        self,
        follow: Follow,
        settings: OverlaySettings,
        token: str,
        *,
        grant: Callable[[AnyWish], object] | None = None,
        state: BroadcastState | None = None,
        partials: Partials | None = None,
        names: Mapping[str, str] | None = None,
        expire_after: float = 300.0,
        language: str = "zh",
        beat_every: float = BEAT_EVERY,
    ) -> None:
        """`grant` takes what the host wishes on a page that may (`act=1`): a cue answered or dismissed, nothing else;
        without it no page may. `state` is a fold that somebody else keeps (the room's); without it the server keeps its
        own. `partials` tells what is being said and not yet decided. `names`: products' names by id. `expire_after`:
        seconds after which a cue goes that nobody asks for again, for the countdown.
        """
        self.settings = settings
        self.token = token
        self.port = settings.port
        self._follow = follow
        self._grant = grant
        self._partials = partials
        self._fresh = asyncio.Event()
        self._shared = state is not None
        self._state = BroadcastState() if state is None else state
        self._names = dict(names or {})
        self._expire_after = expire_after
        self._language = language
        self._beat_every = beat_every
        self._version = 0
        self._changed = asyncio.Condition()
        self._pages = 0
        self._server: Server | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> "OverlayServer":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def address(self, page: Literal["host", "overlay"]) -> str:
        """The page's address, with the token. Bound beyond loopback, the one that a phone on this network can open."""
        name = self.settings.host
        if name in guard.EVERYWHERE:
            name = _own_address()
        return f"http://{f'[{name}]' if ':' in name else name}:{self.port}/{page}?token={self.token}"

    async def start(self) -> None:
        """Listen. Raises BadInput when the port is taken or the address is not this computer's."""
        host, port = self.settings.host, self.settings.port
        try:
            self._server = await serve(
                self._page,
                host,
                port,
                process_request=self._answer,
                server_header=None,
                max_size=MAX_MESSAGE,
                compression=None,
            )
        except OSError as error:
            raise BadInput(
                f"The pages cannot be served on {host}:{port} ({error.strerror or error}). Another program, or another "
                "LiveCue, may use this port: set another `port` under [overlay] in config.toml, or `enabled = false`."
            ) from error
        self.port = next(iter(self._server.sockets)).getsockname()[1]
        if not guard.is_loopback(host):
            log.warning(
                "the pages can be reached from other computers on %s:%d; the token keeps strangers out", host, port
            )
        reading = asyncio.create_task(self._read(), name="overlay-read")
        reading.add_done_callback(_say_why)
        self._tasks = [reading, asyncio.create_task(self._tell(), name="overlay-tell")]
        if self._partials is not None:
            self._tasks.append(asyncio.create_task(self._listen(self._partials), name="overlay-listen"))

    async def close(self) -> None:
        """Stop listening and let go of the journal."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _read(self) -> None:
        """Fold what comes, and tell the pages' tasks at most every PUSH_EVERY."""
        since = 0
        async for event in self._follow(self._state.last_seq):
            if not self._shared:
                self._state.on(event)
            self._fresh.set()
            since += 1
            if since % YIELD_EVERY == 0:
                await asyncio.sleep(0)
        await self._bump()

    async def _listen(self, partials: Partials) -> None:
        async for _ in partials.follow():
            self._fresh.set()

    async def _tell(self) -> None:
        while True:
            await self._fresh.wait()
            self._fresh.clear()
            await self._bump()
            await asyncio.sleep(PUSH_EVERY)

    async def _bump(self) -> None:
        async with self._changed:
            self._version += 1
            self._changed.notify_all()

    def _answer(self, connection: ServerConnection, request: Request) -> Response | None:
        """None goes on to the WebSocket; anything else is the whole response."""
        host = request.headers.get("Host")
        if not guard.host_allowed(host, self.settings.host, self.port):
            return _plain(http.HTTPStatus.MISDIRECTED_REQUEST, "This server is not known by that name.\n")
        path = urlsplit(request.path).path
        name, live = path.strip("/").removesuffix("/live"), path.endswith("/live")
        if name not in PAGES:
            return _plain(http.HTTPStatus.NOT_FOUND, "There is /host and /overlay.\n")
        if not guard.token_given(request.path, self.token):
            return _plain(
                http.HTTPStatus.FORBIDDEN, "The address needs its token. `livecue` shows the whole address at start.\n"
            )
        if not live:
            page, policy = render(name, self._language)
            return _html(page, policy)
        if not guard.origin_allowed(request.headers.get("Origin"), host):
            return _plain(http.HTTPStatus.FORBIDDEN, "Only this server's own pages may listen.\n")
        if self._pages >= MAX_PAGES:
            return _plain(http.HTTPStatus.SERVICE_UNAVAILABLE, "Too many pages are open. Close some.\n")
        return None

    async def _page(self, connection: ServerConnection) -> None:
        """One open page: send its view whenever it changed; a slow page gets the newest one only."""
        request = connection.request
        name = urlsplit(request.path).path.strip("/").removesuffix("/live") if request else ""
        self._pages += 1
        sending = asyncio.create_task(self._send(connection, name))
        try:
            async for message in connection:
                if name == "host":
                    self._on_message(message)
        except ConnectionClosed:
            log.debug("a page went away")
        finally:
            self._pages -= 1
            sending.cancel()

    async def _send(self, connection: ServerConnection, name: str) -> None:
        sent, seen = b"", -1
        with contextlib.suppress(ConnectionClosed):
            while True:
                seen = self._version
                view = self._view(name)
                if view != sent:
                    await connection.send(view, text=True)
                    sent = view
                try:
                    async with asyncio.timeout(self._beat_every), self._changed:
                        await self._changed.wait_for(lambda: self._version != seen)  # noqa: B023
                except TimeoutError:
                    await connection.send("")

    def _view(self, name: str) -> bytes:
        if name == "host":
            partial = self._partials.now if self._partials else None
            return msgspec.json.encode(host_view(self._state, self._names, self._expire_after, partial))
        return msgspec.json.encode(audience_view(self._state))

    def _on_message(self, message: str | bytes) -> None:
        if self._grant is None:
            return
        try:
            wish = msgspec.json.decode(message, type=Answer | Dismiss)
        except msgspec.DecodeError:
            log.warning("a page sent what this server does not understand; it was left out")
            return
        try:
            self._grant(wish)
        except BadInput as error:
            log.info("a page's wish came too late: %s", error)


def _say_why(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("the pages stand still: the journal could not be read on", exc_info=error)


def _own_address() -> str:
    """This computer's address on its network. Asks the system's routes; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation (RFC 5737)
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def _plain(status: http.HTTPStatus, text: str) -> Response:
    return _response(status, "text/plain; charset=utf-8", text)


def _html(page: str, policy: str) -> Response:
    return _response(http.HTTPStatus.OK, "text/html; charset=utf-8", page, policy)


def _response(status: http.HTTPStatus, type_: str, text: str, policy: str = "default-src 'none'") -> Response:
    body = text.encode()
    headers = Headers(
        {
            "Content-Type": type_,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": policy,
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Connection": "close",
        }
    )
    return Response(status.value, status.phrase, headers, body)
