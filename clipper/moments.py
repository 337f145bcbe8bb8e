"""Moments: where viewers react above the room's own level, or the host announces something.

Each segment is weighed by both. A moment grows from its strongest segment over the neighbours that belong to it, and
is told once the segment after it has proved cold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from clipper.heat import Heat, heat, room_level
from clipper.hostwords import is_giveaway
from clipper.lag import LagMeter
from clipper.reactions import Reaction, Reactions
from clipper.segments import Segment, Segments
from clipper.spans import GAP, grow

SEED = 0.3
"""Power from which on a segment starts a moment."""
SEED_IN_QUIET = 0.22
"""The same of a room so quiet that two or three people are all who react."""
SEED_ANNOUNCED = 0.2
"""The same where the host announces a moment outright: in a room that writes evenly, a rise of a third is one."""
SEED_FELT = 0.11
"""The same where several people laugh, buy, marvel or have missed it: in a room that always writes at one pace, what
is written tells more than how much."""
FELT_BY = 3
"""People who must show such a feeling."""
DRAWN_FOR = 22.0
"""Seconds after the host starts a draw in which feelings are about who wins."""
OUTRIGHT = 0.6
"""Strength of the host's words from which on a moment is announced outright."""
QUIET = 0.12
"""Reactions a second (seven a minute) up to which a room is so quiet that two sentences are weighed together."""
SATURATED = 0.85
"""Strength from which on stronger reactions differ by less than they are."""
SETTLED = 1.0
"""Seconds of a segment that must have been reacted to before it counts as cold."""
BEFORE, AFTER = 0.6, 0.4
"""Share of the peak's reaction from which on a segment before or after it belongs to the moment."""
SPILT = 0.35
"""Share of the peak's excess up to which a segment has only what spills over: some react early, and some late. (The
reaction's strength is on a scale that ends, and beyond its end does not tell the two apart.)"""
LEAD_IN_UP_TO = 30.0
"""Seconds that a moment with its lead-in may last."""
LOOK_BACK = 3
"""Cold segments that are kept in sight, for a moment to begin with."""
STILL = 4.0
"""Seconds over which the room must have calmed down while nothing more has been heard."""
ARRIVING = 45.0
"""Seconds from the first thing heard in which nothing is told: viewers greet, and what is usual is not known yet."""
LONGEST_SENTENCE = 12.0
"""Seconds after which a sentence that was being said is known."""


@dataclass(frozen=True)
class Moment:
    """A run of segments worth showing, with what speaks for it."""

    row: tuple[Segment, ...]
    heats: tuple[Heat, ...]
    peak: int
    reactions: tuple[Reaction, ...]
    """Those that fall into its time, the lag later."""

    @property
    def start(self) -> float:
        return self.row[0].start

    @property
    def end(self) -> float:
        return self.row[-1].end


@dataclass(frozen=True)
class _Weighed:
    segment: Segment
    heat: Heat

    @property
    def power(self) -> float:
        """0 to 1: the viewers' part, the host's, and that each makes the other likelier."""
        viewers, host = self.heat.strength, self.segment.strength
        words = 0.45 if self.heat.level <= QUIET else 0.3  # where few write, the host's words must carry it
        return (1.0 - words) * viewers + words * host * (0.4 + 0.6 * viewers)


class MomentFinder:
    """Finds moments as their evidence comes in."""

    def __init__(self, segments: Segments, reactions: Reactions, lag: LagMeter, longest: float) -> None:
        self._segments = segments
        self._reactions = reactions
        self._lag = lag
        self._longest = longest
        self._since = 0.0
        self._done = 0.0
        self._hot: list[tuple[float, float]] = []
        self._heard_from: float | None = None

    def look(self, now: float, final: bool = False) -> list[Moment]:
        """Moments that are certain at `now`; with `final`, all that are left."""
        found: list[Moment] = []
        if self._heard_from is None:
            self._heard_from = now
        while moment := self._next(now, final):
            found.append(moment)
        return found

    def _next(self, now: float, final: bool) -> Moment | None:
        if not final and now < (self._heard_from or 0.0) + ARRIVING:
            return None
        lag = self._lag.shape
        row = self._weigh(now)
        ripe = len(row)
        if not final:
            ripe = next((i for i, w in enumerate(row) if now < w.segment.end + lag.high), len(row))
        index = next((i for i in range(ripe) if self._starts(row, i, ripe)), None)
        if index is None:
            if ripe > LOOK_BACK:
                self._done = max(self._done, row[ripe - LOOK_BACK].segment.start - 0.001)
            return None
        near = index
        while near + 1 < len(row) and row[near + 1].power >= 0.6 * SEED and not self._barred(row[near + 1].segment):
            near += 1
        peak = max(range(index, near + 1), key=lambda i: (row[i].power, -i))
        first, last = grow([w.segment for w in row], peak, self._belongs(row, peak), self._segments, self._longest)
        first = self._lead_in(row, first, peak, last)
        if not final and (last >= ripe or peak >= ripe or self._undecided(row, peak, last, now)):
            return None
        self._done = row[last].segment.until
        self._hot.append((row[first].segment.start + lag.low, row[last].segment.until + lag.high))
        chosen = row[first : last + 1]
        until = row[last].segment.end + lag.high
        return Moment(
            tuple(w.segment for w in chosen),
            tuple(w.heat for w in chosen),
            peak - first,
            tuple(r for r in self._reactions.recent if row[first].segment.start + lag.low <= r.at <= until),
        )

    def _lead_in(self, row: Sequence[_Weighed], first: int, peak: int, last: int) -> int:
        """One sentence earlier where the moment begins with its peak and a stranger would miss what led to it.

        That is the usual price before the new one, or, where the host does not announce it in the same breath, a
        sentence that does, or that viewers took up.
        """
        if first != peak or first == 0 or not row[peak].segment.text:
            return first
        before, top = row[first - 1], row[peak].segment
        types = [cue.type for cue in top.cues] or [cue.type for cue in before.segment.cues]
        same = max((before.segment.announces(t) for t in types), default=0.0)
        leads = "price" in types and before.segment.announces("price") >= 0.3
        if top.strength < 0.7:
            leads = leads or same >= 0.3 or before.heat.strength >= 0.2
        joined = (before.segment.start, row[last].segment.end)
        short = joined[1] - joined[0] <= min(LEAD_IN_UP_TO, self._longest) and top.start - before.segment.end <= GAP
        return first - 1 if leads and short and not self._segments.crosses(*joined) else first

    def _weigh(self, now: float) -> list[_Weighed]:
        lag, since = self._lag.shape, self._heard_from or 0.0
        weighed = []
        for segment in self._segments.view(self._done, now):
            level = room_level(self._reactions, segment.start + lag.low, since, self._hot, now)
            weighed.append(_Weighed(segment, heat(segment, self._reactions, lag, level, now)))
        return weighed

    def _starts(self, row: Sequence[_Weighed], index: int, ripe: int) -> bool:
        """Whether a moment starts here: by itself, or, in a quiet room, together with the sentence after it."""
        if self._barred(row[index].segment):
            return False
        quiet = row[index].heat.level <= QUIET
        outright = row[index].segment.strength >= OUTRIGHT
        if row[index].power >= (SEED_ANNOUNCED if outright else SEED_IN_QUIET if quiet else SEED):
            return True
        if row[index].power >= SEED_FELT and not quiet and self._felt(row[index].segment):
            return True
        if index + 1 >= ripe or not quiet or self._barred(row[index + 1].segment):
            return False
        both = _Weighed(row[index].segment, row[index].heat.with_next(row[index + 1].heat))
        after = _Weighed(row[index + 1].segment, both.heat)
        near = row[index + 1].segment.start - row[index].segment.end <= GAP
        return near and not row[index].segment.silent and max(both.power, after.power) >= SEED_IN_QUIET

    def _felt(self, segment: Segment) -> bool:
        """Whether several people show a feeling in answer to it that is not about a draw."""
        lag = self._lag.shape
        around = self._segments.within(segment.start - DRAWN_FOR, segment.until + lag.high - lag.low)
        if any(is_giveaway(said.text) for said in around):
            return False
        first, last = segment.start + lag.low, segment.until + lag.high
        felt = [r for r in self._reactions.recent if first <= r.at <= last and r.classes and r.weight >= 0.5]
        return len({r.viewer or r.text for r in felt}) >= FELT_BY

    def _barred(self, segment: Segment) -> bool:
        return self._segments.crosses(segment.start, segment.end)

    def _undecided(self, row: Sequence[_Weighed], peak: int, last: int, now: float) -> bool:
        """Whether what comes after the run may still turn out to belong to it."""
        if last + 1 >= len(row):
            if now > row[last].segment.end + self._lag.shape.high + LONGEST_SENTENCE:
                return False
            lately = sum(weight for _, weight in self._reactions.between(now - STILL, now)) / STILL
            return lately >= 0.4 * row[peak].heat.rate
        return row[last + 1].heat.seen < min(SETTLED, row[last + 1].segment.until - row[last + 1].segment.start)

    @staticmethod
    def _belongs(row: Sequence[_Weighed], peak: int) -> Callable[[int], bool]:
        top = row[peak]
        types = {cue.type for cue in top.segment.cues}

        def belongs(index: int) -> bool:
            it = row[index]
            same = max((it.segment.announces(t) for t in types), default=0.0)
            share = it.heat.strength / top.heat.strength if top.heat.strength > 0 else 0.0
            # What was said before the peak is warmed by the peak's own reactions; what comes after cools slowly.
            warm = BEFORE if index < peak else AFTER
            if it.heat.excess < SPILT * top.heat.excess and top.heat.strength >= SATURATED and not same:
                return False
            return share >= warm or (share >= 0.5 * warm and same >= 0.4) or (index > peak and same >= 0.4)

        return belongs
