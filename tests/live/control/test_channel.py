"""The control channel of a real room, over its real socket."""

import asyncio
import contextlib
import json
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from live.config import Settings
from live.control import client, messages
from live.control.client import Remote, ask
from live.control.messages import Done, Refused
from live.control.place import Place, read_place, write_place
from live.control.server import ControlServer
from live.control.serving import control_of
from live.errors import BadInput, LiveCueError
from live.events import Comment, Cue, Mark
from live.progress import Share
from live.room import Room
from live.session import SessionFolder
from live.wishes import Answer, ClipLast, Dismiss, Offer, Reopen, Stop
from live.wishes import Mark as MarkIt


@pytest.fixture
def room(tmp_path: Path, demo: Path) -> Iterator[Room]:
    with Room(SessionFolder(tmp_path / "s"), Settings(), demo / "catalog.toml", title="t") as opened:
        for number, text in enumerate(("160斤能穿吗", "多少钱", "什么时候发货", "能机洗吗")):
            opened.put(Comment(id=f"c{number}", text=text, user=f"u{number}", viewer=f"v{number}"), at=float(number))
        yield opened


@contextlib.asynccontextmanager
async def joined(folder: SessionFolder) -> AsyncIterator[Remote]:
    remote = Remote(folder)
    running = asyncio.create_task(remote.run())
    try:
        await asyncio.wait_for(remote.answered(), 10)
        yield remote
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_a_wish_is_granted_when_it_is_on_disk(room: Room) -> None:
    async with control_of(room, asyncio.Event()):
        first = room.state.open_cues()[0]
        done = await ask(room.folder, Dismiss(first.group))
        assert first.cue.state == "dismissed" and first.cue.by == "operator"
        event = next(e for e in room.journal.read() if e.seq == done.seqs[0])
        assert isinstance(event.data, Cue) and event.data.state == "dismissed" and done.on_disk
        await ask(room.folder, Reopen(first.group))
        assert first.cue.state in ("open", "shown")


async def test_a_cue_goes_by_its_number_its_group_or_as_the_current_one(room: Room) -> None:
    async with control_of(room, asyncio.Event()):
        groups = list(room.state.groups)
        current = room.state.open_cues()[0].group
        await ask(room.folder, Answer("current"))
        assert room.state.groups[current].cue.state == "answered"
        last = groups[-1] if groups[-1] != current else groups[0]
        await ask(room.folder, Dismiss(str(groups.index(last) + 1)))
        assert room.state.groups[last].cue.state == "dismissed"


async def test_a_wrong_name_is_refused_with_the_right_ones(room: Room) -> None:
    async with control_of(room, asyncio.Event()):
        with pytest.raises(BadInput, match=r"no cue `99`.*Live now: 1 \("):
            await ask(room.folder, Dismiss("99"))
        with pytest.raises(BadInput, match=r"no product `hat`.*dress"):
            await ask(room.folder, Offer("hat"))
        await ask(room.folder, Dismiss("1"))
        with pytest.raises(BadInput, match="is over: dismissed"):
            await ask(room.folder, Dismiss("1"))


async def test_a_mark_stands_where_the_broadcast_is_however_quiet_the_room(room: Room) -> None:
    async with control_of(room, asyncio.Event(), lambda: 77.5):
        done = await ask(room.folder, MarkIt("开箱"))
        await ask(room.folder, ClipLast(30.0))
    marks = [e for e in room.journal.read() if isinstance(e.data, Mark)]
    assert [(e.at, e.data) for e in marks] == [(77.5, Mark(label="开箱")), (77.5, Mark(seconds=30.0))]
    assert done.at == 77.5


async def test_stop_ends_the_broadcast_and_nothing_else_does(room: Room) -> None:
    stop = asyncio.Event()
    async with contextlib.AsyncExitStack() as stack:
        control = control_of(room, stop)
        await control.__aenter__()
        remote = await stack.enter_async_context(joined(room.folder))
        await remote.grant(Dismiss("1"))
        assert not stop.is_set()
        ending = asyncio.create_task(remote.stop())
        await stop.wait()
        await asyncio.sleep(0.2)
        assert not ending.done(), "clips and report are still being made"
        await control.__aexit__()
        await asyncio.wait_for(ending, 10)
        assert remote.link == "left"


async def test_an_attached_screen_hears_what_is_not_in_the_journal(room: Room) -> None:
    async with control_of(room, asyncio.Event(), lambda: 5.0), joined(room.folder) as remote:
        room.partials.hear(4.5, "这件衣服全网最低价")
        room.exporting["h1"] = Share(0.5, 12)
        heard = await asyncio.wait_for(anext(remote.heard()), 10)
        assert (heard.start, heard.text) == (4.5, "这件衣服全网最低价")
        assert len(heard.suspects) == 1 and heard.suspects[0].softer, "the broadcast's own rules, checked where it runs"
        while remote.exporting != {"h1": Share(0.5, 12)}:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        assert remote.link == "joined" and remote.now() >= 5.0


async def test_a_screen_joins_again_when_the_broadcast_is_picked_up(room: Room) -> None:
    async with contextlib.AsyncExitStack() as stack:
        first = await stack.enter_async_context(control_of(room, asyncio.Event()))
        async with joined(room.folder) as remote:
            assert remote.link == "joined"
            for client_ in list(first._clients):
                client_.transport.abort()
            while remote.link != "gone":  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            with pytest.raises(LiveCueError, match="livecue run --session"):
                await remote.grant(Dismiss("1"))
            while remote.link != "joined":  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await remote.grant(Dismiss("1"))


async def test_nobody_gets_in_without_the_token_from_a_page_or_by_another_name(room: Room) -> None:
    async with control_of(room, asyncio.Event()):
        place = read_place(room.folder.control)
        assert place is not None
        url = f"ws://127.0.0.1:{place.port}/"
        good = {"Authorization": f"Bearer {place.token}"}
        for headers, origin in (
            ({}, None),
            ({"Authorization": "Bearer wrong"}, None),
            (good, f"http://127.0.0.1:{place.port}"),
            (good, "null"),
        ):
            with pytest.raises(InvalidStatus) as refused:
                await connect(url, additional_headers=headers, origin=origin, proxy=None)  # type: ignore[arg-type]
            assert refused.value.response.status_code in (401, 403)
        with pytest.raises(InvalidStatus):
            await connect(url.replace("127.0.0.1", "localhost"), additional_headers=good, proxy=None)
        async with connect(url, additional_headers=good, proxy=None) as socket:
            assert json.loads(await socket.recv())["say"] == "hello"


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
async def test_only_its_owner_can_read_the_token_and_it_goes_with_the_broadcast(room: Room) -> None:
    async with control_of(room, asyncio.Event()):
        assert room.folder.control.stat().st_mode & 0o077 == 0
    assert not room.folder.control.exists()


async def test_what_a_kill_left_behind_says_that_nobody_runs_it(room: Room) -> None:
    with pytest.raises(LiveCueError, match="Nobody runs"):
        await ask(room.folder, Dismiss("1"))
    write_place(room.folder.control, Place(port=1, token="old", pid=1))
    with pytest.raises(LiveCueError, match="livecue run --session"):
        await ask(room.folder, Stop())


async def test_what_is_no_wish_is_refused_and_the_channel_stays_open(room: Room) -> None:
    async with control_of(room, asyncio.Event()):
        place = read_place(room.folder.control)
        assert place is not None
        async with await client._open(place) as socket:
            for _ in range(2):
                await socket.recv()
            for message in ("{", "[]", '{"id":1,"wish":{"do":"format"}}', '{"id":1,"wish":{"do":"dismiss"}}'):
                await socket.send(message)
                said = messages.decode(await socket.recv())
                assert isinstance(said, Refused) and "does not understand" in said.why
            await socket.send('{"id":5,"wish":{"do":"mark"}}')
            said = messages.decode(await socket.recv())
            assert isinstance(said, Done) and said.id == 5


@given(st.binary(max_size=200))
def test_no_bytes_break_the_channel(raw: bytes) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    server = ControlServer(Path("x"), grant=never, stop=never, flush=never, hello=never)  # type: ignore[arg-type]
    assert isinstance(asyncio.run(server._answer(raw)), Refused)
