"""Warnings while a sentence is still being said: on the host page and at the radar, never in the journal."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import cast

import pytest

from live.broadcast import Broadcast, live_clock
from live.config import OverlaySettings, Settings
from live.events import Comment, Compliance, Utterance
from live.overlay.server import OverlayServer
from live.partials import Partial
from live.room import Room
from live.session import SessionFolder
from live.speech.heard import Final, Heard
from live.speech.heard import Partial as Understood
from live.speech.worker import SpeechWorker
from tests.live.browser import browse
from tests.live.overlay.test_overlay_views import page, told

SAID = "今天这个价格是全网最低价"


@pytest.fixture
def room(tmp_path: Path, demo: Path) -> Iterator[Room]:
    with Room(SessionFolder(tmp_path / "s"), Settings(), demo / "catalog.toml", title="t") as opened:
        yield opened


def pages(room: Room) -> OverlayServer:
    return OverlayServer(
        room.journal.follow, OverlaySettings(port=0), "token", state=room.state, partials=room.partials
    )


async def test_the_host_is_warned_while_speaking_and_the_final_warning_takes_the_same_place(room: Room) -> None:
    async with pages(room) as server, page(server, "host") as socket:
        async with asyncio.timeout(2.0):
            await told(socket, lambda v: v["warnings"] == [])
            room.partials.hear(10.0, SAID)
            warned = await told(socket, lambda v: v["warnings"])
        assert [(w["phrase"] in SAID, w["provisional"]) for w in warned["warnings"]] == [(True, True)]
        room.put(Utterance(start=10.0, end=16.0, text=SAID + "，大家放心拍"), at=16.2)
        final = await told(socket, lambda v: v["warnings"] and not v["warnings"][0]["provisional"])
        assert [w["phrase"] for w in final["warnings"]] == [w["phrase"] for w in warned["warnings"]], (
            "one place, one warning"
        )


async def test_what_was_misheard_is_taken_back_and_the_journal_never_knew(room: Room) -> None:
    async with pages(room) as server, page(server, "host") as socket:
        room.partials.hear(10.0, SAID)
        await told(socket, lambda v: v["warnings"])
        room.put(Utterance(start=10.0, end=12.0, text="今天这个价格是全网一样的"), at=12.2)
        await told(socket, lambda v: v["warnings"] == [])
        room.partials.hear(20.0, SAID)
        await told(socket, lambda v: v["warnings"])
        room.partials.hear(20.0, "")
        await told(socket, lambda v: v["warnings"] == [])
    kept = json.dumps([str(e.data) for e in room.journal.read()], ensure_ascii=False)
    assert "最低" not in kept
    assert not [e for e in room.journal.read() if e.kind == "compliance"]


async def test_a_later_partial_says_more_and_what_was_corrected_in_it_goes(room: Room) -> None:
    follow = room.partials.follow()
    room.partials.hear(1.0, "全网最低价")
    asking = asyncio.ensure_future(anext(follow))
    await asyncio.sleep(0)
    room.partials.hear(1.0, "全网最低价，加我微信")
    newest = await asyncio.wait_for(asking, 2.0)
    assert [s.phrase for s in newest.suspects][-1] == "加我微信" and len(newest.suspects) == 2, (
        "the newest alone; what came before is old"
    )
    room.partials.hear(1.0, "全网同价，加我微信")
    assert [s.phrase for s in (await asyncio.wait_for(anext(follow), 2.0)).suspects] == ["加我微信"]
    await follow.aclose()


def test_without_partials_as_when_catching_up_finals_warn_as_ever(room: Room) -> None:
    assert room.partials.now is None
    room.put(Utterance(start=1.0, end=3.0, text=SAID), at=9.0)
    assert [e.kind for e in room.journal.read()][-1] == "compliance"
    assert room.partials.now is None


def test_an_utterance_that_was_over_before_leaves_what_is_being_said_now(room: Room) -> None:
    room.partials.hear(5.0, "下一句")
    room.put(Utterance(start=1.0, end=4.5, text="上一句"), at=5.6)
    assert room.partials.now == Partial(5.0, "下一句")
    room.put(Utterance(start=5.0, end=7.0, text="下一句说完了"), at=7.5)
    assert room.partials.now is None


@pytest.mark.browser
async def test_nothing_on_the_host_page_jumps_when_the_final_warning_takes_over(room: Room, tmp_path: Path) -> None:
    room.put(Comment(id="c", text="160斤能穿吗", viewer="v"), at=1.0)
    boxes = "s => document.querySelector(s).getBoundingClientRect()"
    where = f"JSON.stringify(['#warnings', '#title', '.warning .softer'].map({boxes}))"
    async with pages(room) as server, browse(tmp_path) as tab:
        await tab.size(1280, 720)
        await tab.open(server.address("host"))
        await tab.until("!document.getElementById('title').hidden")
        room.partials.hear(10.0, SAID)
        await tab.until("document.querySelector('.warning.provisional') !== null")
        assert "疑似" in await tab.ask("document.querySelector('.warning').textContent")
        before = await tab.ask(where)
        await tab.picture(tmp_path / "provisional.png")
        room.put(Utterance(start=10.0, end=16.0, text=SAID + "，大家放心拍"), at=16.2)
        await tab.until("document.querySelector('.warning:not(.provisional)') !== null")
        assert await tab.ask(where) == before
        assert "别说" in await tab.ask("document.querySelector('.warning').textContent")
        await tab.picture(tmp_path / "final.png")
        assert tab.complaints == []


class Recogniser:
    """Gives what has been understood so far, and the text once it is let."""

    def __init__(self) -> None:
        self.decide = asyncio.Event()

    async def results(self) -> AsyncIterator[Heard]:
        yield Understood(start=1.0, text="今天这个价格是全网最低", at=3.0)
        await self.decide.wait()
        yield Final(utterance=Utterance(start=1.0, end=4.0, text=SAID), decided_at=4.3)

    async def finish(self) -> None:
        """There is nothing more."""


async def test_what_the_recogniser_has_understood_so_far_warns_in_a_running_broadcast(room: Room) -> None:
    recogniser = Recogniser()
    speech = cast(SpeechWorker, recogniser)
    async with asyncio.timeout(2.0), asyncio.TaskGroup() as tasks:
        partial = tasks.create_task(anext(room.partials.follow()))
        tasks.create_task(Broadcast(room, live_clock(room)).run([], None, speech, {}, asyncio.Event()))
        assert [s.phrase for s in (await partial).suspects] == ["全网最低"]
        recogniser.decide.set()
    assert room.partials.now is None
    assert [e.data.phrase for e in room.journal.read() if isinstance(e.data, Compliance)] == ["全网最低"]
