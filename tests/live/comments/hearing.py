"""Listening in tests: collect what a listener gives until there is enough of it."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import aclosing

from live.comments.backlog import Said
from live.comments.formats.base import RawComment
from live.comments.listener import listen
from live.comments.received import Received, Tally
from live.comments.timing import Timing
from live.config import CommentSource
from live.events import Health

QUICK = Timing(first=0.02, longest=0.2, open_within=1.0, steady=0.1, quiet=0.2, answer_within=0.2)
"""As patient as a test can afford."""


class Heard:
    """What has come so far."""

    def __init__(self) -> None:
        self.items: list[Received | Health] = []
        self.tally = Tally()

    @property
    def texts(self) -> list[str]:
        return [i.raw.text for i in self.items if isinstance(i, Received) and isinstance(i.raw, RawComment)]

    @property
    def health(self) -> list[Health]:
        return [i for i in self.items if isinstance(i, Health)]

    @property
    def states(self) -> list[str]:
        return [h.state for h in self.health]


async def hear(
    url: str,
    enough: Callable[[Heard], bool],
    name: str = "generic",
    timing: Timing = QUICK,
    within: float = 10.0,
    before: Sequence[Said] = (),
    **more: object,
) -> Heard:
    """Listen to `url` until it is enough. Fails when that takes more than `within` seconds."""
    heard = Heard()
    began = time.monotonic()
    source = CommentSource(url=url, name="sim", format=name, **more)  # type: ignore[arg-type]
    stream = listen(source, now=lambda: time.monotonic() - began, timing=timing, tally=heard.tally, before=before)
    async with asyncio.timeout(within), aclosing(stream):
        async for item in stream:
            heard.items.append(item)
            if enough(heard):
                break
    return heard
