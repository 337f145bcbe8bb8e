"""What one source says, over all its connections, and how it is doing: the same whether it is dialled or dials us."""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Literal

from live.comments.backlog import Backlog, Said
from live.comments.detect import ENOUGH, Reader
from live.comments.formats.base import Frame, Join
from live.comments.received import Received, Tally
from live.events import Health

log = logging.getLogger(__name__)

State = Literal["ok", "waiting", "degraded", "down", "gap"]


class Stream:
    """Turns the frames of one source into what is received, and what happens to it into health. No I/O."""

    def __init__(
        self,
        name: str,
        platform: str,
        format_: str,
        now: Callable[[], float],
        tally: Tally,
        before: Sequence[Said] = (),
    ) -> None:
        """`now` gives broadcast time in seconds; `before` is what this source is known to have said, newest last.

        Raises BadInput when there is no such format.
        """
        self.name = name
        self.tally = tally
        self.bad_in_a_row = 0
        self._platform = platform
        self._reader = Reader(format_)
        self._now = now
        self._backlog = Backlog(before)
        self._lost_at: float | None = None
        self._told_format = format_ != "auto"
        self._troubled = False

    @property
    def recognised(self) -> bool:
        """Whether the format is known, by name or by its frames."""
        return self._reader.format is not None

    def hello(self, join: Join) -> tuple[str, ...]:
        """What the source must be told at first. Raises BadInput when `join` does not say it."""
        return self._reader.format.hello(join) if self._reader.format is not None else ()

    def connected(self) -> list[Health]:
        """The source is there (again): the gap, where there was one, and that it is well."""
        self.tally.connections += 1
        self._backlog.begin(time.monotonic())
        said = []
        if self._lost_at is not None and self.tally.connections > 1:
            seconds = max(0.0, self._now() - self._lost_at)
            self.tally.gaps.append(seconds)
            said.append(self.health("gap", f"no comments for {seconds:.1f} s", since=self._lost_at, seconds=seconds))
        self._lost_at = None
        self.bad_in_a_row = 0
        self._troubled = False
        chosen = self._reader.format
        return [*said, self.health("ok", f"connected, format {chosen.name}" if chosen else "connected")]

    def lost(self, why: str, silent_for: float = 0.0, state: State = "down") -> list[Health]:
        """The source is not there; told once until it is there again. `silent_for` is how long it had said nothing."""
        if self._lost_at is not None:
            return []
        self._lost_at = max(0.0, self._now() - silent_for)
        log.warning("%s: %s", self.name, why)
        bad = ", ".join(f"{kind} {count}" for kind, count in sorted(self.tally.bad.items()))
        log.info("%s: %d messages so far, unreadable: %s", self.name, self.tally.frames, bad or "none")
        return [self.health(state, why, since=self._lost_at)]

    @property
    def deadline(self) -> float | None:
        """When `release` is due, by the monotonic clock; None while nothing waits to be told from a backlog."""
        return self._backlog.deadline

    def release(self) -> list[Received | Health]:
        """What has waited long enough."""
        return [*self._backlog.release()]

    def cut(self) -> list[Received | Health]:
        """The connection is over: what of that which waited is new. Before `lost`."""
        left = self._backlog.lost()
        self.tally.repeated = self._backlog.repeated
        return [*left]

    def read(self, data: str | bytes) -> tuple[list[Received | Health], str]:
        """What one frame holds, and what the source expects to be sent back ("" for nothing)."""
        frame = self._reader.read(data)
        tally = self.tally
        tally.frames += 1
        tally.items += len(frame.items)
        tally.ignored += frame.ignored
        if frame.bad:
            tally.bad.update(frame.bad)
        fresh = self._reader.format is not None and self._reader.format.fresh_ids
        wall = time.time()
        came = [Received(raw, self.name, self._platform, wall, tally.connections, fresh) for raw in frame.items]
        found: list[Received | Health] = [*self._backlog.sift(came, time.monotonic())]
        tally.repeated = self._backlog.repeated
        if self._troubled or not self._told_format or not frame.items:
            found += self._judge(frame)
        return found, frame.reply

    def _judge(self, frame: Frame) -> list[Health]:
        """What the operator should know after this frame: the format chosen, that nothing can be read, that it can."""
        if not self._told_format and self._reader.format is not None:
            self._told_format = True
            log.info("%s: the frames are of the format `%s`", self.name, self._reader.format.name)
            return [self.health("ok", f"connected, recognised as {self._reader.format.name}")]
        self.bad_in_a_row = self.bad_in_a_row + 1 if frame.bad and not frame.items else 0
        unclaimed = self._reader.unclaimed if self._reader.format is None else 0
        if not self._troubled and (self.bad_in_a_row >= ENOUGH or unclaimed >= ENOUGH):
            self._troubled = True
            why = (
                f"{ENOUGH} messages in a row could not be read. Is this the address of a comment reader? "
                "Name its format in config.toml (docs/sources.md)."
            )
            return [self.health("degraded", why, count=sum(self.tally.bad.values()))]
        if self._troubled and frame.items:
            self._troubled = False
            return [self.health("ok", "messages can be read again")]
        return []

    def health(
        self, state: State, detail: str, since: float | None = None, seconds: float = 0.0, count: int = 0
    ) -> Health:
        """How this source is, as an event."""
        return Health(
            part=f"comments:{self.name}",
            state=state,
            detail=detail,
            since=round(self._now() if since is None else since, 3),
            seconds=round(seconds, 3),
            count=count,
        )
