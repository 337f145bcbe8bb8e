"""The other end: one wish and its answer, and the connection that an attached screen keeps."""

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from live.control.messages import Asked, Bye, Done, Hello, Link, Now, Refused, Said, decode, encode
from live.control.place import Place, read_place
from live.control.server import LOOPBACK
from live.errors import BadInput, LiveCueError
from live.partials import Partial
from live.progress import Share
from live.session import SessionFolder
from live.wishes import AnyWish, Stop

PATIENCE = 5.0
"""Seconds within which a running broadcast answers."""

LOOK_AGAIN = 0.5
"""Seconds between two tries to find the broadcast's process."""


def _not_running(folder: SessionFolder) -> LiveCueError:
    return LiveCueError(
        f"Nobody runs {folder.root} now. `livecue run --session {folder.root}` goes on with it; when it is over, "
        "`livecue cues` and `livecue report` read it."
    )


async def _call(folder: SessionFolder) -> ClientConnection:
    """A connection to the process that runs the broadcast. Raises LiveCueError when there is none."""
    place = read_place(folder.control)
    if place is None:
        raise _not_running(folder)
    try:
        return await _open(place)
    except (OSError, InvalidHandshake, InvalidMessage, TimeoutError) as error:
        raise _not_running(folder) from error


async def _open(place: Place) -> ClientConnection:
    return await connect(
        f"ws://{LOOPBACK}:{place.port}/",
        additional_headers={"Authorization": f"Bearer {place.token}"},
        open_timeout=PATIENCE, close_timeout=0.5, compression=None, proxy=None, user_agent_header=None,
    )  # fmt: skip


def _understood(raw: str | bytes) -> Said | None:
    with contextlib.suppress(msgspec.DecodeError):  # a newer LiveCue may say more than this one knows
        return decode(raw)
    return None


def _asked(id_: int, wish: AnyWish) -> str:
    return encode(Asked(id_, msgspec.Raw(msgspec.json.encode(wish))))


def _granted(said: Done | Refused) -> Done:
    if isinstance(said, Done):
        return said
    raise (BadInput if said.exit_code == 2 else LiveCueError)(said.why)


async def ask(folder: SessionFolder, wish: AnyWish) -> Done:
    """Have a wish granted by the process that runs the broadcast. Raises BadInput with what to do when it is refused,
    LiveCueError when nobody runs it or no answer comes.
    """
    socket = await _call(folder)
    async with socket:
        try:
            async with asyncio.timeout(PATIENCE):
                await socket.send(_asked(1, wish))
                async for raw in socket:
                    said = _understood(raw)
                    if isinstance(said, Done | Refused):
                        return _granted(said)
        except (TimeoutError, ConnectionClosed) as error:
            raise LiveCueError("The broadcast's process does not answer. Look at it, then try again.") from error
    raise LiveCueError("The broadcast's process went away before it answered. Look with `livecue cues DIR`.")


class Remote:
    """What an attached screen holds: it finds the broadcast's process, and finds it again when it is started anew."""

    def __init__(self, folder: SessionFolder) -> None:
        self.folder = folder
        self.link: Link = "joining"
        self.hello: Hello | None = None
        self.exporting: dict[str, Share] = {}
        self.addresses: dict[str, str] = {}
        self._heard: Partial | None = None
        self._news = asyncio.Event()
        self._apart = asyncio.Event()
        self._known = asyncio.Event()
        self._socket: ClientConnection | None = None
        self._waiting: dict[int, asyncio.Future[Done | Refused]] = {}
        self._ids = itertools.count(1)
        self._at, self._since = 0.0, time.monotonic()

    async def answered(self) -> None:
        """Wait until it is known whether somebody runs the broadcast."""
        await self._known.wait()

    async def run(self) -> None:
        """Keep the connection until cancelled."""
        while True:
            with contextlib.suppress(LiveCueError):
                async with await _call(self.folder) as socket:
                    await self._listen(socket)
            if self.link == "joining":
                self.link = "gone"
            self._known.set()
            await asyncio.sleep(LOOK_AGAIN)

    async def _listen(self, socket: ClientConnection) -> None:
        left = False
        try:
            with contextlib.suppress(ConnectionClosed):
                async for raw in socket:
                    said = _understood(raw)
                    left = left or isinstance(said, Bye)
                    self._take(socket, said)
        finally:
            self._at = self.now()
            self._socket, self.exporting, self.addresses = None, {}, {}
            self.link = "left" if left else "gone"
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(_not_running(self.folder))
            self._apart.set()

    def _take(self, socket: ClientConnection, said: Said | None) -> None:
        match said:
            case Hello():
                self.hello, self._socket, self.link = said, socket, "joined"
                self._at, self._since = said.at, time.monotonic()
                self._apart.clear()
                self._known.set()
            case Now(heard, exporting, addresses):
                self.exporting, self.addresses = exporting, addresses
                if heard != self._heard:
                    self._heard = heard
                    self._news.set()
            case Done(id_) | Refused(id_):
                if (waiting := self._waiting.pop(id_, None)) and not waiting.done():
                    waiting.set_result(said)
            case _:
                pass

    def now(self) -> float:
        """Broadcast time in seconds; it stands while nobody runs the broadcast, and in a replay."""
        goes_on = self.link == "joined" and self.hello is not None and self.hello.live
        return self._at + (time.monotonic() - self._since if goes_on else 0.0)

    async def grant(self, wish: AnyWish) -> None:
        """Have a wish granted. Raises BadInput with what to do when it is refused, LiveCueError when nobody answers."""
        if self._socket is None:
            raise _not_running(self.folder)
        id_ = next(self._ids)
        answer = self._waiting[id_] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._socket.send(_asked(id_, wish))
                said = await answer
        except TimeoutError as error:
            raise LiveCueError("The broadcast's process does not answer. Look at it, then try again.") from error
        except ConnectionClosed as error:
            raise _not_running(self.folder) from error
        finally:
            self._waiting.pop(id_, None)
        _granted(said)

    async def stop(self) -> None:
        """End the broadcast safely; returns when its process has left, with everything written. Raises LiveCueError
        when it was killed on the way."""
        await self.grant(Stop())
        await self._apart.wait()
        if self.link != "left":
            raise _not_running(self.folder)

    async def heard(self) -> AsyncIterator[Partial]:
        """What is being heard and not yet decided."""
        while True:
            await self._news.wait()
            self._news.clear()
            if self._heard is not None:
                yield self._heard
