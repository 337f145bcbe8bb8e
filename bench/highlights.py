"""Highlights beside what the density of comments alone would find.

`python -m bench highlights`
"""

from collections.abc import Sequence
from pathlib import Path

from clipper.highlights import HighlightFinder
from live.events import Comment
from tests.clipper.conftest import Input, overlap, tell
from tests.clipper.synthetic import all_plays
from tests.clipper.test_highlights import bundled, truth

Span = tuple[float, float]
DEMO = Path(__file__).parent.parent / "live" / "demo"
WINDOW = 15.0


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


def main() -> None:
    rooms = [("bundled", bundled(DEMO), truth(DEMO))]
    rooms += [(play.name, play.inputs, [(start, end) for start, end, _ in play.truth]) for play in all_plays()]
    print(
        f"{'room':16} {'ours: found':>12} {'false':>6} {'overlap':>8}"
        f"   {'density: found':>14} {'false':>6} {'overlap':>8}"
    )
    for name, inputs, wanted in rooms:
        cells = []
        for find in (ours, densest):
            spans = find(inputs, len(wanted))
            overlaps = [max(overlap(want, span) for span in spans) for want in wanted]
            false = sum(1 for span in spans if max(overlap(want, span) for want in wanted) < 0.2)
            cells.append((f"{sum(o >= 0.5 for o in overlaps)}/{len(wanted)}", false, sum(overlaps) / len(overlaps)))
        (a, b, c), (d, e, f) = cells
        print(f"{name:16} {a:>12} {b:>6} {c:>8.2f}   {d:>14} {e:>6} {f:>8.2f}   x{c / max(f, 0.01):.2f}")


if __name__ == "__main__":
    main()
