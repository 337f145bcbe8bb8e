"""Where the pages are is told once they can be opened, and nowhere else."""

import asyncio
import socket
from pathlib import Path

import pytest

from live.commands.pages import pages_of
from live.config import OverlaySettings, Settings
from live.errors import BadInput
from live.room import Room
from live.session import SessionFolder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _status(address: str) -> bytes:
    host, _, path = address.removeprefix("http://").partition("/")
    name, _, port = host.partition(":")
    reader, writer = await asyncio.open_connection(name, int(port))
    writer.write(f"GET /{path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return line


async def test_addresses_are_told_when_they_work_and_the_journal_holds_no_token(tmp_path: Path) -> None:
    told: list[str] = []
    settings = Settings(overlay=OverlaySettings(port=_free_port()))
    with Room(SessionFolder(tmp_path), settings) as room:
        async with pages_of(room, told.append):
            assert set(room.addresses) == {"host", "overlay"}
            for address in room.addresses.values():
                assert address in told[0]
                assert b" 200 " in await _status(address)
            token = room.addresses["host"].partition("token=")[2]
        assert room.addresses == {}
        assert room.state.health["overlay"].state == "ok"
        assert all(token not in str(event.data) for event in room.journal.read())


async def test_a_demo_goes_on_without_pages_where_the_port_is_taken_and_a_real_broadcast_says_what_to_do(
    tmp_path: Path,
) -> None:
    told: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = Settings(overlay=OverlaySettings(port=taken.getsockname()[1]))
        with Room(SessionFolder(tmp_path), settings) as room:
            async with pages_of(room, told.append, needed=False):
                assert room.state.health["overlay"].state == "down"
            with pytest.raises(BadInput, match=r"\[overlay\]"):
                async with pages_of(room, told.append):
                    raise AssertionError
    assert told == []
