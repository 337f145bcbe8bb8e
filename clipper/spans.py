"""From segments to spans: at sentence borders, within one product, of a length that can be posted."""

from collections.abc import Callable, Sequence

from clipper.segments import Segment, Segments

GAP = 4.0
"""Seconds between two segments at which they still belong together."""


def grow(
    row: Sequence[Segment], peak: int, belongs: Callable[[int], bool], segments: Segments, longest: float
) -> tuple[int, int]:
    """First and last index of the run around `peak` whose members belong; at most `longest` seconds."""
    first = last = peak
    while first > 0 and belongs(first - 1) and _joins(row, first - 1, last, segments, longest, first - 1):
        first -= 1
    while last + 1 < len(row) and belongs(last + 1) and _joins(row, first, last + 1, segments, longest, last):
        last += 1
    return first, last


def _joins(row: Sequence[Segment], first: int, last: int, segments: Segments, longest: float, seam: int) -> bool:
    close = row[seam + 1].start - row[seam].until <= GAP
    return (
        close and row[last].end - row[first].start <= longest and not segments.crosses(row[first].start, row[last].end)
    )


def lengthen(span: tuple[float, float], segments: Segments, shortest: float, longest: float) -> tuple[float, float]:
    """A span at least `shortest` seconds long where it can be: the sentences before it first, then those after it."""
    start, end = span
    for before in reversed(segments.within(start - 4 * shortest, start - 0.01)):
        if end - start >= shortest or start - before.end > GAP:
            break
        if end - before.start > longest or before.start >= start or segments.crosses(before.start, end):
            break
        start = before.start
    for after in segments.within(end + 0.01, end + 4 * shortest):
        if end - start >= shortest or after.start - end > GAP:
            break
        if after.end - start > longest or after.end <= end or segments.crosses(start, after.end):
            break
        end = after.end
    return start, end


def fit(start: float, end: float, segments: Segments, longest: float) -> tuple[float, float] | None:
    """The longest run of whole sentences within `start` to `end` that may be shown, from its first on.

    None when nothing is said there that may be shown.
    """
    best: tuple[float, float] | None = None
    run: tuple[float, float] | None = None
    for said in segments.within(start, end):
        if segments.crosses(said.start, said.end):
            run = None
            continue
        joined = (run[0], said.end) if run else (said.start, said.end)
        if run and (joined[1] - joined[0] > longest or segments.crosses(*joined)):
            joined = (said.start, said.end)
        run = joined
        if best is None or run[1] - run[0] > best[1] - best[0] + 0.01:
            best = run
    return best
