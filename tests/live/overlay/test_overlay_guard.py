"""Who may have the pages."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

from live.config import OverlaySettings
from live.errors import BadInput
from live.events import Event, Session
from live.journal import Journal
from live.overlay import guard
from live.overlay.server import OverlayServer
from tests.live.overlay.board import TOKEN, served

EVERYWHERE = "0.0.0.0"  # noqa: S104


async def status(server: OverlayServer, path: str, *, origin: str | None = "") -> int:
    """The HTTP status that opening a socket gets; 101 when it opens."""
    own = f"127.0.0.1:{server.port}"
    sent = Origin(f"http://{own}" if origin == "" else origin) if origin is not None else None
    try:
        async with connect(f"ws://{own}{path}", origin=sent, proxy=None):
            return 101
    except InvalidStatus as error:
        return error.response.status_code


async def get(server: OverlayServer, path: str, host: str) -> bytes:
    """The whole answer to a plain request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_a_page_is_served_to_its_own_host_only_and_says_so_little_else(journal: Journal) -> None:
    async with served(journal) as server:
        own, path = f"127.0.0.1:{server.port}", f"/host?token={TOKEN}"
        page = await get(server, path, own)
        assert page.startswith(b"HTTP/1.1 200")
        assert b"default-src 'none'" in page
        assert (await get(server, path, f"evil.example:{server.port}")).startswith(b"HTTP/1.1 421")
        refused = await get(server, "/host?token=wrong", own)
        assert refused.startswith(b"HTTP/1.1 403")
        assert TOKEN.encode() not in refused


async def test_a_wrong_token_a_foreign_origin_and_a_wrong_host_are_refused(journal: Journal) -> None:
    async with served(journal) as server:
        good = f"/host/live?token={TOKEN}"
        assert await status(server, good) == 101
        assert await status(server, "/host/live?token=wrong") == 403
        assert await status(server, "/host/live") == 403
        assert await status(server, f"{good}&token=wrong") == 403
        assert await status(server, good, origin="http://evil.example") == 403
        assert await status(server, good, origin="null") == 403
        assert await status(server, good, origin=None) == 403
        assert await status(server, f"/secrets?token={TOKEN}") == 404


@pytest.mark.parametrize(
    ("header", "bound", "allowed"),
    [
        ("127.0.0.1:8420", "127.0.0.1", True),
        ("localhost:8420", "127.0.0.1", True),
        ("[::1]:8420", "127.0.0.1", True),
        ("127.0.0.1:80", "127.0.0.1", False),
        ("127.0.0.1", "127.0.0.1", False),
        ("evil.example:8420", "127.0.0.1", False),
        ("192.168.1.7:8420", "127.0.0.1", False),
        ("192.168.1.7:8420", EVERYWHERE, True),
        ("evil.example:8420", EVERYWHERE, False),
        ("", "127.0.0.1", False),
        (None, "127.0.0.1", False),
    ],
)
def test_only_our_own_names_are_answered(header: str | None, bound: str, allowed: bool) -> None:
    assert guard.host_allowed(header, bound, 8420) is allowed


@given(st.text(max_size=60))
def test_no_text_but_the_token_passes_for_it(text: str) -> None:
    assert guard.token_given(f"/host?token={text}", TOKEN) is (text == TOKEN)


def test_the_token_stays_the_same_for_one_installation_and_differs_between_two() -> None:
    assert guard.page_token(b"one") == guard.page_token(b"one") != guard.page_token(b"two")


async def test_the_address_opens_the_page_wherever_the_server_is_bound(journal: Journal) -> None:
    for bound in ("127.0.0.1", "localhost", EVERYWHERE):
        async with OverlayServer(journal.follow, OverlaySettings(host=bound, port=0), TOKEN) as server:
            host = server.address("host").split("/")[2]
            assert not host.startswith(EVERYWHERE)
            assert guard.host_allowed(host, bound, server.port)
            assert (await get(server, f"/host?token={TOKEN}", host)).startswith(b"HTTP/1.1 200")


@pytest.mark.logs_errors
async def test_a_journal_that_cannot_be_read_on_is_said_and_the_page_stays(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    async def follow(after: int) -> AsyncIterator[Event]:
        for event in journal.read(after):
            yield event
        raise OSError("the disk is gone")

    journal.append(Session(state="started"), at=0.0)
    async with OverlayServer(follow, OverlaySettings(port=0), TOKEN) as server:
        while "stand still" not in caplog.text:  # noqa: ASYNC110  # a log line has no event
            await asyncio.sleep(0.01)
        assert (await get(server, f"/host?token={TOKEN}", f"127.0.0.1:{server.port}")).startswith(b"HTTP/1.1 200")


async def test_a_port_in_use_is_said_with_what_to_do(journal: Journal) -> None:
    async with served(journal) as server:
        second = OverlayServer(journal.follow, OverlaySettings(port=server.port), TOKEN)
        with pytest.raises(BadInput, match=r"\[overlay\]"):
            await second.start()
