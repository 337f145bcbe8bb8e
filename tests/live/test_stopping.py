"""The operator may stop a replay at any moment."""

import asyncio
from pathlib import Path

from live.commands.replay import Plan, _play
from live.comments.recording import load_comments
from live.config import Settings
from live.room import Room
from live.session import SessionFolder


async def test_a_replay_that_is_stopped_between_two_comments_hangs_up_and_finishes(tmp_path: Path, demo: Path) -> None:
    plan = Plan(None, demo / "comments.jsonl", Settings(), speed=2.0, clips=False)
    recording = load_comments(plan.comments)
    stop = asyncio.Event()
    with Room(SessionFolder(tmp_path).make(), plan.settings, demo / "catalog.toml", replay=True) as room:
        playing = asyncio.create_task(_play(plan, room, recording, 359.0, stop, lambda _: None))
        while not room.state.counts.get("comment"):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        stop.set()
        await asyncio.wait_for(playing, 20)
        assert room.state.ended
    assert (tmp_path / "report").is_dir()
