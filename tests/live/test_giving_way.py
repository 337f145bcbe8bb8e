"""Clips wait while the host is not heard in time."""

import asyncio
from pathlib import Path

from live.clips import give_way
from live.clock import ReplayClock
from live.config import SessionSettings, Settings
from live.events import Health
from live.room import Room
from live.session import SessionFolder


async def test_clips_stand_still_while_recognition_is_behind_and_the_operator_is_told(tmp_path: Path) -> None:
    behind = [0.5, 6.0, 3.0, 2.0, 1.0, 3.0]
    held: list[bool] = []
    settings = Settings(session=SessionSettings(language="en"))
    with Room(SessionFolder(tmp_path).make(), settings) as room:
        work = give_way(held.append, lambda: behind.pop(0) if behind else 0.0, room, ReplayClock(1.0), every=0.001)
        giving_way = asyncio.create_task(work)
        while behind:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        giving_way.cancel()
        room.journal.flush(5.0)
        told = [e.data for e in room.journal.read() if isinstance(e.data, Health) and e.data.part == "clips"]
    assert held == [True, False]
    assert [(h.state, h.detail) for h in told] == [
        ("waiting", "held until recognition has caught up"),
        ("ok", "cutting goes on"),
    ]
