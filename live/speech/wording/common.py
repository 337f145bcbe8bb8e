"""How common a Chinese word is: the counts that jieba comes with, as natural logarithms of a probability, and words of
today that they hold too seldom."""

import math
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from live.catalog.wording import blurred, syllable

LONGEST = 6
"""Characters of the longest word that is looked up."""

UNKNOWN = -18.0
"""Of a single character that the counts do not hold."""

TODAY = -11.0
"""How likely a word of today (`modern.txt`) is at least: as likely as 开心 is in the counts."""


_FIGURES = re.compile("[零一二两三四五六七八九十百千万亿]{2}")

SAYING = -16.5
"""How likely a word of four characters and more is, at least, to be written for what sounds like it."""


@cache
def commonness() -> Mapping[str, float]:
    """Words of up to LONGEST characters. About half a second and 40 MB the first time."""
    counts: dict[str, int] = {}
    with files("jieba").joinpath("dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, count, _ = line.split(" ")
            if len(word) <= LONGEST and int(count) > 1:
                counts[word] = int(count)
    total = math.log(sum(counts.values()))
    known = {word: math.log(count) - total for word, count in counts.items()}
    return known | {word: max(TODAY, known.get(word, TODAY)) for word in listed("modern.txt")}


@cache
def sayings() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Words of four characters and more by how they sound, roughly (`blurred`, each character by itself). Figures
    written out (四十八篇) are none."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for word, likely in commonness().items():
        if len(word) >= 4 and likely >= SAYING and not _FIGURES.search(word):
            key = tuple(blurred(syllable(char)) for char in word)
            found[key] = (*found.get(key, ()), word)
    return found


def listed(name: str) -> set[str]:
    """The words of a list of this package: lines of words, and lines that begin with # of remarks."""
    lines = files("live.speech.wording").joinpath(name).read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def segments(run: str) -> list[str]:
    """`run` (Chinese characters only) cut into its likeliest words."""
    known = commonness()
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for end in range(1, len(run) + 1):
        ways = []
        for start in range(max(0, end - LONGEST), end):
            word = run[start:end]
            cost = known.get(word, UNKNOWN if len(word) == 1 else None)
            if cost is not None:
                before, words = best[start]
                ways.append((before + cost, [*words, word]))
        best.append(max(ways, key=lambda way: way[0]))
    return best[-1][1]
