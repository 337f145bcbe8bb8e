"""What is fed into a room, and in which order."""

import asyncio
import math
from collections.abc import AsyncIterator

import pytest

from live.clock import ReplayClock
from live.comments.formats.base import Raw, RawComment
from live.events import Utterance
from live.replay import Hearing, merge
from live.speech.heard import Final, Until


async def comments(*times: float) -> AsyncIterator[Raw]:
    for at in times:
        await asyncio.sleep(0)
        yield RawComment(id=f"c{at}", text="有大码吗", at=at)


def said(start: float, decided_at: float) -> Final:
    return Final(utterance=Utterance(start=start, end=decided_at - 0.4, text="有的"), decided_at=decided_at)


async def order(times: tuple[float, ...], heard: list[Final | Until], pause: float) -> list[str]:
    """The order in which things come out, when the recogniser takes `pause` seconds before each word."""
    hearing = Hearing()

    async def listen() -> None:
        for each in heard:
            await asyncio.sleep(pause)
            hearing.tell(each)
        hearing.close()

    listening = asyncio.create_task(listen())
    found = [
        f"{'said' if isinstance(item, Utterance) else 'typed'} {at:g}"
        async for at, item in merge(comments(*times), hearing)
    ]
    await listening
    return found


@pytest.mark.parametrize("pause", [0.0, 0.02])
async def test_comments_and_speech_come_in_broadcast_time_however_slow_the_recogniser_is(pause: float) -> None:
    heard: list[Final | Until] = [Until(at=2.0), said(1.0, 4.0), Until(at=6.0), said(5.0, 7.5), Until(at=9.0)]
    assert await order((1.0, 3.9, 4.0, 5.0, 8.0, 20.0), heard, pause) == [
        "typed 1",
        "typed 3.9",
        "said 4",
        "typed 4",
        "typed 5",
        "said 7.5",
        "typed 8",
        "typed 20",
    ]


async def test_what_is_said_after_the_last_comment_is_not_lost() -> None:
    assert await order((1.0,), [said(2.0, 5.0), said(6.0, 9.0)], 0.0) == ["typed 1", "said 5", "said 9"]


async def test_the_time_of_a_replay_never_goes_back() -> None:
    clock = ReplayClock(math.inf)
    for at, expected in ((5.0, 5.0), (3.0, 5.0), (6.0, 6.0)):
        await clock.wait_until(at)
        assert clock.now() == expected
