"""What the pages are told."""

import json
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from live.events import Answered, AnyPayload, Compliance, Cue, Product, Session
from live.journal import Journal
from live.overlay.server import OverlayServer
from live.state import BroadcastState
from live.wishes import AnyWish, grant
from tests.live.overlay.board import ask, put, served


def page(server: OverlayServer, name: str) -> connect:
    address = server.address(name)  # type: ignore[arg-type]
    return connect(
        address.replace("http:", "ws:").replace(f"/{name}?", f"/{name}/live?"),
        origin=f"http://127.0.0.1:{server.port}",  # type: ignore[arg-type]
        proxy=None,
    )


async def told(socket: ClientConnection, until: Any) -> dict[str, Any]:
    """The first view that satisfies `until`."""
    while True:
        view = json.loads(await socket.recv() or "null")
        if view and until(view):
            return dict(view)


async def test_the_host_sees_pinned_then_shown_then_by_priority(journal: Journal) -> None:
    ask(journal, "low", "包邮吗", at=1.0, priority=1.0)
    ask(journal, "high", "什么料子", at=2.0, priority=5.0)
    ask(journal, "shown", "多少钱", at=3.0, state="shown")
    ask(journal, "pinned", "有大码吗", at=4.0, pinned=True, people=3)
    async with served(journal) as server, page(server, "host") as socket:
        view = await told(socket, lambda v: v["waiting"] == 4)
    assert view["current"]["title"] == "有大码吗"
    assert view["current"]["asked"] == 3
    assert [c["title"] for c in view["next"]] == ["多少钱", "什么料子", "包邮吗"]


async def test_viewers_see_only_what_the_operator_released_until_it_is_taken_back(journal: Journal) -> None:
    ask(journal, "secret", "老板底价多少", at=1.0)
    ask(journal, "open", "能机洗吗", at=2.0, answer="可以，冷水。", released=True)
    async with served(journal) as server, page(server, "overlay") as socket:
        view = await told(socket, lambda v: v["questions"])
        assert [q["title"] for q in view["questions"]] == ["能机洗吗"]
        assert "老板底价" not in json.dumps(view, ensure_ascii=False)
        put(journal, Cue(group="open", state="open", title="能机洗吗"), at=3.0)
        await told(socket, lambda v: not v["questions"])


async def test_who_asks_again_after_an_answer_is_counted_and_waits_anew_as_on_the_dashboard(journal: Journal) -> None:
    ask(journal, "g", "多少钱", at=1.0, people=5)
    put(journal, Answered(group="g", start=2.0, end=4.0, text="129元"), at=4.0)
    put(journal, Cue(group="g", state="answered", title="多少钱"), at=4.0)
    ask(journal, "g", "多少钱", at=30.0, people=2)
    async with served(journal) as server, page(server, "host") as socket:
        cue = (await told(socket, lambda v: v["current"] and v["current"]["asked"] == 2))["current"]
    assert cue["first_at"] == 30.0


async def test_a_page_that_comes_late_is_told_everything_at_once(journal: Journal) -> None:
    put(journal, Product(product="dress"), at=0.5)
    ask(journal, "g", "多少钱", at=1.0, released=True, answer="129元")
    put(journal, Answered(group="g", start=2.0, end=4.0, text="129元"), at=4.0)
    put(journal, Cue(group="g", state="answered", title="多少钱", released=True), at=4.0)
    put(journal, Compliance(start=5.0, end=6.0, phrase="最便宜", rule="absolute", softer="很划算"), at=6.0)
    async with served(journal) as server:
        async with page(server, "host") as socket:
            view = await told(socket, lambda v: v["warnings"])
            assert (view["current"], view["product"]) == (None, "春夏方领收腰连衣裙")
            assert view["warnings"][0]["phrase"] == "最便宜"
        async with page(server, "overlay") as socket:
            assert (await told(socket, lambda v: v["questions"]))["questions"][0]["answered_at"] == 4.0


async def test_a_flood_reaches_a_page_as_a_few_views(journal: Journal) -> None:
    async with served(journal) as server, page(server, "host") as socket:
        await socket.recv()
        ask(journal, "g", "多少钱", at=1.0, people=2000)
        put(journal, Session(state="ended"), at=2.0)
        views = 1
        while json.loads(await socket.recv())["running"]:
            views += 1
    assert views <= 5


async def test_the_host_may_say_done_only_where_the_room_lets_pages_act(journal: Journal) -> None:
    done: list[AnyPayload] = []
    ask(journal, "g", "多少钱", at=1.0)
    state = BroadcastState()
    for event in journal.read():
        state.on(event)

    def take(wish: AnyWish) -> None:
        done.extend(grant(wish, state, None, 2.0))

    async with served(journal, grant=take) as server, page(server, "host") as socket:
        await told(socket, lambda v: v["current"])
        for message in ("{", '{"do":"stop"}', '{"do":"answer","cue":"other"}'):
            await socket.send(message)
        await socket.send('{"do":"answer","cue":"g"}')
        await socket.ping()
        while not done:
            await (await socket.ping())
    assert [type(p).__name__ for p in done] == ["Answered"]


async def test_a_page_hears_from_the_server_though_nothing_happens(journal: Journal) -> None:
    async with served(journal, beat_every=0.02) as server, page(server, "overlay") as socket:
        assert [json.loads(await socket.recv())["questions"], await socket.recv(), await socket.recv()] == [[], "", ""]
