"""Small broadcasts in a real room with a provider beside it, in broadcast time and without sound."""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from contextlib import aclosing
from pathlib import Path
from typing import Any, Literal

from live.clock import ReplayClock
from live.comments.formats.base import Raw, RawComment
from live.config import LlmEndpoint, LlmSettings, OverlaySettings, SessionSettings, Settings
from live.events import Event, Llm
from live.llm.assistant import Assistant
from live.refining import Refining
from live.replay import feed
from live.room import Room
from live.session import SessionFolder
from tests.live.llm.provider import Provider

DEMO = Path(__file__).parents[3] / "live" / "demo"
KEYS = {"TEST_KEY": "sk-test"}
FILLER = ("哈哈哈", "来啦来啦", "主播好美", "冲冲冲", "666", "早上好呀", "支持支持", "好好好", "爱了爱了", "路过")
"""Chat."""


def settings_of(provider: Provider | None, *, language: Literal["zh", "en"] = "zh", **more: Any) -> Settings:
    """Settings with this one endpoint; None: without any."""
    endpoints = (
        () if provider is None else (LlmEndpoint(base_url=provider.url, model="m", key_env="TEST_KEY", name="p"),)
    )
    return Settings(
        session=SessionSettings(language=language),
        llm=LlmSettings(endpoints=endpoints, **more),
        overlay=OverlaySettings(enabled=False),
    )


def demo_comments() -> list[dict[str, Any]]:
    """The labelled comments of the bundled broadcast."""
    return [json.loads(line) for line in (DEMO / "comments.jsonl").read_text(encoding="utf-8").splitlines()]


def typed(*texts: str, every: float = 1.0, start: float = 1.0) -> list[dict[str, Any]]:
    """Comments, one after the other."""
    return [{"id": f"c{n}", "at": start + n * every, "user": f"u{n}", "text": t} for n, t in enumerate(texts)]


async def replay(
    folder: Path,
    settings: Settings,
    rows: Iterable[dict[str, Any]],
    *,
    before: Callable[[float], Awaitable[None]] | None = None,
    prepare: Callable[[Room], None] = lambda room: None,
    inspect: Callable[[Room], None] = lambda room: None,
    catalog: Path = DEMO / "catalog.toml",
) -> list[Event]:
    """All events of a replay of these comments. `before` is told each broadcast time before anything goes in at it."""
    rows = list(rows)
    with Room(SessionFolder(folder), settings, catalog, replay=True, environ=KEYS) as room:
        assistant = room.assistant
        prepare(room)
        async with Refining(room, assistant) if assistant else _Nobody() as refining:

            async def meanwhile(at: float) -> None:
                if before is not None:
                    await before(at)
                await refining.until(at)

            end = rows[-1]["at"] + 10.0
            async with aclosing(_comments(rows)) as comments:
                await feed(
                    room, comments, sound=None, clock=ReplayClock(), length=end, report=lambda _: None,
                    meanwhile=meanwhile,
                )  # fmt: skip
        inspect(room)
        return list(room.journal.read())


def rest_by_broadcast_time(room: Room) -> Assistant:
    """The room's assistant, whose endpoints rest by the broadcast's time and not by the computer's."""
    assert room.assistant is not None
    room.assistant.endpoints.now = lambda: room.state.now
    return room.assistant


def calls(events: Iterable[Event]) -> list[tuple[float, Llm]]:
    """Calls of the model, each with its time."""
    return [(e.at, e.data) for e in events if isinstance(e.data, Llm)]


class _Nobody:
    async def __aenter__(self) -> "_Nobody":
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def until(self, at: float) -> None:
        """Nobody is asked."""


async def _comments(rows: list[dict[str, Any]]) -> AsyncGenerator[Raw, None]:
    for row in rows:
        yield RawComment(text=row["text"], id=row["id"], user=row["user"], at=row["at"])
