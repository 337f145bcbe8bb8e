"""What may still be spent: tokens within an hour and in all, and how many calls to so many comments.

A fold over the journal, so that a broadcast picked up again has not got its budget anew. What is under way is held as
spent until it is known.
"""

from collections import deque
from dataclasses import dataclass
from typing import Literal

from live.config import LlmSettings
from live.events import Comment, Event, Llm

HOUR = 3600.0
FOR_CUES = 0.75
"""The share of all calls that cues may take: the rest is for clips and the summary."""
AT_ONCE = 0.25
"""The share of an hour's tokens that cues may take in one go; the rest comes evenly, so that a rush does not leave the
last half of the hour with nothing."""
NEVER_SENT = "budget"
"""The outcome of what was not sent because nothing was left."""


@dataclass(frozen=True)
class Grant:
    """Leave for one call."""

    tokens: int
    purpose: str


class Budget:
    """Times are broadcast time, in seconds."""

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self._spent: deque[tuple[float, int]] = deque()
        self._held: list[Grant] = []
        self.tokens = 0
        """Spent in this broadcast."""
        self.comments = 0
        self.calls: dict[str, int] = {}
        """Made so far, by purpose."""

    def on(self, event: Event) -> None:
        """Take in one event."""
        match event.data:
            case Comment():
                self.comments += 1
            case Llm() as call if call.outcome != NEVER_SENT:
                used = call.prompt_tokens + call.completion_tokens
                self.tokens += used
                self.calls[call.purpose] = self.calls.get(call.purpose, 0) + 1
                self._spent.append((event.at, used))
            case _:
                pass

    def paced(self, purpose: str, at: float) -> bool:
        """Whether one more call keeps to so many calls per hundred comments and, for cues, to its part of the hour."""
        allowed = self.comments * self._settings.calls_per_100_comments / 100
        held = [g.purpose for g in self._held]
        if sum(self.calls.values()) + len(held) + 1 > allowed:
            return False
        if purpose != "cues":
            return True
        return self.calls.get("cues", 0) + held.count("cues") + 1 <= FOR_CUES * allowed and self._spread(at)

    def _spread(self, at: float) -> bool:
        self._forget(at)
        if not self._spent:
            return True
        passed = min(1.0, (at - self._spent[0][0]) / HOUR)
        part = AT_ONCE + (1 - AT_ONCE) * passed
        used = sum(used for _, used in self._spent) + sum(g.tokens for g in self._held)
        return used < part * self._settings.tokens_per_hour

    def _forget(self, at: float) -> None:
        while self._spent and self._spent[0][0] <= at - HOUR:
            self._spent.popleft()

    def short(self, tokens: int, at: float) -> tuple[Literal["all_used", "hour_used"], int] | None:
        """Which limit a call of so many tokens would exceed now, and how much it is; None when it may be made."""
        tokens += sum(g.tokens for g in self._held)
        if self.tokens + tokens > (most := self._settings.tokens_per_broadcast):
            return "all_used", most
        self._forget(at)
        if sum(used for _, used in self._spent) + tokens > (most := self._settings.tokens_per_hour):
            return "hour_used", most
        return None

    def hold(self, tokens: int, purpose: str) -> Grant:
        """Keep so many tokens for a call that is under way; `release` when its event is in the journal."""
        grant = Grant(tokens, purpose)
        self._held.append(grant)
        return grant

    def release(self, grant: Grant) -> None:
        """The call is over and told."""
        self._held.remove(grant)
