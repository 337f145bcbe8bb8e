"""Is dialled by sources that push to us: a page in the browser, say.

Any page that the operator has open could dial a port on this computer. So a source must show the token; a page must
come from this computer, or from an origin that is allowed by name; and the host asked for must be this computer, for
a name in somebody's DNS could lead here.
"""

import asyncio
import contextlib
import hashlib
import hmac
import http
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from types import TracebackType
from urllib.parse import parse_qs, unquote, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from live.comments.backlog import Said
from live.comments.clean import clean
from live.comments.exchange import next_of
from live.comments.listener import MAX_FRAME, QUEUE, REFUSED, ended
from live.comments.received import Received, Tally
from live.comments.stream import Stream
from live.comments.timing import LIVE, Timing
from live.comments.watch import HeardServer, Pulse, watch
from live.errors import BadInput
from live.events import Health

log = logging.getLogger(__name__)

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
CONNECTIONS = 16
"""Sources connected at a time, at most."""

WAITING = 256
"""Comments and signals that wait for a busy room before the sources are held up."""


def token_of(key: bytes) -> str:
    """The token of this installation, made of its secret key: the same each time, and written nowhere."""
    return hashlib.blake2b(b"receiver", key=key, digest_size=12).hexdigest()


class Receiver:
    """Listens at `address` ("127.0.0.1:8421") while its context lasts; iterate over `items()`.

    Sources dial `ws://ADDRESS/NAME?token=TOKEN`; NAME is what they are called on the dashboard, `&format=` names the
    format where it is not to be recognised. `origins` are those of pages beside this computer's own.
    """

    def __init__(
        self,
        address: str,
        token: str,
        *,
        now: Callable[[], float],
        origins: Sequence[str] = (),
        timing: Timing = LIVE,
        before: Callable[[str], Sequence[Said]] = lambda _: (),
    ) -> None:
        """`before(name)` is what a source is known to have said without ids or times (`Intake.bare`).

        Raises BadInput when `address` is none.
        """
        host, _, port = address.rpartition(":")
        self._host = host.strip("[]") or "127.0.0.1"
        if not port.isdigit() or int(port) > 65535:
            raise BadInput(f"comments.listen is `{address}`; it must be like 127.0.0.1:8421.")
        self._port = int(port)
        self._token = token
        self._now = now
        self._origins = frozenset(origin.rstrip("/").lower() for origin in origins)
        self._timing = timing
        self._before = before
        self._queue: asyncio.Queue[Received | Health] = asyncio.Queue(WAITING)
        self._streams: dict[str, Stream] = {}
        self._connected: Counter[str] = Counter()
        self._server: Server | None = None

    @property
    def url(self) -> str:
        """What a source dials, token and all. Not for logs."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"ws://{host}:{self._port}/?token={self._token}"

    async def __aenter__(self) -> "Receiver":
        """Raises BadInput when the port is in use."""
        try:
            self._server = await serve(
                self._handle,
                self._host,
                self._port,
                create_connection=HeardServer,
                process_request=self._check,
                max_size=MAX_FRAME,
                max_queue=QUEUE,
                compression=None,
                ping_interval=None,
                logger=_quiet_logger(),
                open_timeout=self._timing.open_within,
                close_timeout=0.5,
            )
        except OSError as error:
            raise BadInput(
                f"Cannot listen for comments on {self._host}:{self._port}: {error.strerror}. "
                "Stop what uses the port, or change comments.listen in config.toml."
            ) from error
        self._port = self._server.sockets[0].getsockname()[1]
        if self._host not in LOOPBACK:
            log.warning("the receiver for comments can be reached from other computers (%s)", self._host)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            for connection in list(self._server.connections):
                connection.transport.abort()
            self._server.close()
            # Nobody takes from the queue any more, and a source that waits for room in it would wait for ever.
            draining = asyncio.create_task(self._drain())
            await self._server.wait_closed()
            draining.cancel()

    async def items(self) -> AsyncGenerator[Received | Health, None]:
        """What all sources push, and what becomes of them, without end."""
        while True:
            yield await self._queue.get()

    async def _drain(self) -> None:
        while True:
            await self._queue.get()

    def _check(self, connection: ServerConnection, request: Request) -> Response | None:
        """None lets a source in; else the refusal."""
        if self._connected.total() >= CONNECTIONS:
            return connection.respond(http.HTTPStatus.SERVICE_UNAVAILABLE, "Too many sources.\n")
        if not all(map(self._is_own_host, request.headers.get_all("Host") or [""])):
            return self._refuse(connection, http.HTTPStatus.FORBIDDEN, "a foreign host header")
        if not all(map(self._is_own_origin, request.headers.get_all("Origin"))):
            return self._refuse(connection, http.HTTPStatus.FORBIDDEN, "a foreign origin")
        shown = parse_qs(request.path.partition("?")[2]).get("token", [])
        shown += [value.removeprefix("Bearer ") for value in request.headers.get_all("Authorization")]
        if not any(hmac.compare_digest(token.encode(), self._token.encode()) for token in shown):
            return self._refuse(connection, http.HTTPStatus.UNAUTHORIZED, "a missing or wrong token")
        return None

    @staticmethod
    def _refuse(connection: ServerConnection, status: http.HTTPStatus, why: str) -> Response:
        log.warning("refused a source that dialled with %s", why)
        return connection.respond(status, f"Refused: {why}.\n")

    def _is_own_host(self, header: str) -> bool:
        try:
            parts = urlsplit(f"//{header}")
            return parts.hostname in LOOPBACK | {self._host} and parts.port in (None, self._port)
        except ValueError:
            return False

    def _is_own_origin(self, origin: str) -> bool:
        if origin.rstrip("/").lower() in self._origins:
            return True
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and parts.hostname in LOOPBACK and parts.username is None

    async def _handle(self, connection: ServerConnection) -> None:
        assert isinstance(connection, HeardServer) and connection.request is not None  # noqa: S101
        path, _, query = connection.request.path.partition("?")
        name = clean(unquote(path).strip("/"), 40) or "pushed"
        asked = parse_qs(query).get("format", ["auto"])[0]
        try:
            stream = self._streams.get(name)
            if stream is None:
                stream = Stream(name, "", asked, self._now, Tally(), self._before(name))
        except BadInput as error:
            await connection.close(1008, str(error)[:120])
            return
        self._streams[name] = stream
        self._connected[name] += 1
        try:
            ending = await self._read(connection, stream)
        finally:
            self._connected[name] -= 1
        # A page that is loaded anew opens its next connection before the old one ends: then nothing is lost.
        for item in ending() if not self._connected[name] else ():
            await self._queue.put(item)

    async def _read(self, connection: HeardServer, stream: Stream) -> Callable[[], Sequence[Received | Health]]:
        """Reads to the end of the connection; gives what the end means where no other of the name is left."""
        for health in stream.connected():
            await self._queue.put(health)
        pulse = Pulse()
        watching = asyncio.create_task(watch(connection, pulse, self._timing))
        try:
            while True:
                for item in await next_of(connection, pulse, stream):
                    await self._queue.put(item)
        except ConnectionClosed as error:
            if error.sent is not None and not error.rcvd_then_sent and (kind := REFUSED.get(error.sent.code)):
                stream.tally.bad[kind] += 1
            why = pulse.stalled or f"{ended(error)}; waiting for it to dial again"
            return lambda: [*stream.cut(), *stream.lost(why, pulse.silent_for)]
        finally:
            watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watching


def _quiet_logger() -> logging.Logger:
    """The library's errors are other people's: that somebody knocks with something else than WebSocket is no fault."""
    logger = logging.getLogger(f"{__name__}.websockets")
    logger.setLevel(logging.CRITICAL)
    return logger
