"""The board while the provider is out, and when it is back."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from live.events import Comment, Event, Health
from live.refining import Refining
from live.room import Room
from live.session import SessionFolder
from tests.live.llm.provider import Provider, serving
from tests.live.llm.rooms import FILLER, KEYS, calls, demo_comments, replay, rest_by_broadcast_time, settings_of, typed

FEW = demo_comments()[:110]


def without_llm(events: list[Event]) -> list[Any]:
    """What happened, but for the model itself."""
    return [
        (e.at, e.data)
        for e in events
        if e.kind not in ("llm", "session") and not (isinstance(e.data, Health) and e.data.part == "llm")
    ]


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What happens in the first minutes of the bundled broadcast without a model."""
    return without_llm(asyncio.run(replay(tmp_path_factory.mktemp("alone"), settings_of(None), FEW)))


@pytest.mark.parametrize("fault", ["refused", "503", "blank", "truncated", "wrong ids", "401", "html"])
async def test_local_cues_are_what_they_are_without_a_model_while_the_provider_is_out(
    fault: str, tmp_path: Path, alone: list[Any]
) -> None:
    async with serving(Provider()) as provider:
        provider.always = fault
        if fault == "refused":
            await provider.stop()
        events = await replay(tmp_path, settings_of(provider, unsure_to=1.0), FEW)
    assert without_llm(events) == alone
    assert {c.outcome for _, c in calls(events)}.isdisjoint({"ok"})
    told = [e.data for e in events if isinstance(e.data, Health) and e.data.part == "llm"]
    assert any(h.state == "down" and "提示照常由本机给出" in h.detail for h in told)


@pytest.mark.parametrize("lists_models", [200, 405, 501])
async def test_a_provider_that_comes_back_is_used_again_within_thirty_seconds(
    tmp_path: Path, lists_models: int
) -> None:
    rows = typed(*(*FILLER, "有点怕显胖", "好像不太适合我", "白色的怕透") * 40, every=0.5)
    async with serving(Provider()) as provider:
        provider.lists_models = lists_models
        switched: list[float] = []

        async def switch(at: float) -> None:
            if at >= 60.0 and not switched:
                switched.append(at)
                await provider.stop()
            elif at >= 150.0 and len(switched) == 1:
                switched.append(at)
                await provider.start()

        with Room(
            SessionFolder(tmp_path), settings_of(provider, unsure_from=0.0, unsure_to=1.0), replay=True, environ=KEYS
        ) as room:
            assistant = rest_by_broadcast_time(room)
            async with Refining(room, assistant) as refining:
                for row in rows:
                    await switch(row["at"])
                    await refining.until(row["at"])
                    room.put(Comment(id=row["id"], text=row["text"], user=row["user"]), row["at"])
            await assistant.endpoints.close()
            events = list(room.journal.read())
    gone, back = switched
    well = [at for at, call in calls(events) if call.outcome == "ok"]
    assert any(at < gone for at in well)
    assert not any(gone + 3.0 < at < back for at in well)
    assert any(back <= at <= back + 30.0 for at in well)
    assert len(calls(events)) <= 0.05 * len(rows)
