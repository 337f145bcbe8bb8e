"""Comment readers that do what the real ones do wrong: one server per format, over real sockets.

A `Source` accepts one connection after another and runs one scene for each; when the scenes are over it runs the last
one again. A scene is a coroutine that is handed the connection; the functions below are made of what goes wrong.
"""

import asyncio
import contextlib
import json
import struct
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

Scene = Callable[[ServerConnection], Awaitable[None]]


def spoken(name: str, id_: str, text: str, user: str = "张三", ts: float = 1.75e9) -> bytes:
    """One comment as the reader of that format sends it."""
    chat = "WebcastChatMessage"
    value: Any = {
        "generic": {"id": id_, "ts": ts, "user": user, "text": text},
        "oba": {"msg_type": "comment", "msg_id": id_, "nick_name": user, "content": text, "time": int(ts * 1000)},
        "barragegrab": {
            "Type": 1,
            "ProcessName": "chrome",
            "Data": json.dumps({"MsgId": id_, "User": {"Id": 5, "Nickname": user}, "Content": text}),
        },
        "douyinlive": {
            "common": {"method": chat, "msgId": id_, "createTime": str(int(ts * 1000))},
            "user": {"nickname": user},
            "content": text,
            "method": chat,
        },
        "dycast": [{"id": id_, "method": chat, "user": {"id": "u", "name": user}, "content": text}],
        "ssn": {"id": 1, "type": "tiktok", "chatname": user, "chatmessage": text, "meta": {"messageId": id_}},
        "blivechat": {
            "cmd": 2,
            "data": ["", int(ts), user, 0, text, 0, 0, 20, 0, 1, 0, id_, "", 0, [], [], "uid", ""],
        },
        "tikfinity": {"event": "chat", "data": {"comment": text, "userId": "5", "nickname": user, "msgId": id_}},
    }[name]
    return json.dumps(value, ensure_ascii=False).encode()


@dataclass
class Source:
    """A simulated comment reader."""

    scenes: Sequence[Scene]
    connections: int = 0
    heard: list[bytes] = field(default_factory=list)
    """What the client sent, over all connections."""
    url: str = ""
    port: int = 0

    @contextlib.asynccontextmanager
    async def open(self, port: int = 0, host: str = "127.0.0.1") -> AsyncIterator["Source"]:
        """Serve on loopback; pings are answered unless the scene stops reading."""
        server: Server
        async with serve(self._handle, host, port, ping_interval=None, close_timeout=0.2, max_size=None) as server:
            self.port = server.sockets[0].getsockname()[1]
            self.url = f"ws://127.0.0.1:{self.port}"
            yield self
            for connection in list(server.connections):
                connection.transport.abort()

    async def _handle(self, connection: ServerConnection) -> None:
        scene = self.scenes[min(self.connections, len(self.scenes) - 1)]
        self.connections += 1
        listening = asyncio.create_task(self._listen(connection))
        try:
            with contextlib.suppress(ConnectionClosed, ConnectionError):
                await scene(connection)
        finally:
            listening.cancel()

    async def _listen(self, connection: ServerConnection) -> None:
        with contextlib.suppress(ConnectionClosed, asyncio.CancelledError):
            while True:
                self.heard.append(await connection.recv(decode=False))


def says(*frames: bytes) -> Scene:
    """Sends the frames, then keeps the connection open."""

    async def scene(connection: ServerConnection) -> None:
        for frame in frames:
            await connection.send(frame, text=True)
        await connection.wait_closed()

    return scene


def says_then(then: Scene, *frames: bytes) -> Scene:
    """Sends the frames, then does something else."""

    async def scene(connection: ServerConnection) -> None:
        for frame in frames:
            await connection.send(frame, text=True)
        await then(connection)

    return scene


async def drops(connection: ServerConnection) -> None:
    """The connection is cut, without a word."""
    connection.transport.abort()
    await connection.wait_closed()


async def half_closes(connection: ServerConnection) -> None:
    """Sends no more, without saying so in WebSocket's words, and does not hang up."""
    connection.transport.write_eof()
    await connection.wait_closed()


async def stalls(connection: ServerConnection) -> None:
    """Neither reads nor sends: not even pings are answered."""
    connection.transport.pause_reading()
    await connection.wait_closed()


def closes(code: int) -> Scene:
    """Says goodbye with this code."""

    async def scene(connection: ServerConnection) -> None:
        await connection.close(code)

    return scene


def sends_raw(data: bytes) -> Scene:
    """Writes bytes past the WebSocket library."""

    async def scene(connection: ServerConnection) -> None:
        connection.transport.write(data)
        await connection.wait_closed()

    return scene


def a_byte_at_a_time(data: bytes, pause: float, then: Scene | None = None) -> Scene:
    """Writes a frame byte by byte, `pause` seconds apart; a ping would be answered after it."""

    async def scene(connection: ServerConnection) -> None:
        connection.transport.pause_reading()
        for byte in framed(data):
            if connection.transport.is_closing():
                break
            connection.transport.write(bytes([byte]))
            await asyncio.sleep(pause)
        if then is not None:
            connection.transport.resume_reading()
            await then(connection)
        await connection.wait_closed()

    return scene


def all_that_goes_wrong(name: str, finish: asyncio.Event, patient: bool = False) -> tuple[list[Scene], list[str]]:
    """Connection after connection of a reader of that format, each of which goes wrong in another way and repeats what
    came before; and the texts that it sent in all, in order. The last is sent once `finish` is set.

    `patient`: it also stalls, which takes a listener a quarter of a minute to see.
    """
    texts = [f"第{number}个问题 多少钱" for number in range(12)]
    said = [spoken(name, f"73123456789012345{number:02}", text) for number, text in enumerate(texts)]

    async def at_last(connection: ServerConnection) -> None:
        await finish.wait()
        await connection.send(said[11], text=True)
        await connection.wait_closed()

    scenes = [
        says_then(drops, said[0]),
        says_then(half_closes, said[0], said[1]),
        says_then(sends_raw(b"\xff" * 20), b"not json", said[1], said[2]),
        says_then(sends_raw(framed(b" " * ((1 << 20) + 1))), b"\xff\xfe", b'{"nothing": 1}', said[3]),
        says_then(sends_raw(bomb(256)), said[2], said[3], said[4]),
        says_then(sends_raw(bomb(1, 1000 << 10) * 250), said[5]),
        # Restarted with another backlog: what it had is gone, what is in it was never sent.
        says_then(closes(1011), said[6], said[7]),
        says_then(closes(1000), said[7], said[6]),
        a_byte_at_a_time(said[8], 0.01, then=says_then(drops, said[9])),
        *([stalls] if patient else []),
        says_then(at_last, *said[5:11]),
    ]
    return scenes, texts


def framed(payload: bytes, compressed: bool = False) -> bytes:
    """`payload` as one text frame of a server."""
    head = bytes([0xC1 if compressed else 0x81])
    if len(payload) < 126:
        return head + bytes([len(payload)]) + payload
    if len(payload) < 1 << 16:
        return head + bytes([126]) + struct.pack("!H", len(payload)) + payload
    return head + bytes([127]) + struct.pack("!Q", len(payload)) + payload


def bomb(times: int, size: int = 1 << 20) -> bytes:
    """A compressed frame that inflates to `times` * `size` bytes; it is about a thousandth of that."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -12)
    packed = b"".join(deflate.compress(b" " * size) for _ in range(times))
    packed += deflate.flush(zlib.Z_FULL_FLUSH)
    return framed(packed.removesuffix(b"\x00\x00\xff\xff"), compressed=True)


@contextlib.asynccontextmanager
async def no_websocket(answer: bytes | None) -> AsyncIterator[str]:
    """A server on loopback that answers a handshake with `answer`, or with nothing at all; gives its address."""
    served: set[asyncio.Task[Any]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            served.add(task)
        if answer is None:
            await reader.read()
        else:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await asyncio.gather(*served, return_exceptions=True)
