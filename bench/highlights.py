"""Highlights beside what the density of comments alone would find.

`python -m bench highlights`
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clipper.highlights import HighlightFinder
from live.events import Comment
from tests.clipper.conftest import Input, overlap, tell
from tests.clipper.rooms import KINDS, room
from tests.clipper.synthetic import Synthetic, all_plays
from tests.clipper.test_highlights import bundled, truth

Span = tuple[float, float]
DEMO = Path(__file__).parent.parent / "live" / "demo"
WINDOW = 15.0
DRAWN = 4
"""Broadcasts drawn of each kind."""


def densest(inputs: Sequence[Input], count: int) -> list[Span]:
    """The baseline: the fullest windows of comments, moved back by a lag of five seconds, none twice."""
    times = sorted(at for at, data in inputs if isinstance(data, Comment))
    windows = sorted(
        ((sum(1 for t in times if start <= t < start + WINDOW), float(start)) for start in range(int(times[-1]))),
        key=lambda w: (-w[0], w[1]),
    )
    found: list[Span] = []
    for _, start in windows:
        span = (max(0.0, start - 5.0), start - 5.0 + WINDOW)
        if all(overlap(span, other) == 0.0 for other in found):
            found.append(span)
        if len(found) == count:
            break
    return found


def ours(inputs: Sequence[Input], count: int) -> list[Span]:
    """The first highlights by score."""
    return [(t.highlight.start, t.highlight.end) for t in tell(HighlightFinder(), inputs)[:count]]


@dataclass
class Tally:
    """What a way of finding found, over several broadcasts."""

    found: int = 0
    wanted: int = 0
    false: int = 0
    shared: float = 0.0

    def add(self, spans: Sequence[Span], wanted: Sequence[Span]) -> None:
        """One broadcast: what was found first, as many as there are, and what there is."""
        overlaps = [max((overlap(want, span) for span in spans), default=0.0) for want in wanted]
        self.found += sum(o >= 0.5 for o in overlaps)
        self.wanted += len(wanted)
        self.false += sum(1 for span in spans if max(overlap(want, span) for want in wanted) < 0.2)
        self.shared += sum(overlaps)

    def row(self) -> str:
        """Found, false, and the mean overlap."""
        return f"{self.found:>6}/{self.wanted:<3}{self.false:>6}{self.mean:>9.2f}"

    @property
    def mean(self) -> float:
        return self.shared / max(1, self.wanted)


def compared(broadcasts: Sequence[tuple[Sequence[Input], Sequence[Span]]]) -> tuple[Tally, Tally]:
    """Ours and the baseline over broadcasts, each with its truth."""
    ours_, theirs = Tally(), Tally()
    for inputs, wanted in broadcasts:
        ours_.add(ours(inputs, len(wanted)), wanted)
        theirs.add(densest(inputs, len(wanted)), wanted)
    return ours_, theirs


def _truth(play: Synthetic) -> tuple[Sequence[Input], Sequence[Span]]:
    return play.inputs, [(start, end) for start, end, _ in play.truth]


def main() -> None:
    rooms = [("bundled", [(bundled(DEMO), truth(DEMO))])]
    rooms += [(play.name, [_truth(play)]) for play in all_plays()]
    rooms += [(f"drawn: {kind.name}", [_truth(room(kind, seed)) for seed in range(DRAWN)]) for kind in KINDS]
    print(f"{'room':26}{'ours: found':>11} {'false':>4} {'overlap':>8}   {'density':>8} {'false':>4} {'overlap':>8}")
    for name, broadcasts in rooms:
        a, b = compared(broadcasts)
        print(f"{name:26}{a.row()}   {b.row()}   x{a.mean / max(b.mean, 0.01):.2f}")


if __name__ == "__main__":
    main()
