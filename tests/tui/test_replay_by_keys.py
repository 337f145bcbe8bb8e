"""A whole broadcast is run from the keyboard, over a real journal."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from live.config import Settings
from live.errors import LiveCueError
from live.events import Cue, Event, Mark, Product, Question, Session
from live.journal import Journal, JournalReader
from live.state import BroadcastState
from live.wishes import AnyWish, grant
from tests.tui.labelled import broadcast, demo_catalog
from tests.tui.stage import screen_text, until
from tui.app import Dashboard


async def test_a_whole_broadcast_is_run_by_keys_alone(journal: Journal) -> None:
    events = broadcast()
    at = 0.0

    def act(wish: AnyWish) -> None:
        for payload in grant(wish, app.view.state, app.view.catalog, at):
            journal.append(payload, at=at)

    async def end() -> None:
        journal.append(Session(state="ended"), at=at)

    app = Dashboard(journal.follow, act, Settings(), catalog=demo_catalog(), end=end)
    async with app.run_test(size=(80, 24)) as pilot:
        for number, event in enumerate(events):
            at = event.at
            group = app.view.state.groups.get(getattr(event.data, "group", ""))
            if isinstance(event.data, Cue) and group is not None and group.cue.state in ("answered", "dismissed"):
                continue  # what the operator has closed, no part opens again
            journal.append(event.data, at=at)
            if number % 40 == 39:
                await asyncio.sleep(0)
                if app.view.board.current() is not None:
                    await pilot.press(("a", "d", "s", "p", "j")[number // 40 % 5])
            if number == 200:
                await pilot.press("m", "c", "o", "home", "down", "down", "enter")
            if number == 400:
                await pilot.press("tab", "slash", *"160", "enter", "up", "v", "escape", "x", "escape", "escape")
        for _ in range(60):
            await pilot.pause()
            if (left := app.view.board.current()) is None:
                break
            await pilot.press("down" if app.view.board.is_over(left.group) else "d")
            app.view.tick(at + 100)
        assert app.view.board.order == []
        await pilot.press("u")
        await pilot.pause()
        assert len(app.view.board.order) == 1
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause(0.1)
    assert app.return_value == "ended"

    told = BroadcastState()
    kinds: dict[str, int] = {}
    for event in journal.read():
        told.on(event)
        if getattr(event.data, "by", "") == "operator" or isinstance(event.data, Mark):
            kinds[event.kind] = kinds.get(event.kind, 0) + 1
    assert kinds["mark"] == 2
    assert kinds["product"] == 1 and kinds["question"] == 1 and kinds["answered"] >= 1 and kinds["cue"] >= 10
    assert told.counts["comment"] == 328
    assert len(told.open_cues()) == 1
    assert any(isinstance(e.data, Product) and e.data.by == "operator" for e in journal.read())
    assert any(isinstance(e.data, Question) and e.data.by == "operator" for e in journal.read())


async def test_a_screen_that_is_closed_and_opened_again_shows_the_same_board(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.db") as journal:
        for event in broadcast(120):
            journal.append(event.data, at=event.at)
        journal.flush()
        seen = []
        for _ in range(2):
            with JournalReader(tmp_path / "journal.db") as reader:
                app = Dashboard(
                    reader.follow, lambda _: None, Settings(), catalog=demo_catalog(), link=lambda: "joined"
                )
                async with app.run_test(size=(120, 36)) as pilot:
                    while app.view.state.last_seq < journal.last_seq or app.catching_up:  # noqa: ASYNC110
                        await asyncio.sleep(0.02)
                    app.paint()
                    await pilot.pause()
                    seen.append(screen_text(app))
                    await pilot.press("q")
                    await pilot.pause()
                    await pilot.press("enter")
                assert app.return_value == "detached"
        assert seen[0] == seen[1]


async def test_a_journal_that_cannot_be_read_on_is_said_on_screen() -> None:
    async def follow(after: int) -> AsyncIterator[Event]:
        for event in broadcast(20)[after:]:
            yield event
        raise LiveCueError("The disk is gone")

    app = Dashboard(follow, lambda _: None, Settings())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "The disk is gone" in screen_text(app))
        assert app.is_running
