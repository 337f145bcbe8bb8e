"""What the host said in truth beside what was heard of it: delays, character error, what of the catalog is missing."""

import json
import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from live.catalog.measures import parse_body
from live.catalog.numerals import amounts, figures
from live.catalog.products import Catalog
from live.catalog.wording import plain

REACH = 0.4
"""Seconds by which an utterance may end before its line does and still be its end: the last consonant is soft."""


_LEFT = str.maketrans("零一二两三四五六七八九", "01223456789")


@dataclass(frozen=True)
class Line:
    """A line of the script. Seconds of broadcast time."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class Said:
    """What was heard, and when (seconds of broadcast time) it was there."""

    start: float
    end: float
    text: str
    emitted: float


@dataclass
class Outcome:
    """One way of recognising over one broadcast."""

    name: str
    finals: list[Said] = field(default_factory=list)
    partials: list[Said] = field(default_factory=list)


def lines_of(folder: Path) -> list[Line]:
    """The lines of `timeline.json`."""
    rows = json.loads((folder / "timeline.json").read_text(encoding="utf-8"))
    return [Line(row["start"], row["end"], row["text"]) for row in rows]


def comparable(text: str) -> str:
    """Simplified, lower case, letters and figures only, numbers as figures. Marks go first, for nobody says them: the
    same countdown is the same with and without its commas. Numerals that are no number of their own (一下, 两年) are
    figures too, for either is written."""
    said = re.sub(r"(?<!\d)[\W_]+|[\W_]+(?!\d)", "", plain(unicodedata.normalize("NFKC", text)))
    return re.sub(r"[\W_]+", "", figures(said)).translate(_LEFT)


def character_error(lines: Iterable[Line], finals: Iterable[Said]) -> float:
    """Edit distance over the length of what was said, both `comparable`, over the whole broadcast in one."""
    wanted = comparable("，".join(line.text for line in lines))
    return Levenshtein.distance(wanted, comparable("，".join(said.text for said in finals))) / max(1, len(wanted))


def final_delays(lines: Sequence[Line], finals: Sequence[Said]) -> list[float]:
    """For each line the seconds from its end to when the utterance was there in which it ends. A line that nobody
    heard waits for the next utterance, as the reader does."""
    delays = []
    for line in lines:
        holding = next((said for said in finals if said.end >= line.end - REACH), None)
        delays.append(holding.emitted - line.end if holding else float("inf"))
    return delays


def partial_delays(lines: Sequence[Line], shown: Iterable[Said]) -> list[float]:
    """For each line the seconds from its start to the first text, partial or final, that reaches into it."""
    shown = sorted(shown, key=lambda said: said.emitted)
    delays = []
    for line in lines:
        first = next((s for s in shown if s.emitted > line.start and s.end > line.start and s.start < line.end), None)
        delays.append(first.emitted - line.start if first else float("inf"))
    return delays


def share(values: Sequence[float], part: float) -> float:
    """The smallest value that `part` of the values do not exceed."""
    return sorted(values)[max(0, -int(-len(values) * part // 1) - 1)]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


class Shop:
    """Names, prices and sizes of a catalog in the lines of a broadcast."""

    def __init__(self, catalog: Catalog) -> None:
        names = {figures(plain(n)) for p in catalog.products for n in (p.name, *p.aliases)}
        self._names = sorted(names, key=lambda n: (-len(n), n))
        self._prices = {p for product in catalog.products for p in (product.price, product.list_price) if p}

    def names(self, text: str) -> list[str]:
        """Names and aliases, the longest first, none inside another."""
        rest, found = figures(plain(text)), []
        for name in self._names:
            count = rest.count(name)
            found += [name] * count
            rest = rest.replace(name, "\n")
        return found

    def prices(self, text: str) -> list[str]:
        return [f"{a:g}" for a in amounts(plain(text)) if a in self._prices]

    @staticmethod
    def sizes(text: str) -> list[str]:
        """Sizes, and lengths and weights with their unit."""
        line = figures(plain(text))
        named = [size for clause in re.split(r"[，。！？,.!?]", text) for size in parse_body(clause).sizes]
        return named + re.findall(r"\d+(?:\.\d+)?(?:斤|公斤|厘米|公分|cm|kg|lbs?|米\d{1,2})", line)

    def missed(self, lines: Sequence[Line], finals: Sequence[Said], what: str) -> tuple[int, int]:
        """How many `what` ("names", "prices", "sizes") of the lines are not in what was heard in their time, of how
        many. Each must be there as often as it was said."""
        find = getattr(self, what)
        missing = total = 0
        for line in lines:
            wanted = find(line.text)
            there = find("，".join(s.text for s in finals if s.start < line.end and s.end > line.start))
            for item in wanted:
                total += 1
                if item in there:
                    there.remove(item)
                else:
                    missing += 1
        return missing, total
