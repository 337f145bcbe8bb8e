"""Single telling words and characters that a question shares with one fact: 虫 of 长虫 and 防虫, kombucha.

They find the fact where no topic is recognised, or where the fact is of none.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from live.catalog.frequent import FREQUENT, GENERIC
from live.catalog.numerals import figures
from live.catalog.wording import american, is_chinese, plain

ONE, TWO = 0.5, 0.3
"""What a shared character tells, and that two of them stand side by side in both."""
LATIN = 1.0
"""What a shared word or a figure of two digits and more tells."""
KEY = 1.3
"""How much more a word of the fact's key tells."""
SHORTEST = 4
"""Letters of an English word that may tell something."""
_WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?|[\u3400-\u9fff]+")
_ENDINGS = ("proof", "ing", "ies", "ied", "es", "ed", "s", "y", "e")


def units(text: str, joined: bool = False) -> frozenset[str]:
    """The telling characters and pairs of Chinese, the stems of telling English words, the larger figures. `joined`:
    also two English words as one, which a viewer may write so (hair dryer, hairdryer)."""
    found: set[str] = set()
    words = _WORD.findall(figures(plain(text)))
    pairs = itertools.pairwise(words) if joined else ()
    together = [a + b for a, b in pairs if min(len(a), len(b)) >= SHORTEST and (a + b).isascii() and (a + b).isalpha()]
    for word in (*words, *together):
        if is_chinese(word):
            found.update(c for c in word if c not in FREQUENT)
            found.update(word[i : i + 2] for i in range(len(word) - 1) if not FREQUENT & set(word[i : i + 2]))
        elif word[0].isdigit():
            found.update([word] if len(word) > 1 else [])
        elif len(word) >= SHORTEST and word not in GENERIC:
            found.add(_stem(american(word)))
    return frozenset(found)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - 1:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True)
class Signs:
    """The units of one fact: of its key, and of all of it."""

    key: frozenset[str]
    whole: frozenset[str]


NO_SIGNS = Signs(frozenset(), frozenset())


def vote(wordings: Sequence[frozenset[str]], signs: Signs, shared: frozenset[str]) -> float:
    """0 to 1: how much of the wordings of a question points to a fact. `shared` are units that other facts of the same
    product have too, or its name: they point nowhere."""
    if not wordings:
        return 0.0
    return sum(min(1.0, _strength(w, signs, shared)) for w in wordings) / len(wordings)


def _strength(wording: frozenset[str], signs: Signs, shared: frozenset[str]) -> float:
    hits = (wording & signs.whole) - shared
    if not hits:
        return 0.0
    told = sum(map(_weight, hits))
    known = sum(_weight(u) for u in wording - shared) or 1.0
    bonus = KEY if hits & signs.key else 1.0
    # One word alone tells as much as it is of the wording: the rest may turn it into another question.
    least = 0.0 if len(hits) == 1 else 0.5
    return bonus * told * (least + (1 - least) * min(1.0, told / known))


def _weight(unit: str) -> float:
    if not is_chinese(unit):
        return LATIN
    return ONE if len(unit) == 1 else TWO
