"""What the two pages show, as plain values from the shared state. Pure.

A page is sent its whole view each time something in it changed: a page that reloads or reconnects needs no history.
Times are seconds of broadcast time, lengths in seconds.
"""

from collections.abc import Mapping

import msgspec

from live.events import Cue
from live.partials import Partial
from live.state import BroadcastState, GroupState

NEXT = 6
"""Cues behind the current one; the page shows fewer if its address says so."""

WARNINGS = 2
"""Warnings at a time, the newest."""

WARN_FOR = 30.0
"""Seconds that a compliance warning stays in front of the host."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What both pages have."""

    now: float
    """Broadcast time of the last event: the page counts on from there."""
    running: bool


class CueView(msgspec.Struct, frozen=True, kw_only=True):
    """One cue."""

    group: str
    title: str
    answer: str | None
    also: str
    product: str
    intent: str
    asked: int
    """How many ask that have heard no answer, as the dashboard counts them."""
    first_at: float
    """When the first of these asked."""
    last_at: float
    pinned: bool


class Caution(msgspec.Struct, frozen=True, kw_only=True):
    """Words that the host has just said and should not have."""

    at: float
    phrase: str
    softer: str
    provisional: bool = False
    """They are of a partial: heard so, and not decided yet."""


class HostView(View, frozen=True, kw_only=True):
    """For the host: the current cue, the next ones, what not to say."""

    expire_after: float
    current: CueView | None
    next: tuple[CueView, ...]
    waiting: int
    """Cues that wait in all."""
    warnings: tuple[Caution, ...]
    product: str
    product_since: float


class AudienceCue(msgspec.Struct, frozen=True, kw_only=True):
    """A question that the operator has released."""

    group: str
    title: str
    answer: str | None
    asked: int
    answered_at: float | None


class AudienceView(View, frozen=True, kw_only=True):
    """For viewers: what the operator released, most askers first. Nothing else ever."""

    questions: tuple[AudienceCue, ...]


def host_view(
    state: BroadcastState, names: Mapping[str, str], expire_after: float, partial: Partial | None = None
) -> HostView:
    """`names`: the products' names by id; `partial`: what is being said and not yet decided."""
    cues = state.open_cues()
    warnings = [
        Caution(at=c.end, phrase=c.phrase, softer=c.softer) for c in state.compliance if state.now - c.end <= WARN_FOR
    ]
    if partial is not None:
        # Last, where the final ones will stand that take their place.
        warnings += [
            Caution(at=partial.start, phrase=s.phrase, softer=s.softer, provisional=True) for s in partial.suspects
        ]
    return HostView(
        now=state.now,
        running=not state.ended,
        expire_after=expire_after,
        current=_cue(cues[0], names) if cues else None,
        next=tuple(_cue(g, names) for g in cues[1 : 1 + NEXT]),
        waiting=len(cues),
        warnings=tuple(warnings[-WARNINGS:]),
        product=names.get(state.product or "", state.product or ""),
        product_since=state.product_since,
    )


def audience_view(state: BroadcastState) -> AudienceView:
    """What viewers may see."""
    seen = [(g, g.released) for g in state.groups.values() if g.released and g.cue.state != "dismissed"]
    seen.sort(key=lambda s: (-s[0].asking, s[0].first_at, s[0].group))
    return AudienceView(now=state.now, running=not state.ended, questions=tuple(_audience(*s) for s in seen))


def _cue(group: GroupState, names: Mapping[str, str]) -> CueView:
    cue = group.cue
    return CueView(
        group=group.group,
        title=cue.title,
        answer=cue.answer,
        also=cue.also,
        product=names.get(cue.product or "", cue.product or ""),
        intent=cue.intent,
        asked=group.asking,
        first_at=group.first_at if group.again_at is None else group.again_at,
        last_at=group.last_at,
        pinned=cue.pinned,
    )


def _audience(group: GroupState, released: Cue) -> AudienceCue:
    over = group.cue.state == "answered" and group.answered is not None
    return AudienceCue(
        group=group.group,
        title=released.title,
        answer=released.answer,
        asked=group.asking,
        answered_at=group.answered.end if over and group.answered else None,
    )
