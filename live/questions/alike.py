"""Words that viewers use for the same thing, from data/alike.en.txt."""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("d", ""), ("er", ""),
    ("able", ""), ("able", "e"),
)  # fmt: skip
_DOUBLED = ("ed", "ing", "er")
SHORTEST = 3
"""Letters that must be left of a word without its ending."""


@cache
def load_alike() -> dict[str, tuple[str, ...]]:
    """The concepts of each word listed."""
    text = resources.files("live.questions").joinpath("data/alike.en.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        name, equals, words = line.partition(" = ")
        if equals and not line.startswith("#"):
            for word in dict.fromkeys(words.split()):
                found.setdefault(word, []).append(f"~{name}")
    return {word: tuple(names) for word, names in found.items()}


@lru_cache(maxsize=20_000)
def concepts(word: str) -> tuple[str, ...]:
    """What an English word in lower case stands for: `~wash` for `laundered`. Empty for most words."""
    known = load_alike()
    return next((known[w] for w in _plain(word) if w in known), ())


def _plain(word: str) -> Iterator[str]:
    """The word, then what it may be an inflection of."""
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            yield word[: len(word) - len(ending)] + instead
    for ending in _DOUBLED:
        left = word.removesuffix(ending)
        if left != word and len(left) > SHORTEST and left[-1] == left[-2]:
            yield left[:-1]


def root(word: str) -> str:
    """An English word in lower case without its ending: `dim` for `dimmable`. Like words get the same, which need not
    be a word."""
    for ending in ("able", "ing", "ed", "es", "s", "e"):
        left = word.removesuffix(ending)
        if left != word and len(left) >= SHORTEST:
            return left[:-1] if len(left) > SHORTEST and left[-1] == left[-2] else left
    return word
