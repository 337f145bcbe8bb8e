"""Finds which of many lists of regular expressions have a match in a text, in one walk over it.

Thousands of expressions tried one after the other on every comment take most of its time, and compiling them takes most
of the start. Nearly all of them begin with letters, though, and most are nothing but letters. So a place in the text is
looked up by the letters that stand there, and only what begins so is tried, there and nowhere else; what is nothing but
letters is never compiled, and the rest when it is tried for the first time.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from live.catalog.alternation import needed, openings

LONGEST = 3
"""Letters of a beginning by which expressions are looked up; more would find hardly fewer."""


class _Way:
    """One expression, compiled when it is first tried."""

    __slots__ = ("match", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.match: Callable[[str, int], re.Match[str] | None] = self._compile_first

    def _compile_first(self, text: str, at: int) -> re.Match[str] | None:
        self.match = re.compile(self.source).match
        return self.match(text, at)


class Ways:
    """The lists, each known by its number. Safe to share between threads."""

    def __init__(self, lists: Iterable[Sequence[str]]) -> None:
        self._beginning: list[dict[str, list[tuple[int, str, _Way | None]]]] = [{} for _ in range(LONGEST)]
        """By the first letter, two or LONGEST letters of a match: the list; all letters that a match surely begins
        with; and the expression, where there is more to it than these."""
        anywhere: list[tuple[int, str]] = []
        for number, ways in enumerate(lists):
            for source in dict.fromkeys(ways):
                starts = openings(source)
                if starts is None:
                    anywhere.append((number, source))
                    continue
                way = _Way(source)
                for letters, whole in starts:
                    key = letters[:LONGEST]
                    near = self._beginning[len(key) - 1].setdefault(key, [])
                    near.append((number, letters, None if whole else way))
        self._anywhere = [(number, needed(source), re.compile(source)) for number, source in anywhere]
        self._first = frozenset(key[0] for table in self._beginning for key in table)

    def find(self, text: str) -> set[int]:
        """The numbers of the lists of which at least one expression has a match in `text`."""
        found: set[int] = set()
        for number, letter, pattern in self._anywhere:
            if letter in text and pattern.search(text) is not None:
                found.add(number)
        one, two, three = self._beginning
        for at, letter in enumerate(text):
            if letter in self._first:
                if (near := three.get(text[at : at + 3])) is not None:
                    _try(near, text, at, found)
                if (near := two.get(text[at : at + 2])) is not None:
                    _try(near, text, at, found)
                if (near := one.get(letter)) is not None:
                    _try(near, text, at, found)
        return found


def _try(near: Iterable[tuple[int, str, _Way | None]], text: str, at: int, found: set[int]) -> None:
    """Add to `found` the lists that have a match at this place."""
    for number, letters, way in near:
        if number not in found and text.startswith(letters, at) and (way is None or way.match(text, at) is not None):
            found.add(number)
