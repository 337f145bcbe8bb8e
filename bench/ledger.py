"""The answered ledger over written broadcasts, as spoken and as a small recogniser mishears them.

Run with `python bench/ledger.py`.
"""

from collections.abc import Mapping
from typing import Any

from live.catalog.product_clock import ProductClock
from live.config import CueSettings
from live.cues.board import CueBoard
from live.cues.ledger import AnsweredLedger
from live.events import Answered
from tests.live.cues.broadcasts import comments_of, play, utterances_of
from tests.replays.scripts import Script, load_scripts, misheard

SEEDS = 5
WITHIN = 15.0
"""Seconds from the true answer in which a close counts."""


def answered(script: Script, lines: list[Mapping[str, Any]]) -> tuple[int, int, int]:
    """How many groups were closed rightly, closed at all, and answered in truth."""
    parts = [
        ProductClock(script.catalog), CueBoard(CueSettings(), script.catalog), AnsweredLedger(script.catalog),
    ]  # fmt: skip
    closed: dict[str, Answered] = {}
    for event in play(comments_of(script.comments), utterances_of(lines), parts):
        if isinstance(event.data, Answered):
            closed.setdefault(event.data.group, event.data)
    right = 0
    for group, found in closed.items():
        if group in script.answered:
            start, end = script.answered[group]
            right += found.end >= start - WITHIN and found.start <= end + WITHIN
    return right, len(closed), len(script.answered)


def main() -> None:
    print(f"{'broadcast':12} {'precision':>9} {'recall':>7}   misheard: {'precision':>9} {'recall':>7}")
    total = [0, 0, 0, 0, 0, 0]
    for script in load_scripts():
        clean = answered(script, script.lines)
        rough = [sum(n) for n in zip(*(answered(script, misheard(script.lines, s)) for s in range(SEEDS)), strict=True)]
        total = [a + b for a, b in zip(total, [*clean, *rough], strict=True)]
        print(f"{script.name:12} {_rates(*clean)}             {_rates(*rough)}")
    print(f"{'all':12} {_rates(*total[:3])}             {_rates(*total[3:])}")


def _rates(right: int, closed: int, true: int) -> str:
    return f"{right / max(1, closed):9.2f} {right / max(1, true):7.2f}"


if __name__ == "__main__":
    main()
