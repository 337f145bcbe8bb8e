"""The answered ledger over written broadcasts, as spoken and as a small recogniser mishears them. The baseline closes a
group when the host says one word of its question.

Run with `python -m bench ledger`.
"""

from collections.abc import Mapping
from typing import Any

from bench._broadcast import Broadcast, counts, load_all
from live.catalog.facts import tokens
from live.catalog.product_clock import ProductClock
from live.config import CueSettings
from live.cues.board import CueBoard
from live.cues.ledger import AnsweredLedger
from live.events import Answered
from tests.live.cues.broadcasts import comments_of, play, utterances_of
from tests.replays.scripts import Script, load_scripts, misheard

SEEDS = 5
HELD_BACK = frozenset(("cards_en", "mattress", "seafood"))
"""Nobody has looked at the mistakes in these while the matching was made."""
OTHERS = "by others"
"""Broadcasts by other authors than the rules: what is to be expected of a shop that nobody has seen."""

Counts = list[int]
"""Groups closed rightly, groups closed, and groups answered in truth."""


def answered(script: Script | Broadcast, lines: list[Mapping[str, Any]]) -> Counts:
    """What the ledger makes of a broadcast."""
    parts = [
        ProductClock(script.catalog), CueBoard(CueSettings(), script.catalog), AnsweredLedger(script.catalog),
    ]  # fmt: skip
    closed: dict[str, Answered] = {}
    for event in play(comments_of(script.comments), utterances_of(lines), parts):
        if isinstance(event.data, Answered):
            closed.setdefault(event.data.group, event.data)
    return _judged(script, {group: (found.start, found.end) for group, found in closed.items()})


def baseline(script: Script | Broadcast, lines: list[Mapping[str, Any]]) -> Counts:
    """A group is closed by the first line that holds a word of its question."""
    asked: dict[str, tuple[float, frozenset[str]]] = {}
    for row in (r for r in script.comments if r["needs_answer"]):
        words = frozenset(t for t in tokens(row["text"]) if len(t) > 1)
        at, before = asked.get(row["group"], (row["at"], frozenset()))
        asked[row["group"]] = (at, before | words)
    closed: dict[str, tuple[float, float]] = {}
    for line in lines:
        said = tokens(line["text"])
        for group, (at, words) in asked.items():
            if group not in closed and at < line["end"] and words & said:
                closed[group] = (line["start"], line["end"])
    return _judged(script, closed)


def _judged(script: Script | Broadcast, closed: Mapping[str, tuple[float, float]]) -> Counts:
    right = 0
    for group, (start, end) in closed.items():
        right += group in script.answered and counts(start, end, script.answered[group])
    return [right, len(closed), len(script.answered)]


def main() -> None:
    print(f"{'':12} {'a word':>15}   {'ledger':>15}   {'misheard':>15}")
    print(f"{'broadcast':12} {'prec.  recall':>15}   {'prec.  recall':>15}   {'prec.  recall':>15}")
    totals: dict[str, list[Counts]] = {}
    scripts: list[tuple[Script | Broadcast, tuple[str, ...]]] = []
    scripts += [(s, ("all", "held back" if s.name in HELD_BACK else "the rest")) for s in load_scripts()]
    scripts += [(s, (OTHERS,)) for s in load_all()]
    for script, names in scripts:
        rough = [answered(script, misheard(script.lines, s)) for s in range(SEEDS)]
        row = [baseline(script, script.lines), answered(script, script.lines), _sum(rough)]
        for name in names:
            totals[name] = [_sum(pair) for pair in zip(totals[name], row, strict=True)] if name in totals else row
        print(f"{script.name:12} {_rates(row)}")
    for name, row in totals.items():
        print(f"{name:12} {_rates(row)}")


def _sum(counts: list[Counts] | tuple[Counts, ...]) -> Counts:
    return [sum(n) for n in zip(*counts, strict=True)]


def _rates(row: list[Counts]) -> str:
    return "   ".join(f"{right / max(1, closed):8.2f} {right / max(1, true):6.2f}" for right, closed, true in row)


if __name__ == "__main__":
    main()
