"""How a screen is left, opened again and cut off, and what becomes of the broadcast behind it."""

import asyncio

import pytest

from live.control.messages import Link
from live.errors import LiveCueError
from live.events import Comment, Session
from tests.tui.labelled import broadcast
from tests.tui.stage import Stage, screen_text, until
from tui.words import Language

SIZE = (80, 24)


@pytest.fixture
def stage() -> Stage:
    return Stage(broadcast(66))


async def _never() -> None:
    raise AssertionError("the broadcast was ended")


@pytest.mark.parametrize("keys", [("d",), ("a",), ("x",), ("tab", "n", "up", "x")])
async def test_a_screen_that_is_opened_later_can_take_back_what_was_done_before(
    stage: Stage, keys: tuple[str, ...]
) -> None:
    app = stage.dashboard()
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        before = {g.group: (g.cue.state, g.comments[:]) for g in app.view.state.groups.values()}
        await pilot.press(*keys)
        await stage.settled(app)
        assert before != {g.group: (g.cue.state, g.comments[:]) for g in app.view.state.groups.values()}
    again = stage.dashboard()
    async with again.run_test(size=SIZE) as pilot:
        await stage.settled(again)
        await pilot.press("u")
        await stage.settled(again)
        after = {g.group: (g.cue.state, sorted(g.comments)) for g in again.view.state.groups.values()}
        assert after == {name: (state, sorted(comments)) for name, (state, comments) in before.items()}
        await pilot.press("u")
        assert again.view.note == "没有可撤销的"


async def test_quitting_asks_once_and_the_safe_choice_is_one_key_away(stage: Stage) -> None:
    ended = asyncio.Event()

    async def end() -> None:
        stage.put(Session(state="ended"))
        ended.set()

    app = stage.dashboard(end=end)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert "结束并收尾" in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not ended.is_set() and app.is_running
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("enter")
        await asyncio.wait_for(ended.wait(), 1)
    assert app.return_value == "ended"


async def test_while_it_finishes_the_screen_goes_on_and_says_so_and_ends_only_once(stage: Stage) -> None:
    finished = asyncio.Event()
    calls = 0

    async def end() -> None:
        nonlocal calls
        calls += 1
        await finished.wait()

    app = stage.dashboard(end=end)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        stage.put(Comment(id="late", text="还在吗", user="晚到"))
        await pilot.press("q")
        await stage.settled(app)
        await until(pilot, lambda: "■ 正在收尾" in screen_text(app).splitlines()[0] and "还在吗" in screen_text(app))
        finished.set()
        for _ in range(250):
            if app.return_value is not None:
                break
            await asyncio.sleep(0.02)
    assert calls == 1 and app.return_value == "ended"


async def test_an_attached_screen_is_closed_without_ending_the_broadcast(stage: Stage) -> None:
    app = stage.dashboard(link=lambda: "joined", end=_never)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        await pilot.press("enter")
    assert app.return_value == "detached"
    assert not stage.acted


async def test_an_attached_screen_asks_twice_before_it_ends_the_broadcast_for_everybody(stage: Stage) -> None:
    ended: list[bool] = []

    async def end() -> None:
        ended.append(True)

    app = stage.dashboard(link=lambda: "joined", end=end)
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        for keys in (("q", "down", "enter", "enter"), ("q", "down", "enter", "escape")):
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            assert not ended and app.is_running
        for key in ("q", "down", "enter", "down", "enter"):
            await pilot.press(key)
            await pilot.pause()
    assert ended == [True] and app.return_value == "ended"


async def test_a_screen_whose_broadcast_was_killed_says_so_and_can_still_be_read(stage: Stage) -> None:
    link: list[Link] = ["joined"]
    app = stage.dashboard(link=lambda: link[0], end=_never)
    async with app.run_test(size=SIZE) as pilot:
        await stage.settled(app)
        link[0] = "gone"
        await until(pilot, lambda: "✗直播程序 直播程序已断开" in screen_text(app))
        order = list(app.view.board.order)
        await pilot.press("j", "w")
        await pilot.pause()
        assert "谁在问" in screen_text(app) and app.view.board.order == order
        await pilot.press("escape")
        link[0] = "joined"
        await until(pilot, lambda: "已断开" not in screen_text(app))


async def test_what_cannot_be_appended_is_said_and_nothing_is_lost(stage: Stage) -> None:
    def refuse(_: object) -> None:
        raise LiveCueError("The journal is closed")

    stage.grant = refuse  # type: ignore[method-assign]
    app = stage.dashboard()
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await stage.settled(app)
        before = list(app.view.board.order)
        await pilot.press("d")
        await until(pilot, lambda: "The journal is closed" in screen_text(app))
        assert app.view.board.order == before


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_an_attached_screen_of_80_columns_shows_how_to_leave(stage: Stage, language: Language) -> None:
    app = stage.dashboard(language, link=lambda: "joined", end=_never)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert f" q {app.words('key_leave')}" in screen_text(app)
