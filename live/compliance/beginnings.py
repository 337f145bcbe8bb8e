"""The characters with which a pattern can begin, so that it is tried only where one of them stands.

Hundreds of patterns are read on every partial; at most places of a sentence none of them can begin. Whatever is not
understood here is left as it is: it is tried everywhere.
"""

import re
from collections.abc import Iterable

_OPTIONAL = re.compile(r"[?*]|\{0?,")
_QUANTIFIER = re.compile(r"[?*+]|\{\d*,?\d*\}")
_ZERO_WIDTH = ("(?=", "(?!", "(?<=", "(?<!")
_PLAIN_CLASS = re.compile(r"\[([^\]\\^][^\]\\]*)\]")
_SPECIAL = frozenset(".^$*+?{}[]\\|()")


class _Unknown(Exception):
    """How the pattern begins is not understood."""


def either(patterns: Iterable[str]) -> str:
    """One pattern for what any of them matches; each is looked at only where it can begin."""
    ahead: list[str] = []
    anywhere: list[str] = []
    every: set[str] = set()
    for pattern in patterns:
        found = beginnings(pattern)
        if found is None:
            anywhere.append(f"(?:{pattern})")
        else:
            every |= found
            ahead.append(f"(?={_class(found)})(?:{pattern})")
    guarded = [f"(?={_class(every)})(?:{'|'.join(ahead)})"] if ahead else []
    return "|".join(guarded + anywhere)


def beginnings(pattern: str) -> set[str] | None:
    """The characters, and ranges such as "0-9", one of which stands where the pattern matches; None where that is not
    known, or where it may match nothing at all."""
    try:
        found, may_be_empty = _branches(pattern)
    except _Unknown:
        return None
    return None if may_be_empty else found


def _class(found: set[str]) -> str:
    """As a character class; a hyphen or a sign in it is escaped, a range is not."""
    return "[" + "".join(one if len(one) == 3 else re.escape(one) for one in sorted(found)) + "]"


def _branches(pattern: str) -> tuple[set[str], bool]:
    found: set[str] = set()
    may_be_empty = False
    for branch in _split(pattern):
        mine, empty = _sequence(branch)
        found |= mine
        may_be_empty |= empty
    return found, may_be_empty


def _sequence(branch: str) -> tuple[set[str], bool]:
    found: set[str] = set()
    at = 0
    while at < len(branch):
        item, end = _item(branch, at)
        quantifier = _QUANTIFIER.match(branch, end)
        after = quantifier.end() if quantifier else end
        if not item.startswith(_ZERO_WIDTH):
            mine, empty = _of_item(item)
            found |= mine
            if not (empty or (quantifier and _OPTIONAL.match(quantifier[0]))):
                return found, False
        at = after
    return found, True


def _of_item(item: str) -> tuple[set[str], bool]:
    if item.startswith("(?:"):
        return _branches(item[3:-1])
    if item.startswith("["):
        plain = _PLAIN_CLASS.fullmatch(item)
        if plain is None:
            raise _Unknown
        return set(re.findall(r".-.|.", plain[1])), False
    if len(item) == 2 and not item[1].isalnum():
        return {item[1]}, False
    if len(item) != 1 or item in _SPECIAL:
        raise _Unknown
    return {item}, False


def _item(branch: str, at: int) -> tuple[str, int]:
    """The group, class, or character at `at`, and where it ends."""
    if branch[at] == "(":
        end = _closing(branch, at)
    elif branch[at] == "[":
        end = branch.index("]", at + 2) + 1
    else:
        end = at + (2 if branch[at] == "\\" else 1)
    return branch[at:end], end


def _split(pattern: str) -> list[str]:
    parts, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            parts.append(pattern[start:at])
            start = at = at + 1
        else:
            at = _item(pattern, at)[1]
    return [*parts, pattern[start:]]


def _closing(pattern: str, at: int) -> int:
    """Where the group that opens at `at` ends."""
    depth = 0
    while at < len(pattern):
        if pattern[at] == "(":
            depth, at = depth + 1, at + 1
        elif pattern[at] == ")":
            depth, at = depth - 1, at + 1
            if not depth:
                return at
        else:
            at = _item(pattern, at)[1]
    raise _Unknown
