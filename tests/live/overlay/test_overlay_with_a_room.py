"""The pages of a real broadcast: real comments, the real parts, a real browser."""

import json
from pathlib import Path

import pytest

from live.config import OverlaySettings, Settings
from live.events import AnyPayload, Comment, Utterance
from live.overlay.server import OverlayServer
from live.room import Room
from live.session import SessionFolder
from live.wishes import Release
from tests.live.browser import browse

pytestmark = pytest.mark.browser


def feed(room: Room, demo: Path, start: float, end: float) -> None:
    """The bundled broadcast's comments and the host's words of [start, end), as its truth files have them."""
    comments = [json.loads(line) for line in (demo / "comments.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = json.loads((demo / "timeline.json").read_text(encoding="utf-8"))
    inputs: list[tuple[float, AnyPayload]] = [
        *((c["at"], Comment(id=c["id"], text=c["text"], user=c["user"], viewer=c["user"])) for c in comments),
        *((u["end"], Utterance(start=u["start"], end=u["end"], text=u["text"])) for u in lines),
    ]
    for at, data in sorted(inputs, key=lambda i: i[0]):
        if start <= at < end:
            room.put(data, at)


async def test_the_host_sees_what_viewers_ask_says_it_and_viewers_see_what_was_released(
    demo: Path, tmp_path: Path
) -> None:
    title = "document.getElementById('title').textContent"
    with Room(SessionFolder(tmp_path / "session"), Settings(), demo / "catalog.toml", title="t") as room:
        server = OverlayServer(
            room.journal.follow, OverlaySettings(port=0), "token", grant=room.grant, state=room.state, names={}
        )
        async with server, browse(tmp_path) as tab:
            await tab.size(1280, 720)
            await tab.open(server.address("host") + "&act=1")
            await tab.until("document.getElementById('idle').textContent === '现在没有人在等'")
            feed(room, demo, 0.0, 64.0)
            first = room.state.open_cues()[0]
            await tab.until(f"{title} === {json.dumps(first.cue.title)}")
            order = [g.cue.title for g in room.state.open_cues()[1:4]]
            assert await tab.ask("[...document.querySelectorAll('#next .what')].map(e => e.textContent)") == order
            assert await tab.ask("document.querySelector('footer').getBoundingClientRect().bottom <= innerHeight")
            assert await tab.ask("document.querySelector('#next li').getBoundingClientRect().height > 10")
            await tab.picture(tmp_path / "host-real.png")

            feed(room, demo, 64.0, 112.0)
            second = room.state.open_cues()[0]
            await tab.until(f"{title} === {json.dumps(second.cue.title)}")
            await tab.ask("document.getElementById('done').click()")
            await tab.until(f"{title} !== {json.dumps(second.cue.title)}")
            assert room.state.groups[second.group].cue.state == "answered"

            released = room.state.open_cues()[0]
            room.grant(Release(released.group))
            await tab.open(server.address("overlay"))
            await tab.until("document.querySelectorAll('#list li').length === 1")
            assert await tab.ask("document.querySelector('#list .q').textContent") == released.cue.title
            assert tab.complaints == []
