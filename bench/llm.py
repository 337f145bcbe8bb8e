"""The language model beside the bundled broadcast's comments: what it costs, and what it does to the cues on screen.

The provider is a fake one on this computer that knows the labels; it counts tokens and caches prefixes as DeepSeek
does. "A call each" asks about every unsure comment by itself, with the same prefix and the same cache.
Wanted: calls at most 5 % of comments, at least 75 % of prompt bytes in the stable prefix, cues as quick as without.
"""

import asyncio
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from live.clock import LiveClock
from live.events import Comment, Cue, Llm, Question
from live.refining import Refining
from live.room import Room
from live.session import SessionFolder
from tests.live.llm.provider import Data, Provider, serving
from tests.live.llm.rooms import DEMO, KEYS, demo_comments, replay, settings_of

PRICES = (0.0028, 0.14, 0.28)
"""US dollars a million tokens of deepseek-v4-flash: from the cache, into it, out (api-docs.deepseek.com, July 2026)."""
RATE, SECONDS = 50, 12
"""Comments a second, and for how long, of the live part."""


def main() -> None:
    asyncio.run(_costs())
    asyncio.run(_live())


def truth(rows: list[dict[str, Any]]) -> Any:
    labels = {row["text"].strip(): row["intent"] for row in rows}

    def answer(data: Data, _: str) -> Any:
        return {"verdicts": [{"id": c["id"], "intent": labels.get(c["text"], "chat")} for c in data["comments"]]}

    return answer


async def _costs() -> None:
    rows = demo_comments()
    async with serving(Provider(truth(rows))) as provider:
        with tempfile.TemporaryDirectory() as folder:
            events = await replay(Path(folder), settings_of(provider), rows)
    made = [e.data for e in events if isinstance(e.data, Llm)]
    texts = [[m["content"].encode() for m in r["messages"]] for r in provider.requests]
    stable = [len(system) / len(system + user) for system, user in texts]
    asked = sum(c.comments for c in made)
    prompt, cached = sum(c.prompt_tokens for c in made), sum(c.cached_tokens for c in made)
    out = sum(c.completion_tokens for c in made)
    prefix, one = len(texts[0][0]) // 2, 100
    alone = asked * (prefix + one)
    print(f"{len(rows)} comments, {asked} of them unsure, {len(made)} calls")
    print(f"{'':34}{'LiveCue':>10}{'a call each':>12}{'ratio':>7}")
    _row("calls per 100 comments", 100 * len(made) / len(rows), 100 * asked / len(rows))
    _row("prompt tokens", prompt, alone)
    print(f"{'US$ for all of them':34}{_price(prompt - cached, cached, out):>10.4f}")
    print(f"{'stable share of a prompt, least':34}{min(stable):>10.2f}")
    print(f"{'cached share of prompt tokens':34}{cached / max(prompt, 1):>10.2f}")
    before, after = _f1(events, rows, local=True), _f1(events, rows, local=False)
    print(f"{'F1 of questions with the truth asked':34}{after:>10.3f}{before:>12.3f} local")


def _row(name: str, ours: float, theirs: float) -> None:
    print(f"{name:34}{ours:>10.1f}{theirs:>12.1f}{ours / theirs:>7.2f}")


def _price(fresh: int, cached: int, out: int) -> float:
    return (cached * PRICES[0] + fresh * PRICES[1] + out * PRICES[2]) / 1e6


def _f1(events: list[Any], rows: list[dict[str, Any]], *, local: bool) -> float:
    said: dict[str, bool] = {}
    for event in events:
        if isinstance(event.data, Question) and (event.data.by == "local" or not local):
            said[event.data.comment] = event.data.intent != "chat"
    true = {row["id"] for row in rows if row["needs_answer"]}
    found = {comment for comment, needs in said.items() if needs}
    return 2 * len(true & found) / max(1, len(true) + len(found))


async def _live() -> None:
    """Cues of a live room, and how long the event loop is held up: without a model, with one, with one that hangs."""
    print(f"\n{RATE} comments/s live for {SECONDS} s{'':8}{'cue p99 ms':>12}{'loop p99 ms':>13}{'loop max ms':>13}")
    async with serving(Provider()) as provider:
        for name, fault in (("no model", None), ("a model", ""), ("a model that hangs", "hang")):
            provider.always = fault or ""
            cues, held = await _room(settings_of(provider if fault is not None else None, unsure_from=0.0, timeout=3.0))
            print(f"{name:34}{_p99(cues):>12.1f}{_p99(held):>13.1f}{max(held):>13.1f}")


async def _room(settings: Any) -> tuple[list[float], list[float]]:
    texts = [json.loads(line)["text"] for line in (DEMO / "comments.jsonl").read_text("utf-8").splitlines()]
    cues, held = [], []
    with (
        tempfile.TemporaryDirectory() as folder,
        Room(SessionFolder(Path(folder)), settings, DEMO / "catalog.toml", environ=KEYS) as room,
    ):
        clock = LiveClock()
        working = asyncio.create_task(Refining(room, room.assistant).run(clock)) if room.assistant else None
        began = time.monotonic()
        for n in range(RATE * SECONDS):
            due = began + n / RATE
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            held.append((time.monotonic() - due) * 1000)
            seq = room.journal.last_seq
            room.put(Comment(id=str(n), text=texts[n % len(texts)], user=str(n)), clock.now())
            if any(isinstance(e.data, Cue) for e in room.journal.read(seq)):
                cues.append((time.monotonic() - due) * 1000)
        if working is not None and room.assistant is not None:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            await room.assistant.endpoints.close()
    return cues, held


def _p99(values: list[float]) -> float:
    return sorted(values)[int(0.99 * (len(values) - 1))]


if __name__ == "__main__":
    main()
