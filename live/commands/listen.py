"""`livecue listen`: only the comment side."""

import sys
from collections.abc import AsyncGenerator, Iterator, Sequence
from typing import Any

import msgspec

from live.clock import LiveClock
from live.commands.logs import log_to
from live.commands.stepping import steps
from live.comments.intake import Intake
from live.comments.key import load_key
from live.comments.listener import listen
from live.comments.received import Received
from live.config import CommentSource
from live.errors import BadInput
from live.events import Comment, Health


def listen_rows(url: str, format_: str, count: int, join: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """Cleaned comments as they come; after `count` of them it ends (0: never). `join` is like `["room=123"]`.

    Raises BadInput for a wrong address or join.
    """
    log_to(None, stderr=True)
    return steps(_rows(CommentSource(url=url, format=format_, join=dict(map(_pair, join))), count))


def _pair(written: str) -> tuple[str, str | int]:
    key, equals, value = written.partition("=")
    if not key or not equals:
        raise BadInput(f"--join is `{written}`; it must be KEY=VALUE, like --join room=123.")
    return key, int(value) if value.isdecimal() else value


async def _rows(source: CommentSource, count: int) -> AsyncGenerator[dict[str, Any], None]:
    clock = LiveClock()
    intake = Intake(load_key())
    seen = 0
    async for item in listen(source, now=clock.now):
        if isinstance(item, Health):
            sys.stderr.write(f"livecue: {item.part}: {item.state}: {item.detail}\n")
            continue
        at = clock.now()
        event = intake.take(item, at) if isinstance(item, Received) else None
        if isinstance(event, Comment):
            seen += 1
            row = msgspec.to_builtins(event)
            row.pop("kind")
            yield {"at": round(at, 3), **row}
            if seen == count:
                return
