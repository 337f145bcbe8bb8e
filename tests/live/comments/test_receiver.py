"""The receiver: sources that dial us, and who must not get in."""

import asyncio
import contextlib
import socket
import tracemalloc
from collections.abc import AsyncIterator

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from live.comments.received import Received
from live.comments.receiver import Receiver, token_of
from live.errors import BadInput
from live.events import Health
from tests.live.comments.hearing import QUICK
from tests.live.comments.simulated import bomb, spoken

TOKEN = token_of(b"k" * 32)
ROOM = b'{"roomId":"73","uniqueId":"5","nickname":"host","status":2}'


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver(
        "127.0.0.1:0", TOKEN, now=lambda: 5.0, origins=["https://dycast.example"], timing=QUICK
    ) as open_:
        yield open_


def _port(receiver: Receiver) -> int:
    return int(receiver.url.split(":")[2].split("/")[0])


async def _next(receiver: Receiver, count: int) -> list[Received | Health]:
    found: list[Received | Health] = []
    async with asyncio.timeout(5):
        async for item in receiver.items():
            found.append(item)
            if len(found) == count:
                break
    return found


async def test_dycast_dials_in_and_is_recognised(receiver: Receiver) -> None:
    async with connect(receiver.url) as page:
        await page.send(ROOM.decode())
        await page.send(spoken("dycast", "7312", "有大码吗").decode())
        ok, chosen, comment = await _next(receiver, 3)
    assert isinstance(ok, Health) and (ok.part, ok.state) == ("comments:pushed", "ok")
    assert isinstance(chosen, Health) and "recognised as dycast" in chosen.detail
    assert isinstance(comment, Received) and comment.raw.id == "7312"


async def test_a_source_that_dials_again_is_the_same_source_with_a_gap(receiver: Receiver) -> None:
    url = receiver.url.replace("/?", "/shop%20two?")
    for number in (1, 2):
        async with connect(url) as page:
            await page.send(spoken("dycast", f"id-{number}", "x").decode())
            items = await _next(receiver, 3)
    states = [item.state for item in items if isinstance(item, Health)]
    assert states == ["down", "gap", "ok"]
    assert items[0].part == "comments:shop two"  # type: ignore[union-attr]


async def test_a_page_loaded_anew_that_dials_before_it_hangs_up_was_never_away(receiver: Receiver) -> None:
    async with connect(receiver.url + "&format=dycast") as new:
        async with connect(receiver.url + "&format=dycast") as old:
            await old.send(spoken("dycast", "7311", "old").decode())
            items = await _next(receiver, 3)
        await new.send(spoken("dycast", "7312", "new").decode())
        items += await _next(receiver, 1)
    items += await _next(receiver, 1)
    assert [i.state if isinstance(i, Health) else i.raw.id for i in items] == ["ok", "ok", "7311", "7312", "down"]


async def test_a_page_that_pushes_its_backlog_again_without_ids_doubles_nothing(receiver: Receiver) -> None:
    lines = [f'{{"user": "{user}", "text": "{user} 问多少钱"}}' for user in ("Ann", "Bob", "Cho")]
    for pushed in (lines[:2], lines):
        async with connect(receiver.url + "&format=generic") as page:
            for line in pushed:
                await page.send(line)
    items = await _next(receiver, 8)
    texts = [item.raw.text for item in items if isinstance(item, Received)]  # type: ignore[union-attr]
    assert texts == ["Ann 问多少钱", "Bob 问多少钱", "Cho 问多少钱"]


@pytest.mark.parametrize("query", ["", "?token=", "?token=wrong", f"?token={TOKEN[:-1]}", "?token=%00", "?other=1"])
async def test_a_missing_or_wrong_token_is_refused(receiver: Receiver, query: str) -> None:
    with pytest.raises(InvalidStatus, match="401"):
        await connect(receiver.url.partition("?")[0] + query)


async def test_the_token_may_come_as_a_header(receiver: Receiver) -> None:
    bare = receiver.url.partition("?")[0]
    async with connect(bare, additional_headers={"Authorization": f"Bearer {TOKEN}"}) as page:
        await page.send("{}")


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1.evil.example", "http://localhost@evil.example", "file://"],
)
async def test_a_foreign_origin_is_refused_even_with_the_token(receiver: Receiver, origin: str) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        await connect(receiver.url, additional_headers={"Origin": origin})


@pytest.mark.parametrize("origin", ["http://localhost:5173", "http://127.0.0.1:8080", "https://dycast.example"])
async def test_a_page_of_this_computer_or_one_allowed_by_name_gets_in(receiver: Receiver, origin: str) -> None:
    async with connect(receiver.url, additional_headers={"Origin": origin}) as page:
        await page.send("{}")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", "127.0.0.1.evil.example", "", "[", "localhost:99999"])
async def test_a_foreign_host_header_is_refused_even_with_the_token(receiver: Receiver, host: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", _port(receiver))
    writer.write(
        f"GET /?token={TOKEN} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    status = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    await writer.wait_closed()
    assert b" 403 " in status or b" 400 " in status


@pytest.mark.parametrize("noise", [b"", b"\x16\x03\x01\x02\x00", b"GET / HTTP/1.0\r\n\r\n", b"\xff" * 9000])
async def test_whoever_knocks_with_something_else_is_shown_out_without_a_word_in_the_log(
    receiver: Receiver, noise: bytes
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", _port(receiver))
    writer.write(noise)
    writer.write_eof()
    with contextlib.suppress(ConnectionError):
        await asyncio.wait_for(reader.read(), 5)
    writer.close()
    async with connect(receiver.url) as page:
        await page.send("{}")


async def test_a_pushed_frame_above_a_mebibyte_is_refused(receiver: Receiver) -> None:
    async with connect(receiver.url, max_size=None) as page:
        await page.send("x" * ((1 << 20) + 1))
        with pytest.raises(ConnectionClosed, match="1009"):
            await page.recv()
    _, down = await _next(receiver, 2)
    assert isinstance(down, Health) and "above 1 MiB" in down.detail


async def test_a_pushed_frame_that_inflates_is_refused_without_memory_for_it(receiver: Receiver) -> None:
    async with connect(receiver.url, compression=None) as page:
        raw = bomb(256)
        masked = bytes([raw[0], raw[1] | 0x80]) + raw[2:10] + bytes(4) + raw[10:]  # a mask of zeros changes nothing
        tracemalloc.start()
        try:
            page.transport.write(masked)
            with pytest.raises(ConnectionClosed, match="1002"):
                await page.recv()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 64 << 20
    _, down = await _next(receiver, 2)
    assert isinstance(down, Health) and down.state == "down"


async def test_an_unknown_format_is_refused_with_the_right_one(receiver: Receiver) -> None:
    async with connect(receiver.url + "&format=dycats") as page:
        with pytest.raises(ConnectionClosed, match="Did you mean `dycast`"):
            await page.recv()


async def test_a_port_in_use_is_bad_input_that_says_what_to_do() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadInput, match=r"change comments\.listen"):
            async with Receiver(f"127.0.0.1:{port}", TOKEN, now=lambda: 0.0):
                pass


@pytest.mark.parametrize("address", ["", "8421x", "127.0.0.1", "127.0.0.1:99999"])
def test_an_address_that_is_none_is_bad_input(address: str) -> None:
    with pytest.raises(BadInput, match=r"127\.0\.0\.1:8421"):
        Receiver(address, TOKEN, now=lambda: 0.0)


def test_it_listens_on_loopback_where_only_a_port_is_given() -> None:
    assert Receiver(":8421", TOKEN, now=lambda: 0.0).url.startswith("ws://127.0.0.1:8421/")


def test_the_token_is_the_installations_own() -> None:
    assert token_of(b"k" * 32) == TOKEN != token_of(b"x" * 32)
    assert len(TOKEN) == 24


async def test_a_flood_that_nobody_takes_does_not_keep_it_from_closing() -> None:
    async with asyncio.timeout(5):
        async with Receiver("127.0.0.1:0", TOKEN, now=lambda: 0.0, timing=QUICK) as receiver:
            page = await connect(receiver.url)
            for number in range(400):
                await page.send(spoken("dycast", f"id-{number}", "x").decode())
            await asyncio.sleep(0.05)
        await page.wait_closed()
