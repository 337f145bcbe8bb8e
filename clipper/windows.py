"""Product clips: the stretch in which one product is on offer."""

from collections.abc import Mapping

from clipper.segments import Segments
from clipper.spans import fit
from live.events import Highlight

SHORTEST = 10.0
"""Seconds below which a product was only mentioned."""


class Windows:
    """Follows what is on offer, and makes a highlight of each product's window when it closes."""

    def __init__(self, segments: Segments, longest: float, names: Mapping[str, str]) -> None:
        self._segments, self._longest, self._names = segments, longest, names
        self._open: tuple[str, float] | None = None
        self._count: dict[str, int] = {}

    def change(self, product: str | None, since: float) -> list[Highlight]:
        """Another product, or none, is on offer from `since` on."""
        closed = self.close(since)
        self._open = (product, since) if product is not None else None
        return closed

    def close(self, until: float) -> list[Highlight]:
        """The highlight of the window that ends at `until`, if there is one."""
        if self._open is None:
            return []
        product, since = self._open
        self._open = None
        span = fit(since, until - 0.01, self._segments, self._longest)
        if span is None or span[1] - span[0] < SHORTEST:
            return []
        self._count[product] = self._count.get(product, 0) + 1
        return [
            Highlight(
                id=f"p-{product}-{self._count[product]}",
                start=round(span[0], 3),
                end=round(span[1], 3),
                type="product",
                score=0.15,
                reasons=(self._names.get(product, product),),
                title=self._names.get(product, product),
                product=product,
            )
        ]
