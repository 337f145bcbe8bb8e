"""Regular expressions spelt out, so that Python's engine can skip by first letter.

`re` tries every alternative at every character unless all of them begin with a plain letter; then it looks for one of
these letters first, which is several times faster on hundreds of alternatives. So `(?:the )?(cat|dog)s` is written out
as `the cats|the dogs|cats|dogs`: the same matches, found sooner.
"""

import re
from collections.abc import Iterable, Iterator

MOST = 64
"""Spellings of one alternative; what would be more stays as it is."""


def compiled(ways: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern that finds any of `ways`; None when there are none."""
    spelt = list(dict.fromkeys(s for a in ways for s in spell_out(a)))
    return re.compile("|".join(spelt)) if spelt else None


_SPECIAL = frozenset("\\.^$*+?{}[]|()")
_OPTIONAL = frozenset("?*{")


def beginnings(ways: Iterable[str], most: int) -> frozenset[str] | None:
    """What every match of any of `ways` begins with, up to `most` letters each; None where one may begin with anything.

    Who has none of these in a text need not search it.
    """
    found: set[str] = set()
    for way in (s.removeprefix(r"\b") for a in ways for s in spell_out(a)):
        if way.startswith(r"\d") and not way.startswith((r"\d*", r"\d?", r"\d{")):
            found.update("0123456789")
            continue
        length = 0
        while length < min(most, len(way)) and way[length] not in _SPECIAL:
            length += 1
        if length < len(way) and way[length] in _OPTIONAL:
            length -= 1  # the letter before is one that may be missing
        if length < 1:
            return None
        found.add(way[:length])
    return frozenset(found)


def spell_out(pattern: str) -> list[str]:
    """Patterns that together match what `pattern` matches, each beginning with a plain letter where that can be had."""
    done: list[str] = []
    waiting = alternatives(pattern)
    while waiting:
        head = waiting.pop(0)
        expanded = _expand(head)
        if expanded is None or len(done) + len(waiting) + len(expanded) > MOST:
            done.append(head)
        else:
            waiting = expanded + waiting
    return done


def _expand(pattern: str) -> list[str] | None:
    """`pattern` without the group, set or class that it begins with; None when it begins with neither."""
    if pattern.startswith("[") and not pattern.startswith("[^"):
        end = pattern.index("]")
        options, rest = list(_set(pattern[1:end])), pattern[end + 1 :]
    elif pattern.startswith(r"\d"):
        options, rest = list("0123456789"), pattern[2:]
    elif pattern.startswith("(") and (not pattern.startswith("(?") or pattern.startswith("(?:")):
        end = _closing(pattern)
        inner = pattern[3:end] if pattern.startswith("(?:") else pattern[1:end]
        options, rest = alternatives(inner), pattern[end + 1 :]
    elif re.match(r"[^\\.^$()\[\]]\?", pattern):
        options, rest = [pattern[0]], pattern[1:]
    else:
        return None
    if rest.startswith("?"):
        options, rest = [*options, ""], rest[1:]
    elif rest.startswith(("*", "+", "{")):
        return None
    spelt = [s for o in options for s in alternatives(o + rest)]
    return None if "" in spelt else spelt


def _set(inside: str) -> Iterator[str]:
    for piece in re.findall(r"\\.|.-.|.", inside):
        if len(piece) == 3:
            yield from (chr(c) for c in range(ord(piece[0]), ord(piece[2]) + 1))
        else:
            yield piece if piece.startswith("\\") else re.escape(piece)


def _tokens(pattern: str) -> Iterator[tuple[int, str]]:
    """Places and characters of `pattern` that are neither escaped nor in a set."""
    at = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 2
            continue
        if pattern[at] == "[":
            at = pattern.index("]", at + 2) + 1
            continue
        yield at, pattern[at]
        at += 1


def _closing(pattern: str) -> int:
    depth = 0
    for at, char in _tokens(pattern):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return at
    raise ValueError(f"unbalanced: {pattern}")


def alternatives(pattern: str) -> list[str]:
    """What stands between the bars of `pattern` at its outermost level."""
    parts, start, depth = [], 0, 0
    for at, char in _tokens(pattern):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
    return [*parts, pattern[start:]]
