"""Which highlights become clips."""

from collections.abc import Iterable

from live.events import Highlight

OVERLAP = 0.5
"""Share of the shorter of two spans from which on they are the same clip."""


def select(highlights: Iterable[Highlight], best: int = 8, lowest: float = 0.1) -> list[Highlight]:
    """The `best` highlights by score, none nearly within another, in order of score (then of start, then of id).

    Give it the highlights in force (the last of each id).
    """
    chosen: list[Highlight] = []
    for highlight in sorted(highlights, key=lambda h: (-h.score, h.start, h.id)):
        if len(chosen) >= best or highlight.score < lowest:
            break
        if not any(_same(highlight, other) for other in chosen):
            chosen.append(highlight)
    return chosen


def _same(a: Highlight, b: Highlight) -> bool:
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared >= OVERLAP * min(a.end - a.start, b.end - b.start)
