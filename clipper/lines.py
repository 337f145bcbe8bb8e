"""Breaking what was said into lines, where a reader would.

Widths are in full-width characters: a Chinese character counts 1, a Latin letter or digit 0.55.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

_PIECES = re.compile(r"\d[\d.,:]*[%％]?|[A-Za-z][A-Za-z0-9'’.-]*|\s+|.", re.DOTALL)
_STOP = set("，。！？；：、,.!?;:…")
_NOT_FIRST = set("的了吗呢吧啊呀嘛地得着过们个件条把元块斤码号，。！？；：、,.!?;:…）)】》”\"'’%％")
"""What no line should begin with: particles, measure words, closing marks."""
_NOT_LAST = set("（(【《“不没很最太再就都也还把被给跟和第一这那")
"""What no line should end with: what leans on the next word."""


def width(text: str) -> float:
    """Width of a text in full-width characters."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.55 for c in text)


def pieces(text: str) -> list[str]:
    """What must not be broken: a number with its sign, a Latin word, a single Chinese character."""
    return _PIECES.findall(text)


def phrases(text: str) -> list[str]:
    """The text at its punctuation, each mark with what it closes. A point within a number closes nothing."""
    found: list[str] = []
    current = ""
    for piece in pieces(text):
        if piece in _STOP and not current.strip():
            if found:
                found[-1] += piece
            continue
        current += piece
        if piece in _STOP or (len(piece) > 1 and piece[-1] in ".?!" and piece[0].isalpha()):
            found.append(current)
            current = ""
    if current.strip():
        found.append(current)
    return [phrase.strip() for phrase in found]


def break_lines(text: str, longest: float) -> list[str]:
    """`text` in as few lines as `longest` (a width) allows, even ones, broken where it hurts least."""
    parts = pieces(" ".join(text.split()))
    if width(text) <= longest or len(parts) < 2:
        return [text.strip()] if text.strip() else []
    count = 1
    while True:
        count += 1
        ideal = width(text) / count
        best: list[tuple[float, int]] = [(0.0, 0)]
        costs = _costs(parts, longest, ideal)
        for end in range(1, len(parts) + 1):
            best.append(min((best[begin][0] + costs(begin, end), begin) for begin in range(end)))
        if best[-1][0] < float("inf"):
            break
        if count > len(parts):
            return [text.strip()]
    cuts = [len(parts)]
    while cuts[-1] > 0:
        cuts.append(best[cuts[-1]][1])
    edges = cuts[::-1]
    return [line for a, b in pairwise(edges) if (line := "".join(parts[a:b]).strip())]


def _costs(parts: list[str], longest: float, ideal: float) -> Callable[[int, int], float]:
    def cost(begin: int, end: int) -> float:
        line = "".join(parts[begin:end]).strip()
        wide = width(line)
        if wide > longest and end - begin > 1:
            return float("inf")
        price = 1.0 + ((wide - ideal) / longest) ** 2 * 4
        if begin > 0 and line[:1] in _NOT_FIRST:
            price += 3.0
        if end < len(parts):
            if line[-1:] in _NOT_LAST:
                price += 1.5
            if line[-1:] in _STOP or parts[end].isspace() or parts[end - 1].isspace():
                price -= 0.8
            elif parts[end - 1][-1:].isalnum() and parts[end][:1].isascii() and parts[end][:1].isalnum():
                price += 0.5
        return price

    return cost
