"""Several sources in one room, over real sockets: each with its own health, none holding up another."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path

from websockets.asyncio.client import connect

from live.broadcast import Broadcast, live_clock
from live.comments.receiver import Receiver
from live.config import CommentSource, Settings
from live.events import Comment, Event, Health
from live.room import Room
from live.session import SessionFolder
from tests.live.comments.simulated import Source, drops, says, says_then, spoken


async def _until(room: Room, enough: Callable[[list[Event]], bool]) -> list[Event]:
    seen: list[Event] = []
    async with asyncio.timeout(15), aclosing(room.journal.follow()) as events:
        async for event in events:
            seen.append(event)
            if enough(seen):
                break
    return seen


def _texts(events: list[Event], source: str) -> list[str]:
    return [e.data.text for e in events if isinstance(e.data, Comment) and e.data.source == source]


async def test_one_of_three_dies_and_the_others_go_on(tmp_path: Path) -> None:
    more = asyncio.Event()

    async def goes_on(name: str, connection: object) -> None:
        await connection.send(spoken(name, f"{name}-000000000001", "before"), text=True)  # type: ignore[attr-defined]
        await more.wait()
        await connection.send(spoken(name, f"{name}-000000000002", "after"), text=True)  # type: ignore[attr-defined]
        await connection.wait_closed()  # type: ignore[attr-defined]

    douyin = Source([lambda connection: goes_on("oba", connection)])
    tiktok = Source([lambda connection: goes_on("tikfinity", connection)])
    dying = Source([says_then(drops, spoken("blivechat", "b1", "before"))])
    with Room(SessionFolder(tmp_path / "session").make(), Settings(), None) as room:
        stop = asyncio.Event()
        broadcast = Broadcast(room, live_clock(room), lambda _start, _text: None)
        async with douyin.open(), tiktok.open():
            async with dying.open():
                sources = [
                    CommentSource(url=douyin.url, name="douyin"),
                    CommentSource(url=tiktok.url, name="tiktok"),
                    CommentSource(url=dying.url, name="bilibili", format="blivechat", join={"room": 1}),
                ]
                running = asyncio.create_task(broadcast.run(sources, None, None, {}, stop))
                await _until(room, lambda events: len(_texts(events, "bilibili")) == 1)
            await _until(room, lambda _: room.state.health["comments:bilibili"].state == "down")
            more.set()
            events = await _until(room, lambda e: _texts(e, "douyin")[1:] == _texts(e, "tiktok")[1:] == ["after"])
            down = room.state.health["comments:bilibili"]
            assert 0.0 < down.since <= room.state.now
            assert down.detail
            for name in ("douyin", "tiktok"):
                assert room.state.health[f"comments:{name}"].state == "ok"
                assert _texts(events, name) == ["before", "after"]
            platforms = {e.data.platform for e in events if isinstance(e.data, Comment)}
            assert {"tiktok", "bilibili"} <= platforms
            stop.set()
            await running


async def test_a_source_that_dials_us_stands_beside_those_we_dial(tmp_path: Path) -> None:
    dialled = Source([says(spoken("generic", "1", "dialled"))])
    with Room(SessionFolder(tmp_path / "session").make(), Settings(), None) as room:
        clock = live_clock(room)
        stop = asyncio.Event()
        async with dialled.open(), Receiver("127.0.0.1:0", "token", now=clock.now) as receiver:
            sources = [CommentSource(url=dialled.url, name="own", format="generic")]
            broadcast = Broadcast(room, clock, lambda _start, _text: None)
            running = asyncio.create_task(broadcast.run(sources, None, None, {}, stop, receiver))
            async with connect(receiver.url.replace("/?", "/dycast?")) as page:
                await page.send(spoken("dycast", "7312345678901234567", "pushed").decode())
                events = await _until(room, lambda e: bool(_texts(e, "dycast") and _texts(e, "own")))
            assert _texts(events, "dycast") == ["pushed"]
            await _until(room, lambda _: room.state.health["comments:dycast"].state == "down")
            stop.set()
            await running
        kinds = [e.data.state for e in room.journal.read() if isinstance(e.data, Health)]
        assert "ok" in kinds
