"""Pairs of runs, ours and the baseline in turn, so that a machine whose speed drifts drifts for both."""

import statistics
from collections.abc import Callable


def ratio(ours: Callable[[], float], baseline: Callable[[], float], pairs: int = 5) -> tuple[float, float, float]:
    """Medians of ours, of the baseline, and of the pairwise ratio ours/baseline, after one run of each to warm up."""
    ours()
    baseline()
    runs = [(ours(), baseline()) for _ in range(pairs)]
    return (
        statistics.median(a for a, _ in runs),
        statistics.median(b for _, b in runs),
        statistics.median(a / b for a, b in runs),
    )
