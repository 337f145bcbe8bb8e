"""How alike two questions are by their words, once the product and what every question has is taken away."""

import math
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from live.questions.alike import root

_EMPTY = re.compile(
    r"主播|老板|亲|宝子?们?|家人们?|姐妹?们?|请问|想问|问一?下|麻烦|谢谢|这个|那个|这款|那款|这条|这件|你家|你们|我家|我的|我|"
    r"[的了吗么嘛呢吧啊呀哦哈啦哇噢嗯诶呗喽哒捏滴呐]|有没有|是不是|能不能|可不可以|会不会|[有是能会可以]|"
    r"\b(?:the|a|an|is|are|it|this|that|these|those|do|does|did|u|you|can|could|will|would|i|im|me|my|to|of|for|in|on|pls|please|plz|hey|hi|and|any|there|be|have|has|your|ur|with|so|just|really)\b|"
    r"[^\w\u4e00-\u9fff]"
)
_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]")
LONGEST = 200
ROUNDING = 1e-6
"""More than sums of squares of such weights can be wrong by."""
Profile = Mapping[str, float]
K = TypeVar("K")


def profile(masked: str) -> Profile:
    """Weights of the pieces of an evened text, unit length together."""
    left = _EMPTY.sub(" ", masked)
    tokens = _WORD.findall(left)
    weights: dict[str, float] = {}
    for token in tokens:
        weights[root(token)] = 1.0 if len(token) > 1 else 0.6
        if len(token) > 4:
            weights[token[:5]] = 1.0
    for a, b in pairwise(tokens):
        if len(a) == 1 or len(b) == 1:
            weights[a + b] = 1.2
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {k: w / length for k, w in weights.items()} if length else {}


class Wordings(Generic[K]):
    """How groups have been asked, to find those that are asked alike. Of a word that very many have, the first LONGEST
    count."""

    def __init__(self) -> None:
        self._of: list[K] = []
        self._counted: list[dict[str, float]] = []
        """The pieces of each wording that count."""
        self._holding: dict[str, list[tuple[int, float]]] = {}
        """The wordings of which a piece counts, with its weight there."""

    def add(self, key: K, wording: Profile) -> None:
        """One more wording of `key`."""
        number = len(self._of)
        counted: dict[str, float] = {}
        for piece, weight in wording.items():
            holding = self._holding.setdefault(piece, [])
            if len(holding) < LONGEST:
                holding.append((number, weight))
                counted[piece] = weight
        self._of.append(key)
        self._counted.append(counted)

    def alike(self, wording: Profile, floor: float) -> "Alike[K]":
        """All that are asked alike by at least `floor`, the most alike first."""
        near = self._may_reach(wording, floor)
        scored = ((self._cosine(wording, self._counted[number]), number) for number in near)
        good = sorted((-score, number) for score, number in scored if score >= floor)
        return Alike([(-score, self._of[number]) for score, number in good])

    def _may_reach(self, wording: Profile, floor: float) -> list[int]:
        """The wordings that may be alike by `floor`. The rarer pieces are looked at first: once what is left of this
        wording is short, whatever has none of them is out, and of the rest what is too far off already (the inequality
        of Cauchy and Schwarz, as each has length 1)."""
        holding = self._holding
        known = [(holding[piece], weight) for piece, weight in wording.items() if piece in holding]
        known.sort(key=_how_many)
        left = sum([weight * weight for _, weight in known])
        short = floor * floor - ROUNDING
        scores: dict[int, float] = {}
        get = scores.get
        for numbers, weight in known:
            if left < short:
                break
            for number, other in numbers:
                scores[number] = get(number, 0.0) + weight * other
            left -= weight * weight
        least = floor - ROUNDING - math.sqrt(max(left, 0.0))
        return [number for number, score in scores.items() if score >= least]

    @staticmethod
    def _cosine(wording: Profile, other: Mapping[str, float]) -> float:
        get = other.get
        score = 0.0
        for piece, weight in wording.items():
            if (theirs := get(piece)) is not None:
                score += weight * theirs
        return score


def _how_many(known: tuple[list[tuple[int, float]], float]) -> int:
    return len(known[0])


class Alike(NamedTuple, Generic[K]):
    """Keys with the likeness of a wording, the most alike first, the earliest first of equals."""

    keys: list[tuple[float, K]]

    def nearest(self, floor: float, allowed: Callable[[K], bool]) -> K | None:
        """The first that is allowed and alike by at least `floor`, which is no less than was looked for."""
        return next((key for score, key in self.keys if score >= floor and allowed(key)), None)
