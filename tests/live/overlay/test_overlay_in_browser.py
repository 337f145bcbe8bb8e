"""The pages in a real browser."""

import asyncio
import http
from pathlib import Path

import msgspec
import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from live.events import Answered, Compliance, Cue
from live.journal import Journal
from live.overlay.pages import render
from live.overlay.views import host_view
from live.state import BroadcastState
from tests.live.browser import browse
from tests.live.overlay.board import ask, put, served

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="document.title=1"><b>粗</b>{{7*7}}'


async def test_host_page_shows_cues_in_order_and_follows_what_happens(journal: Journal, tmp_path: Path) -> None:
    ask(journal, "size", "160斤能穿吗，穿多大码", at=40.0, people=5, state="shown", product="dress",
        answer="能穿，拍3XL，155到175斤都合适", also="搭配防晒面罩一起带")  # fmt: skip
    ask(journal, "wash", "能机洗吗", at=50.0, people=2, priority=3.0)
    ask(journal, "gift", "有赠品吗", at=55.0, priority=2.0)
    put(journal, Compliance(start=58.0, end=60.0, phrase="全网最低价", rule="absolute", softer="今天很划算"), at=60.0)
    async with served(journal) as server, browse(tmp_path) as tab:
        await tab.size(1280, 720)
        await tab.open(server.address("host"))
        await tab.until("!document.getElementById('title').hidden")
        assert await tab.ask("document.getElementById('title').textContent") == "160斤能穿吗，穿多大码"
        assert await tab.ask("[...document.querySelectorAll('#next .what')].map(e => e.textContent)") == [
            "能机洗吗", "有赠品吗",
        ]  # fmt: skip
        assert await tab.ask("parseFloat(getComputedStyle(document.getElementById('title')).fontSize)") >= 54
        assert await tab.ask(
            "document.querySelector('main').scrollHeight <= document.querySelector('main').clientHeight"
        )
        await tab.picture(tmp_path / "host.png")
        put(journal, Answered(group="size", start=60.0, end=63.0, text="拍3XL"), at=63.0)
        put(journal, Cue(group="size", state="answered", title="160斤能穿吗，穿多大码"), at=63.0)
        await tab.until("document.getElementById('title').textContent === '能机洗吗'")
        assert await tab.ask("document.getElementById('answer').className") == "none"
        await tab.open(server.address("host") + "&theme=light&lang=en&next=1")
        await tab.until("document.getElementById('title').textContent === '能机洗吗'")
        await tab.size(390, 844, mobile=True)
        await tab.until("innerWidth === 390")
        await tab.picture(tmp_path / "host-phone.png")
        assert tab.complaints == []
        assert {r.split("/")[2] for r in tab.requests if "://" in r} == {f"127.0.0.1:{server.port}"}


@pytest.mark.parametrize(
    ("width", "height", "query"),
    [(667, 375, "&act=1&next=6"), (844, 390, "&act=1"), (320, 568, ""), (1280, 720, "&scale=3")],
)
async def test_the_current_cue_is_whole_on_any_screen_and_the_queue_gives_way(
    journal: Journal, tmp_path: Path, width: int, height: int, query: str
) -> None:
    ask(journal, "size", "160斤能穿吗，穿多大码", at=40.0, people=5, state="shown", product="dress",
        answer="有大码，S到4XL，两百斤以内都能穿：150斤2XL，190斤4XL", also="搭配透气防晒面罩 39.9元")  # fmt: skip
    for n in range(6):
        ask(journal, f"g{n}", f"问题{n}是什么", at=50.0 + n)
    for phrase in ("全网最低价", "包治百病"):
        put(journal, Compliance(start=58.0, end=60.0, phrase=phrase, rule="a", softer="今天直播间专属价"), at=60.0)
    async with served(journal) as server, browse(tmp_path) as tab:
        await tab.size(width, height, mobile=width < 1000)
        await tab.open(server.address("host") + query)
        await tab.until("!document.getElementById('title').hidden")
        assert await tab.ask("(m => m.scrollHeight <= m.clientHeight)(document.querySelector('main'))")
        assert await tab.ask("document.querySelector('footer').getBoundingClientRect().bottom <= innerHeight + 1")
        assert await tab.ask("document.querySelectorAll('.warning').length") == 2


async def test_overlay_is_transparent_and_shows_the_released_questions_only(journal: Journal, tmp_path: Path) -> None:
    async with served(journal) as server, browse(tmp_path) as tab:
        await tab.size(1080, 608)
        await tab.call("Emulation.setDefaultBackgroundColorOverride", color={"r": 0, "g": 0, "b": 0, "a": 0})
        await tab.open(server.address("overlay"))
        assert await tab.ask("document.getElementById('card').hidden")
        ask(journal, "wash", "能机洗吗", at=1.0, people=12, released=True, answer="可以，装洗衣袋，冷水轻柔档")
        ask(journal, "kept", "底价多少", at=2.0)
        ask(journal, "ship", "几天能到呀", at=3.0, people=4, released=True)
        await tab.until("document.querySelectorAll('#list li').length === 2")
        text = await tab.ask("document.body.innerText")
        assert "大家都在问" in text
        assert "底价" not in text
        assert await tab.ask("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
        await tab.picture(tmp_path / "overlay.png")
        put(journal, Cue(group="wash", state="open", title="能机洗吗"), at=5.0)
        await tab.until("document.querySelectorAll('#list li').length === 1")
        assert tab.complaints == []


async def test_hostile_text_stays_text_on_both_pages(journal: Journal, tmp_path: Path) -> None:
    ask(journal, "bad", HOSTILE, at=1.0, released=True, answer=HOSTILE)
    put(journal, Compliance(start=1.0, end=1.0, phrase=HOSTILE, rule="x", softer=HOSTILE), at=1.0)
    async with served(journal) as server, browse(tmp_path) as tab:
        for page, where in (("host", "title"), ("overlay", "list")):
            await tab.open(server.address(page))  # type: ignore[arg-type]
            await tab.until(f"document.getElementById('{where}').textContent.includes('onerror')")
            assert await tab.ask("document.querySelectorAll('img, b').length") == 0
        assert await tab.ask("document.title") == "LiveCue overlay"
        assert not [r for r in tab.requests if r.endswith("/x")]


async def test_a_page_finds_its_way_back_after_the_server_was_gone(journal: Journal, tmp_path: Path) -> None:
    ask(journal, "g", "多少钱", at=1.0)
    async with browse(tmp_path) as tab:
        async with served(journal) as first:
            await tab.open(first.address("host"))
            await tab.until("!document.getElementById('title').hidden")
            port = first.port
        await tab.until("document.body.classList.contains('lost')")
        ask(journal, "h", "有大码吗", at=2.0, pinned=True)
        async with served(journal, port=port):
            await tab.until("document.getElementById('title').textContent === '有大码吗'")
            assert not await tab.ask("document.body.classList.contains('lost')")


async def test_a_page_whose_connection_died_without_a_word_says_so_and_tries_anew(tmp_path: Path) -> None:
    calls: asyncio.Queue[int] = asyncio.Queue()

    def html(connection: ServerConnection, request: Request) -> Response | None:
        if "/live" in request.path:
            return None
        response = connection.respond(http.HTTPStatus.OK, render("host", "zh")[0])
        del response.headers["Content-Type"]
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        return response

    async def fall_silent(connection: ServerConnection) -> None:
        await connection.send(msgspec.json.encode(host_view(BroadcastState(), {}, 300.0)), text=True)
        calls.put_nowait(1)
        await connection.wait_closed()

    async with serve(fall_silent, "127.0.0.1", 0, process_request=html) as server, browse(tmp_path) as tab:
        await tab.open(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/host?token=x")
        await asyncio.wait_for(calls.get(), 10.0)
        await tab.ask(
            "window.losses = 0; new MutationObserver(() => losses += document.body.classList.contains('lost'))"
            ".observe(document.body, {attributes: true}); performance.now = () => 11000 + Date.now() - "
            "performance.timing.navigationStart; 0"
        )
        await asyncio.wait_for(calls.get(), 10.0)
        assert await tab.ask("losses") > 0
        assert await tab.ask("getComputedStyle(document.getElementById('lost')).display") == "none"


async def test_the_overlay_stays_in_the_picture_however_much_is_to_be_shown(journal: Journal, tmp_path: Path) -> None:
    for number in range(12):
        ask(journal, f"g{number}", f"问题{number}" * 6, at=1.0 + number, released=True, answer="可以" * 40)
    async with served(journal) as server, browse(tmp_path) as tab:
        await tab.size(1280, 720)
        for query in ("", "&max=10", "&place=top&max=10", "&scale=4"):
            await tab.open(server.address("overlay") + query)
            await tab.until("document.querySelectorAll('#list li').length > 0")
            box = await tab.ask("(r => [r.top, r.bottom, r.left, r.right])(card.getBoundingClientRect())")
            assert box[0] >= 0 and box[1] <= 720 and box[2] >= 0 and box[3] <= 1280, query
