"""What a language model writes for one room: texts of its clips, and the summary of its report.

Both are done without where there is no model, no budget or no good reply; then the local texts stand.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from clipper.limits import LIMITS
from clipper.pack import Post, ProductInfo
from live.errors import LiveCueError
from live.events import Highlight
from live.llm import posts, summary
from live.llm.assistant import Assistant
from live.llm.endpoints import Asked
from live.llm.posts import Moment, Order, Written
from live.llm.prompt import masked
from live.report.gather import gather
from live.report.summary import Claim, Summary, rows, write_summary
from live.report.words import words_of
from live.room import Room

log = logging.getLogger(__name__)

WITHIN = 90.0
"""Seconds for a whole reply: nobody waits for it in front of a camera."""


class PostWriter:
    """Writes posts for clips of a room. Several clips at once cost fewer calls: tell of them with `ahead`."""

    def __init__(self, room: Room, assistant: Assistant) -> None:
        self._room = room
        self._assistant = assistant
        self._written: dict[str, list[Written]] = {}
        self._asked: set[Moment] = set()

    async def ahead(self, moments: Sequence[Moment]) -> None:
        """Have the texts for these clips written, as far as the budget allows."""
        new = [m for m in moments if m not in self._asked]
        self._asked.update(new)
        for order in posts.orders(self._assistant.pages, new):
            asked = await self._ask(order)
            self._written.update(asked.said or {})
            if asked.said is None:
                log.info("texts of clips are from the catalog: %s", asked.why_not)

    async def write(self, highlight: Highlight, said: Sequence[str], product: ProductInfo | None) -> Sequence[Post]:
        """Posts for one clip; none where the model gave none. What `clipper.exporter.Exporter` calls."""
        await self.ahead([moment(highlight, said, product.id if product else None)])
        return [
            Post(
                platform=platform, language=text.language, style=text.style, title=text.title, body=text.body,
                tags=tuple(text.tags[: limit.tags]),
            )
            for text in self._written.get(highlight.id, ())
            for platform, limit in LIMITS.items()
        ]  # fmt: skip

    async def _ask(self, order: Order) -> Asked[Mapping[str, list[Written]]]:
        room = self._room
        asked: Asked[Mapping[str, list[Written]]] = await self._assistant.endpoints.ask(
            order.prompt,
            lambda text, finish: posts.read_posts(text, finish, order),
            posts.SCHEMA,
            purpose="posts",
            most=order.most,
            at=room.state.now,
            within=max(WITHIN, self._assistant.settings.timeout),
        )
        _note(room, self._assistant, asked)
        return asked


def moment(highlight: Highlight, said: Sequence[str], product: str | None) -> Moment:
    """A clip as the writer is told of it."""
    return Moment(highlight.id, highlight.type, highlight.title, tuple(said), product)


async def summarise(room: Room, assistant: Assistant) -> None:
    """Have the report's figures summed up, and keep what came of it beside the report."""
    language = room.settings.session.language
    words = words_of(language)
    report = await asyncio.to_thread(gather, room.folder.root, language)
    asked_for = summary.brief(assistant.pages[0], [masked(row) for row in rows(report, words)], language)
    asked = await assistant.endpoints.ask(
        asked_for.prompt,
        lambda text, finish: summary.read_summary(text, finish, asked_for),
        summary.SCHEMA,
        purpose="summary",
        most=summary.TOKENS,
        at=room.state.now,
        within=max(WITHIN, assistant.settings.timeout),
    )
    _note(room, assistant, asked)
    if asked.said is None:
        log.info("the report has no summary: %s", asked.why_not)
        return
    claims = [Claim(text, "；".join(on) if language == "zh" else "; ".join(on)) for text, on in asked.said]
    try:
        write_summary(room.folder.report, Summary(asked.model, claims))
    except OSError as error:
        raise LiveCueError(f"The summary could not be written to {room.folder.report}: {error.strerror}.") from error


def _note(room: Room, assistant: Assistant, asked: Asked[Any]) -> None:
    for call in asked.calls:
        room.put(call, room.state.now)
    asked.settle(assistant.budget)
