"""Broadcast time: seconds since the start of the recording."""

import asyncio
import math
import time
from typing import Protocol


class Clock(Protocol):
    """What tells the time of the broadcast."""

    def now(self) -> float:
        """Broadcast time in seconds."""


class LiveClock:
    """Broadcast time of a real broadcast: it goes on by itself, also across a stop and a resume.

    `started_wall` is the Unix time at which broadcast time was zero. Within one process the monotonic clock counts,
    so a correction of the computer's clock during the broadcast moves nothing.
    """

    def __init__(self, started_wall: float | None = None) -> None:
        wall = time.time()
        self.started_wall = wall if started_wall is None else started_wall
        self._zero = time.monotonic() - (wall - self.started_wall)

    def now(self) -> float:
        return time.monotonic() - self._zero


class ReplayClock:
    """Virtual time of a replay: it stands where the last thing fed stood, and is paced by `speed`.

    `speed` is how many seconds of broadcast pass in one second; `math.inf` is as fast as the parts take it.
    """

    def __init__(self, speed: float = math.inf, start: float = 0.0) -> None:
        """What comes before `start` is due at once: a replay that goes on hurries through what it has."""
        if not speed > 0:
            raise ValueError("speed must be above zero")
        self.speed = speed
        self._now = start
        self._zero: float | None = None

    def now(self) -> float:
        return self._now

    async def pace(self, at: float) -> None:
        """Sleep until broadcast time `at` is due at this speed. The time stays where it is."""
        if math.isfinite(self.speed):
            if self._zero is None:
                self._zero = time.monotonic() - self._now / self.speed
            await asyncio.sleep(max(0.0, self._zero + at / self.speed - time.monotonic()))

    async def wait_until(self, at: float) -> None:
        """Sleep until broadcast time `at` is due, then stand there. Never goes back."""
        await self.pace(at)
        self._now = max(self._now, at)
