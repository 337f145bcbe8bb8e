"""Keeps what comments come from going, whatever goes wrong in it: one source must never cost the broadcast."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from live.comments.received import Received
from live.events import Health

log = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds from a fault to the next start."""

Items = AsyncGenerator[Received | Health, None]


async def persisting(part: str, start: Callable[[], Items], now: Callable[[], float], pause: float = PAUSE) -> Items:
    """What `start()` gives, and what it gives when it is started again `pause` seconds after a fault of ours in it.

    `now` gives broadcast time in seconds. What goes wrong with whoever takes the items is not looked at here.
    """
    told_down = False
    while True:
        try:
            async with aclosing(start()) as items:
                async for item in items:
                    if told_down and isinstance(item, Received):
                        yield Health(part=part, state="ok", detail="goes on", since=round(now(), 3))
                    told_down = told_down and isinstance(item, Health) and item.part != part
                    yield item
        except Exception:  # whatever it is, the other sources and the recording are worth more
            log.exception("%s stopped, and is started again", part)
            why = "a fault in LiveCue stopped it, and it is started again; livecue.log says more"
            yield Health(part=part, state="down", detail=why, since=round(now(), 3))
            told_down = True
        else:
            return
        await asyncio.sleep(pause)
