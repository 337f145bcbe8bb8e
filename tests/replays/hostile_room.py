"""A room that is sent hostile strings, with the real dashboard over it; or, as a control, without intake.

    python -m tests.replays.hostile_room FOLDER COUNT intake|bare

Leaves in FOLDER the session with its report, and `views.json` with what the host page and the overlay were sent.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from live.comments.formats.base import RawComment
from live.comments.intake import Intake
from live.config import OverlaySettings, Settings
from live.events import Comment, Cue, Question
from live.overlay.views import audience_view, host_view
from live.report.build import build_report
from live.room import Room
from live.session import SessionFolder
from tests.live.comments.hostile import hostile_strings
from tui.app import Dashboard

SETTINGS = Settings(overlay=OverlaySettings(enabled=False))
PAINT_EVERY = 40


async def comments(room: Room, count: int, bare: bool) -> AsyncIterator[Comment]:
    """The strings as comments, some of them asked as questions so that they come in front of the host too."""
    for number, text in enumerate(hostile_strings(count)):
        at = number / 100
        if bare:
            said = text.encode("utf-8", "replace").decode()
            comment: Comment | None = Comment(id=f"h{number}", text=said, user=said[:30], source="s")
        else:
            raw = RawComment(text=text, id=f"h{number}", user=text[:60], platform=text[:20])
            comment = room.intake.comment(raw, at, source="s")
        if comment is None:
            continue
        room.put(comment, at)
        if number % 10 == 0:
            group = f"g{number % 300}"
            room.put(Question(comment=comment.id, intent="price", score=0.9, group=group, text=comment.text), at)
            room.put(Cue(group=group, state="open", intent="price", title=comment.text, priority=float(number)), at)
        if number % PAINT_EVERY == 0:
            await asyncio.sleep(0.02)
        yield comment


async def dashboard(room: Room, count: int) -> None:
    """The strings through intake, under the real dashboard."""
    screen = Dashboard(room.journal.follow, lambda _: None, room.settings)

    async def feed() -> None:
        try:
            async for _ in comments(room, count, bare=False):
                pass
            await asyncio.sleep(0.5)
        finally:
            screen.exit()

    feeding = asyncio.create_task(feed())
    await screen.run_async()
    await feeding


class Careless(App[None]):
    """A screen that shows what it is given: what a comment would do that nobody has cleaned."""

    def compose(self) -> ComposeResult:
        yield Static(id="said")


async def careless(room: Room, count: int) -> None:
    """The strings without intake, on a screen that trusts them."""
    screen = Careless()

    async def feed() -> None:
        try:
            async for comment in comments(room, count, bare=True):
                screen.query_one("#said", Static).update(Content(comment.text[:200]))
                await asyncio.sleep(0.02)
        finally:
            screen.exit()

    async def ready() -> None:
        nonlocal feeding
        feeding = asyncio.create_task(feed())

    feeding: asyncio.Task[None] | None = None
    screen.call_later(ready)
    await screen.run_async()
    if feeding is not None:
        await feeding


def main(folder: Path, count: int, bare: bool) -> None:
    with Room(SessionFolder(folder).make(), SETTINGS) as room:
        if not bare:
            room.intake = Intake(b"k" * 32)
        asyncio.run((careless if bare else dashboard)(room, count))
        room.journal.flush()
        views = [host_view(room.state, {}, 300.0), audience_view(room.state)]
        (folder / "views.json").write_bytes(msgspec.json.encode(views))
        build_report(folder, names=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "bare")
