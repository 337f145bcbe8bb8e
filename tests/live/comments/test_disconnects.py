"""A hundred losses of connection in one run: nothing sent while connected is lost, nothing doubled, each gap told."""

import asyncio
import contextlib
import random
import time
from collections import Counter
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from live.comments.intake import Intake
from live.comments.listener import listen
from live.comments.received import Received
from live.config import CommentSource
from live.events import Comment, Health
from live.fold import Fold
from live.journal import Journal, JournalReader
from tests.live.comments.simulated import Source, drops, half_closes, sends_raw, spoken

BACKLOG = 30


@dataclass
class Unreliable:
    """A reader that repeats its last comments to whoever connects, goes on with new ones, and is lost at random."""

    name: str
    losses: int
    chance: random.Random
    sent: list[str] = field(default_factory=list)
    down_since: float = 0.0
    away: list[float] = field(default_factory=list)
    """Seconds from each loss to the next connection."""
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def scene(self, connection: ServerConnection) -> None:
        if self.down_since:
            self.away.append(time.monotonic() - self.down_since)
        for id_ in self.sent[-BACKLOG:]:
            await connection.send(spoken(self.name, id_, f"comment {id_}"), text=True)
        for _ in range(self.chance.randrange(40)):
            await self.says_more(connection)
            await asyncio.sleep(self.chance.random() * 0.004)
        if len(self.away) == self.losses:
            self.done.set()
            await connection.wait_closed()
            return
        self.down_since = time.monotonic()
        way = self.chance.choice([drops, drops, half_closes, sends_raw(b"\xff" * 20), None])
        if way is None:
            await connection.close(self.chance.choice([1000, 1001, 1011]))
        else:
            await way(connection)

    async def says_more(self, connection: ServerConnection) -> None:
        id_ = f"{self.name}-{len(self.sent)}"
        with contextlib.suppress(ConnectionClosed):
            await connection.send(spoken(self.name, id_, f"comment {id_}"), text=True)
            self.sent.append(id_)


async def _run(path: Path, sources: list[Unreliable]) -> tuple[list[Comment], list[Health]]:
    began = time.monotonic()

    def now() -> float:
        return time.monotonic() - began

    intake = Intake(b"k" * 32)
    with Journal(path) as journal:
        fold = Fold(journal, [intake])

        async def room(url: str, name: str) -> None:
            settings = CommentSource(url=url, name=name, format=name, join={"room": 1})
            async with aclosing(listen(settings, now=now)) as stream:
                async for item in stream:
                    event = intake.take(item, now()) if isinstance(item, Received) else item
                    if event is not None:
                        fold.put(event, now())

        async with AsyncExitStack() as stack:
            servers = [await stack.enter_async_context(Source([source.scene]).open()) for source in sources]
            rooms = [asyncio.create_task(room(server.url, s.name)) for server, s in zip(servers, sources, strict=True)]
            await asyncio.gather(*(source.done.wait() for source in sources))
            await asyncio.sleep(0.1)
            for task in rooms:
                task.cancel()
            await asyncio.gather(*rooms, return_exceptions=True)
    with JournalReader(path) as reader:
        events = list(reader.read())
    comments = [e.data for e in events if isinstance(e.data, Comment)]
    return comments, [e.data for e in events if isinstance(e.data, Health)]


@pytest.mark.parametrize("seed", [7])
async def test_a_hundred_losses_lose_and_double_nothing_and_each_gap_is_told(tmp_path: Path, seed: int) -> None:
    names = ["generic", "oba", "douyinlive", "ssn", "tikfinity"]
    sources = [Unreliable(name, 20, random.Random(seed + n)) for n, name in enumerate(names)]
    async with asyncio.timeout(60):
        comments, health = await _run(tmp_path / "journal.db", sources)
    away = sorted(seconds for source in sources for seconds in source.away)
    assert len(away) == 100
    assert away[-1] <= 5.0
    assert away[94] <= 2.0
    stored = Counter(comment.id for comment in comments)
    assert set(stored) == {id_ for source in sources for id_ in source.sent}
    assert set(stored.values()) == {1}
    for source in sources:
        mine = [h for h in health if h.part == f"comments:{source.name}"]
        assert [h.state for h in mine] == ["ok"] + ["down", "gap", "ok"] * 20
        assert all(h.seconds > 0 for h in mine if h.state == "gap")
