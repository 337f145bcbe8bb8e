"""What the detector looks at in a comment: pieces of its text, how it sounds, and a few telling shapes."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from live.catalog.ways import Ways
from live.questions.alike import concepts

_DIGITS = re.compile(r"\d+")
_DIGIT_RUN = {1: "⑴", 2: "⑵", 3: "⑶"}
_LONG_RUN = "⑷"
_COMMON = frozenset((
    "the", "a", "an", "is", "are", "it", "this", "that", "these", "those", "do", "does", "did", "u", "you", "can",
    "could", "will", "would", "i", "im", "me", "my", "to", "of", "for", "in", "on", "and", "any", "there", "be",
    "have", "has", "with", "so", "just", "get", "got", "how", "what", "when", "where", "which", "who", "they",
    "them", "was", "not", "if", "or", "at", "your", "ur", "its", "we", "he", "she",
))  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[⑴⑵⑶⑷▲#$%@?!&]")


@cache
def load_cues() -> "Cues":
    """Telling shapes, from data/cues.toml."""
    text = resources.files("live.questions").joinpath("data/cues.toml").read_text(encoding="utf-8")
    shapes: dict[str, list[str]] = tomllib.loads(text)
    ways = Ways(shapes.values())
    return Cues([f"*{name}" for name in shapes], ways)


class Cues(NamedTuple):
    """The names of telling shapes, and how each looks."""

    names: list[str]
    ways: Ways

    def of(self, masked: str) -> list[str]:
        """The names of the shapes that a text has, in their order."""
        return [self.names[number] for number in sorted(self.ways.find(masked))]


class Features(NamedTuple):
    """Of a text: its pieces, which may repeat and whose order tells nothing; its cues; and its words, where it is
    English."""

    pieces: list[str]
    cues: list[str]
    words: list[str]


def features(masked: str, language: str, sounds: Mapping[str, str]) -> Features:
    """Of an evened text whose product names are masked."""
    cues = load_cues().of(masked)
    length = len(masked)
    cues.append(f"*length-{min(length // 4, 10)}" if language == "zh" else f"*length-{min(length // 10, 10)}")
    text = _DIGITS.sub(_digit_class, masked)
    if language == "zh":
        pieces, words = _chinese(text, sounds), []
    else:
        words = [w.replace("'", "") for w in _WORD.findall(text)]
        pieces, found = _english(words)
        cues += found
    if len(masked) <= 8:
        cues.append(f"*whole-{masked}")
    return Features(pieces, cues, words)


def _digit_class(match: re.Match[str]) -> str:
    return _DIGIT_RUN.get(match.end() - match.start(), _LONG_RUN)


def _chinese(text: str, sounds: Mapping[str, str]) -> list[str]:
    padded = f"^{text}$"
    end = len(padded)
    pieces = list(text)
    for size in (2, 3):
        pieces += [padded[i : i + size] for i in range(end - size + 1)]
    heard = [sounds.get(c, c) for c in padded]
    pieces += [f"{a}_{b}" for a, b in pairwise(heard)]
    return pieces


def _english(inner: list[str]) -> tuple[list[str], list[str]]:
    """Pieces, and the concepts that the words stand for. Letters within common words tell nothing that the words do
    not."""
    words = ["^", *inner, "$"]
    pieces = inner.copy()
    pieces += [f"{a} {b}" for a, b in pairwise(words)]
    pieces += [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    for word in inner:
        if len(word) > 2 and word not in _COMMON:
            padded = f"<{word}>"
            pieces += [padded[i : i + 4] for i in range(len(padded) - 3)]
    meant = [concepts(w) for w in words]
    found = [name for names in meant for name in names]
    if found:
        for (a, of_a), (b, of_b) in pairwise(zip(words, meant, strict=True)):
            pieces += [f"{a} {name}" for name in of_b]
            pieces += [f"{name} {b}" for name in of_a]
            pieces += [f"{first} {second}" for first in of_a for second in of_b]
    return pieces, found
