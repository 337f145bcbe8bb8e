"""The bundled comments, played over a real WebSocket and taken in as in a broadcast."""

import math
import time
from contextlib import aclosing
from pathlib import Path

import msgspec
import pytest

from live.comments.intake import Intake
from live.comments.listener import listen
from live.comments.player import play
from live.comments.received import Received
from live.comments.recording import load_comments
from live.config import CommentSource
from live.events import Comment, Health
from live.fold import Fold
from live.journal import Journal

KEY = b"k" * 32


async def _taken(path: Path, speed: float = math.inf) -> list[tuple[float, Comment]]:
    intake = Intake(KEY)
    taken: list[tuple[float, Comment]] = []
    async with (
        play(load_comments(path).items, speed) as url,
        aclosing(listen(CommentSource(url=url, name="replay", format="generic"), now=lambda: 0.0, live=False)) as items,
    ):
        async for item in items:
            if isinstance(item, Received):
                assert item.raw.at is not None
                if isinstance(event := intake.take(item, item.raw.at), Comment):
                    taken.append((item.raw.at, event))
    return taken


async def test_every_bundled_comment_arrives_with_its_id_and_its_exact_broadcast_time(demo: Path) -> None:
    lines = [msgspec.json.decode(line) for line in (demo / "comments.jsonl").read_bytes().splitlines()]
    taken = await _taken(demo / "comments.jsonl")
    assert len(taken) == 328
    assert [(at, comment.id) for at, comment in taken] == sorted((line["at"], line["id"]) for line in lines)
    coloured = next(comment for _, comment in taken if comment.id == "a0078")
    assert coloured.text == "160斤 168 穿几码"


async def test_a_paced_recording_takes_its_time(tmp_path: Path) -> None:
    path = tmp_path / "comments.jsonl"
    path.write_text("".join(f'{{"id":"c{i}","text":"多少钱","at":{i / 10}}}\n' for i in range(11)))
    began = time.monotonic()
    assert len(await _taken(path, speed=4.0)) == 11
    assert time.monotonic() - began >= 0.24


async def test_what_came_in_before_a_crash_is_not_taken_in_again(demo: Path, journal: Journal) -> None:
    recording = load_comments(demo / "comments.jsonl")
    intake = Intake(KEY)
    fold = Fold(journal, [intake])
    for raw in recording.comments[:200]:
        comment = intake.comment(raw, raw.at or 0.0, source="replay")
        assert comment is not None
        fold.put(comment, raw.at or 0.0)
    again = Intake(KEY)
    Fold(journal, [again]).resume()
    assert again.seen("a0001") and not again.seen("a0328")
    taken = [c for raw in recording.comments if (c := again.comment(raw, raw.at or 0.0, source="replay"))]
    assert len(taken) == 128 and again.repeated == 200


async def test_a_source_that_is_not_there_is_reported_down_with_what_to_do() -> None:
    source = CommentSource(url="ws://127.0.0.1:9", name="nobody", format="generic")
    async with aclosing(listen(source, now=lambda: 12.0)) as items:
        async for item in items:
            assert isinstance(item, Health)
            assert (item.part, item.state, item.since) == ("comments:nobody", "down", 12.0)
            assert "start the comment reader" in item.detail
            break


def test_an_address_that_cannot_be_right_is_bad_input() -> None:
    from live.errors import BadInput

    with pytest.raises(BadInput, match="must begin with ws://"):
        listen(CommentSource(url="http://127.0.0.1:1"), now=lambda: 0.0)
    with pytest.raises(BadInput, match="Did you mean `generic`"):
        listen(CommentSource(url="ws://127.0.0.1:1", format="generik"), now=lambda: 0.0)
