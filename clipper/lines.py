"""Breaking what was said into lines, where a reader would.

Widths are in full-width characters: a Chinese character counts 1, a small Latin letter or a digit 0.55, a capital or a
wide one more (advance widths of Noto Sans SC Bold over its em, rounded up).
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

_PIECES = re.compile(r"\d[\d.,:]*[%％]?|[A-Za-z][A-Za-z0-9'’.-]*|\s+|.", re.DOTALL)
_STOP = set("，。！？；：、,.!?;:…")
_NOT_FIRST = set("的了吗呢吧啊呀嘛地得着过们个件条把元块斤码号，。！？；：、,.!?;:…）)】》”\"'’%％")
"""What no line should begin with: particles, measure words, closing marks."""
_CLOSING = set("，。！？；：、,!?;:…）)】》〉」』”’〕]}%％")
_OPENING = set("（(【《〈「『“‘〔[{")
"""Marks that never stand at the beginning, and at the end, of a line: they go with what they close and open."""
_NOT_LAST = set("（(【《“不没很最太再就都也还把被给跟和第一这那")
"""What no line should end with: what leans on the next word."""


def width(text: str) -> float:
    """Width of a text in full-width characters."""
    return sum(map(_wide, text))


def glue(before: str, after: str) -> str:
    """What stands between two pieces of text in one line: nothing beside Chinese characters and marks, else a space."""
    sides = before[-1:], after[:1]
    return "" if not all(sides) or any(unicodedata.east_asian_width(c) in "WF" for c in sides) else " "


def _wide(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in "mwMW@%—…":
        return 0.95
    return 0.7 if character.isupper() else 0.55


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
    parts = [part for piece in _bound(pieces(" ".join(text.split()))) for part in _fitting(piece, longest)]
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


def _bound(parts: list[str]) -> list[str]:
    """The pieces, with marks that lean on their neighbour bound to it."""
    bound: list[str] = []
    for part in parts:
        before = bound[-1] if bound else ""
        if before.strip() and (part in _CLOSING or before[-1] in _OPENING) and not part.isspace():
            bound[-1] += part
        else:
            bound.append(part)
    return bound


def _fitting(piece: str, longest: float) -> list[str]:
    """The piece; in parts that fit where it is wider than a line."""
    parts = [""]
    for character in piece if width(piece) > longest else ():
        if parts[-1] and width(parts[-1] + character) > longest and character not in _CLOSING:
            parts.append("")
        parts[-1] += character
    return parts if parts[-1] else [piece]


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
