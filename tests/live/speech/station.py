"""A station on air: serves a prepared film as a live stream, as the servers of platforms do.

HTTP-FLV: whoever comes gets the headers, then everything since the last key frame at once, then what happens as it
happens. HLS: a list of the last few pieces that are complete. The film plays on while the station is off air.
"""

import asyncio
import contextlib
import itertools
import struct
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from live.ffmpeg import Ffmpeg
from tests.live.speech.media import run

Outage = Literal["refuse", "hang"]


class Station(ABC):
    """An HTTP server on loopback whose film began when it first went on air."""

    def __init__(self) -> None:
        self._sending = asyncio.Event()
        self._sending.set()
        self._clients: set[asyncio.Task[None]] = set()
        self.port = 0
        self.started = 0.0
        """The loop's time at which the film began."""

    @property
    def elapsed(self) -> float:
        """Seconds of the film that have been on air."""
        return asyncio.get_running_loop().time() - self.started

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        self.started = self.started or asyncio.get_running_loop().time()
        return self

    async def __aexit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _where: TracebackType | None
    ) -> None:
        self._server.close()
        clients = list(self._clients)
        for client in clients:
            client.cancel()
        await asyncio.gather(*clients, return_exceptions=True)

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

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._clients.add(task)
        try:
            with contextlib.suppress(ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError):
                request = await reader.readuntil(b"\r\n\r\n")
                await self._sending.wait()
                await self._answer(request.split()[1].decode(), writer)
        finally:
            self._clients.discard(task)
            writer.close()

    @abstractmethod
    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        """Answer a request for this path."""

    @property
    @abstractmethod
    def address(self) -> str:
        """Where the stream is."""


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


class FlvStation(Station):
    """Plays an FLV file as HTTP-FLV."""

    def __init__(self, film: Path, *, begin: int = 0, rebase: bool = False) -> None:
        """`begin`: what the station's clock shows at the start of the film, in milliseconds. `rebase`: the clock
        begins at zero for each who comes."""
        super().__init__()
        tags = read_flv(film)
        self._headers = [tag for tag in tags if tag.is_header]
        self._tags = [tag for tag in tags if not tag.is_header]
        self._begin, self._rebase = begin, rebase
        self.jump = 0
        """Milliseconds that the clock has been set forward (or back) by, on connections that stay."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/live/key.flv"

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: video/x-flv\r\nConnection: close\r\n\r\n")
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
            writer.write(tag.encode(shift + self.jump))
            await writer.drain()


class HlsStation(Station):
    """Plays a film as HLS, in pieces of about a second."""

    WINDOW = 6

    def __init__(self, film: Path, ffmpeg: Ffmpeg) -> None:
        super().__init__()
        self._folder = film.with_suffix(".pieces")
        self._folder.mkdir()
        cutting = ["-f", "hls", "-hls_time", "1", "-hls_list_size", "0", "all.m3u8"]
        run(ffmpeg, "-i", str(film), "-c", "copy", *cutting, folder=self._folder)
        rows = (self._folder / "all.m3u8").read_text(encoding="utf-8").splitlines()
        self._pieces: list[tuple[str, float, float]] = []
        """Name, length, and when in the film it is complete."""
        for row, name in itertools.pairwise(rows):
            if row.startswith("#EXTINF:"):
                length = float(row[8:].rstrip(","))
                self._pieces.append((name, length, length + (self._pieces[-1][2] if self._pieces else 0.0)))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/live/index.m3u8"

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        name = path.rpartition("/")[2]
        body = self._list() if name == "index.m3u8" else (self._folder / name).read_bytes()
        kind = "application/vnd.apple.mpegurl" if name.endswith("m3u8") else "video/mp2t"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body)
        await writer.drain()

    def _list(self) -> bytes:
        count = sum(1 for piece in self._pieces if piece[2] <= self.elapsed)
        first = max(0, count - self.WINDOW)
        rows = ["#EXTM3U", "#EXT-X-VERSION:3", "#EXT-X-TARGETDURATION:1", f"#EXT-X-MEDIA-SEQUENCE:{first}"]
        for name, length, _ in self._pieces[first:count]:
            rows += [f"#EXTINF:{length:.6f},", name]
        return "\n".join([*rows, ""]).encode()
