"""An asynchronous iterator, taken one by one from a command that is not."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from typing import Any, TypeVar

T = TypeVar("T")


def steps(items: AsyncGenerator[T, Any]) -> Iterator[T]:
    """What `items` yields, as it comes; it is closed in its own loop when the taker stops."""
    with asyncio.Runner() as runner:
        try:
            while True:
                found = runner.run(_next(items))
                if not found:
                    return
                yield found[0]
        finally:
            runner.run(items.aclose())


async def _next(items: AsyncGenerator[T, Any]) -> list[T]:
    try:
        return [await anext(items)]
    except StopAsyncIteration:
        return []
