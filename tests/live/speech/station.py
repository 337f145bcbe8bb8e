"""A station on air: serves a prepared film as a live stream, as the servers of platforms do.

HTTP-FLV: whoever comes gets the headers, then everything since the last key frame at once, then what happens as it
happens. The film plays on while the station is off air.
"""

import asyncio
import contextlib
import struct
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal

Outage = Literal["refuse", "hang"]


@dataclass(frozen=True)
class Tag:
    """One FLV tag."""

    kind: int
    at: int
    """Milliseconds."""
    body: bytes

    @property
    def is_header(self) -> bool:
        return self.kind == 18 or (self.kind in (8, 9) and self.body[1] == 0 and self.body[0] >> 4 in (1, 10))

    @property
    def is_key(self) -> bool:
        return self.kind == 9 and self.body[0] >> 4 == 1 and self.body[1] == 1

    def encode(self, shift: int = 0) -> bytes:
        at = max(0, self.at + shift)
        head = struct.pack(">B", self.kind) + len(self.body).to_bytes(3, "big")
        head += (at & 0xFFFFFF).to_bytes(3, "big") + bytes([at >> 24 & 0xFF]) + bytes(3)
        return head + self.body + struct.pack(">I", 11 + len(self.body))


def read_flv(path: Path) -> list[Tag]:
    """The tags of an FLV file."""
    raw, at, tags = path.read_bytes(), 13, list[Tag]()
    while at + 11 <= len(raw):
        size = int.from_bytes(raw[at + 1 : at + 4], "big")
        when = int.from_bytes(raw[at + 4 : at + 7], "big") | raw[at + 7] << 24
        tags.append(Tag(raw[at], when, raw[at + 11 : at + 11 + size]))
        at += 11 + size + 4
    return tags


class FlvStation:
    """Plays an FLV file as a live stream at `address`, over HTTP on loopback."""

    def __init__(self, film: Path, *, begin: int = 0, rebase: bool = False) -> None:
        """`begin`: what the station's clock shows at the start of the film, in milliseconds. `rebase`: the clock
        begins at zero for each who comes."""
        tags = read_flv(film)
        self._headers = [tag for tag in tags if tag.is_header]
        self._tags = [tag for tag in tags if not tag.is_header]
        self._begin, self._rebase = begin, rebase
        self._sending = asyncio.Event()
        self._sending.set()
        self._clients: set[asyncio.Task[None]] = set()
        self.port = 0
        self.started = 0.0
        """The loop's time at which the film began."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/live/key.flv"

    @property
    def elapsed(self) -> float:
        """Seconds of the film that have been on air."""
        return asyncio.get_running_loop().time() - self.started

    async def __aenter__(self) -> "FlvStation":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        self.started = self.started or asyncio.get_running_loop().time()
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        self._server.close()
        await self._drop()

    async def off_air(self, seconds: float, how: Outage = "refuse") -> None:
        """Be away for a while: connections are cut and refused, or kept and given nothing."""
        if how == "refuse":
            await self.__aexit__(None, None, None)
        else:
            self._sending.clear()
        await asyncio.sleep(seconds)
        if how == "refuse":
            await self.__aenter__()
        else:
            self._sending.set()

    async def _drop(self) -> None:
        clients = list(self._clients)
        for client in clients:
            client.cancel()
        await asyncio.gather(*clients, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._clients.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await reader.readuntil(b"\r\n\r\n")
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: video/x-flv\r\nConnection: close\r\n\r\n")
                await self._play(writer)
        finally:
            self._clients.discard(task)
            writer.close()

    async def _play(self, writer: asyncio.StreamWriter) -> None:
        now = self.elapsed * 1000
        keys = [i for i, tag in enumerate(self._tags) if tag.is_key and tag.at <= now]
        first = keys[-1] if keys else 0
        shift = -self._tags[first].at if self._rebase else self._begin
        writer.write(b"FLV\x01\x05\x00\x00\x00\x09\x00\x00\x00\x00")
        for tag in self._headers:
            writer.write(Tag(tag.kind, self._tags[first].at, tag.body).encode(shift))
        for tag in self._tags[first:]:
            await asyncio.sleep(max(0.0, tag.at / 1000 - self.elapsed))
            await self._sending.wait()
            writer.write(tag.encode(shift))
            await writer.drain()
