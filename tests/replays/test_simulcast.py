"""Several sources in one room, over real sockets: each with its own health, none holding up another."""

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection

from live.broadcast import Broadcast, live_clock
from live.clock import LiveClock
from live.comments.formats.base import RawComment
from live.comments.intake import Intake, Sent
from live.comments.received import Received
from live.comments.receiver import Receiver
from live.config import CommentSource, SessionSettings, Settings
from live.events import Comment, Event, Health, Signal
from live.room import Room
from live.session import SessionFolder
from tests.live.comments.simulated import Source, drops, says, spoken
from tests.tui.stage import screen_text
from tui.app import Dashboard
from tui.text import clock as time_of


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


class Simulcast:
    """Three readers of one room, in three formats; the third dies when it is told to."""

    def __init__(self) -> None:
        self.dies, self.go_on = asyncio.Event(), asyncio.Event()
        self.douyin = Source([partial(self._goes_on, "oba")])
        self.tiktok = Source([partial(self._goes_on, "tikfinity")])
        self.bilibili = Source([self._dies])

    async def _goes_on(self, name: str, connection: ServerConnection) -> None:
        await connection.send(spoken(name, f"{name}-000000000001", "before"), text=True)
        await self.go_on.wait()
        await connection.send(spoken(name, f"{name}-000000000002", "after"), text=True)
        await connection.wait_closed()

    async def _dies(self, connection: ServerConnection) -> None:
        await connection.send(spoken("blivechat", "b1", "before"), text=True)
        await self.dies.wait()
        await drops(connection)

    @contextlib.asynccontextmanager
    async def into(self, room: Room, clock: LiveClock) -> AsyncIterator[None]:
        """Runs a broadcast that hears all three."""
        stop = asyncio.Event()
        async with self.douyin.open(), self.tiktok.open():
            async with self.bilibili.open():
                sources = [
                    CommentSource(url=self.douyin.url, name="douyin"),
                    CommentSource(url=self.tiktok.url, name="tiktok"),
                    CommentSource(url=self.bilibili.url, name="bilibili", format="blivechat", join={"room": 1}),
                ]
                broadcast = Broadcast(room, clock)
                running = asyncio.create_task(broadcast.run(sources, None, None, {}, stop))
                await _until(room, lambda events: all(_texts(events, source.name) for source in sources))
                self.dies.set()
            # Its server is gone: nobody answers when it is dialled again.
            await _until(room, lambda _: room.state.health["comments:bilibili"].state == "down")
            try:
                yield
            finally:
                stop.set()
                await running


async def test_one_of_three_dies_and_the_others_go_on(tmp_path: Path) -> None:
    three = Simulcast()
    with Room(SessionFolder(tmp_path / "session").make(), Settings(), None) as room:
        async with three.into(room, live_clock(room)):
            three.go_on.set()
            events = await _until(room, lambda e: _texts(e, "douyin")[1:] == _texts(e, "tiktok")[1:] == ["after"])
            down = room.state.health["comments:bilibili"]
            assert 0.0 < down.since <= room.state.now
            assert down.detail
            for name in ("douyin", "tiktok"):
                assert room.state.health[f"comments:{name}"].state == "ok"
                assert _texts(events, name) == ["before", "after"]
            platforms = {e.data.platform for e in events if isinstance(e.data, Comment)}
            assert {"tiktok", "bilibili"} <= platforms


@pytest.mark.logs_errors
async def test_a_fault_in_what_a_broadcast_can_do_without_does_not_end_it(tmp_path: Path) -> None:
    async def breaks() -> None:
        raise ZeroDivisionError

    async def says(connection: ServerConnection) -> None:
        await room_knows.wait()
        await connection.send(spoken("oba", "oba-000000000001", "hello"), text=True)
        await connection.wait_closed()

    room_knows, stop = asyncio.Event(), asyncio.Event()
    reader = Source([says])
    with Room(SessionFolder(tmp_path / "session").make(), Settings(), None) as room:
        broadcast = Broadcast(room, live_clock(room))
        async with reader.open():
            sources = [CommentSource(url=reader.url, name="douyin")]
            running = asyncio.create_task(broadcast.run(sources, None, None, {"llm": breaks()}, stop))
            await _until(room, lambda _: "llm" in room.state.health)
            room_knows.set()
            await _until(room, lambda events: _texts(events, "douyin") == ["hello"])
            stop.set()
            await running
        assert (room.state.health["llm"].state, "livecue.log" in room.state.health["llm"].detail) == ("down", True)


@pytest.mark.logs_errors
async def test_a_fault_in_what_brings_comments_is_told_and_it_is_started_again(tmp_path: Path) -> None:
    class Faulty(Receiver):
        starts = 0

        async def items(self) -> AsyncGenerator[Received | Health, None]:
            self.starts += 1
            if self.starts == 1:
                raise ZeroDivisionError
            async for item in super().items():
                yield item

    stop = asyncio.Event()
    with Room(SessionFolder(tmp_path / "session").make(), Settings(), None) as room:
        clock = live_clock(room)
        async with Faulty("127.0.0.1:0", "token", now=clock.now) as receiver:
            broadcast = Broadcast(room, clock, pause=0.01)
            running = asyncio.create_task(broadcast.run([], None, None, {}, stop, receiver))
            async with connect(receiver.url) as page:
                await page.send(spoken("dycast", "7312", "hello").decode())
                events = await _until(room, lambda events: _texts(events, "pushed") == ["hello"])
            stop.set()
            await running
        told = [e.data for e in events if isinstance(e.data, Health) and e.data.part == "receiver"]
        assert [health.state for health in told] == ["down", "ok"]
        assert "livecue.log" in told[0].detail


async def test_two_readers_at_one_address_are_told_apart(tmp_path: Path) -> None:
    source = Source([says(spoken("generic", "1", "one")), says(spoken("generic", "2", "two"))])
    stop = asyncio.Event()
    with Room(SessionFolder(tmp_path / "session").make(), Settings(), None) as room:
        async with source.open():
            sources = [CommentSource(url=f"{source.url}/ws/{number}", format="generic") for number in (1, 2)]
            broadcast = Broadcast(room, live_clock(room))
            running = asyncio.create_task(broadcast.run(sources, None, None, {}, stop))
            await _until(room, lambda events: sum(isinstance(e.data, Comment) for e in events) == 2)
            stop.set()
            await running
        parts = [part for part in room.state.health if part.startswith("comments:")]
    assert sorted(parts) == [f"comments:127.0.0.1:{source.port}", f"comments:127.0.0.1:{source.port} #2"]


@pytest.mark.logs_errors
async def test_a_comment_that_cannot_be_taken_in_costs_no_other(tmp_path: Path) -> None:
    source = Source([says(spoken("generic", "1", "breaks"), spoken("generic", "2", "hello"))])
    stop = asyncio.Event()
    with Room(SessionFolder(tmp_path / "session").make(), Settings(), None) as room:
        room.intake = _Chokes(b"k" * 32)
        async with source.open():
            broadcast = Broadcast(room, live_clock(room))
            sources = [CommentSource(url=source.url, name="sim", format="generic")]
            running = asyncio.create_task(broadcast.run(sources, None, None, {}, stop))
            await _until(room, lambda events: _texts(events, "sim") == ["hello"])
            stop.set()
            await running


class _Chokes(Intake):
    def take(self, sent: Sent, at: float) -> Comment | Signal | None:
        if isinstance(sent.raw, RawComment) and sent.raw.text == "breaks":
            raise RecursionError
        return super().take(sent, at)


@pytest.mark.parametrize(
    ("size", "language", "down", "well"),
    [
        ((80, 24), "zh", r"✗弹幕源 bilibili 中断 (\d+:\d\d) ", ""),
        ((120, 36), "en", r"✗comments bilibili down (\d+:\d\d) ", ""),
        ((200, 55), "zh", r"✗ 弹幕源 bilibili 中断 (\d+:\d\d)，(\d+:\d\d) 起", "✓ 弹幕源 {} 正常"),
    ],
    ids=["80 columns", "120 columns", "200 columns"],
)
async def test_the_dashboard_shows_which_of_three_is_down_and_since_when(
    tmp_path: Path, size: tuple[int, int], language: Literal["zh", "en"], down: str, well: str
) -> None:
    three = Simulcast()
    settings = Settings(session=SessionSettings(language=language))
    with Room(SessionFolder(tmp_path / "session").make(), settings, None) as room:
        clock = LiveClock(time.time() - 754.0)
        async with three.into(room, clock):
            screen = Dashboard(room.journal.follow, lambda _: None, settings, now=clock.now)
            async with screen.run_test(size=size):
                first = _found(down, await _painted(screen, lambda text: bool(_found(down, text))))
                assert first[1:] in ((), (time_of(room.state.health["comments:bilibili"].since),))
                three.go_on.set()
                # The others go on, and so does the time that it has been down.
                await _painted(screen, lambda text: text.count("after") == 2 and _found(down, text) > first)
                for name in ("douyin", "tiktok") if well else ():
                    assert well.format(name) in screen_text(screen)


async def _painted(screen: Dashboard, enough: Callable[[str], bool]) -> str:
    """What the screen shows, once it is enough."""
    async with asyncio.timeout(15):
        while not enough(text := screen_text(screen)):  # noqa: ASYNC110  # the screen paints by itself
            await asyncio.sleep(0.05)
    return text


def _found(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    return found.groups() if found else ()


async def test_a_source_that_dials_us_stands_beside_those_we_dial(tmp_path: Path) -> None:
    dialled = Source([says(spoken("generic", "1", "dialled"))])
    with Room(SessionFolder(tmp_path / "session").make(), Settings(), None) as room:
        clock = live_clock(room)
        stop = asyncio.Event()
        async with dialled.open(), Receiver("127.0.0.1:0", "token", now=clock.now) as receiver:
            sources = [CommentSource(url=dialled.url, name="own", format="generic")]
            broadcast = Broadcast(room, clock)
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
