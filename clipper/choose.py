"""Which highlights become clips."""

from collections.abc import Iterable

from live.events import Highlight

OVERLAP = 0.5
"""Share of the shorter of two spans from which on they are the same clip."""
PRODUCTS = 4
"""Product clips at most, one for each product: beside the moments, since a product's window holds its moments."""


def select(highlights: Iterable[Highlight], best: int = 8, lowest: float = 0.1) -> list[Highlight]:
    """The `best` highlights by score and the windows of the first products, none nearly within another of its kind.

    In order of score (then of start, then of id). A span that the operator asked for is nobody else's double. Give it
    the highlights in force (the last of each id).
    """
    moments: list[Highlight] = []
    windows: dict[str | None, Highlight] = {}
    for highlight in sorted(highlights, key=lambda h: (-h.score, h.start, h.id)):
        if highlight.score < lowest:
            break
        if highlight.type == "product":
            windows.setdefault(highlight.product, highlight)
        elif len(moments) < best and not any(_same(highlight, other) for other in moments):
            moments.append(highlight)
    return [*moments, *list(windows.values())[:PRODUCTS]]


def _same(a: Highlight, b: Highlight) -> bool:
    if (a.type == "mark") != (b.type == "mark"):
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared >= OVERLAP * min(a.end - a.start, b.end - b.start)
