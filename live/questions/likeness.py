"""How alike two questions are by their words, once the product and what every question has is taken away."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Generic, TypeVar

from live.questions.alike import root

_EMPTY = re.compile(
    r"主播|老板|亲|宝子?们?|家人们?|姐妹?们?|请问|想问|问一?下|麻烦|谢谢|这个|那个|这款|那款|这条|这件|你家|你们|我家|我的|我|"
    r"[的了吗么嘛呢吧啊呀哦哈啦哇噢嗯诶呗喽哒捏滴呐]|有没有|是不是|能不能|可不可以|会不会|[有是能会可以]|"
    r"\b(?:the|a|an|is|are|it|this|that|these|those|do|does|did|u|you|can|could|will|would|i|im|me|my|to|of|for|in|on|pls|please|plz|hey|hi|and|any|there|be|have|has|your|ur|with|so|just|really)\b|"
    r"[^\w\u4e00-\u9fff]"
)
_WORD = re.compile(r"[a-z0-9]+|[\u4e00-\u9fff]")
LONGEST = 200
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
        self._holding: dict[str, list[tuple[int, float]]] = {}

    def add(self, key: K, wording: Profile) -> None:
        """One more wording of `key`."""
        number = len(self._of)
        self._of.append(key)
        for piece, weight in wording.items():
            holding = self._holding.setdefault(piece, [])
            if len(holding) < LONGEST:
                holding.append((number, weight))

    def nearest(self, wording: Profile, floor: float, allowed: Callable[[K], bool]) -> K | None:
        """Of the allowed keys, the one with the wording most alike (cosine, 0 to 1), if that is at least `floor`; the
        earliest of equals."""
        scores: dict[int, float] = defaultdict(float)
        for piece, weight in wording.items():
            for number, other in self._holding.get(piece, ()):
                scores[number] += weight * other
        good = [(-score, number) for number, score in scores.items() if score >= floor]
        for _, number in sorted(good):
            if allowed(self._of[number]):
                return self._of[number]
        return None
